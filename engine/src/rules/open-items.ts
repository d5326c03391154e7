/** What an account has not finished: redemptions and payouts to be handed over, units to be confirmed, awards that returns may undo. */
import type { Given, Item } from '../account-state.ts';
import type { Earned } from '../decision.ts';
import type { Draft } from '../draft.ts';
import { EXPECTED_FROM } from '../lot.ts';
import { uncount } from './counters.ts';

/** At once on one account; more would make every operation of it slow. */
export const ITEMS_MAX = 500;

export function openItem(draft: Draft, id: string, item: Item): void {
  draft.state = { ...draft.state, items: { ...draft.state.items, [id]: item } };
}

export function closeItem(draft: Draft, id: string): void {
  const { [id]: _, ...others } = draft.state.items ?? {};
  const { items: __, ...rest } = draft.state;
  draft.state = Object.keys(others).length === 0 ? rest : { ...rest, items: others };
}

export function itemOf(draft: Draft, id: string): Item | null {
  const { items } = draft.state;
  return items !== undefined && Object.hasOwn(items, id) ? (items[id] ?? null) : null;
}

/** What is open, in an order that does not depend on how the account was stored. */
export function itemsOf(draft: Draft): readonly (readonly [string, Item])[] {
  return Object.entries(draft.state.items ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1));
}

/** Of what was earned, what waits for a confirmation. It has repaid no debt. */
export function expectedOf(earned: readonly Earned[]): Given[] {
  return earned
    .filter(({ lot }) => lot.from === EXPECTED_FROM)
    .map(({ rule, wallet, units, lot, counted }) => ({
      rule,
      wallet,
      units,
      lot,
      ...(counted === undefined ? {} : { counted }),
    }));
}

/** Under which a checkout's reservation of shared limits stands. */
export function holdItem(checkout: string): string {
  return `hold:${checkout}`;
}

/** Gives back what a checkout had set aside; whoever takes it now finds it. */
export function endHold(draft: Draft, checkout: string): void {
  const item = itemOf(draft, holdItem(checkout));
  if (item?.type !== 'hold') return;
  uncount(draft, item.counted, (one) => one.add);
  closeItem(draft, holdItem(checkout));
}

export function hasRoomForItem(draft: Draft): boolean {
  return Object.keys(draft.state.items ?? {}).length < ITEMS_MAX;
}
