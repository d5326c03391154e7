/** The points of the chart: days, or weeks where there are too many days to see. */
import type { Report } from './report.ts';

type DayFigures = Report['days'][number];

export interface Point {
  /** The first day of it. */
  readonly day: string;
  readonly figures: Omit<DayFigures, 'day'>;
}

export const DAYS_SHOWN_MAX = 92;
const WEEK = 7;

/** Who was active in a week is not the sum of its days: that is told by the day only. */
export function pointsOf(days: readonly DayFigures[]): readonly Point[] {
  if (days.length <= DAYS_SHOWN_MAX) return days.map(({ day, ...figures }) => ({ day, figures }));
  const weeks: DayFigures[][] = [];
  days.forEach((figures, index) => {
    // From the end backwards, so that only the first week may be short.
    const week = Math.ceil(days.length / WEEK) - 1 - Math.floor((days.length - 1 - index) / WEEK);
    (weeks[week] ??= []).push(figures);
  });
  return weeks.map((week) => ({ day: week[0]?.day ?? '', figures: sumOf(week) }));
}

function sumOf(week: readonly DayFigures[]): Point['figures'] {
  const sum = (of: (day: DayFigures) => number): number => week.reduce((total, day) => total + of(day), 0);
  return {
    purchases: sum((day) => day.purchases),
    turnover: sum((day) => day.turnover),
    guestPurchases: sum((day) => day.guestPurchases),
    guestTurnover: sum((day) => day.guestTurnover),
    newMembers: sum((day) => day.newMembers),
    activeMembers: Math.round(sum((day) => day.activeMembers) / week.length),
  };
}
