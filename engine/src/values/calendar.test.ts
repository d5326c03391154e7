import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarOf, isZone, type Period } from './calendar.ts';
import { parseDuration } from './duration.ts';
import { day, type Instant, instant, TimeError } from './time.ts';

const ZONES = [
  'Europe/Moscow',
  'America/New_York',
  'America/Sao_Paulo',
  'America/St_Johns',
  'America/Havana',
  'Asia/Beirut',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Pacific/Kiritimati',
  'Asia/Tehran',
  'Antarctica/Troll',
  'UTC',
];

const MS_IN_DAY = 86_400_000;
const zones = fc.constantFrom(...ZONES);
const instants = fc.integer({ min: Date.UTC(1900, 0, 1), max: Date.UTC(2100, 0, 1) }).map(instant);
/** Random times seldom meet a transition, so half of them are taken beside one. */
const beside = fc.record({
  at: instants,
  jump: fc.boolean(),
  by: fc.oneof(fc.integer({ min: -2, max: 2 }), fc.integer({ min: -2 * MS_IN_DAY, max: 2 * MS_IN_DAY })),
});
const days = fc
  .integer({ min: -25_000, max: 47_000 })
  .map((epochDay) => day(new Temporal.PlainDate(1970, 1, 1).add({ days: epochDay }).toString()));
const durations = fc.record({
  years: fc.integer({ min: 0, max: 50 }),
  months: fc.integer({ min: 0, max: 40 }),
  days: fc.integer({ min: 0, max: 4000 }),
});

function near(zone: string, moment: { at: Instant; jump: boolean; by: number }): Instant {
  if (!moment.jump) return moment.at;
  const here = Temporal.Instant.fromEpochMilliseconds(moment.at).toZonedDateTimeISO(zone);
  return instant((here.getTimeZoneTransition('next')?.epochMilliseconds ?? moment.at) + moment.by);
}

describe('days and minutes agree with Temporal in every zone, beside transitions too', () => {
  test('dayOf and minuteOf', () => {
    fc.assert(
      fc.property(zones, beside, (zone, moment) => {
        const at = near(zone, moment);
        const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
        const calendar = calendarOf(zone);
        expect(calendar.dayOf(at)).toBe(local.toPlainDate().toString());
        expect(calendar.minuteOf(at)).toBe(local.hour * 60 + local.minute);
      }),
      { numRuns: 5000 },
    );
  });

  test('startOf', () => {
    fc.assert(
      fc.property(zones, beside, (zone, moment) => {
        const date = Temporal.Instant.fromEpochMilliseconds(near(zone, moment)).toZonedDateTimeISO(zone).toPlainDate();
        const expected = date.toZonedDateTime(zone).epochMilliseconds;
        expect(calendarOf(zone).startOf(day(date.toString()))).toBe(expected);
      }),
      { numRuns: 5000 },
    );
  });

  test('the order of questions does not change the answers', () => {
    fc.assert(
      fc.property(zones, fc.array(instants, { minLength: 5, maxLength: 60 }), (zone, moments) => {
        const calendar = calendarOf(zone);
        const forwards = moments.map((at) => calendar.dayOf(at));
        const backwards = moments.toReversed().map((at) => calendar.dayOf(at));
        expect(backwards.toReversed()).toEqual(forwards);
      }),
    );
  });
});

describe('adding by the calendar agrees with Temporal', () => {
  test('plus and minus', () => {
    fc.assert(
      fc.property(days, durations, (from, duration) => {
        const calendar = calendarOf('UTC');
        expect(calendar.plus(from, duration)).toBe(Temporal.PlainDate.from(from).add(duration).toString());
        expect(calendar.minus(from, duration)).toBe(Temporal.PlainDate.from(from).subtract(duration).toString());
        expect(calendar.weekdayOf(from)).toBe(Temporal.PlainDate.from(from).dayOfWeek);
      }),
      { numRuns: 3000 },
    );
  });

  test.each([
    ['2026-01-31', 'P1M', '2026-02-28'],
    ['2024-02-29', 'P1Y', '2025-02-28'],
    ['2026-11-22', 'P180D', '2027-05-21'],
    ['2026-11-22', 'P2W', '2026-12-06'],
    ['2026-12-31', 'P1D', '2027-01-01'],
  ])('%s plus %s is %s', (from, duration, expected) => {
    const parts = parseDuration(duration);
    expect(parts === null ? null : calendarOf('Europe/Moscow').plus(day(from), parts)).toBe(expected);
  });
});

