/** Paying with units: how much may be paid here, how much is, and how it is spread over the lines. */
import type { Checkout } from '../account.ts';
import { allocate } from '../allocate.ts';
import type { Reason, Refusal } from '../decision.ts';
import { availableUnits, type Draft } from '../draft.ts';
import type { PayRequest, Receipt } from '../event.ts';
import type { PayTerms, Wallet } from '../program/compiled.ts';
import { money, NO_MONEY, NO_UNITS, units, type Money, type Units } from '../values/amount.ts';
import { scale } from '../values/ratio.ts';
import type { RuleScope } from '../program/scope.ts';
import { isGiftCard } from './gift-card.ts';
import { matchingLines } from './match.ts';

export interface PayPlan {
  readonly type: 'plan';
  /** null when nothing is paid with units. */
  readonly wallet: Wallet | null;
  readonly units: Units;
  readonly money: Money;
  /** By line, in the receipt's order. */
  readonly lineMoney: readonly Money[];
  readonly lineUnits: readonly Units[];
  readonly payable: { readonly wallet: string; readonly units: Units } | null;
  readonly reasons: readonly Reason[];
}

/** A receipt whose amounts are those after discounts, and what conditions see of it. */
export interface PricedBasket {
  readonly receipt: Receipt;
  readonly scope: RuleScope;
  /** By wallet, what rewards and coupons applied here cost: it cannot be paid with as well. */
  readonly reserved: ReadonlyMap<string, number>;
}

/**
 * Plans the payment. Nothing is paid unless asked; more than owned or allowed is refused, except for a checkout being
 * committed, whose fiscal receipt is already printed: then "max" is what it reserved, and only the receipt itself is a limit.
 */
export function planPayment(
  draft: Draft,
  basket: PricedBasket,
  request: PayRequest | undefined,
  committing: Checkout | null,
): PayPlan | Refusal {
  const { receipt } = basket;
  const wallet = payingWallet(draft, request);
  if (wallet === 'unknown') return refuse('wallet_unknown', { wallet: request?.wallet ?? '' });
  if (wallet === null) {
    return request === undefined ? nothing(receipt, null, []) : refuse('wallet_cannot_pay', { wallet: request.wallet });
  }
  const limits = limitsOf(draft, wallet, basket);
  const owned = availableUnits(draft, wallet.id, committing?.id);
  const available = units(Math.max(0, owned - (basket.reserved.get(wallet.id) ?? 0)));
  const { step } = wallet.pay;
  const inSteps = (amount: number): Units => units(amount - (amount % step));
  const most = inSteps(Math.min(limits.units, available));
  const payable = { wallet: wallet.id, units: most };
  if (request === undefined || request.units === 0) return nothing(receipt, payable, []);
  const whole = units(Math.floor(receipt.total / wallet.worth));
  const asked =
    request.units !== 'max'
      ? request.units
      : committing === null
        ? most
        : units(Math.min(reservedBy(committing, wallet), whole));
  if (committing === null) {
    if (asked > available) return refuse('units_insufficient', { wallet: wallet.id, asked, available });
    if (asked > limits.units)
      return refuse('pay_over_limit', { wallet: wallet.id, asked, limit: limits.units, because: limits.because });
    if (asked % step !== 0)
      return refuse('pay_over_limit', { wallet: wallet.id, asked, limit: inSteps(asked), because: 'not_in_steps' });
  } else if (asked > whole)
    return refuse('pay_over_limit', { wallet: wallet.id, asked, limit: whole, because: 'whole_receipt' });
  if (asked === 0) return nothing(receipt, payable, [limitReason(wallet, limits, available)]);
  return { ...spread(receipt, wallet, asked, limits.caps), payable, reasons: [paidReason(wallet, asked)] };
}

function reservedBy(checkout: Checkout, wallet: Wallet): Units {
  return checkout.wallet === wallet.id ? checkout.units : NO_UNITS;
}

interface Limits {
  readonly units: Units;
  /** Money by line that units may pay. */
  readonly caps: readonly Money[];
  readonly because: string;
}

