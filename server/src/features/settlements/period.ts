/** Months of settlement: of the program’s zone, by the machine’s clock, which is what operations are accepted by. */
import { day, instant, type Instant } from '@kopilka/engine';
import { z } from 'zod';
import type { KnownProgram } from '../programs/registry.ts';

export const periodField = z
  .string()
  .regex(/^[2-9]\d{3}-(?:0[1-9]|1[0-2])$/, 'must be a month such as 2026-11')
  .meta({ description: 'A month of the program’s zone.', examples: ['2026-11'] });

/** What was accepted in the last second of a month may still be on its way into the database. */
const GRACE_MS = 10 * 60_000;

export interface Month {
  readonly from: Instant;
  readonly until: Instant;
  /** From when on it can be closed. */
  readonly closesFrom: Instant;
}

/**
 * Months follow one another without gap and overlap, also when the program moves to another zone: where one ends the next begins,
 * by the zone that was in force shortly before. That is past and fixed when a month can be closed, so its bounds never change.
 */
export function monthOf(period: string, known: Pick<KnownProgram, 'at'>): Month {
  const until = startOf(next(period), known);
  return { from: startOf(period, known), until, closesFrom: instant(until + GRACE_MS) };
}

export function periodAt(at: Instant, known: Pick<KnownProgram, 'at'>): string {
  const period = known.at(at).program.calendar.dayOf(at).slice(0, 7);
  if (at < startOf(period, known)) return shifted(period, -1);
  return at < startOf(next(period), known) ? period : next(period);
}

/** Nowhere on Earth does a day begin earlier before its beginning in UTC. */
const FARTHEST_EAST_MS = 14 * 3_600_000;

function startOf(period: string, known: Pick<KnownProgram, 'at'>): Instant {
  const { program } = known.at(instant(Date.parse(`${period}-01`) - FARTHEST_EAST_MS));
  return program.calendar.startOf(day(`${period}-01`));
}

function next(period: string): string {
  return shifted(period, 1);
}

function shifted(period: string, months: number): string {
  const [year, month] = period.split('-').map(Number);
  return new Date(Date.UTC(year ?? 0, (month ?? 1) - 1 + months, 1)).toISOString().slice(0, 7);
}
