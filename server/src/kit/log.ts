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
    redact: ['authorization', 'headers.authorization', '*.password'],
  });
}