function payingWallet(
  draft: Draft,
  request: PayRequest | undefined,
): (Wallet & { readonly pay: PayTerms; readonly worth: Money }) | null | 'unknown' {
  if (request !== undefined) {
    const wallet = draft.program.wallets.get(request.wallet);
    return wallet === undefined ? 'unknown' : canPay(wallet) ? wallet : null;
  }
  for (const wallet of draft.program.wallets.values()) if (canPay(wallet)) return wallet;
  return null;
}

function canPay(wallet: Wallet): wallet is Wallet & { readonly pay: PayTerms; readonly worth: Money } {
  return wallet.pay !== null && wallet.worth !== null;
}

function limitsOf(
  draft: Draft,
  wallet: { readonly pay: PayTerms; readonly worth: Money },
  { receipt, scope }: PricedBasket,
): Limits {
  const { pay, worth } = wallet;
  const none = receipt.lines.map(() => NO_MONEY);
  if (receipt.total < pay.minReceipt) return { units: NO_UNITS, caps: none, because: 'receipt_too_small' };
  const excluded = pay.except === null ? null : matchingLines(pay.except, scope);
  // A filter that fails on this receipt excludes everything: better less paid than a forbidden discount.
  if (excluded !== null && 'type' in excluded) return { units: NO_UNITS, caps: none, because: 'lines_unclear' };
  const max = draft.program.partners.get(receipt.partner ?? '')?.payMax ?? pay.max;
  const caps = receipt.lines.map((line, index) => {
    if (excluded?.[index] === true || isGiftCard(line)) return NO_MONEY;
    const left = Math.max(0, line.amount - pay.leave);
    return money(pay.of === 'line' ? Math.min(left, scale(line.amount, max, 'floor')) : left);
  });
  const sum = caps.reduce<number>((total, cap) => total + cap, 0);
  const limit = pay.of === 'receipt' ? Math.min(sum, scale(receipt.total, max, 'floor')) : sum;
  return { units: units(Math.floor(limit / worth)), caps, because: limit < sum ? 'receipt_share' : 'line_share' };
}

function spread(
  receipt: Receipt,
  wallet: { readonly worth: Money } & Wallet,
  asked: Units,
  caps: readonly Money[],
): Omit<PayPlan, 'payable' | 'reasons'> {
  const paid = money(asked * wallet.worth);
  const room = caps.reduce<number>((total, cap) => total + cap, 0);
  const lineCaps = paid <= room ? caps : receipt.lines.map((line) => line.amount);
  const weights = receipt.lines.map((line, index) => ((lineCaps[index] ?? 0) > 0 ? line.amount : 0));
  const lineMoney = allocate(paid, weights, lineCaps);
  return {
    type: 'plan',
    wallet,
    units: asked,
    money: paid,
    lineMoney: lineMoney.map(money),
    lineUnits: allocate(asked, lineMoney).map(units),
  };
}

function nothing(receipt: Receipt, payable: PayPlan['payable'], reasons: readonly Reason[]): PayPlan {
  const lineMoney = receipt.lines.map(() => NO_MONEY);
  const lineUnits = receipt.lines.map(() => NO_UNITS);
  return { type: 'plan', wallet: null, units: NO_UNITS, money: NO_MONEY, lineMoney, lineUnits, payable, reasons };
}

function limitReason(wallet: Wallet, limits: Limits, available: Units): Reason {
  const code = available === 0 ? 'pay_nothing_available' : 'pay_nothing_allowed';
  return {
    applied: false,
    code,
    params: { wallet: wallet.id, available, limit: limits.units, because: limits.because },
  };
}

function paidReason(wallet: Wallet & { readonly worth: Money }, asked: Units): Reason {
  return { applied: true, code: 'paid', params: { wallet: wallet.id, units: asked, money: asked * wallet.worth } };
}

function refuse(code: Refusal['code'], params: Refusal['params']): Refusal {
  return { type: 'refused', code, params };
}
