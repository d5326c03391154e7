/** A receipt: pay, earn, meter, level, challenges, in that order (the order of a purchase decision is in ARCHITECTURE.md). */
import type { Checkout, PurchaseRecord } from '../account.ts';
import type { HoldDecision, Payment, PurchaseDecision, PurchaseOutcome, Refusal } from '../decision.ts';
import { availableUnits, isActive, owe, put, takeFrom, type Draft } from '../draft.ts';
import type { HoldEvent, PurchaseEvent } from '../event.ts';
import { finish } from '../finish.ts';
import { NO_UNITS, quantity, units, type Units } from '../values/amount.ts';
import { assert } from '../values/unreachable.ts';
import { drawCost } from './apply.ts';
import { appraise, isQualifying, type Appraisal } from './appraise.ts';
import { count, counterOf, counterValue, take } from './counters.ts';
import { bring } from './effects.ts';
import { expireLots } from './expire.ts';
import { endHold, expectedOf, holdItem, openItem } from './open-items.ts';
import { meterReceipt } from './meter.ts';
import type { PayPlan } from './pay.ts';
import { award } from './progress.ts';
import { promote } from './tiers.ts';

export function decidePurchase(draft: Draft, event: PurchaseEvent, operationId: string): PurchaseDecision | Refusal {
  const committing = event.checkout === undefined ? null : openCheckout(draft, event.checkout);
  if (committing !== null && 'code' in committing) return committing;
  draft.partner = event.receipt.partner ?? null;
  if (event.checkout !== undefined) endHold(draft, event.checkout);
  const appraisal = appraise(draft, event, committing);
  if (appraisal.type === 'refused') return appraisal;
  const { plan, earnings, outcome } = appraisal;
  const isCommitting = event.checkout !== undefined;
  for (const stock of appraisal.stocks) take(draft, stock, 1);
  const costs = appraisal.costs.map((cost) => drawCost(draft, cost, isCommitting));
  const draws = draw(draft, plan, event.checkout);
  const payment = outcome.payment === null ? null : { ...outcome.payment, draws };
  const repaid = earnings.earned.map((earning) =>
    put(draft, { wallet: earning.wallet, kind: 'earn', rule: earning.rule }, earning.units, earning.lot),
  );
  const earned = outcome.earned.map((part, index) => ({ ...part, repaid: repaid[index] ?? NO_UNITS }));
  openExpected(draft, { ...outcome, earned }, operationId);
  // A late event may grant what is over already: it is granted and expires here, visibly.
  expireLots(draft);
  bring(draft, earnings.applied);
  // Before the meters of this receipt change what the condition sees.
  const qualifies = isQualifying(draft, appraisal.scope);
  meterReceipt(draft, outcome.lines);
  promote(draft);
  if (qualifies) qualify(draft, operationId);
  if (draft.program.referral !== null && counterValue(draft, counterOf.bought(), '') === 0)
    count(draft, counterOf.bought(), '', 1);
  award(draft, appraisal.scope);
  if (event.checkout !== undefined) closeCheckout(draft, event.checkout);
  const shortfall = [...draws, ...costs.flatMap((cost) => cost.draws)].reduce<number>(
    (sum, part) => sum + (part.lot === null ? part.units : 0),
    0,
  );
  return {
    type: 'purchase',
    ...finish(draft),
    purchase: { ...outcome, payment, earned, ...(costs.length > 0 ? { costs } : {}) },
    ...(event.checkout === undefined ? {} : { checkout: event.checkout }),
    ...(shortfall > 0 ? { shortfall: units(shortfall) } : {}),
  };
}

