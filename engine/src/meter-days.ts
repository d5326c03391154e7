/**
 * What meters counted on which days, as far as it may still leave the window of levels: up to a year of days, of which nearly
 * every decision adds one and drops one. Kept in small chunks that know their first and last day, so that a decision copies one
 * chunk and looks into no more than it must; a flat list cost a third of all deciding, most of it in collecting garbage.
 */
import type { Day } from './values/time.ts';

export interface MeterDay {
  readonly meter: string;
  readonly day: Day;
  readonly value: number;
}

/** In the order in which they were counted, which is nearly that of days. */
export type MeterDays = readonly Chunk[];

interface Chunk {
  /** The earliest and the latest day in it. */
  readonly first: Day;
  readonly last: Day;
  readonly days: readonly MeterDay[];
}

const CHUNK_DAYS_MAX = 32;

export const NO_DAYS: MeterDays = [];

export function meterDays(list: readonly MeterDay[]): MeterDays {
  const chunks: Chunk[] = [];
  for (let from = 0; from < list.length; from += CHUNK_DAYS_MAX)
    chunks.push(...chunkOf(list.slice(from, from + CHUNK_DAYS_MAX)));
  return chunks;
}

export function listOfDays(days: MeterDays): readonly MeterDay[] {
  return days.flatMap((chunk) => chunk.days);
}

/** A day's value changes; days that come to nothing are dropped, so that a return leaves no trace. */
export function withDay(days: MeterDays, added: MeterDay): MeterDays {
  for (let place = days.length - 1; place >= 0; place -= 1) {
    const chunk = days[place];
    if (chunk === undefined || added.day < chunk.first || added.day > chunk.last) continue;
    const index = chunk.days.findLastIndex((each) => each.day === added.day && each.meter === added.meter);
    const known = chunk.days[index];
    if (known === undefined) continue;
    const value = known.value + added.value;
    if (value === 0) return days.toSpliced(place, 1, ...chunkOf(chunk.days.toSpliced(index, 1)));
    return days.with(place, { ...chunk, days: chunk.days.with(index, { ...known, value }) });
  }
  const last = days.at(-1);
  if (last === undefined || last.days.length >= CHUNK_DAYS_MAX) return [...days, ...chunkOf([added])];
  return days.with(-1, {
    first: added.day < last.first ? added.day : last.first,
    last: added.day > last.last ? added.day : last.last,
    days: [...last.days, added],
  });
}

/** Without the days before one, and what those of a meter came to. */
export function withoutBefore(
  days: MeterDays,
  from: Day,
  of: { readonly meter: string; readonly since: Day | null },
): {
  readonly days: MeterDays;
  readonly dropped: number;
} {
  if (days.every((chunk) => chunk.first >= from)) return { days, dropped: 0 };
  let dropped = 0;
  const kept = days.flatMap((chunk): readonly Chunk[] => {
    if (chunk.first >= from) return [chunk];
    for (const { meter, day, value } of chunk.days)
      if (day < from && meter === of.meter && (of.since === null || day >= of.since)) dropped += value;
    return chunk.last < from ? [] : chunkOf(chunk.days.filter((each) => each.day >= from));
  });
  return { days: kept, dropped };
}

/** What a meter came to from one day until before another; null without bound. */
export function sumOfDays(days: MeterDays, meter: string, from: Day | null, until: Day | null): number {
  let sum = 0;
  for (const chunk of days) {
    if ((from !== null && chunk.last < from) || (until !== null && chunk.first >= until)) continue;
    for (const each of chunk.days) {
      if (each.meter !== meter || (from !== null && each.day < from) || (until !== null && each.day >= until)) continue;
      sum += each.value;
    }
  }
  return sum;
}

function chunkOf(days: readonly MeterDay[]): readonly Chunk[] {
  const [any] = days;
  if (any === undefined) return [];
  let first = any.day;
  let last = any.day;
  for (const { day } of days) {
    if (day < first) first = day;
    if (day > last) last = day;
  }
  return [{ first, last, days }];
}
