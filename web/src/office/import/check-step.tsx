/** What was found in the file, in numbers; what is left out and why; and the beginning, after its consequence was said. Nothing has changed yet. */
import { Button, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { troubleOf } from '../../data/trouble.ts';
import { useFormat, usePhrases } from '../../i18n/language.tsx';
import { ConfirmWithConsequence } from '../../ui/confirm.tsx';
import { Card, Figure } from '../../ui/page.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { Empty } from '../../ui/states.tsx';
import type { OfficeProgram } from '../members/programs.ts';
import { type Import, type ImportCheck, useStart, useStop } from './imports.ts';
import { importPhrases } from './phrases.ts';
import { ProblemsCard } from './problems-card.tsx';
import { ProgressCard } from './progress-card.tsx';
import { BalanceFigure } from './balance-figure.tsx';
import { EmptyReceipts } from './empty-receipts.tsx';
import { useBalanceText } from './balance-text.ts';

export interface CheckStepProps {
  readonly one: Import;
  readonly programs: readonly OfficeProgram[];
  onColumns(): void;
}

export function CheckStep({ one, programs, onColumns }: CheckStepProps): ReactNode {
  const t = usePhrases(importPhrases);
  const { check } = one;
  if (check === null || one.state !== 'checked') return <Checking one={one} />;
  const back = (
    <Button size="md" variant="default" onClick={onColumns}>
      {t('check.back')}
    </Button>
  );
  return (
    <Stack gap="lg">
      <Card title={t('check.title')}>
        {check.good === 0 ? (
          <Empty title={t('check.none.title')} advice={t('check.none.advice')} action={back} />
        ) : (
          <>
            <CheckFigures one={one} check={check} programs={programs} />
            <Group mt="xl">
              <Start one={one} check={check} programs={programs} />
              {back}
            </Group>
          </>
        )}
      </Card>
      <ProblemsCard one={one} found={check} />
    </Stack>
  );
}

function Checking({ one }: Pick<CheckStepProps, 'one'>): ReactNode {
  const t = usePhrases(importPhrases);
  const stopping = useStop(one.id);
  return (
    <ProgressCard title={t('check.running')} about={t('check.running.about')} progress={one.progress} isMoving>
      {stopping.error === null ? null : <Refusal trouble={troubleOf(stopping.error)} />}
      <Group>
        <Button
          size="md"
          variant="default"
          loading={stopping.isPending || one.state === 'stopping'}
          onClick={() => stopping.mutate()}
        >
          {t('check.back')}
        </Button>
      </Group>
    </ProgressCard>
  );
}

interface CheckedProps extends Pick<CheckStepProps, 'one' | 'programs'> {
  readonly check: ImportCheck;
}

function CheckFigures({ one, check, programs }: CheckedProps): ReactNode {
  const t = usePhrases(importPhrases);
  const format = useFormat();
  const balance = useBalanceText(one, programs);
  const { members, receipts, units } = check;
  return (
    <SimpleGrid cols={{ base: 2, sm: 3, lg: receipts === null ? 5 : 6 }} spacing="lg">
      <Figure label={t('figure.rows')} value={format.number(check.rows)} />
      {members === null ? null : (
        <>
          <Figure label={t('figure.new')} value={format.number(members.new)} />
          <Figure label={t('figure.known')} value={format.number(members.known)} />
        </>
      )}
      {units === null ? null : <BalanceFigure label={t('figure.units')} balance={balance(units, check.wallet)} />}
      {receipts === null ? null : (
        <>
          <Figure
            label={t('figure.receipts')}
            value={format.number(receipts.total)}
            note={<Period receipts={receipts} />}
          />
          <Figure
            label={t('figure.purchases')}
            value={format.number(receipts.purchases)}
            note={t('figure.amount', { amount: format.money(receipts.amount, { currency: receipts.currency }) })}
          />
          <Figure label={t('figure.returns')} value={format.number(receipts.returns)} />
          <Figure label={t('figure.anonymous')} value={format.number(receipts.anonymous)} />
          <EmptyReceipts count={receipts.empty} />
        </>
      )}
      <Figure label={t('figure.refused')} value={format.number(check.refused)} />
    </SimpleGrid>
  );
}

/** When the first and the last receipt were. */
function Period({
  receipts: { firstAt, lastAt },
}: {
  readonly receipts: NonNullable<ImportCheck['receipts']>;
}): ReactNode {
  const t = usePhrases(importPhrases);
  const format = useFormat();
  if (firstAt === null || lastAt === null) return null;
  return t('period.value', { from: format.date(firstAt), to: format.date(lastAt) });
}

function Start({ one, check, programs }: CheckedProps): ReactNode {
  const t = usePhrases(importPhrases);
  const starting = useStart(one.id);
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <Button
        size="md"
        onClick={() => {
          starting.reset();
          setAsking(true);
        }}
      >
        {t('check.start')}
      </Button>
      <ConfirmWithConsequence
        opened={isAsking}
        isHarmless
        title={one.kind === 'members' ? t('start.members') : t('start.receipts')}
        consequence={<Consequence one={one} check={check} programs={programs} />}
        action={t('start.button')}
        isBusy={starting.isPending}
        trouble={starting.error === null ? null : troubleOf(starting.error)}
        onConfirm={() => starting.mutate()}
        onCancel={() => setAsking(false)}
      />
    </>
  );
}

function Consequence({ one, check, programs }: CheckedProps): ReactNode {
  const t = usePhrases(importPhrases);
  const balance = useBalanceText(one, programs);
  const { members, receipts, units, refused } = check;
  return (
    <Stack gap="xs">
      {members === null ? null : (
        <Text>
          {t('start.members.what', {
            n: members.new + members.known,
            fresh: members.new,
            known: members.known,
          })}
        </Text>
      )}
      {receipts === null ? null : (
        <Text>
          {t('start.receipts.what', {
            n: receipts.total,
            purchases: receipts.purchases,
            returns: receipts.returns,
            anonymous: receipts.anonymous,
          })}
        </Text>
      )}
      {units === null ? null : <Text>{t('start.units', { units: balance(units, check.wallet).whole })}</Text>}
      {refused === 0 ? null : (
        <Text>
          {receipts === null ? t('start.refused', { n: refused }) : t('start.refused-receipts', { n: refused })}
        </Text>
      )}
      <Text size="sm" c="dimmed">
        {t('start.twice')}
      </Text>
    </Stack>
  );
}
