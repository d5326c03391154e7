/** Whether an error says that the database went away (restarted, killed, connection cut), so that trying again may help. */

const NODE_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND']);
// 57P01-03: admin shutdown, crash shutdown, cannot connect now; 08xxx: connection exceptions.
const POSTGRES_CODES = /^(?:57P0[123]|08...)$/;
const MESSAGES =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/;

export function isConnectionLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return NODE_CODES.has(code) || POSTGRES_CODES.test(code) || MESSAGES.test(error.message);
}

/** Whether PostgreSQL gave up one of two transactions that waited for each other: nothing was written, it may be tried again. */
export function isDeadlock(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === '40P01' || error.code === '40001');
}
