/** A receipt: pay, earn, meter, level, in that order (the order of a purchase decision is in ARCHITECTURE.md). */
import type { Checkout } from '../account.ts'
import type { HoldDecision, LineShare, Payment, PurchaseDecision, PurchaseOutcome, Refusal } from '../decision.ts'
import { availableUnits, isActive, owe, put, takeFrom, type Draft } from '../draft.ts'
import type { HoldEvent, PurchaseEvent, Receipt } from '../event.ts'
import { finish } from '../finish.ts'
import type { Meter } from '../program/compiled.ts'
import { money, quantity, units, type Units } from '../values/amount.ts'
import { assert, unreachable } from '../values/unreachable.ts'
import { earnOnReceipt, type RuleEarning } from './earn.ts'
import { expireLots } from './expire.ts'
import { matchingLines, scopeOf } from './match.ts'
import { planPayment, type PayPlan } from './pay.ts'
import { addToMeter, promote } from './tiers.ts'

export function decidePurchase(draft: Draft, event: PurchaseEvent): PurchaseDecision | Refusal {
  const committing = event.checkout === undefined ? null : openCheckout(draft, event.checkout)
  if (committing !== null && 'code' in committing) return committing
  const appraisal = appraise(draft, event.receipt, event.pay, committing)
  if (appraisal.type === 'refused') return appraisal
  const { plan, earned, outcome } = appraisal
  const draws = draw(draft, plan, event.checkout)
  const shortfall = draws.reduce<number>((sum, part) => sum + (part.lot === null ? part.units : 0), 0)
  const payment = outcome.payment === null ? null : { ...outcome.payment, draws }
  const repaid = earned.map((earning) => put(draft, { wallet: earning.wallet, kind: 'earn', rule: earning.rule }, earning.units, earning.lot))
  // A late event may grant what is over already: it is granted and expires here, visibly.
  expireLots(draft)
  meterReceipt(draft, outcome.lines)
  promote(draft)
  if (event.checkout !== undefined) closeCheckout(draft, event.checkout)
  return {
    type: 'purchase',
    ...finish(draft),
    purchase: { ...outcome, payment, earned: outcome.earned.map((part, index) => ({ ...part, repaid: repaid[index] ?? units(0) })) },
    ...(event.checkout === undefined ? {} : { checkout: event.checkout }),
    ...(shortfall > 0 ? { shortfall: units(shortfall) } : {}),
  }
}

/** A checkout begins: the same appraisal, nothing moves, the units to pay are reserved. */
export function decideHold(draft: Draft, event: HoldEvent): HoldDecision | Refusal {
  assert(!draft.checkouts.some((checkout) => checkout.id === event.checkout), 'the checkout has begun already')
  const appraisal = appraise(draft, event.receipt, event.pay, null)
  if (appraisal.type === 'refused') return appraisal
  const { plan, outcome } = appraisal
  const hold = { checkout: event.checkout, until: event.until, wallet: plan.wallet?.id ?? null, units: plan.units }
  draft.checkouts = [...draft.checkouts, { id: event.checkout, status: 'open', wallet: hold.wallet, units: hold.units, until: hold.until }]
  return { type: 'hold', ...finish(draft), purchase: outcome, hold }
}

interface Appraisal {
  readonly type: 'appraisal'
  readonly plan: PayPlan
  readonly earned: readonly RuleEarning[]
  /** Without draws and repayments, which only a purchase has. */
  readonly outcome: PurchaseOutcome
}

function appraise(draft: Draft, receipt: Receipt, pay: PurchaseEvent['pay'], committing: Checkout | null): Appraisal | Refusal {
  assert(receipt.lines.reduce<number>((sum, line) => sum + line.amount, 0) === receipt.total, 'the lines do not add up to the total')
  if (receipt.currency !== draft.program.currency) {
    return { type: 'refused', code: 'currency_mismatch', params: { currency: receipt.currency, expected: draft.program.currency } }
  }
  const plan = planPayment(draft, receipt, pay, committing)
  if (plan.type === 'refused') return plan
  const { earned, reasons } = earnOnReceipt(draft, receipt, plan.lineMoney)
  draft.reasons.push(...plan.reasons, ...reasons)
  const toPay = money(receipt.total - plan.money)
  return { type: 'appraisal', plan, earned, outcome: outcomeOf(draft, receipt, plan, earned, toPay) }
}

function outcomeOf(draft: Draft, receipt: Receipt, plan: PayPlan, earned: readonly RuleEarning[], toPay: PurchaseOutcome['toPay']): PurchaseOutcome {
  const shares: LineShare[] = receipt.lines.map((line, index) => ({
    quantity: line.quantity,
    amount: line.amount,
    payMoney: plan.lineMoney[index] ?? money(0),
    payUnits: plan.lineUnits[index] ?? units(0),
    earned: earned.map((earning) => earning.byLine[index] ?? units(0)),
    meters: {},
  }))
  return {
    total: receipt.total,
    toPay,
    payment: plan.wallet === null ? null : { wallet: plan.wallet.id, units: plan.units, money: plan.money, draws: [] },
    payable: plan.payable,
    earned: earned.map(({ rule, wallet, units: given, lot }) => ({ rule, wallet, units: given, lot, repaid: units(0) })),
    lines: withMeters(draft, receipt, shares, earned, toPay),
  }
}

