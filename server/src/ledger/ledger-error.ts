/** What can go wrong with the ledger itself; the server maps each to a code of errors.ts. */

/** Too much is waiting: come again shortly. */
export class LedgerBusyError extends Error {
  override readonly name = 'LedgerBusyError';
  constructor() {
    super('too many operations are waiting');
  }
}

/** The server is stopping: nothing new is accepted. */
export class LedgerClosedError extends Error {
  override readonly name = 'LedgerClosedError';
  constructor() {
    super('the ledger is closed');
  }
}

/** An account kept changing under every attempt; nothing was written. */
export class LedgerConflictError extends Error {
  override readonly name = 'LedgerConflictError';
  constructor() {
    super('the account kept changing; nothing was written');
  }
}
