/** A first purchase, really recorded, by a member who is nobody; and taken back, so that it counts for nothing. */
import { Button, Group, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useMemo, useState } from 'react';
import { newId } from '../../data/new-id.ts';
import type { Api } from '../../data/api.ts';
import { useApi } from '../../data/session.tsx';
import { troubleOf } from '../../data/trouble.ts';
import { useCommand } from '../../data/use-command.ts';
import { PlaceProvider, useFormat, usePhrases, useSpeech } from '../../i18n/language.tsx';
import { Card } from '../../ui/page.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { Done } from '../../ui/states.tsx';
import { earnedText } from '../receipt/earned-text.ts';
import { type Example, exampleOf, sumText } from './example.ts';
import { startPhrases } from './start-phrases.ts';

/** By which the trial member is found again. */
const TRIAL = 'kopilka-trial';

export interface TrialCardProps {
  readonly programId: string;
  /** The program that was published, for the names of its units. */
  readonly source: string;
}

export function TrialCard({ programId, source }: TrialCardProps): ReactNode {
  const [atMs] = useState(() => Date.now());
  const example = useMemo(() => exampleOf(source, atMs), [source, atMs]);
  const { currency, calendar } = example.program;
  return (
    <PlaceProvider place={{ currency, timeZone: calendar.zone }}>
      <Trial programId={programId} example={example} />
    </PlaceProvider>
  );
}

function Trial({ programId, example }: { readonly programId: string; readonly example: Example }): ReactNode {
  const t = usePhrases(startPhrases);
  const format = useFormat();
  const { language } = useSpeech();
  const api = useApi();
  const queries = useQueryClient();
  const { client, answer } = api;
  const { program, total } = example;
  const [receiptId] = useState(() => `trial-${newId()}`);
  const purchase = useCommand(
    async ({ idempotencyKey }: { readonly input: string; readonly idempotencyKey: string }) => {
      await makeTrialMember(api, t('trial.name'));
      const line = { sku: 'TRIAL', name: t('trial.item'), quantity: 1, price: total, amount: total };
      return answer(
        client.POST('/v1/purchases', {
          params: { header: { 'idempotency-key': idempotencyKey } },
          body: { member: { external: TRIAL }, programId, receipt: { id: receiptId, total, lines: [line] } },
        }),
      );
    },
  );
  const undoing = useCommand(({ input, idempotencyKey }: { readonly input: string; readonly idempotencyKey: string }) =>
    answer(
      client.POST('/v1/returns', {
        params: { header: { 'idempotency-key': idempotencyKey } },
        body: { purchaseId: input },
      }),
    ),
  );
  const run = (work: Promise<unknown>): void =>
    void work.then(
      () => queries.invalidateQueries(),
      () => undefined,
    );
  const trouble = purchase.state.error ?? undoing.state.error;
  const recorded = purchase.state.data;
  return (
    <Card title={t('trial.title')}>
      <Stack gap="md">
        <Text size="sm">{t('trial.about', { sum: sumText(example, format) })}</Text>
        {trouble === null ? null : <Refusal trouble={troubleOf(trouble)} />}
        {recorded === undefined ? (
          <Button loading={purchase.state.isPending} onClick={() => run(purchase.run(receiptId))}>
            {t('trial.buy')}
          </Button>
        ) : (
          <Done
            title={
              undoing.state.isSuccess
                ? t('trial.undone')
                : t('trial.done', { units: earnedText(program, recorded.earned, format) ?? t('example.nothing') })
            }
          >
            {recorded.reasons
              .filter(({ applied }) => applied)
              .map(({ text }) => (
                <Text key={text.en} size="sm">
                  {text[language]}
                </Text>
              ))}
          </Done>
        )}
        {recorded === undefined || undoing.state.isSuccess ? null : (
          <Group>
            <Button variant="default" loading={undoing.state.isPending} onClick={() => run(undoing.run(recorded.id))}>
              {t('trial.undo')}
            </Button>
          </Group>
        )}
      </Stack>
    </Card>
  );
}

/** The member may be there from an earlier try. */
async function makeTrialMember({ client, answer }: Api, name: string): Promise<void> {
  try {
    await answer(client.POST('/v1/members', { body: { identities: { external: TRIAL }, profile: { name } } }));
  } catch (error) {
    const trouble = troubleOf(error);
    if (trouble.type !== 'refused' || trouble.code !== 'identity_taken') throw error;
  }
}
