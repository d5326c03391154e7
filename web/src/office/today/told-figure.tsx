/** A figure that explains itself: its number, what it was before, one sentence on how it is counted, and the way to its list. */
import { ActionIcon, Anchor, Group, Popover, Text } from '@mantine/core';
import { useRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { UnitName } from '../../i18n/format.ts';
import { useFormat, usePhrases } from '../../i18n/language.tsx';
import { todayPhrases } from './phrases.ts';

export interface ToldFigureProps {
  readonly name: string;
  readonly value: ReactNode;
  /** How it is counted, in a sentence. */
  readonly how: string;
  /** Under the number. */
  readonly notes?: readonly ReactNode[];
  /** Where its list is. */
  readonly list?: string;
}

export function ToldFigure({ name, value, how, notes = [], list }: ToldFigureProps): ReactNode {
  return (
    <div>
      <Group gap={6} wrap="nowrap" align="center" justify="space-between">
        <Text size="sm" c="dimmed" component="h3" fw={400} m={0}>
          {list === undefined ? name : <ListLink to={list}>{name}</ListLink>}
        </Text>
        <How name={name} how={how} />
      </Group>
      <Text fz={26} fw={700} lh={1.25} mt={2} className="kopilka-figures">
        {value}
      </Text>
      {notes.map((note, index) => (
        <Text key={String(index)} size="sm" c="dimmed" component="div">
          {note}
        </Text>
      ))}
    </div>
  );
}

export function How({ name, how }: { readonly name: string; readonly how: string }): ReactNode {
  const t = usePhrases(todayPhrases);
  return (
    <Popover width={280} position="bottom" withArrow shadow="md" trapFocus={false}>
      <Popover.Target>
        <ActionIcon variant="default" size={24} radius="xl" aria-label={t('how.open', { name })}>
          <Text span size="xs" c="dimmed" aria-hidden="true">
            ?
          </Text>
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <Text size="sm">{how}</Text>
      </Popover.Dropdown>
    </Popover>
  );
}

export function ListLink({ to, children }: { readonly to: string; readonly children: ReactNode }): ReactNode {
  const router = useRouter();
  return (
    <Anchor
      inherit
      href={to}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        router.history.push(to);
      }}
    >
      {children}
    </Anchor>
  );
}

/** A number first, and what it counts smaller beside it. */
export function Counted({ count, name }: { readonly count: number; readonly name: UnitName }): ReactNode {
  const format = useFormat();
  return (
    <>
      {format.number(count)}{' '}
      <Text span size="sm" fw={500} c="dimmed">
        {format.unitWord(count, name)}
      </Text>
    </>
  );
}

export interface WasProps {
  readonly now: number;
  readonly before: number;
  /** How the number before is written. */
  readonly written: string;
}

const SMALL = 0.05;

/** What it was in the period before: "+24 %, was 150". */
export function Was({ now, before, written }: WasProps): ReactNode {
  const t = usePhrases(todayPhrases);
  const format = useFormat();
  if (now === before) return t('was.same');
  if (before <= 0) return t('was.none');
  const share = (now - before) / before;
  const change = format.number(share, {
    style: 'percent',
    // A small change is not none.
    maximumFractionDigits: Math.abs(share) < SMALL ? 1 : 0,
    signDisplay: 'exceptZero',
  });
  return t('was.value', { change, before: written });
}
