/**
 * An account read together with whom it belongs to, so that a quote on a server alone is one question to the database. A reading is
 * of a moment: it serves to foresee, never to write.
 */
import type { CompiledProgram, Instant } from '@kopilka/engine';
import { accountRowSchema, loadedFrom, type LoadedAccount } from './account-row.ts';
import { windowOf } from './window.ts';

/** What to read of an account: its reservations at a moment, and the part of its meters that a window needs (`windowOf`). */
export interface ReadingWanted extends ReturnType<typeof windowOf> {
  readonly at: Instant;
}

export interface Reading {
  readonly wanted: ReadingWanted;
  readonly loaded: LoadedAccount;
}

export function readingWanted(program: CompiledProgram, at: Instant): ReadingWanted {
  return { at, ...windowOf(program, at) };
}

/** From a row with the columns of `ledger_load`. Throws when it is no such row. */
export function readingOf(row: unknown, wanted: ReadingWanted): Reading {
  return { wanted, loaded: loadedFrom(accountRowSchema.parse(row)) };
}

/** The account of a reading that has what is wanted now; the rules may have changed since it was asked for. */
export function loadedIn(
  reading: Reading | undefined,
  now: ReadingWanted & { readonly accountId: string },
): LoadedAccount | undefined {
  if (reading?.loaded.accountId !== now.accountId) return undefined;
  const { at, meter, windowFrom } = reading.wanted;
  return at === now.at && meter === now.meter && windowFrom === now.windowFrom ? reading.loaded : undefined;
}
