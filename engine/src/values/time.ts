/**
 * Instants and days. An instant is milliseconds since the epoch; a day is a date of the program's zone as ISO text, which
 * sorts as it reads. What day an instant falls on is the calendar's question (calendar.ts).
 */
import { z } from 'zod';

declare const instantBrand: unique symbol;
declare const dayBrand: unique symbol;

/** Milliseconds since 1970-01-01T00:00Z, a whole number. */
export type Instant = number & { readonly [instantBrand]: true };

/** A calendar date, "2026-11-22". */
export type Day = string & { readonly [dayBrand]: true };

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A time that is not one reached the engine. */
export class TimeError extends Error {
  override readonly name = 'TimeError';
}

export function instant(value: number): Instant {
  if (!isInstant(value)) throw new TimeError(`not an instant: ${value}`);
  return value;
}

export function day(value: string): Day {
  if (!isDay(value)) throw new TimeError(`not a day: ${value}`);
  return value;
}

export const instantField = z.custom<Instant>((value) => typeof value === 'number' && isInstant(value));
export const dayField = z.custom<Day>((value) => typeof value === 'string' && isDay(value));

function isInstant(value: number): value is Instant {
  return Number.isSafeInteger(value) && Math.abs(value) <= 8.64e15;
}

function isDay(value: string): value is Day {
  return DAY.test(value);
}
