/** Which deeds somebody wants to see. */

export interface DeedFilter {
  /** Of a person or a key. */
  readonly actor: string | null;
  readonly operation: string | null;
  /** Days of this browser's calendar, both included: 2026-11-22; empty: without a bound. */
  readonly from: string;
  readonly to: string;
}

export const ALL_DEEDS: DeedFilter = { actor: null, operation: null, from: '', to: '' };

const PAGE = 50;

export function isEverything({ actor, operation, from, to }: DeedFilter): boolean {
  return actor === null && operation === null && from === '' && to === '';
}

/** As the API asks it: moments, the later bound outside. */
export function questionOf({ actor, operation, from, to }: DeedFilter) {
  const first = dayStart(from, 0);
  const end = dayStart(to, 1);
  return {
    limit: PAGE,
    ...(actor === null ? {} : { actor }),
    ...(operation === null ? {} : { operation }),
    ...(first === null ? {} : { from: first }),
    ...(end === null ? {} : { to: end }),
  };
}

/** null for what is no day: a date that is being typed. */
function dayStart(day: string, plusDays: number): string | null {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/u.exec(day) ?? [];
  if (year === undefined) return null;
  return new Date(Number(year), Number(month) - 1, Number(date) + plusDays).toISOString();
}
