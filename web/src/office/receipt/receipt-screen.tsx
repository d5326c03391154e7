/** «Проверка чека»: a receipt typed here, what a newcomer gets for it (the engine in the browser), what a member gets (the server). */
import { Button, Grid, Select, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useMemo, useState } from 'react';
import { TroubleError, troubleFrom } from '../../data/trouble.ts';
import { useApi } from '../../data/session.tsx';
import { type ShopProgram, useShop } from '../../data/use-organization.ts';
import { PlaceProvider, usePhrases, useSpeech } from '../../i18n/language.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { Asked, Empty } from '../../ui/states.tsx';
import { officePhrases } from '../phrases.ts';
import { decideHere, type LoadedProgram, type Outcome, readProgram } from './decide-here.ts';
import { type DraftLine, receiptOf, type ReceiptBody } from './draft.ts';
import { LinesForm } from './lines-form.tsx';
import { OutcomeCard } from './outcome-card.tsx';

const QUIET_MS = 250;

export function ReceiptScreen(): ReactNode {
  const t = usePhrases(officePhrases);
  const shop = useShop();
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<string | null>(null);
  const { language } = useSpeech();
  return (
    <Page title={t('nav.receipt')} about={t('receipt.about')}>
      <Asked query={shop}>
        {({ programs }) => {
          const program = programs.find(({ programId }) => programId === chosen) ?? programs[0];
          if (program === undefined)
            return (
              <Card>
                <Empty
                  title={t('receipt.no-programs.title')}
                  advice={t('receipt.no-programs.advice')}
                  action={<Button onClick={() => void navigate({ to: '/start' })}>{t('receipt.begin')}</Button>}
                />
              </Card>
            );
          const names = programs.map(({ programId, name }) => ({
            value: programId,
            label: name[language] ?? name.ru ?? name.en ?? programId,
          }));
          return (
            <Stack gap="lg">
              {programs.length < 2 ? null : (
                <Select
                  label={t('receipt.program')}
                  data={names}
                  value={program.programId}
                  onChange={setChosen}
                  allowDeselect={false}
                  maw={420}
                />
              )}
              <TryReceipt key={program.programId} program={program} />
            </Stack>
          );
        }}
      </Asked>
    </Page>
  );
}

function TryReceipt({ program: { programId, currency } }: { readonly program: ShopProgram }): ReactNode {
  const { client, answer } = useApi();
  const document = useQuery({
    queryKey: ['program', programId],
    queryFn: () => answer(client.GET('/v1/programs/{id}', { params: { path: { id: programId } } })),
  });
  return (
    <Asked query={document}>
      {({ source, format }) => <Decisions programId={programId} currency={currency} source={source} format={format} />}
    </Asked>
  );
}

interface DecisionsProps {
  readonly programId: string;
  readonly currency: string;
  readonly source: string;
  readonly format: 'yaml' | 'json';
}

function Decisions({ programId, currency, source, format }: DecisionsProps): ReactNode {
  const t = usePhrases(officePhrases);
  const loaded = useMemo(() => readProgram(source, format), [source, format]);
  const [lines, setLines] = useState<readonly DraftLine[]>(() => [
    { key: 1, name: t('receipt.line-name'), category: 'coffee', price: 29_000, quantity: 1 },
  ]);
  const [phone, setPhone] = useState('');
  const receipt = useMemo(() => receiptOf(lines), [lines]);
  const timeZone = loaded.type === 'usable' ? loaded.program.calendar.zone : 'UTC';
  return (
    <PlaceProvider place={{ currency, timeZone }}>
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 7 }}>
          <Card title={t('receipt.lines')}>
            <LinesForm lines={lines} phone={phone} currency={currency} onLines={setLines} onPhone={setPhone} />
          </Card>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Stack gap="lg">
            <HereCard loaded={loaded} receipt={receipt} />
            {phone.trim() === '' || receipt === null ? null : (
              <ServerCard programId={programId} receipt={receipt} phone={phone.trim()} loaded={loaded} />
            )}
          </Stack>
        </Grid.Col>
      </Grid>
    </PlaceProvider>
  );
}

function HereCard({
  loaded,
  receipt,
}: {
  readonly loaded: LoadedProgram;
  readonly receipt: ReceiptBody | null;
}): ReactNode {
  const t = usePhrases(officePhrases);
  const { language } = useSpeech();
  if (loaded.type === 'unusable') return <Card>{t('receipt.unusable', { why: loaded.why })}</Card>;
  const decided = receipt === null ? null : decideHere(loaded.program, receipt, { atMs: Date.now() });
  return (
    <Card title={t('receipt.newcomer')}>
      {decided === null ? <Text c="dimmed">{t('receipt.nothing')}</Text> : null}
      {decided?.type === 'refused' ? <Text>{decided.text[language]}</Text> : null}
      {decided?.type === 'decided' ? (
        <OutcomeCard outcome={decided.outcome} program={loaded.program} about={t('receipt.newcomer-about')} />
      ) : null}
    </Card>
  );
}

interface ServerCardProps {
  readonly programId: string;
  readonly receipt: ReceiptBody;
  readonly phone: string;
  readonly loaded: LoadedProgram;
}

function ServerCard({ programId, receipt, phone, loaded }: ServerCardProps): ReactNode {
  const t = usePhrases(officePhrases);
  const { client, answer } = useApi();
  // The same object while nothing changes: the debounced question waits for it to be still.
  const question = useMemo(() => ({ programId, member: { phone }, receipt }), [programId, phone, receipt]);
  const [body] = useDebouncedValue(question, QUIET_MS);
  const quote = useQuery({
    queryKey: ['quote', body],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }): Promise<Outcome> => {
      const answered = await answer(client.POST('/v1/quotes', { body, signal }));
      if (answered.outcome === 'refused')
        throw new TroubleError(troubleFrom(answered.problem.status, answered.problem, null));
      return answered;
    },
  });
  return (
    <Card title={t('receipt.member')}>
      <Asked query={quote}>
        {(outcome) => (
          <OutcomeCard
            outcome={outcome}
            program={loaded.type === 'usable' ? loaded.program : null}
            about={t('receipt.member-about')}
          />
        )}
      </Asked>
    </Card>
  );
}
