/**
 * Days and their boundaries in one zone. Calendars are asked several times a decision, so a zone's offset is remembered
 * between its transitions and everything else is arithmetic on epoch days (civil-date.ts): Temporal is consulted once for
 * each stretch between two transitions, not once a question.
 */
import { type CivilDate, civilOf, dayOfEpochDay, epochDayOf, shiftMonths } from './civil-date.ts';
import { type Day, type Instant, instant, TimeError } from './time.ts';
import { type Segment, type ZoneOffsets, zoneOffsets } from './zone-offsets.ts';

export type Period = 'month' | 'quarter' | 'year';

/** A parsed ISO 8601 duration of calendar parts (P1Y2M3D, P2W = 14 days); never negative, never mixed with hours. */
export interface DurationParts {
  readonly years: number;
  readonly months: number;
  readonly days: number;
}

/** Days and their boundaries in one IANA zone. Cheap to ask: zone offsets are remembered between transitions. */
export interface Calendar {
  readonly zone: string;
  dayOf(at: Instant): Day;
  /** The first instant of the day (where midnight does not exist, the first that does). */
  startOf(day: Day): Instant;
  /** By the calendar: 2026-01-31 plus P1M is 2026-02-28. */
  plus(day: Day, duration: DurationParts): Day;
  minus(day: Day, duration: DurationParts): Day;
  /** First day of the period the day falls in. */
  periodStart(day: Day, period: Period): Day;
  /** First day of the next period. */
  nextPeriodStart(day: Day, period: Period): Day;
  /** ISO weekday 1 (Monday) … 7. */
  weekdayOf(day: Day): number;
  /** Minutes since local midnight by the clock on the wall, 0 … 1439. */
  minuteOf(at: Instant): number;
}

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** No zone has ever been further from UTC than this. */
const OFFSET_MAX_MS = DAY_MS;
const PERIOD_MONTHS = { month: 1, quarter: 3, year: 12 } as const;

const calendars = new Map<string, Calendar>();

/** The calendar of an IANA zone, the same object for the same name; throws TimeError when there is no such zone. */
export function calendarOf(zone: string): Calendar {
  const known = calendars.get(zone);
  if (known !== undefined) return known;
  const offsets = zoneOffsets(zone);
  if (offsets === null) throw new TimeError(`unknown time zone: ${zone}`);
  const calendar = calendarWith(offsets);
  calendars.set(zone, calendar);
  return calendar;
}

export function isZone(zone: string): boolean {
  return calendars.has(zone) || zoneOffsets(zone) !== null;
}

function calendarWith(offsets: ZoneOffsets): Calendar {
  const localOf = (at: Instant): number => at + offsets.at(at).offsetMs;
  return {
    zone: offsets.zone,
    dayOf: (at) => dayOfEpochDay(Math.floor(localOf(at) / DAY_MS)),
    startOf: (day) => firstInstantOf(epochDayOf(day) * DAY_MS, offsets),
    plus: (day, duration) => moved(day, duration, 1),
    minus: (day, duration) => moved(day, duration, -1),
    periodStart: (day, period) => firstOfPeriod(day, period, 0),
    nextPeriodStart: (day, period) => firstOfPeriod(day, period, 1),
    weekdayOf: (day) => weekdayOfEpochDay(epochDayOf(day)),
    minuteOf: (at) => {
      const local = localOf(at);
      return Math.floor((local - Math.floor(local / DAY_MS) * DAY_MS) / MINUTE_MS);
    },
  };
}

/**
 * Walks the stretches of constant offset from the earliest that could hold local midnight. The first that does wins, so
 * a midnight that happens twice is taken the first time; one that falls into a gap becomes the end of the gap.
 */
function firstInstantOf(localMs: number, offsets: ZoneOffsets): Instant {
  let segment: Segment = offsets.at(localMs - OFFSET_MAX_MS);
  for (;;) {
    const at = localMs - segment.offsetMs;
    if (at < segment.from) return instant(segment.from);
    if (at < segment.to) return instant(at);
    segment = offsets.at(segment.to);
  }
}

function moved(day: Day, duration: DurationParts, sign: 1 | -1): Day {
  const date = civilOf(epochDayOf(day));
  const shifted = shiftMonths(date, sign * (duration.years * 12 + duration.months));
  return dayOfEpochDay(shifted + sign * duration.days);
}

function firstOfPeriod(day: Day, period: Period, periodsLater: number): Day {
  const months = PERIOD_MONTHS[period];
  const date = civilOf(epochDayOf(day));
  const first: CivilDate = { year: date.year, month: date.month - ((date.month - 1) % months), day: 1 };
  return dayOfEpochDay(shiftMonths(first, months * periodsLater));
}

function weekdayOfEpochDay(epochDay: number): number {
  // 1970-01-01 was a Thursday.
  return ((((epochDay + 3) % 7) + 7) % 7) + 1;
}
