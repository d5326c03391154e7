/** What has become of it: numbers, the rows left out, and where to look at it. */
import { Button, Group, SimpleGrid, Stack } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect, useEffectEvent } from 'react';
import { useFormat, usePhrases } from '../../i18n/language.tsx';
import { Card, Figure } from '../../ui/page.tsx';
import { useAskAnew } from '../members/member-data.ts';
import type { OfficeProgram } from '../members/programs.ts';
import { BalanceFigure } from './balance-figure.tsx';
import { useBalanceText } from './balance-text.ts';
import { EmptyReceipts } from './empty-receipts.tsx';
import type { Import } from './imports.ts';
import { importPhrases } from './phrases.ts';
import { ProblemsCard } from './problems-card.tsx';

export interface ResultStepProps {
  readonly one: Import;
  readonly programs: readonly OfficeProgram[];
}

export function ResultStep({ one, programs }: ResultStepProps): ReactNode {
  const t = usePhrases(importPhrases);
  // Lists that were looked at before the import are of before it.
  const askAnew = useEffectEvent(useAskAnew());
  useEffect(() => void askAnew(), []);
  return (
    <Stack gap="lg">
      <Card title={t('done.title')}>
        <ResultFigures one={one} programs={programs} />
        <Group mt="xl">
          <Button size="md" renderRoot={(props) => <Link to="/members" {...props} />}>
            {t('done.members')}
          </Button>
          <Button size="md" variant="default" renderRoot={(props) => <Link to="/import" {...props} />}>
            {t('done.another')}
          </Button>
        </Group>
      </Card>
      {one.result === null ? null : <ProblemsCard one={one} found={one.result} />}
    </Stack>
  );
}

function ResultFigures({ one, programs }: ResultStepProps): ReactNode {
  const t = usePhrases(importPhrases);
  const format = useFormat();
  const balance = useBalanceText(one, programs);
  const { result } = one;
  if (result === null) return null;
  const { members, receipts, units } = result;
  return (
    <SimpleGrid cols={{ base: 2, sm: 3, lg: 5 }} spacing="lg">
      <Figure label={t('done.opened')} value={format.number(members.opened)} />
      <Figure label={t('done.known')} value={format.number(members.known)} />
      {units === null ? null : <BalanceFigure label={t('done.units')} balance={balance(units, result.wallet)} />}
      {receipts === null ? null : (
        <>
          <Figure label={t('figure.purchases')} value={format.number(receipts.purchases)} />
          <Figure
            label={t('figure.returns')}
            value={format.number(receipts.returns)}
            note={receipts.returnsUnmatched === 0 ? null : t('done.unmatched', { n: receipts.returnsUnmatched })}
          />
          <Figure label={t('figure.anonymous')} value={format.number(receipts.anonymous)} />
          <EmptyReceipts count={receipts.empty} />
          <Figure label={t('figure.repeated')} value={format.number(receipts.repeated)} />
        </>
      )}
      <Figure label={t('done.refused')} value={format.number(result.refused)} />
    </SimpleGrid>
  );
}
