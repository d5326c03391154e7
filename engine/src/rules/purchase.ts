/** A receipt: pay, earn, meter, level, in that order (the order of a purchase decision is in ARCHITECTURE.md). */
import type { Checkout } from '../account.ts';
import type { HoldDecision, Payment, PurchaseDecision, PurchaseOutcome, Refusal } from '../decision.ts';
import { availableUnits, isActive, owe, put, takeFrom, type Draft } from '../draft.ts';
import type { HoldEvent, PurchaseEvent, Receipt } from '../event.ts';
import { finish } from '../finish.ts';
import { money, quantity, units } from '../values/amount.ts';
import { assert } from '../values/unreachable.ts';
import { earnOnReceipt, type RuleEarning } from './earn.ts';
import { expireLots } from './expire.ts';
import { meteredByLine, meterReceipt } from './meter.ts';
import { planPayment, type PayPlan } from './pay.ts';
import { promote } from './tiers.ts';

export function decidePurchase(draft: Draft, event: PurchaseEvent): PurchaseDecision | Refusal {
  const committing = event.checkout === undefined ? null : openCheckout(draft, event.checkout);
  if (committing !== null && 'code' in committing) return committing;
  const appraisal = appraise(draft, event.receipt, event.pay, committing);
  if (appraisal.type === 'refused') return appraisal;
  const { plan, earned, outcome } = appraisal;
  const draws = draw(draft, plan, event.checkout);
  const shortfall = draws.reduce<number>((sum, part) => sum + (part.lot === null ? part.units : 0), 0);
  const payment = outcome.payment === null ? null : { ...outcome.payment, draws };
  const repaid = earned.map((earning) =>
    put(draft, { wallet: earning.wallet, kind: 'earn', rule: earning.rule }, earning.units, earning.lot),
  );
  // A late event may grant what is over already: it is granted and expires here, visibly.
  expireLots(draft);
  meterReceipt(draft, outcome.lines);
  promote(draft);
  if (event.checkout !== undefined) closeCheckout(draft, event.checkout);
  return {
    type: 'purchase',
    ...finish(draft),
    purchase: {
      ...outcome,
      payment,
      earned: outcome.earned.map((part, index) => ({ ...part, repaid: repaid[index] ?? units(0) })),
    },
    ...(event.checkout === undefined ? {} : { checkout: event.checkout }),
    ...(shortfall > 0 ? { shortfall: units(shortfall) } : {}),
  };
}

/** A checkout begins: the same appraisal, nothing moves, the units to pay are reserved. */
export function decideHold(draft: Draft, event: HoldEvent): HoldDecision | Refusal {
  assert(!draft.checkouts.some((checkout) => checkout.id === event.checkout), 'the checkout has begun already');
  const appraisal = appraise(draft, event.receipt, event.pay, null);
  if (appraisal.type === 'refused') return appraisal;
  const { plan, outcome } = appraisal;
  const hold = { checkout: event.checkout, until: event.until, wallet: plan.wallet?.id ?? null, units: plan.units };
  draft.checkouts = [
    ...draft.checkouts,
    { id: event.checkout, status: 'open', wallet: hold.wallet, units: hold.units, until: hold.until },
  ];
  return { type: 'hold', ...finish(draft), purchase: outcome, hold };
}

interface Appraisal {
  readonly type: 'appraisal';
  readonly plan: PayPlan;
  readonly earned: readonly RuleEarning[];
  /** Without draws and repayments, which only a purchase has. */
  readonly outcome: PurchaseOutcome;
}

function appraise(
  draft: Draft,
  receipt: Receipt,
  pay: PurchaseEvent['pay'],
  committing: Checkout | null,
): Appraisal | Refusal {
  assert(
    receipt.lines.reduce<number>((sum, line) => sum + line.amount, 0) === receipt.total,
    'the lines do not add up to the total',
  );
  if (receipt.currency !== draft.program.currency) {
    return {
      type: 'refused',
      code: 'currency_mismatch',
      params: { currency: receipt.currency, expected: draft.program.currency },
    };
  }
  const plan = planPayment(draft, receipt, pay, committing);
  if (plan.type === 'refused') return plan;
  const { earned, reasons } = earnOnReceipt(draft, receipt, plan.lineMoney);
  draft.reasons.push(...plan.reasons, ...reasons);
  return { type: 'appraisal', plan, earned, outcome: outcomeOf(draft, receipt, plan, earned) };
}

function outcomeOf(draft: Draft, receipt: Receipt, plan: PayPlan, earned: readonly RuleEarning[]): PurchaseOutcome {
  const toPay = money(receipt.total - plan.money);
  const shares = receipt.lines.map((line, index) => ({
    quantity: line.quantity,
    amount: line.amount,
    payMoney: plan.lineMoney[index] ?? money(0),
    payUnits: plan.lineUnits[index] ?? units(0),
    earned: earned.map((earning) => earning.byLine[index] ?? units(0)),
  }));
  const metered = meteredByLine(draft, { receipt, shares, earned, toPay });
  return {
    total: receipt.total,
    toPay,
    payment: plan.wallet === null ? null : { wallet: plan.wallet.id, units: plan.units, money: plan.money, draws: [] },
    payable: plan.payable,
    earned: earned.map(({ rule, wallet, units: given, lot }) => ({
      rule,
      wallet,
      units: given,
      lot,
      repaid: units(0),
    })),
    lines: shares.map((share, index) => ({ ...share, meters: metered[index] ?? {} })),
  };
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

/** The record that a later return undoes. */
export function recordOf(decision: PurchaseDecision): {
  readonly decision: PurchaseDecision;
  readonly returned: readonly ReturnType<typeof quantity>[];
} {
  return { decision, returned: decision.purchase.lines.map(() => quantity(0)) };
}
