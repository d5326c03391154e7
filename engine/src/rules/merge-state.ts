/**
 * What an account remembers, joined with what another remembered that has been merged into it. Counts of one period add up,
 * otherwise the later period stands; of what only one can have, the heir's own stays.
 */
import type { AccountState, Item } from '../account-state.ts';
import type { Draft } from '../draft.ts';
import { counterOf } from './counters.ts';
import { itemsOf } from './open-items.ts';

type Award = Extract<Item, { type: 'award' }>;
type Counters = NonNullable<AccountState['counters']>;
type Items = NonNullable<AccountState['items']>;

/** `from` is the account that ends. */
export function joinState(draft: Draft, other: AccountState, from: string): void {
  const own = draft.state;
  const { heir: _, ...brought } = other;
  const counters = joinedCounters(own.counters ?? {}, brought.counters ?? {});
  const items = joinedItems(own.items ?? {}, brought.items ?? {}, from);
  const dates = [...(own.dates ?? []), ...(brought.dates ?? [])];
  const attributes = { ...brought.attributes, ...own.attributes };
  const choices = { ...brought.choices, ...own.choices };
  const { referral: __, ...joined } = {
    ...brought,
    ...own,
    ...earliest(own.since, brought.since),
    ...latest(own.activeAt, brought.activeAt),
    ...(Object.keys(counters).length === 0 ? {} : { counters }),
    ...(Object.keys(items).length === 0 ? {} : { items }),
    ...(dates.length === 0 ? {} : { dates: withoutDoubles(dates) }),
    ...(Object.keys(attributes).length === 0 ? {} : { attributes }),
    ...(Object.keys(choices).length === 0 ? {} : { choices }),
  };
  const { referral = broughtReferral(brought, from) } = own;
  draft.state = { ...joined, ...(isToOneself(draft, referral, from) || referral === undefined ? {} : { referral }) };
  measureAwards(draft);
}

/** Streaks are lengths and not counts: the longer of one period stands. */
function joinedCounters(own: Counters, brought: Counters): Counters {
  const counters: Counters = { ...brought };
  for (const [name, counter] of Object.entries(own)) {
    const theirs = counters[name];
    if (theirs === undefined || theirs[0] < counter[0]) counters[name] = counter;
    else if (theirs[0] === counter[0])
      counters[name] = [
        counter[0],
        name.startsWith(counterOf.streak('')) ? Math.max(counter[1], theirs[1]) : counter[1] + theirs[1],
      ];
  }
  return counters;
}

/** Both may have reached the same challenge: each award stays one of its own. */
function joinedItems(own: Items, brought: Items, from: string): Items {
  const items: Items = { ...own };
  for (const [id, item] of Object.entries(brought)) items[Object.hasOwn(own, id) ? `${id}@${from}` : id] = item;
  return items;
}

/** Whoever is thanked for it knows the friend by the name of the account that was brought. */
function broughtReferral({ referral }: AccountState, from: string): AccountState['referral'] {
  return referral === undefined ? undefined : { ...referral, friend: referral.friend ?? from };
}

/** Who brought the other and whom the other brought are one now: nobody is thanked for oneself. */
function isToOneself({ before }: Draft, referral: AccountState['referral'], from: string): boolean {
  return referral?.status === 'joined' && (referral.by === before.id || referral.by === from);
}

/** Awards of a period that still counts are measured by what both have counted, the first reached first. */
function measureAwards(draft: Draft): void {
  const { items, counters } = draft.state;
  if (items === undefined) return;
  const seen = new Map<string, number>();
  const measured = itemsOf(draft).map(([id, item]): [string, Item] => {
    const counter = item.type === 'award' ? counters?.[counterOf.meter(item.meter, item.every)] : undefined;
    if (item.type !== 'award' || counter?.[0] !== item.period) return [id, item];
    const number = (seen.get(item.cause) ?? 0) + 1;
    seen.set(item.cause, number);
    return [id, { ...item, margin: counter[1] - neededFor(draft, item, number) }];
  });
  draft.state = { ...draft.state, items: Object.fromEntries(measured) };
}

/** How much of its meter so many awards of a kind need. */
function neededFor({ program }: Draft, { cause }: Award, number: number): number {
  const challenge = program.challenges.find(({ rule }) => rule.id === cause);
  return challenge === undefined ? 1 : challenge.target * number;
}

function withoutDoubles(dates: NonNullable<AccountState['dates']>): NonNullable<AccountState['dates']> {
  const isSame = (a: (typeof dates)[number], b: (typeof dates)[number]): boolean =>
    a.whose === b.whose && a.on === b.on;
  return dates.filter((date, index) => dates.findIndex((each) => isSame(each, date)) === index);
}

function earliest(a: AccountState['since'], b: AccountState['since']): AccountState {
  const known = a === undefined || (b !== undefined && b < a) ? b : a;
  return known === undefined ? {} : { since: known };
}

function latest(a: AccountState['activeAt'], b: AccountState['activeAt']): AccountState {
  const known = a === undefined || (b !== undefined && b > a) ? b : a;
  return known === undefined ? {} : { activeAt: known };
}
