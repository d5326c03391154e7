/** Turnover, receipts or members over the period, with a card and without. */
import { Group, SegmentedControl, Title } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useFormat, usePhrases } from '../../i18n/language.tsx';
import { LineChart } from '../../ui/line-chart.tsx';
import { Card } from '../../ui/page.tsx';
import { todayPhrases } from './phrases.ts';
import { DAYS_SHOWN_MAX, type Point, pointsOf } from './points.ts';
import type { Report } from './report.ts';

const SHOWN = ['turnover', 'receipts', 'members'] as const;
type Shown = (typeof SHOWN)[number];

export function ChartCard({ report }: { readonly report: Report }): ReactNode {
  const t = usePhrases(todayPhrases);
  const [shown, setShown] = useState<Shown>('turnover');
  const names = { turnover: t('chart.turnover'), receipts: t('chart.receipts'), members: t('chart.members') };
  const by = report.days.length > DAYS_SHOWN_MAX ? t('chart.week') : t('chart.day');
  return (
    <Card>
      <Group justify="space-between" gap="sm" mb="md">
        <Title order={2} size="h5">{`${names[shown]} ${by}`}</Title>
        <SegmentedControl
          size="xs"
          aria-label={t('chart.what')}
          value={shown}
          onChange={(value) => setShown(SHOWN.find((each) => each === value) ?? 'turnover')}
          data={SHOWN.map((value) => ({ value, label: names[value] }))}
        />
      </Group>
      <Lines points={pointsOf(report.days)} shown={shown} name={names[shown]} />
    </Card>
  );
}

interface LinesProps {
  readonly points: readonly Point[];
  readonly shown: Shown;
  readonly name: string;
}

function Lines({ points, shown, name }: LinesProps): ReactNode {
  const t = usePhrases(todayPhrases);
  const format = useFormat();
  const isMoney = shown === 'turnover';
  const line = (of: keyof Point['figures'], called: string) => ({
    name: called,
    values: points.map(({ figures }) => figures[of]),
  });
  const lines = {
    turnover: [line('turnover', t('chart.with')), line('guestTurnover', t('chart.without'))],
    receipts: [line('purchases', t('chart.with')), line('guestPurchases', t('chart.without'))],
    members: [line('activeMembers', t('chart.active')), line('newMembers', t('chart.new'))],
  } as const;
  const told = points.map(({ day }) => ({ short: format.dayShort(day), full: format.day(day) }));
  const write = (value: number): string => (isMoney ? format.money(value) : format.number(value));
  const series = lines[shown].map(({ name: called, values }) =>
    t('chart.series', { name: called, total: write(values.reduce((sum, value) => sum + value, 0)) }),
  );
  return (
    <LineChart
      points={told}
      lines={lines[shown]}
      summary={t('chart.summary', {
        what: name,
        from: told[0]?.full ?? '',
        to: told.at(-1)?.full ?? '',
        series: shown === 'members' ? lines.members.map(({ name: called }) => called).join(', ') : series.join(', '),
      })}
      write={write}
      writeShort={(value) => (isMoney ? format.moneyShort(value) : format.number(value, { notation: 'compact' }))}
      words={{ table: t('chart.table'), label: t('chart.date') }}
    />
  );
}
