/** «Чек на 1 200 ₽ участника с уровнем Золото в субботу утром»: what it comes to under the document as it is written now. */
import type { CompiledProgram } from '@kopilka/engine';
import { instant } from '@kopilka/engine';
import { Divider, NativeSelect, NumberInput, SimpleGrid, Stack, Switch, Text, TextInput } from '@mantine/core';
import { type ReactNode, useMemo, useState } from 'react';
import type { Language } from '../../i18n/define-phrases.ts';
import { PlaceProvider, useFormat, usePhrases, useSpeech } from '../../i18n/language.tsx';
import { Amount } from '../../ui/figures.tsx';
import { Figure } from '../../ui/page.tsx';
import { decideHere } from '../receipt/decide-here.ts';
import { OutcomeCard } from '../receipt/outcome-card.tsx';
import { programPhrases } from './program-phrases.ts';

export interface TryPaneProps {
  /** null while the text has problems. */
  readonly program: CompiledProgram | null;
  readonly source: string;
}

export function TryPane({ program, source }: TryPaneProps): ReactNode {
  const t = usePhrases(programPhrases);
  if (program === null) return <Text c="dimmed">{t('try.unusable')}</Text>;
  return (
    <PlaceProvider place={{ currency: program.currency, timeZone: program.calendar.zone }}>
      <Trying program={program} source={source} />
    </PlaceProvider>
  );
}

interface Wanted {
  /** Whole money. */
  readonly sum: number;
  readonly category: string;
  readonly level: string;
  /** ISO weekday, 1 … 7. */
  readonly weekday: number;
  /** HH:MM */
  readonly time: string;
  readonly paysWithUnits: boolean;
}

const FIRST: Wanted = { sum: 1200, category: '', level: '', weekday: 6, time: '09:00', paysWithUnits: false };
const SUM_MAX = 10_000_000;

function Trying({ program, source }: { readonly program: CompiledProgram; readonly source: string }): ReactNode {
  const t = usePhrases(programPhrases);
  const { language } = useSpeech();
  const format = useFormat();
  const [wanted, setWanted] = useState(FIRST);
  const change = (changed: Partial<Wanted>): void => setWanted((before) => ({ ...before, ...changed }));
  const decided = useMemo(() => decideWanted(program, wanted), [program, wanted]);
  const level = program.tiers?.levels.find(({ id }) => id === wanted.level);
  const words = {
    sum: format.money(wanted.sum * 10 ** program.currencyDecimals),
    day: weekdayName(wanted.weekday, language),
    time: wanted.time,
  };
  return (
    <Stack gap="md">
      <Inputs program={program} source={source} wanted={wanted} onChange={change} />
      <Divider />
      <Text fw={600}>
        {level === undefined
          ? t('try.sentence', words)
          : t('try.sentence-level', { ...words, level: level.name[language] ?? level.name.ru ?? level.id })}
      </Text>
      <div role="status">
        {decided?.type === 'refused' ? <Text>{decided.text[language]}</Text> : null}
        {decided?.type === 'decided' ? (
          <Stack gap="md">
            {decided.outcome.paidByUnits === 0 ? null : (
              <Figure label={t('try.paid')} value={<Amount minor={decided.outcome.paidByUnits} />} />
            )}
            <OutcomeCard outcome={decided.outcome} program={program} about={t('try.about')} />
          </Stack>
        ) : null}
      </div>
    </Stack>
  );
}

interface InputsProps {
  readonly program: CompiledProgram;
  readonly source: string;
  readonly wanted: Wanted;
  onChange(changed: Partial<Wanted>): void;
}

