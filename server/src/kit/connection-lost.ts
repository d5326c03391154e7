/** Whether an error says that the database went away (restarted, killed, connection cut), so that trying again may help. */

const NODE_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND']);
// 57P01-03: admin shutdown, crash shutdown, cannot connect now; 08xxx: connection exceptions; 53300: too many connections.
const POSTGRES_CODES = /^(?:57P0[123]|08...|53300)$/;
const MESSAGES =
  /Connection terminated|Cannot use a pool after|timeout expired|timeout exceeded when trying to connect|Client has encountered a connection error|Query read timeout/;

export function isConnectionLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return NODE_CODES.has(code) || POSTGRES_CODES.test(code) || MESSAGES.test(error.message);
}

/** Of those: no connection of ours came free. The database is there, and has more to do than it can. */
export function isPoolBusy(error: unknown): boolean {
  return error instanceof Error && error.message.includes('timeout exceeded when trying to connect');
}

/** Whether PostgreSQL gave up one of two transactions that waited for each other: nothing was written, it may be tried again. */
export function isDeadlock(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === '40P01' || error.code === '40001');
}

/** Whether a statement was given up because it took too long (its own time, or a lock's): nothing of it was written. */
export function isTooSlow(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === '57014' || error.code === '55P03');
}

/** 53100: the disk is full; 25006: only reading is allowed (see postgres/disk-guard.ts; or it is a copy of another server). */
const WRITE_REFUSALS: ReadonlySet<unknown> = new Set(['53100', '25006']);

/** Whether the database reads but cannot write: nothing was written, and trying again at once is of no use. */
export function isWriteRefused(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ('code' in error && WRITE_REFUSALS.has(error.code)) || error.message.includes('No space left on device');
}
