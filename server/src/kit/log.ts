/**
 * The log: JSON lines on standard output, for people's eyes only what is worth waking up for. There is no logger per
 * request: making one costs more than most requests, and a failure names its request's id anyway.
 */
import { pino } from 'pino';

export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export function createLog(level: string): Log {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: briefly },
    redact: ['authorization', 'headers.authorization', '*.password'],
  });
}

/** What went wrong and where; an error of the database driver also carries its whole connection, which nobody wants here. */
function briefly(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const code = 'code' in error ? error.code : undefined;
  return {
    type: error.name,
    message: error.message,
    code,
    stack: error.stack,
    cause: error.cause === undefined ? undefined : briefly(error.cause),
  };
}
