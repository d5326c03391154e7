/**
 * The only switchboard: `decide(program, account, event)` answers what happens, or why it cannot. Pure: no clock, no
 * input or output, no chance; the same arguments give the same answer in the server, the browser, a backtest and an audit.
 */
import type { Account } from './account.ts';
import type { Decision, ReleaseDecision, Refusal, Verdict } from './decision.ts';
import { accountAfter, draftOf, type Draft } from './draft.ts';
import type { Event, ReleaseEvent } from './event.ts';
import { finish } from './finish.ts';
import type { CompiledProgram } from './program/compiled.ts';
import { announce, expireSilent, nextDue, noteSilence } from './rules/alarms.ts';
import { decideConvert, decideMerge, decideReceive, decideTransfer } from './rules/between.ts';
import { decideChoose, decideOffer } from './rules/choices.ts';
import { decideCorrection } from './rules/correct.ts';
import { decideCustom, FORWARDED, SYSTEM_EVENTS } from './rules/custom.ts';
import { expireLots, joinEverlasting } from './rules/expire.ts';
import {
  cancelOverdue,
  decideCancel,
  decideCollect,
  decideConfirm,
  decidePayout,
  decideRedeem,
} from './rules/items.ts';
import { endHold } from './rules/open-items.ts';
import { decideGrant, decideProfile, decideRefer } from './rules/people.ts';
import { forgetOld } from './rules/progress.ts';
import { decideHold, decidePurchase, recordOf } from './rules/purchase.ts';
import { decideReturn } from './rules/return.ts';
import { accountOnly } from './rules/scope-of.ts';
import { reviewGrants, rollWindow } from './rules/tiers.ts';
import type { Instant } from './values/time.ts';
import { assert, unreachable } from './values/unreachable.ts';

/**
 * Decides one event. The account must have lived up to it (see `nextDue` and `catchUp`); `operationId` is what a purchase
 * is remembered by, so that a later return of the same account in memory finds it, and what open items are named by.
 */
export function decide(program: CompiledProgram, account: Account, event: Event, operationId?: string): Verdict {
  const draft = draftOf(program, account, event);
  assert(
    event.type === 'clock' || (nextDue(program, account) ?? Number.POSITIVE_INFINITY) > draft.asOf,
    'the account has not lived up to the event',
  );
  draft.judge = judgeOf(draft);
  if (account.state.heir !== undefined && !isAllowedAfterMerge(event))
    return { type: 'refused', code: 'account_closed', params: { heir: account.state.heir } };
  remember(draft, event);
  rollWindow(draft);
  joinEverlasting(draft);
  forgetOld(draft);
  if (event.type !== 'clock') noteSilence(draft);
  const decision = decideIn(draft, event, operationId ?? '');
  if (decision.type === 'refused') return decision;
  if (decision.type === 'purchase' && operationId !== undefined)
    draft.purchases = new Map(draft.purchases).set(operationId, recordOf(decision));
  return { type: 'decided', decision, account: accountAfter(draft) };
}

/** Lets everything due up to an instant happen, each at its own moment. `programAt` answers the version in force then. */
export function catchUp(
  programAt: (at: Instant) => CompiledProgram,
  account: Account,
  until: Instant,
): { readonly decisions: readonly Decision[]; readonly account: Account } {
  const decisions: Decision[] = [];
  let current = account;
  const dueNow = (): Instant | null => nextDue(programAt(current.asOf ?? until), current);
  for (let due = dueNow(); due !== null && due <= until; due = dueNow()) {
    const verdict = decide(programAt(due), current, { type: 'clock', at: due });
    assert(verdict.type === 'decided', 'time cannot be refused');
    decisions.push(verdict.decision);
    current = verdict.account;
    assert(nextDue(programAt(due), current) !== due, 'what was due is still due');
  }
  return { decisions, account: current };
}

