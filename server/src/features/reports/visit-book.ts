/**
 * On which days accounts have bought, in each store and in any. A visit after the last one, as nearly all are, needs only that day; one
 * that comes late (an offline till, an import) is put between its neighbours, and needs all days of the account there.
 */
import type { AccountNow } from '../../ledger/follow.ts';

/** There was none before. */
export const NEVER = '-infinity';

export interface Visit {
  readonly account_id: string;
  readonly organization_id: string;
  readonly store: string;
  readonly day: string;
}

export interface NewVisit {
  readonly previousDay: string;
  /** Null when it is the last one. */
  readonly nextDay: string | null;
}

export interface VisitBook {
  /** Answers where the day stands between the others; nothing when the account has been there on that day already. */
  visit(account: Pick<AccountNow, 'accountId' | 'organizationId'>, store: string, day: string): readonly NewVisit[];
  /** Days that were not in the book before, and the last ones. */
  written(): { readonly visits: readonly Visit[]; readonly lastVisits: readonly Visit[] };
}

export type VisitPlace = Pick<Visit, 'account_id' | 'store'>;
export type KnownVisit = VisitPlace & Pick<Visit, 'day'>;

/** `last` is of every account that will visit; `days` are all of those that will come late, as lateIn told. */
export function openVisitBook({
  last,
  late,
  days,
}: {
  readonly last: readonly KnownVisit[];
  readonly late: readonly VisitPlace[];
  readonly days: readonly KnownVisit[];
}): VisitBook {
  const lastDays = new Map(last.map((visit) => [nameOf(visit.account_id, visit.store), visit.day]));
  const allDays = new Map<string, string[]>(late.map(({ account_id, store }) => [nameOf(account_id, store), []]));
  for (const [name, visits] of Map.groupBy(days, ({ account_id, store }) => nameOf(account_id, store)))
    allDays.set(name, visits.map(({ day }) => day).toSorted());
  const visits: Visit[] = [];
  const lastVisits = new Map<string, Visit>();
  return {
    visit: ({ accountId, organizationId }, store, day) => {
      const name = nameOf(accountId, store);
      const lastDay = lastDays.get(name);
      if (day === lastDay) return [];
      const row = { account_id: accountId, organization_id: organizationId, store, day };
      const known = allDays.get(name);
      if (lastDay === undefined || day > lastDay) {
        known?.push(day);
        lastDays.set(name, day);
        lastVisits.set(name, row);
        visits.push(row);
        return [{ previousDay: lastDay ?? NEVER, nextDay: null }];
      }
      if (known === undefined) throw new Error('a late visit without the days around it');
      const place = known.findIndex((each) => each >= day);
      const nextDay = known[place];
      if (nextDay === undefined) throw new Error('a late visit after the last one');
      if (nextDay === day) return [];
      known.splice(place, 0, day);
      visits.push(row);
      return [{ previousDay: known[place - 1] ?? NEVER, nextDay }];
    },
    written: () => ({ visits, lastVisits: [...lastVisits.values()] }),
  };
}

/** Of visits in the order in which they come, those accounts and stores where one is earlier than another before it. */
export function lateIn(coming: readonly KnownVisit[], last: readonly KnownVisit[]): readonly VisitPlace[] {
  const lastDays = new Map(last.map((visit) => [nameOf(visit.account_id, visit.store), visit.day]));
  const late = new Map<string, VisitPlace>();
  for (const { account_id, store, day } of coming) {
    const name = nameOf(account_id, store);
    const lastDay = lastDays.get(name);
    if (lastDay !== undefined && day < lastDay) late.set(name, { account_id, store });
    if (lastDay === undefined || day > lastDay) lastDays.set(name, day);
  }
  return [...late.values()];
}

function nameOf(accountId: string, store: string): string {
  return `${accountId}/${store}`;
}