/** A checkout begins: the same appraisal, nothing moves, the units to pay are reserved. */
export function decideHold(draft: Draft, event: HoldEvent): HoldDecision | Refusal {
  assert(!draft.checkouts.some((checkout) => checkout.id === event.checkout), 'the checkout has begun already');
  const { state } = draft;
  const appraisal = appraise(draft, event, null);
  if (appraisal.type === 'refused') return appraisal;
  // The account's own limits are used by the purchase; what others could take meanwhile is set aside.
  draft.state = state;
  for (const stock of appraisal.stocks) take(draft, stock, 1);
  beginHold(draft, event);
  const { plan, outcome } = appraisal;
  const costs = costsByWallet(appraisal);
  const reserved = Object.keys(costs).length === 0 ? {} : { costs };
  const hold = {
    checkout: event.checkout,
    until: event.until,
    wallet: plan.wallet?.id ?? null,
    units: plan.units,
    ...reserved,
  };
  draft.checkouts = [
    ...draft.checkouts,
    { id: event.checkout, status: 'open', wallet: hold.wallet, units: hold.units, until: hold.until, ...reserved },
  ];
  return { type: 'hold', ...finish(draft), purchase: outcome, hold };
}

function beginHold(draft: Draft, { checkout, until }: HoldEvent): void {
  const counted = Object.entries(draft.taken).map(([counter, add]) => ({ counter, period: null, add }));
  if (counted.length > 0) openItem(draft, holdItem(checkout), { type: 'hold', until, counted });
}

/** The record that a later return undoes. */
export function recordOf(decision: PurchaseDecision): PurchaseRecord {
  return { decision, returned: decision.purchase.lines.map(() => quantity(0)) };
}

function costsByWallet({ costs }: Appraisal): Record<string, Units> {
  const sums: Record<string, Units> = {};
  for (const { wallet, units: price } of costs) sums[wallet] = units((sums[wallet] ?? 0) + price);
  return sums;
}

/** Units that wait for a confirmation are told apart by their purchase, for its confirmation to find them. */
function openExpected(draft: Draft, outcome: PurchaseOutcome, operationId: string): void {
  const given = expectedOf(outcome.earned);
  if (given.length === 0) return;
  const partner = outcome.partner === undefined ? {} : { partner: outcome.partner };
  openItem(draft, operationId, { type: 'expected', until: null, given, ...partner });
}

/** The friend has bought: whoever brought them hears of it. */
function qualify(draft: Draft, operationId: string): void {
  const { referral } = draft.state;
  if (referral === undefined) return;
  draft.state = { ...draft.state, referral: { ...referral, status: 'qualified', purchase: operationId } };
  draft.emits.push({
    name: 'referral.qualified',
    to: referral.by,
    data: { friend: referral.friend ?? draft.before.id },
  });
  draft.reasons.push({ rule: 'referral:friend', applied: true, code: 'referral_qualified', params: {} });
}

/** Draws the payment from active lots, soonest expiry first; what a late checkout no longer finds becomes debt. */
function draw(draft: Draft, plan: PayPlan, checkout: string | undefined): Payment['draws'] {
  if (plan.wallet === null) return [];
  const booking = { wallet: plan.wallet.id, kind: 'pay' as const };
  const draws: Payment['draws'] = [];
  const spendable = Math.min(plan.units, availableUnits(draft, booking.wallet, checkout));
  let left: number = plan.units;
  for (const lot of draft.lots.filter((each) => each.wallet === booking.wallet && isActive(each.key, draft.asOf))) {
    const wanted = spendable - (plan.units - left);
    if (wanted === 0) break;
    const taken = takeFrom(draft, booking, units(wanted), lot.key);
    draws.push({ lot: lot.key, units: taken });
    left -= taken;
  }
  if (left > 0) {
    assert(checkout !== undefined, 'a payment was planned with more units than there are');
    owe(draft, booking, units(left));
    draws.push({ lot: null, units: units(left) });
  }
  return draws;
}

function openCheckout(draft: Draft, id: string): Refusal | Checkout {
  const checkout = draft.checkouts.find((each) => each.id === id);
  if (checkout === undefined) return { type: 'refused', code: 'checkout_unknown', params: { checkout: id } };
  if (checkout.status === 'committed') return { type: 'refused', code: 'checkout_committed', params: { checkout: id } };
  if (checkout.status === 'cancelled') return { type: 'refused', code: 'checkout_cancelled', params: { checkout: id } };
  return checkout;
}

function closeCheckout(draft: Draft, id: string): void {
  draft.checkouts = draft.checkouts.map((checkout) =>
    checkout.id === id ? { ...checkout, status: 'committed' } : checkout,
  );
}
