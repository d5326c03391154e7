// Hears nothing of a ledger: for tests that listen to a part only, or to none.
import type { LedgerObserver } from '../../src/ledger/create-ledger.ts';

export const UNOBSERVED: LedgerObserver = {
  batch: () => undefined,
  conflict: () => undefined,
  batchRefused: () => undefined,
  posted: () => undefined,
  ruleFailures: () => undefined,
  written: () => undefined,
};