function decideIn(draft: Draft, event: Event, operationId: string): Decision | Refusal {
  switch (event.type) {
    case 'purchase':
      return decidePurchase(draft, event, operationId);
    case 'return':
      return decideReturn(draft, event);
    case 'correction':
      return decideCorrection(draft, event);
    case 'custom':
      return decideCustom(draft, event, operationId);
    case 'hold':
      return decideHold(draft, event);
    case 'release':
      return decideRelease(draft, event);
    case 'clock':
      expireLots(draft);
      reviewGrants(draft);
      expireSilent(draft);
      cancelOverdue(draft);
      announce(draft);
      return { type: 'clock', ...finish(draft) };
    case 'void':
      return { type: 'void', ...finish(draft) };
    case 'profile':
      return decideProfile(draft, event);
    case 'choose':
      return decideChoose(draft, event);
    case 'offer':
      return decideOffer(draft, event);
    case 'redeem':
      return decideRedeem(draft, event, operationId);
    case 'payout':
      return decidePayout(draft, event, operationId);
    case 'collect':
      return decideCollect(draft, event);
    case 'cancel':
      return decideCancel(draft, event);
    case 'confirm':
      return decideConfirm(draft, event);
    case 'convert':
      return decideConvert(draft, event);
    case 'transfer':
      return decideTransfer(draft, event);
    case 'merge':
      return decideMerge(draft, event);
    case 'receive':
      return decideReceive(draft, event);
    case 'grant':
      return decideGrant(draft, event);
    case 'refer':
      return decideRefer(draft, event);
    default:
      return unreachable(event);
  }
}

/** What the account must know for the program's sake: since when it is, and when its people last did something. */
function remember(draft: Draft, event: Event): void {
  const { keeps } = draft.program;
  if (keeps.since && draft.state.since === undefined) draft.state = { ...draft.state, since: draft.asOf };
  if (!keeps.activeAt) return;
  const { activeAt } = draft.state;
  // Whoever has done nothing yet is silent from the first that is known of them.
  if (activeAt === undefined || (isDeed(event) && activeAt < draft.at))
    draft.state = { ...draft.state, activeAt: draft.at };
}

function isDeed(event: Event): boolean {
  switch (event.type) {
    case 'purchase':
    case 'redeem':
    case 'convert':
    case 'transfer':
    case 'choose':
    case 'payout':
      return true;
    case 'custom':
      return !SYSTEM_EVENTS.has(event.name);
    default:
      return false;
  }
}

/** What must still be taken by an account that has been merged: it goes on to the heir. */
function isAllowedAfterMerge(event: Event): boolean {
  switch (event.type) {
    case 'return':
    case 'receive':
    case 'clock':
    case 'void':
    case 'release':
      return true;
    case 'purchase':
      return event.checkout !== undefined;
    case 'custom':
      return FORWARDED.has(event.name);
    default:
      return false;
  }
}

function decideRelease(draft: Draft, event: ReleaseEvent): ReleaseDecision | Refusal {
  const checkout = draft.checkouts.find((each) => each.id === event.checkout);
  if (checkout === undefined)
    return { type: 'refused', code: 'checkout_unknown', params: { checkout: event.checkout } };
  if (checkout.status === 'committed')
    return { type: 'refused', code: 'checkout_committed', params: { checkout: event.checkout } };
  endHold(draft, event.checkout);
  draft.checkouts = draft.checkouts.map((each) =>
    each.id === event.checkout ? { ...each, status: 'cancelled' } : each,
  );
  return { type: 'release', ...finish(draft), checkout: event.checkout };
}

function holds(test: () => boolean): boolean {
  try {
    return test();
  } catch {
    return false;
  }
}

/**
 * Made in a function of its own. Made in `decide`, V8 kept drafts of decisions long over alive for seconds at a time, a twentieth of all
 * that quotes allocate, and its pauses for young garbage were three times as long (`npm run bench -- quotes`).
 */
function judgeOf(draft: Draft): Draft['judge'] {
  return (level) => level.condition !== null && holds(() => level.condition?.test(accountOnly(draft)) ?? false);
}
