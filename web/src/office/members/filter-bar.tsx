/** Whom the list shows: a choice in words, and what belongs to it (a period, a level, how soon). */
import { Chip, Group, Select, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useFormat, usePhrases, useSpeech } from '../../i18n/language.tsx';
import { type Asked, daysAgo, type Filter, FILTERS } from './filter.ts';
import classes from './members.module.css';
import { membersPhrases } from './phrases.ts';
import { type OfficeProgram, say } from './programs.ts';

export interface FilterBarProps {
  readonly asked: Asked;
  readonly programs: readonly OfficeProgram[];
  onAsk(asked: Asked): void;
}

const PERIODS = [7, 30, 90, 365];
const SOON = [7, 14, 30, 90];
const USUAL = 30;
const OWN = 'own';

export function FilterBar({ asked, programs, onAsk }: FilterBarProps): ReactNode {
  const t = usePhrases(membersPhrases);
  const program = programs.find(({ id }) => id === asked.program) ?? programs[0];
  const names: Readonly<Record<Filter, string>> = {
    all: t('filter.all'),
    new: t('filter.new'),
    active: t('filter.active'),
    level: t('filter.level'),
    expiring: t('filter.expiring'),
    blocked: t('filter.blocked'),
  };
  const hasLevels = programs.some(({ levels }) => levels.length > 0);
  const choose = (filter: string): void => {
    const found = FILTERS.find((each) => each === filter);
    if (found !== undefined) onAsk(usual(found, programs));
  };
  return (
    <Stack gap="sm">
      <Chip.Group value={asked.filter} onChange={choose}>
        <Group gap="xs" role="radiogroup" aria-label={t('filter.label')}>
          {FILTERS.filter((filter) => filter !== 'level' || hasLevels).map((filter) => (
            <Chip key={filter} value={filter} variant="light" classNames={{ label: classes['choice'] ?? '' }}>
              {names[filter]}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      <Group gap="sm">
        {asked.filter === 'new' || asked.filter === 'active' ? <Period asked={asked} onAsk={onAsk} /> : null}
        {programs.length > 1 && isOfProgram(asked.filter) ? (
          <ProgramChoice program={program} programs={programs} asked={asked} onAsk={onAsk} />
        ) : null}
        {asked.filter === 'level' ? <Level asked={asked} program={program} onAsk={onAsk} /> : null}
        {asked.filter === 'expiring' ? <Soon asked={asked} onAsk={onAsk} /> : null}
      </Group>
    </Stack>
  );
}

function isOfProgram(filter: Filter): boolean {
  return filter === 'active' || filter === 'level' || filter === 'expiring';
}

/** What a choice begins with. */
function usual(filter: Filter, programs: readonly OfficeProgram[]): Asked {
  const program = filter === 'level' ? programs.find(({ levels }) => levels.length > 0) : programs[0];
  return {
    filter,
    ...(filter === 'new' || filter === 'active' ? { from: daysAgo(USUAL, Date.now()) } : {}),
    ...(filter === 'expiring' ? { days: USUAL } : {}),
    ...(filter === 'level' && program?.levels.at(-1) !== undefined ? { level: program.levels.at(-1)?.id ?? '' } : {}),
    ...(programs.length > 1 && isOfProgram(filter) && program !== undefined ? { program: program.id } : {}),
  };
}

type PartProps = Pick<FilterBarProps, 'asked' | 'onAsk'>;

/** One of the usual periods, or the one that another screen has led here with. */
function Period({ asked, onAsk }: PartProps): ReactNode {
  const t = usePhrases(membersPhrases);
  const format = useFormat();
  const now = Date.now();
  const { from, to } = asked;
  const chosen = to === undefined ? PERIODS.find((days) => daysAgo(days, now) === from) : undefined;
  const day = (moment: string): string => format.date(moment);
  const own =
    from === undefined
      ? to === undefined
        ? t('filter.all')
        : t('filter.until', { to: day(to) })
      : to === undefined
        ? t('filter.since', { from: day(from) })
        : t('filter.from-to', { from: day(from), to: day(justBefore(to)) });
  return (
    <Select
      label={t('filter.period')}
      allowDeselect={false}
      w={260}
      data={[
        ...PERIODS.map((days) => ({ value: String(days), label: t('filter.days', { n: days }) })),
        ...(chosen === undefined ? [{ value: OWN, label: own }] : []),
      ]}
      value={chosen === undefined ? OWN : String(chosen)}
      onChange={(value) => {
        if (value !== null && value !== OWN) onAsk({ ...withoutPeriod(asked), from: daysAgo(Number(value), now) });
      }}
    />
  );
}

function withoutPeriod({ from: _from, to: _to, ...rest }: Asked): Asked {
  return rest;
}

/** The last day of a period whose end is not in it. */
function justBefore(moment: string): string {
  return new Date(Date.parse(moment) - 1).toISOString();
}

function Level({ asked, program, onAsk }: PartProps & { readonly program: OfficeProgram | undefined }): ReactNode {
  const t = usePhrases(membersPhrases);
  const { language } = useSpeech();
  return (
    <Select
      label={t('filter.which-level')}
      allowDeselect={false}
      w={220}
      data={(program?.levels ?? []).map(({ id, name }) => ({ value: id, label: say(name, language) }))}
      value={asked.level ?? null}
      onChange={(level) => {
        if (level !== null) onAsk({ ...asked, level });
      }}
    />
  );
}

function Soon({ asked, onAsk }: PartProps): ReactNode {
  const t = usePhrases(membersPhrases);
  const days = asked.days ?? USUAL;
  const all = SOON.includes(days) ? SOON : [...SOON, days].toSorted((a, b) => a - b);
  return (
    <Select
      label={t('filter.end')}
      allowDeselect={false}
      w={220}
      data={all.map((each) => ({ value: String(each), label: t('filter.end-within', { n: each }) }))}
      value={String(days)}
      onChange={(value) => {
        if (value !== null) onAsk({ ...asked, days: Number(value) });
      }}
    />
  );
}

function ProgramChoice(
  one: PartProps & { readonly program: OfficeProgram | undefined; readonly programs: readonly OfficeProgram[] },
): ReactNode {
  const t = usePhrases(membersPhrases);
  const { language } = useSpeech();
  const { asked, onAsk, program, programs } = one;
  return (
    <Select
      label={t('filter.program')}
      allowDeselect={false}
      w={260}
      data={programs.map(({ id, name }) => ({ value: id, label: say(name, language) }))}
      value={program?.id ?? null}
      onChange={(value) => {
        const chosen = programs.find(({ id }) => id === value);
        if (chosen === undefined) return;
        const level = chosen.levels.at(-1)?.id;
        onAsk({ ...asked, program: chosen.id, ...(asked.filter === 'level' && level !== undefined ? { level } : {}) });
      }}
    />
  );
}
