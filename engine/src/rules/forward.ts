/** What leaves an account for another, whole. */
import { debtOf } from '../account.ts';
import { takeFrom, type Draft } from '../draft.ts';
import type { Parcel } from '../parcel.ts';
import { units } from '../values/amount.ts';
import { addToMeter } from './tiers.ts';

/** What still comes to an account that has been merged goes on to its heir. */
export function forwardToHeir(draft: Draft): void {
  const { heir } = draft.state;
  if (heir === undefined) return;
  const { items, ...state } = draft.state;
  const counts = counted(draft);
  const days = metered(draft);
  const more = {
    ...(days.length === 0 ? {} : { days }),
    ...(counts.length === 0 ? {} : { counts }),
    ...(items === undefined ? {} : { items }),
    ...(Object.values(draft.undone).every((each) => each.length === 0) ? {} : { undone: draft.undone }),
  };
  draft.state = state;
  const parcel = { ...emptied(draft), ...more };
  if (parcel.lots.length > 0 || Object.keys(parcel.debts).length > 0 || Object.keys(more).length > 0)
    send(draft, heir, 'merge', parcel);
}

/** What this very event counts for levels: it counts for the heir's, and here no more. */
function metered(draft: Draft): NonNullable<Parcel['days']> {
  const days = draft.meters
    .filter(({ meter }) => meter === draft.program.tiers?.meter)
    .map(({ meter, day, add }) => ({ meter, day, value: add }));
  for (const { meter, day, value } of days) addToMeter(draft, meter, day, -value);
  return days;
}

/** What it counts for challenges, streaks and conditions: those are the heir's as well. */
function counted(draft: Draft): NonNullable<Parcel['counts']> {
  return draft.meters
    .filter(({ meter }) => meter !== draft.program.tiers?.meter)
    .map(({ meter, day, add }) => ({ meter, day, value: add }));
}

/** Everything in the account's wallets, which are empty afterwards. */
export function emptied(draft: Draft): Parcel {
  const lots = draft.lots.map(({ wallet, key, remaining }) => ({ wallet, key, units: remaining }));
  for (const { wallet, key, units: all } of lots) takeFrom(draft, { wallet, kind: 'transfer' }, all, key);
  const debts = Object.fromEntries(
    Object.keys(draft.debts).flatMap((wallet) => {
      const debt = debtOf(draft, wallet);
      if (debt === 0) return [];
      draft.debts[wallet] = units(0);
      draft.entries.push({ wallet, kind: 'transfer', units: debt, lot: null });
      return [[wallet, debt] as const];
    }),
  );
  return { lots, debts };
}

export function send(draft: Draft, to: string, cause: 'transfer' | 'merge', parcel: Parcel): void {
  draft.emits.push({ name: 'receive', to, data: { cause, parcel: JSON.stringify(inOrder(parcel)) } });
}

/** With names in one order, so that the text does not depend on how the account was stored. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const parts: [string, unknown][] = Object.entries(value);
  return Object.fromEntries(
    parts.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, part]) => [name, inOrder(part)]),
  );
}
