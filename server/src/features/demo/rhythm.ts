/** The rhythm of the demo's shops: how busy a day is, by weekday, season and holiday, and at what hour people come. */
import type { Calendar, Day } from '@kopilka/engine';
import type { Random } from './random.ts';

export const STORES = ['corner', 'station', 'park'] as const;
export type Store = (typeof STORES)[number];

/** Monday to Sunday: at the corner people live, at the station they change trains, in the park they walk. */
const WEEKDAYS = {
  corner: [1, 1, 1, 1.05, 1.15, 1.2, 1.05],
  station: [1.25, 1.25, 1.2, 1.25, 1.3, 0.5, 0.4],
  park: [0.6, 0.6, 0.65, 0.7, 1, 1.9, 1.8],
} as const satisfies Record<Store, readonly number[]>;

/** January to December: coffee is drunk in the cold, parks are walked in summer, offices empty in July. */
const MONTHS = {
  corner: [0.95, 1, 1, 1, 0.95, 0.9, 0.85, 0.85, 1, 1.05, 1.1, 1.2],
  station: [0.85, 1, 1.05, 1.05, 0.95, 0.9, 0.75, 0.8, 1.05, 1.1, 1.1, 1.05],
  park: [0.7, 0.75, 0.85, 1, 1.25, 1.35, 1.35, 1.3, 1.1, 0.95, 0.75, 0.85],
} as const satisfies Record<Store, readonly number[]>;

const NEW_YEAR_LULL = 0.35;
const NEW_YEAR_LAST_DAY = 8;

export function dayWeight(calendar: Calendar, day: Day, store: Store): number {
  const month = Number(day.slice(5, 7));
  const date = Number(day.slice(8, 10));
  const lull = month === 1 && date <= NEW_YEAR_LAST_DAY ? NEW_YEAR_LULL : 1;
  return (WEEKDAYS[store][calendar.weekdayOf(day) - 1] ?? 1) * (MONTHS[store][month - 1] ?? 1) * lull;
}

export function isWarm(day: Day): boolean {
  const month = Number(day.slice(5, 7));
  return month >= 5 && month <= 9;
}

export type Habit = 'morning' | 'noon' | 'evening';

/** First minute of the peak and its length; the shops are open from 8 to 21. */
const PEAKS = {
  morning: { from: 8 * 60, minutes: 180 },
  noon: { from: 11 * 60 + 30, minutes: 210 },
  evening: { from: 15 * 60, minutes: 330 },
} as const satisfies Record<Habit, object>;

const OPEN_FROM_MINUTE = 8 * 60;
const OPEN_MINUTES = 13 * 60;
const KEEPS_HABIT = 0.7;

/** Milliseconds after the day's midnight. */
export function timeOfDay(random: Random, habit: Habit): number {
  const peak = PEAKS[habit];
  const minute = random.chance(KEEPS_HABIT)
    ? peak.from + random.next() * peak.minutes
    : OPEN_FROM_MINUTE + random.next() * OPEN_MINUTES;
  return Math.floor(minute * 60) * 1000;
}