function Inputs({ program, source, wanted, onChange }: InputsProps): ReactNode {
  const t = usePhrases(programPhrases);
  const { language } = useSpeech();
  const { decimalSeparator, groupSeparator } = useFormat();
  const categories = useMemo(() => categoriesIn(source), [source]);
  const levels = program.tiers?.levels ?? [];
  return (
    <Stack gap="sm">
      <SimpleGrid cols={2} spacing="sm">
        <NumberInput
          label={t('try.sum')}
          value={wanted.sum}
          onChange={(value) => onChange({ sum: Math.max(0, Number(value)) })}
          min={0}
          max={SUM_MAX}
          decimalScale={program.currencyDecimals}
          decimalSeparator={decimalSeparator}
          thousandSeparator={groupSeparator}
          hideControls
        />
        {levels.length === 0 ? null : (
          <NativeSelect
            label={t('try.level')}
            value={wanted.level}
            onChange={(event) => onChange({ level: event.currentTarget.value })}
            data={[
              { value: '', label: t('try.newcomer') },
              ...levels
                .slice(1)
                .map(({ id, name }) => ({ value: id, label: name[language] ?? name.ru ?? name.en ?? id })),
            ]}
          />
        )}
        <NativeSelect
          label={t('try.day')}
          value={String(wanted.weekday)}
          onChange={(event) => onChange({ weekday: Number(event.currentTarget.value) })}
          data={[1, 2, 3, 4, 5, 6, 7].map((day) => ({ value: String(day), label: weekdayName(day, language) }))}
        />
        <TextInput
          label={t('try.time')}
          type="time"
          value={wanted.time}
          onChange={(event) => onChange({ time: event.currentTarget.value })}
        />
        {categories.length === 0 ? null : (
          <NativeSelect
            label={t('try.category')}
            value={wanted.category}
            onChange={(event) => onChange({ category: event.currentTarget.value })}
            data={[{ value: '', label: t('try.any') }, ...categories]}
          />
        )}
      </SimpleGrid>
      <Switch
        label={t('try.pay')}
        checked={wanted.paysWithUnits}
        onChange={(event) => onChange({ paysWithUnits: event.currentTarget.checked })}
      />
    </Stack>
  );
}

function decideWanted(program: CompiledProgram, wanted: Wanted): ReturnType<typeof decideHere> | null {
  const total = Math.round(wanted.sum * 10 ** program.currencyDecimals);
  if (total <= 0) return null;
  const line = {
    sku: '-',
    ...(wanted.category === '' ? {} : { category: wanted.category }),
    quantity: 1,
    price: total,
    amount: total,
  };
  return decideHere(
    program,
    { total, lines: [line] },
    {
      atMs: momentOf(program, wanted),
      level: wanted.level === '' ? null : wanted.level,
      paysWithUnits: wanted.paysWithUnits,
    },
  );
}

const DAY = { years: 0, months: 0, days: 1 };
const MINUTE_MS = 60_000;

/** The next such day at such a time, by the program's clock. */
function momentOf({ calendar }: CompiledProgram, { weekday, time }: Wanted): number {
  let day = calendar.dayOf(instant(Date.now()));
  while (calendar.weekdayOf(day) !== weekday) day = calendar.plus(day, DAY);
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return calendar.startOf(day) + (hours * 60 + minutes) * MINUTE_MS;
}

/** Categories that the program's own conditions speak of. */
function categoriesIn(source: string): readonly string[] {
  const compared = [...source.matchAll(/line\.category\s*[!=]=\s*\\?"([^"\\]+)\\?"/gu)].map(([, name = '']) => name);
  const listed = [...source.matchAll(/line\.category\s+in\s+\[([^\]]*)\]/gu)].flatMap(([, names = '']) =>
    [...names.matchAll(/"([^"\\]+)\\?"/gu)].map(([, name = '']) => name),
  );
  return [...new Set([...compared, ...listed])];
}

/** 1970-01-05 was a Monday. */
const A_MONDAY = Date.UTC(1970, 0, 5);

function weekdayName(day: number, language: Language): string {
  const format = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' });
  return format.format(new Date(A_MONDAY + (day - 1) * 24 * 60 * MINUTE_MS));
}
