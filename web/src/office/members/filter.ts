/** Which members are asked for, as it stands in the address: other screens lead here with ?filter=new&from=2026-11-01T00:00:00Z. */

export const FILTERS = ['all', 'new', 'active', 'level', 'expiring', 'blocked'] as const;
export type Filter = (typeof FILTERS)[number];

export interface Asked {
  readonly filter: Filter;
  /** ISO moments, of new and active; to is not included. */
  readonly from?: string;
  readonly to?: string;
  readonly level?: string;
  readonly days?: number;
  readonly program?: string;
}

const DAY_MS = 86_400_000;
const DAYS_MAX = 366;
const DAYS_USUAL = 30;

/** What makes no sense is as if it were not there. */
export function readAsked(search: object): Asked {
  const filter = FILTERS.find((each) => each === Reflect.get(search, 'filter')) ?? 'all';
  const [from, to] = [momentIn(search, 'from'), momentIn(search, 'to')];
  const [level, program] = [textIn(search, 'level'), textIn(search, 'program')];
  const days = Number(Reflect.get(search, 'days'));
  const hasPeriod = filter === 'new' || filter === 'active';
  return {
    filter,
    ...(hasPeriod && from !== undefined ? { from } : {}),
    ...(hasPeriod && to !== undefined ? { to } : {}),
    ...(filter === 'level' && level !== undefined ? { level } : {}),
    ...(filter === 'expiring' ? { days: days >= 1 && days <= DAYS_MAX ? Math.floor(days) : DAYS_USUAL } : {}),
    ...(program !== undefined && filter !== 'all' && filter !== 'new' && filter !== 'blocked' ? { program } : {}),
  };
}

/** The beginning of the day so many days ago, where this browser is. */
export function daysAgo(days: number, nowMs: number): string {
  const day = new Date(nowMs - days * DAY_MS);
  day.setHours(0, 0, 0, 0);
  return day.toISOString();
}

function momentIn(search: object, name: string): string | undefined {
  const text = textIn(search, name);
  const at = Date.parse(text ?? '');
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
}

function textIn(search: object, name: string): string | undefined {
  const value: unknown = Reflect.get(search, name);
  return typeof value === 'string' && value !== '' ? value : undefined;
}
