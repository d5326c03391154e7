/**
 * The log: JSON lines on standard output, for people's eyes only what is worth waking up for. There is no logger per
 * request: making one costs more than most requests, and a failure names its request's id anyway.
 */
import { pino, type DestinationStream } from 'pino';
import { z } from 'zod';

export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** `to` is standard output if absent. */
export function createLog(level: string, to?: DestinationStream): Log {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: briefly },
    redact: ['authorization', 'headers.authorization', '*.password'],
  };
  return to === undefined ? pino(options) : pino(options, to);
}

/**
 * What went wrong and where. An error of the database driver also carries its connection and, in its detail, the row that
 * was refused; neither has a place here. Messages may quote what a customer said, so that is left out of them.
 */
function briefly(error: unknown): object {
  if (!(error instanceof Error)) return { message: withoutPeople(String(error)) };
  const { code, table, constraint } = factsSchema.parse(error);
  const quotes = error instanceof SyntaxError || (code?.startsWith(DATA_EXCEPTION) ?? false);
  return {
    type: error.name,
    message: withoutPeople(quotes ? error.message.replaceAll(/"[^"]*"/gu, '"…"') : error.message),
    code,
    table,
    constraint,
    // The stack begins with the message.
    stack: error.stack?.split('\n').filter((line) => line.startsWith('    at ')),
    cause: error.cause === undefined ? undefined : briefly(error.cause),
  };
}

/** SQLSTATEs of values that are not what they should be begin so; their messages quote the value. */
const DATA_EXCEPTION = '22';

const text = z.string().optional().catch(undefined);
const factsSchema = z.looseObject({ code: text, table: text, constraint: text });

/** Addresses of e-mail, and numbers as long as a telephone's or a card's that are no part of an id. */
const PEOPLE = /[^\s"'<>=]+@[^\s"'<>=]+|(?<![\w-])\+?\d(?:[ ()-]{0,2}\d){9,18}(?![\w-])/gu;

function withoutPeople(message: string): string {
  return message.replaceAll(PEOPLE, '…');
}
