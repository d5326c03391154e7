/**
 * The only switchboard: `decide(program, account, event)` answers what happens, or why it cannot. Pure: no clock, no
 * input or output, no chance; the same arguments give the same answer in the server, the browser, a backtest and an audit.
 */
import type { Account } from './account.ts';
import type { CorrectionDecision, CustomDecision, Decision, Refusal, ReleaseDecision, Verdict } from './decision.ts';
import { accountAfter, availableUnits, draftOf, isActive, isExpired, put, takeFrom, type Draft } from './draft.ts';
import type { CorrectionEvent, CustomEvent, Event, ReleaseEvent } from './event.ts';
import { finish } from './finish.ts';
import type { CompiledProgram } from './program/compiled.ts';
import { lotKeyNow } from './rules/dates.ts';
import { earnOnEvent } from './rules/earn.ts';
import { expireLots, joinEverlasting } from './rules/expire.ts';
import { decideHold, decidePurchase, recordOf } from './rules/purchase.ts';
import { decideReturn } from './rules/return.ts';
import { reviewGrants, rollWindow } from './rules/tiers.ts';
import { units, type Units } from './values/amount.ts';
import type { Instant } from './values/time.ts';
import { assert, unreachable } from './values/unreachable.ts';

/**
 * Decides one event. The account must have lived up to it (see `nextDue` and `catchUp`); `operationId` is what a purchase
 * is remembered by, so that a later return of the same account in memory finds it.
 */
export function decide(program: CompiledProgram, account: Account, event: Event, operationId?: string): Verdict {
  const draft = draftOf(program, account, event.at);
  assert(
    event.type === 'clock' || (nextDue(account) ?? Number.POSITIVE_INFINITY) > draft.asOf,
    'the account has not lived up to the event',
  );
  rollWindow(draft);
  joinEverlasting(draft);
  const decision = decideIn(draft, event);
  if (decision.type === 'refused') return decision;
  if (decision.type === 'purchase' && operationId !== undefined)
    draft.purchases = new Map(draft.purchases).set(operationId, recordOf(decision));
  return { type: 'decided', decision, account: accountAfter(draft) };
}

/** The earliest moment when something happens to the account by itself; null for never. */
export function nextDue(account: Account): Instant | null {
  let due: Instant | null = null;
  for (const { key } of account.lots) if (key.to !== null && (due === null || key.to < due)) due = key.to;
  for (const { until } of account.grants) if (until !== null && (due === null || until < due)) due = until;
  return due;
}

/** Lets everything due up to an instant happen, each at its own moment. `programAt` answers the version in force then. */
export function catchUp(
  programAt: (at: Instant) => CompiledProgram,
  account: Account,
  until: Instant,
): { readonly decisions: readonly Decision[]; readonly account: Account } {
  const decisions: Decision[] = [];
  let current = account;
  for (let due = nextDue(current); due !== null && due <= until; due = nextDue(current)) {
    const verdict = decide(programAt(due), current, { type: 'clock', at: due });
    assert(verdict.type === 'decided', 'time cannot be refused');
    assert(nextDue(verdict.account) !== due, 'what was due is still due');
    decisions.push(verdict.decision);
    current = verdict.account;
  }
  return { decisions, account: current };
}

function decideIn(draft: Draft, event: Event): Decision | Refusal {
  switch (event.type) {
    case 'purchase':
      return decidePurchase(draft, event);
    case 'return':
      return decideReturn(draft, event);
    case 'correction':
      return decideCorrection(draft, event);
    case 'custom':
      return decideCustom(draft, event);
    case 'hold':
      return decideHold(draft, event);
    case 'release':
      return decideRelease(draft, event);
    case 'clock':
      expireLots(draft);
      reviewGrants(draft);
      return { type: 'clock', ...finish(draft) };
    case 'void':
      return { type: 'void', ...finish(draft) };
    default:
      return unreachable(event);
  }
}

function decideCorrection(draft: Draft, event: CorrectionEvent): CorrectionDecision | Refusal {
  const wallet = draft.program.wallets.get(event.wallet);
  if (wallet === undefined) return { type: 'refused', code: 'wallet_unknown', params: { wallet: event.wallet } };
  if (event.units === 0) return { type: 'refused', code: 'correction_zero', params: { wallet: event.wallet } };
  if (event.units > 0) {
    put(draft, { wallet: wallet.id, kind: 'correct' }, event.units, lotKeyNow(draft.program, wallet, draft.asOf));
  } else {
    const refusal = takeCorrection(draft, wallet.id, units(-event.units));
    if (refusal !== null) return refusal;
  }
  draft.reasons.push({
    applied: true,
    code: 'corrected',
    params: { wallet: wallet.id, units: event.units, reason: event.reason },
  });
  return { type: 'correction', ...finish(draft) };
}

/** Takes what can be spent first, then what is still to become active; never what a checkout has reserved, never below zero. */
function takeCorrection(draft: Draft, wallet: string, amount: Units): Refusal | null {
  const own = draft.lots.filter((lot) => lot.wallet === wallet && !isExpired(lot.key, draft.asOf));
  const pending = own.filter((lot) => !isActive(lot.key, draft.asOf));
  const available = availableUnits(draft, wallet);
  const most = available + pending.reduce((sum, lot) => sum + lot.remaining, 0);
  if (amount > most)
    return { type: 'refused', code: 'correction_below_zero', params: { wallet, asked: amount, available: most } };
  const booking = { wallet, kind: 'correct' as const };
  let left: number = amount;
  let spendable: number = Math.min(available, amount);
  for (const lot of own.filter((each) => isActive(each.key, draft.asOf))) {
    const taken = takeFrom(draft, booking, units(Math.min(left, spendable)), lot.key);
    left -= taken;
    spendable -= taken;
  }
  for (const lot of pending) left -= takeFrom(draft, booking, units(left), lot.key);
  return null;
}

function decideCustom(draft: Draft, event: CustomEvent): CustomDecision {
  const { earned, reasons } = earnOnEvent(draft, event.name, event.data);
  draft.reasons.push(...reasons);
  const made = earned.map(({ rule, wallet, units: given, lot }) => {
    const repaid = put(draft, { wallet, kind: 'earn', rule }, given, lot);
    return { rule, wallet, units: given, lot, repaid };
  });
  expireLots(draft);
  return { type: 'custom', ...finish(draft), earned: made };
}

function decideRelease(draft: Draft, event: ReleaseEvent): ReleaseDecision | Refusal {
  const checkout = draft.checkouts.find((each) => each.id === event.checkout);
  if (checkout === undefined)
    return { type: 'refused', code: 'checkout_unknown', params: { checkout: event.checkout } };
  if (checkout.status === 'committed')
    return { type: 'refused', code: 'checkout_committed', params: { checkout: event.checkout } };
  draft.checkouts = draft.checkouts.map((each) =>
    each.id === event.checkout ? { ...each, status: 'cancelled' } : each,
  );
  return { type: 'release', ...finish(draft), checkout: event.checkout };
}
