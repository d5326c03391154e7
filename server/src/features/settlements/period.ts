/** Months of settlement: of the program’s zone, by the machine’s clock, which is what operations are accepted by. */
import { type CompiledProgram, day, instant, type Instant } from '@kopilka/engine';
import { z } from 'zod';

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

export function monthOf(period: string, { calendar }: CompiledProgram): Month {
  const first = day(`${period}-01`);
  const until = calendar.startOf(calendar.nextPeriodStart(first, 'month'));
  return { from: calendar.startOf(first), until, closesFrom: instant(until + GRACE_MS) };
}

export function periodAt(at: Instant, { calendar }: CompiledProgram): string {
  return calendar.dayOf(at).slice(0, 7);
}
