import type { LedgerObserver } from '../../src/ledger/create-ledger.ts';

/** Hears nothing: for tests that listen to a part only. */
export const UNOBSERVED: LedgerObserver = {
  batch: () => undefined,
  conflict: () => undefined,
  batchRefused: () => undefined,
  posted: () => undefined,
  ruleFailures: () => undefined,
  written: () => undefined,
};
