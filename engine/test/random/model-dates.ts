/** When units of the model live: by Temporal alone, a wall calendar and nothing remembered. */
import type { Ends } from './program-spec.ts';

export interface Dates {
  readonly from: number;
  readonly to: number | null;
}

export function dateOf(at: number, zone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate();
}

export function midnight(date: Temporal.PlainDate, zone: string): number {
  return date.toZonedDateTime(zone).epochMilliseconds;
}

/** Days of waiting, then so long from the first active day; units that are active at once are as old as the world. */
export function datesOf(at: number, zone: string, waitDays: number, ends: Ends): Dates {
  const first = dateOf(at, zone).add({ days: waitDays });
  const end = endOf(first, ends);
  return { from: waitDays === 0 ? 0 : midnight(first, zone), to: end === null ? null : midnight(end, zone) };
}

/** The first day on which they are gone. */
function endOf(first: Temporal.PlainDate, ends: Ends): Temporal.PlainDate | null {
  switch (ends.type) {
    case 'never':
      return null;
    case 'days':
      return first.add({ days: ends.days });
    case 'months': {
      const end = first.add({ months: ends.months });
      return !ends.toMonthEnd || end.day === 1 ? end : end.with({ day: 1 }).add({ months: 1 });
    }
    case 'date': {
      const date = first.with({ month: ends.month, day: ends.day });
      const next = Temporal.PlainDate.compare(date, first) >= 0 ? date : date.add({ years: 1 });
      return next.add({ days: 1 });
    }
  }
}
