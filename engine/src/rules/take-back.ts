/** Units given are taken back: from the lot they made, then from others, then as debt. Expected units of others are not touched. */
import type { Given } from '../account-state.ts';
import { isActive, owe, takeFrom, type Booking, type Draft } from '../draft.ts';
import { EXPECTED_FROM } from '../lot.ts';
import type { Wallet } from '../program/compiled.ts';
import { NO_UNITS, units, type Units } from '../values/amount.ts';
import { assert } from '../values/unreachable.ts';
import { uncount } from './counters.ts';
import { EVERLASTING, EXPECTED } from './dates.ts';
import { closeItem, itemOf, openItem } from './open-items.ts';

/** Takes from the lots; answers what was not there. `isWaiting` while the units still wait for their confirmation. */
export function takeGiven(
  draft: Draft,
  booking: Booking,
  given: Pick<Given, 'wallet' | 'lot'> & { readonly units: Units },
  isWaiting: boolean,
): Units {
  let left: number = given.units;
  const isExpected = given.lot.from === EXPECTED.from;
  if (!isExpected || isWaiting) left -= takeFrom(draft, booking, given.units, given.lot);
  // Their lot may have been joined since; from another lot would turn units that expire into units for ever.
  if (given.lot.to === null && isActive(given.lot, draft.asOf))
    left -= takeFrom(draft, booking, units(left), EVERLASTING);
  for (const lot of draft.lots.filter((each) => each.wallet === given.wallet && each.key.from !== EXPECTED.from))
    left -= takeFrom(draft, booking, units(left), lot.key);
  return units(left);
}

/** Takes all of it back, the rest as debt. */
export function revoke(draft: Draft, given: Given, isWaiting = false): void {
  const booking = { wallet: given.wallet, kind: 'reverse' as const, rule: given.rule };
  const left = takeGiven(draft, booking, given, isWaiting);
  draft.reasons.push({
    rule: given.rule,
    applied: true,
    code: 'taken_back',
    params: { wallet: given.wallet, units: given.units },
  });
  if (left === NO_UNITS) return;
  owe(draft, booking, left);
  draft.reasons.push({ applied: true, code: 'owed', params: { wallet: given.wallet, units: left } });
}

export interface EarnedBack {
  readonly purchase: string;
  /** What the purchase had earned by a rule, with how many of the units go. */
  readonly given: Given;
  /** Money that goes back and may be withheld for units already spent. */
  readonly moneyLeft: number;
}

/** Takes back what a purchase had earned and its use of limits; answers the money withheld. Of a merged account the heir does it. */
export function takeBackEarned(draft: Draft, { purchase, given, moneyLeft }: EarnedBack): number {
  if (draft.state.heir !== undefined) {
    const { rule, wallet, units: amount, lot, counted } = given;
    const partner = draft.partner === null ? {} : { partner: draft.partner };
    const use = counted === undefined ? {} : { counted };
    draft.undone.taken.push({ purchase, ...partner, given: { rule, wallet, units: amount, lot, ...use } });
    return 0;
  }
  const wallet = draft.program.wallets.get(given.wallet);
  assert(wallet !== undefined, `the purchase moved wallet ${given.wallet}, which the program no longer has`);
  const booking = { wallet: wallet.id, kind: 'reverse' as const, rule: given.rule };
  const waiting = waitingOf(draft, purchase, given);
  // Of units that only wait there is never less than is still expected; of those cancelled nothing is left to take.
  const here = units(Math.min(given.units, waiting ?? given.units));
  const missing = takeGiven(draft, booking, { wallet: given.wallet, lot: given.lot, units: here }, waiting !== null);
  if (waiting !== null) expectLess(draft, purchase, given, here);
  if (here === 0) return 0;
  uncount(draft, given.counted, () => here);
  const params = { wallet: wallet.id, units: here };
  draft.reasons.push({ rule: given.rule, applied: true, code: 'taken_back', params });
  return settleMissing(draft, booking, wallet, { missing, moneyLeft });
}

/** Units of the purchase that still wait for a confirmation; null when none do. */
function waitingOf(draft: Draft, purchase: string, earned: Given): number | null {
  const item = itemOf(draft, purchase);
  if (item?.type !== 'expected' || earned.lot.from !== EXPECTED_FROM) return null;
  return item.given.find((each) => each.rule === earned.rule && each.wallet === earned.wallet)?.units ?? 0;
}

function expectLess(draft: Draft, purchase: string, earned: Given, amount: number): void {
  const item = itemOf(draft, purchase);
  if (item?.type !== 'expected') return;
  const given = item.given.flatMap((each) => {
    if (each.rule !== earned.rule || each.wallet !== earned.wallet) return [each];
    return each.units > amount ? [{ ...each, units: units(each.units - amount) }] : [];
  });
  if (given.length === 0 && item.until === null) closeItem(draft, purchase);
  else openItem(draft, purchase, { ...item, given });
}

/** What is not there is withheld from the money that goes back, or owed. */
function settleMissing(
  draft: Draft,
  booking: Booking,
  wallet: Wallet,
  { missing, moneyLeft }: { readonly missing: number; readonly moneyLeft: number },
): number {
  if (missing === 0) return 0;
  const affordable =
    wallet.debt === 'withhold' && wallet.worth !== null ? Math.min(missing, Math.floor(moneyLeft / wallet.worth)) : 0;
  const withheld = affordable * (wallet.worth ?? 0);
  if (affordable > 0)
    draft.reasons.push({
      applied: true,
      code: 'withheld',
      params: { wallet: wallet.id, units: affordable, money: withheld },
    });
  if (missing > affordable) {
    owe(draft, booking, units(missing - affordable));
    draft.reasons.push({ applied: true, code: 'owed', params: { wallet: wallet.id, units: missing - affordable } });
  }
  return withheld;
}
