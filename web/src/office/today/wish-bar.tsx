/** Which period and which store the figures are of. */
import { Button, Group, NativeSelect, SegmentedControl, Select, Stack, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { usePhrases } from '../../i18n/language.tsx';
import { todayPhrases } from './phrases.ts';
import type { Report, Wish } from './report.ts';

const PERIODS = [1, 7, 30, 90, 365] as const;

export interface WishBarProps {
  readonly wish: Wish;
  /** For the choice of stores and the days shown now; absent until it has come. */
  readonly report: Report | undefined;
  onWish(wish: Wish): void;
}

export function WishBar({ wish, report, onWish }: WishBarProps): ReactNode {
  const t = usePhrases(todayPhrases);
  const [isOwn, setOwn] = useState(typeof wish.period !== 'number');
  const names = {
    1: t('period.1'),
    7: t('period.7'),
    30: t('period.30'),
    90: t('period.90'),
    365: t('period.365'),
  };
  const choose = (value: string): void => {
    const period = PERIODS.find((days) => String(days) === value);
    setOwn(period === undefined);
    if (period !== undefined) onWish({ ...wish, period });
  };
  const period = {
    'aria-label': t('period.label'),
    value: isOwn || typeof wish.period !== 'number' ? 'own' : String(wish.period),
    data: [
      ...PERIODS.map((days) => ({ value: String(days), label: names[days] })),
      { value: 'own', label: t('period.own') },
    ],
  };
  return (
    <Stack gap="sm" align="stretch">
      <Group gap="sm" align="flex-end">
        <SegmentedControl {...period} onChange={choose} visibleFrom="sm" />
        <NativeSelect {...period} onChange={(event) => choose(event.currentTarget.value)} hiddenFrom="sm" w="100%" />
        {report === undefined || (report.stores.length < 2 && wish.store === null) ? null : (
          <Select
            aria-label={t('store')}
            data={[
              { value: '', label: t('store.all') },
              ...report.stores.map(({ id, name }) => ({ value: `=${id}`, label: name })),
            ]}
            value={wish.store === null ? '' : `=${wish.store}`}
            onChange={(value) => onWish({ ...wish, store: value === null || value === '' ? null : value.slice(1) })}
            allowDeselect={false}
            w={{ base: '100%', sm: 220 }}
          />
        )}
      </Group>
      {isOwn ? <OwnPeriod wish={wish} report={report} onWish={onWish} /> : null}
    </Stack>
  );
}

function OwnPeriod({ wish, report, onWish }: WishBarProps): ReactNode {
  const t = usePhrases(todayPhrases);
  const [from, setFrom] = useState(report?.period.from ?? '');
  const [to, setTo] = useState(report?.period.to ?? '');
  return (
    <Group
      component="form"
      gap="sm"
      align="flex-end"
      onSubmit={(event: { preventDefault(): void }) => {
        event.preventDefault();
        onWish({ ...wish, period: { from, to } });
      }}
    >
      <TextInput
        type="date"
        label={t('period.from')}
        value={from}
        required
        withAsterisk={false}
        onChange={(event) => setFrom(event.currentTarget.value)}
      />
      <TextInput
        type="date"
        label={t('period.to')}
        value={to}
        required
        withAsterisk={false}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
      <Button type="submit" variant="default">
        {t('period.show')}
      </Button>
    </Group>
  );
}
