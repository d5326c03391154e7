/** When units become active, when they expire, when rules work. */
import { type Calendar, type DurationParts } from '../values/calendar.ts';
import { parseDuration } from '../values/duration.ts';
import type { Activation, Expiry, Schedule } from './compiled.ts';
import { compiled } from './compiled-assertion.ts';
import type { ActivatesDocument, ByLevelDocument, ExpiresDocument, ScheduleDocument } from './document.ts';
import { WEEKDAYS } from './document-limits.ts';
import { readHours, readMoment, readMonthDay } from './schedule-text.ts';

export const NO_DURATION: DurationParts = { years: 0, months: 0, days: 0 };

export function compileDuration(text: string | undefined): DurationParts {
  return text === undefined ? NO_DURATION : compiled(parseDuration(text), text);
}

export function compileActivation(activates: ActivatesDocument): Activation {
  if (activates === 'at once') return { type: 'atOnce' };
  const duration = compileDuration(activates.after);
  return 'on' in activates ? { type: activates.on, duration } : { type: 'after', duration };
}

export function compileExpiry(expires: ExpiresDocument): Expiry {
  if (expires === 'never') return { type: 'never' };
  if ('on' in expires) return { type: 'on', ...compiled(readMonthDay(expires.on), expires.on) };
  if ('inactive' in expires)
    return { type: 'inactive', duration: compileDuration(expires.inactive), except: new Set(expires.except) };
  return { type: 'after', duration: compileDuration(expires.after), roundUp: expires.roundUp ?? 'day' };
}

export function compileSchedule(when: ScheduleDocument, calendar: Calendar, levels: readonly string[]): Schedule {
  const early = earlyByLevel(when.early, levels);
  return {
    from: when.from === undefined ? null : compiled(readMoment(when.from, calendar), when.from),
    early: new Map(early.map(([level, text]) => [level, compileDuration(text)])),
    until: when.until === undefined ? null : compiled(readMoment(when.until, calendar), when.until),
    days: when.days === undefined ? null : new Set(when.days.map((name) => WEEKDAYS.indexOf(name) + 1)),
    hours: when.hours === undefined ? null : compiled(readHours(when.hours), when.hours),
  };
}

function earlyByLevel(
  early: ByLevelDocument | undefined,
  levels: readonly string[],
): readonly (readonly [string, string])[] {
  if (early === undefined) return [];
  return typeof early === 'string' ? levels.map((level) => [level, early]) : Object.entries(early);
}
