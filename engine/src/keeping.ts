/**
 * What it takes to keep a level: when it ends it is measured again, and what counts then is partly there already. Needs all days
 * of the measuring window, which a decision does not load.
 */
import type { Account } from './account.ts';
import type { CompiledProgram } from './program/compiled.ts';
import { standingAt } from './standing.ts';
import { climbTo, windowStart } from './rules/tiers.ts';
import { instant, type Instant } from './values/time.ts';

export interface Keeping {
  readonly level: string;
  /** When the level ends unless it is earned anew. */
  readonly until: Instant;
  /** From when on what is bought counts for keeping it: it may be a period that has not begun. */
  readonly from: Instant;
  /** How much more of the meter until then, in its smallest parts; 0 when it is kept already. */
  readonly missing: number;
}

/** null for the first level, one that stays for ever, and levels by tasks. */
export function keepingAt(program: CompiledProgram, account: Account, at: Instant): Keeping | null {
  const { tier } = standingAt(program, account, at);
  const { tiers, calendar } = program;
  const level = tiers?.levels.find(({ id }) => id === tier?.level);
  if (tiers === null || tiers.meter === null || level === undefined || level.rank === 0) return null;
  const until = tier?.until ?? null;
  if (until === null) return null;
  const missing = (measured: number): number => Math.max(0, level.from - measured);
  if (tiers.window.type !== 'calendar') {
    const { measured } = climbTo(program, account, until);
    return { level: level.id, until, from: at, missing: missing(measured) };
  }
  // The last period that ends with the level: earned within it, the level goes on into the one after.
  const first = windowStart(program, instant(until - 1));
  const begins = first === null ? at : calendar.startOf(first);
  const counted = begins <= at ? (tier?.measured ?? 0) : 0;
  return { level: level.id, until, from: instant(Math.max(begins, at)), missing: missing(counted) };
}