describe('periods', () => {
  test.each<[string, Period, string, string]>([
    ['2026-11-22', 'month', '2026-11-01', '2026-12-01'],
    ['2026-11-22', 'quarter', '2026-10-01', '2027-01-01'],
    ['2026-11-22', 'year', '2026-01-01', '2027-01-01'],
    ['2026-12-31', 'month', '2026-12-01', '2027-01-01'],
    ['2026-01-01', 'quarter', '2026-01-01', '2026-04-01'],
  ])('%s: the %s is from %s, the next from %s', (at, period, start, next) => {
    expect(calendarOf('UTC').periodStart(day(at), period)).toBe(start);
    expect(calendarOf('UTC').nextPeriodStart(day(at), period)).toBe(next);
  });
});

describe('days that begin oddly', () => {
  test.each([
    ['America/Sao_Paulo', '2018-11-04', '2018-11-04T03:00:00Z', 'midnight skipped by summer time'],
    ['Asia/Beirut', '2022-03-27', '2022-03-26T22:00:00Z', 'midnight skipped by summer time'],
    ['Africa/Cairo', '2023-04-28', '2023-04-27T22:00:00Z', 'midnight skipped by summer time'],
    ['America/Havana', '2026-11-01', '2026-11-01T04:00:00Z', 'midnight happens twice: the first'],
    ['Pacific/Apia', '2011-12-30', '2011-12-30T10:00:00Z', 'a day that never was begins with the next'],
    ['Asia/Kolkata', '2026-11-22', '2026-11-21T18:30:00Z', 'half-hour zone'],
    ['America/New_York', '2026-11-22', '2026-11-22T05:00:00Z', 'behind UTC'],
  ])('%s %s begins at %s: %s', (zone, at, expected) => {
    expect(new Date(calendarOf(zone).startOf(day(at))).toISOString()).toBe(new Date(expected).toISOString());
  });
});

describe('what is not a date, a zone or a duration is refused', () => {
  test('dates', () => {
    for (const text of ['2026-02-30', '2026-13-01', '2026-00-10', '2025-02-29']) {
      expect(() => calendarOf('UTC').startOf(day(text))).toThrow(TimeError);
    }
    expect(() => calendarOf('UTC').plus(day('9999-12-31'), { years: 0, months: 0, days: 1 })).toThrow(TimeError);
  });

  test('zones', () => {
    for (const zone of ['Europe/Moskow', '+03:00', '', 'Mars/Base', 'constructor']) {
      expect(isZone(zone)).toBe(false);
      expect(() => calendarOf(zone)).toThrow(TimeError);
    }
    expect(isZone('Europe/Moscow')).toBe(true);
    expect(calendarOf('Europe/Moscow')).toBe(calendarOf('Europe/Moscow'));
  });

  test('durations', () => {
    expect(parseDuration('P1Y2M3D')).toEqual({ years: 1, months: 2, days: 3 });
    expect(parseDuration('P2W')).toEqual({ years: 0, months: 0, days: 14 });
    expect(parseDuration('P0D')).toEqual({ years: 0, months: 0, days: 0 });
    expect(parseDuration('P100Y')).toEqual({ years: 100, months: 0, days: 0 });
    for (const text of [
      'P',
      '',
      '180D',
      'PT1H',
      'P1DT1H',
      'P-1D',
      '-P1D',
      'P1.5D',
      'p1d',
      'P1D1Y',
      'P101Y',
      'P99999D',
    ]) {
      expect(parseDuration(text)).toBeNull();
    }
  });
});