/** Draws the payment from active lots, soonest expiry first; what a late checkout no longer finds becomes debt. */
function draw(draft: Draft, plan: PayPlan, checkout: string | undefined): Payment['draws'] {
  if (plan.wallet === null) return []
  const booking = { wallet: plan.wallet.id, kind: 'pay' as const }
  const draws: Payment['draws'] = []
  const spendable = Math.min(plan.units, availableUnits(draft, booking.wallet, checkout))
  let left: number = plan.units
  for (const lot of draft.lots.filter((each) => each.wallet === booking.wallet && isActive(each.key, draft.asOf))) {
    const wanted = spendable - (plan.units - left)
    if (wanted === 0) break
    const taken = takeFrom(draft, booking, units(wanted), lot.key)
    draws.push({ lot: lot.key, units: taken })
    left -= taken
  }
  if (left > 0) {
    assert(checkout !== undefined, 'a payment was planned with more units than there are')
    owe(draft, booking, units(left))
    draws.push({ lot: null, units: units(left) })
  }
  return draws
}

function openCheckout(draft: Draft, id: string): Refusal | Checkout {
  const checkout = draft.checkouts.find((each) => each.id === id)
  if (checkout === undefined) return { type: 'refused', code: 'checkout_unknown', params: { checkout: id } }
  if (checkout.status === 'committed') return { type: 'refused', code: 'checkout_committed', params: { checkout: id } }
  if (checkout.status === 'cancelled') return { type: 'refused', code: 'checkout_cancelled', params: { checkout: id } }
  return checkout
}

function closeCheckout(draft: Draft, id: string): void {
  draft.checkouts = draft.checkouts.map((checkout) => (checkout.id === id ? { ...checkout, status: 'committed' } : checkout))
}

function withMeters(draft: Draft, receipt: Receipt, shares: readonly LineShare[], earned: readonly RuleEarning[], toPay: number): LineShare[] {
  const meters = [...draft.program.meters.values()]
  if (meters.length === 0) return [...shares]
  const needsScope = meters.some((meter) => meter.lines !== null)
  const scope = needsScope ? scopeOf(draft, receipt, toPay) : null
  const values = meters.map((meter) => {
    const lines = scope === null ? shares.map(() => true) : matchingLines(meter.lines, scope)
    return 'type' in lines ? shares.map(() => 0) : lineValues(meter, shares, earned, lines)
  })
  return shares.map((share, index) => {
    const added: Record<string, number> = {}
    meters.forEach((meter, which) => {
      const value = values[which]?.[index] ?? 0
      if (value !== 0) added[meter.id] = value
    })
    return { ...share, meters: added }
  })
}

function lineValues(meter: Meter, shares: readonly LineShare[], earned: readonly RuleEarning[], counts: readonly boolean[]): readonly number[] {
  switch (meter.add) {
    case 'total':
      return shares.map((share, index) => (counts[index] === true ? share.amount : 0))
    case 'paid':
      return shares.map((share, index) => (counts[index] === true ? share.amount - share.payMoney : 0))
    case 'quantity':
      return shares.map((share, index) => (counts[index] === true ? share.quantity : 0))
    case 'earned':
      return shares.map((_, index) => (counts[index] === true ? earnedOnLine(earned, meter.wallet, index) : 0))
    case 'count': {
      // One a receipt: it hangs on the first line that counts, and goes when that line has been returned.
      const first = counts.indexOf(true)
      return shares.map((_, index) => (index === first ? 1 : 0))
    }
    default:
      return unreachable(meter.add)
  }
}

function earnedOnLine(earned: readonly RuleEarning[], wallet: string | null, line: number): Units {
  return units(earned.reduce((sum, earning) => sum + (earning.wallet === wallet ? (earning.byLine[line] ?? 0) : 0), 0))
}

function meterReceipt(draft: Draft, lines: readonly LineShare[]): void {
  const day = draft.program.calendar.dayOf(draft.at)
  for (const meter of draft.program.meters.keys()) {
    addToMeter(
      draft,
      meter,
      day,
      lines.reduce((sum, line) => sum + (line.meters[meter] ?? 0), 0),
    )
  }
}

/** The record that a later return undoes. */
export function recordOf(decision: PurchaseDecision): { readonly decision: PurchaseDecision; readonly returned: readonly ReturnType<typeof quantity>[] } {
  return { decision, returned: decision.purchase.lines.map(() => quantity(0)) }
}
