/**
 * Taking back: what was given for the returned goods is given back by the shares stored with the purchase, so that any
 * split into parts adds up to the whole, exactly. Paid units return to the lots they came from; earned units leave the lot they
 * made, then others, then become debt or money that the till withholds; meters and levels follow.
 */
import type { PurchaseRecord } from '../account.ts';
import type { LineShare, Payment, PurchaseOutcome, Refusal, ReturnDecision, ReturnedPart } from '../decision.ts';
import type { Draft } from '../draft.ts';
import type { ReturnEvent } from '../event.ts';
import { finish } from '../finish.ts';
import type { Wallet } from '../program/compiled.ts';
import { stockKey } from '../quotas.ts';
import { money, NO_UNITS, quantity, units, type Quantity, type Units } from '../values/amount.ts';
import { shareBetween, floorShare } from '../values/share.ts';
import type { Instant } from '../values/time.ts';
import { assert } from '../values/unreachable.ts';
import { uncount } from './counters.ts';
import { expireLots } from './expire.ts';
import { giveBack } from './give-back.ts';
import { disqualify, reviewAwards } from './progress.ts';
import { takeBackEarned } from './take-back.ts';
import { addToMeter, demote, demoteByTasks, doneByTasks } from './tiers.ts';

export function decideReturn(draft: Draft, event: ReturnEvent): ReturnDecision | Refusal {
  const parts: ReturnedPart[] = [];
  assert(
    new Set(event.parts.map((part) => part.purchase)).size === event.parts.length,
    'a purchase stands in two parts of one return',
  );
  let toGiveBack = 0;
  let withheld = 0;
  for (const part of event.parts) {
    const steps = stepsOf(draft, part);
    if ('type' in steps) return steps;
    const returned = returnPart(draft, part.purchase, steps);
    const kept = takeBack(draft, part.purchase, steps, returned);
    toGiveBack += returned.money;
    withheld += kept;
    parts.push(returned);
    remember(draft, part.purchase, steps);
  }
  reviewAwards(draft);
  expireLots(draft);
  return {
    type: 'return',
    ...finish(draft),
    return: { parts, money: money(toGiveBack - withheld), withheld: money(withheld) },
  };
}

/** One purchase being taken back: for each line, how much was and how much will have been returned. */
interface Steps {
  readonly record: PurchaseRecord;
  readonly outcome: PurchaseOutcome;
  readonly lines: readonly LineStep[];
}

interface LineStep {
  readonly share: LineShare;
  readonly before: number;
  readonly after: number;
}

function stepsOf(draft: Draft, part: ReturnEvent['parts'][number]): Steps | Refusal {
  const record = draft.purchases.get(part.purchase);
  if (record === undefined) return { type: 'refused', code: 'purchase_unknown', params: { purchase: part.purchase } };
  const outcome = record.decision.purchase;
  const wanted = new Map<number, number>();
  for (const { line, quantity: pieces } of part.lines) {
    if (outcome.lines[line] === undefined)
      return { type: 'refused', code: 'line_unknown', params: { purchase: part.purchase, line } };
    wanted.set(line, (wanted.get(line) ?? 0) + pieces);
  }
  const lines = outcome.lines.map((share, line) => {
    const before = record.returned[line] ?? 0;
    return { share, before, after: before + (wanted.get(line) ?? 0) };
  });
  const over = lines.findIndex((step) => step.after > step.share.quantity);
  if (over !== -1) {
    const step = lines[over];
    assert(step !== undefined, 'the line was just found');
    const params = {
      purchase: part.purchase,
      line: over,
      left: step.share.quantity - step.before,
      asked: step.after - step.before,
    };
    return { type: 'refused', code: 'return_exceeds_purchase', params };
  }
  return { record, outcome, lines };
}

function returnPart(draft: Draft, purchase: string, steps: Steps): ReturnedPart {
  const { outcome, lines } = steps;
  draft.partner = outcome.partner ?? null;
  const paidBack =
    outcome.payment === null ? NO_UNITS : restore(draft, steps, outcome.payment, (share) => share.payUnits);
  const costsBack = (outcome.costs ?? []).map((cost, index) => ({
    wallet: cost.wallet,
    // A thing that was handed over stays, and so does what it cost.
    units: isHandedOver(outcome, cost.rule)
      ? NO_UNITS
      : restore(draft, steps, cost, (share) => share.costs?.[index] ?? 0),
  }));
  const kept = isWhole(steps) ? (outcome.gifts ?? []) : [];
  return {
    purchase,
    lines: lines.flatMap((step, line) =>
      step.after > step.before ? [{ line, quantity: quantity(step.after - step.before) }] : [],
    ),
    money: money(sumStep(lines, moneyOf)),
    restored: [
      ...(outcome.payment === null ? [] : [{ wallet: outcome.payment.wallet, units: paidBack }]),
      ...costsBack,
    ].filter((back) => back.units > 0),
    takenBack: outcome.earned.flatMap(({ rule, wallet }, index) => {
      const taken = units(sumStep(lines, (share) => share.earned[index] ?? 0));
      return taken === 0 ? [] : [{ rule, wallet, units: taken }];
    }),
    ...(kept.length > 0 ? { kept } : {}),
  };
}

/** What money had paid for a line. */
function moneyOf(share: LineShare): number {
  return (share.discounts ?? NO_DISCOUNTS).reduce<number>((left, off) => left - off, share.amount - share.payMoney);
}

const NO_DISCOUNTS: readonly number[] = [];

/** Gives spent units back to the lots they came from, the last drawn first; answers how many. */
function restore(
  draft: Draft,
  { lines }: Steps,
  spent: { readonly wallet: string; readonly draws: Payment['draws'] },
  unitsOf: (share: LineShare) => number,
): Units {
  const wallet = walletOf(draft, spent.wallet);
  const back = sumStep(lines, unitsOf);
  const skip = lines.reduce((sum, step) => sum + floorShare(unitsOf(step.share), step.before, step.share.quantity), 0);
  giveBack(draft, wallet, spent.draws, { back, skip });
  return units(back);
}

/** Takes earned units back and answers the money withheld for those already spent. Meters, limits and levels follow. */
function takeBack(draft: Draft, purchase: string, steps: Steps, part: ReturnedPart): number {
  let withheld = 0;
  const doneBefore = doneByTasks(draft);
  steps.outcome.earned.forEach((earned, index) => {
    const amount = units(sumStep(steps.lines, (share) => share.earned[index] ?? 0));
    if (amount === 0) return;
    const given = { ...earned, units: amount };
    withheld += takeBackEarned(draft, { purchase, given, moneyLeft: part.money - withheld });
  });
  const { decision } = steps.record;
  const day = draft.program.calendar.dayOf(decision.at);
  for (const meter of new Set(steps.lines.flatMap((step) => Object.keys(step.share.meters)))) {
    const removed = sumStep(steps.lines, (share) => share.meters[meter] ?? 0);
    addToMeter(draft, meter, day, -removed);
    if (meter === draft.program.tiers?.meter) demote(draft, removed, day, decision.asOf);
  }
  demoteByTasks(draft, doneBefore);
  if (isWhole(steps)) {
    const { gifts = [], counted } = steps.outcome;
    // What was handed over stays, and so does its use of a limit or a stock.
    uncount(draft, counted, (one) => (gifts.some(({ rule }) => isOf(rule, one.counter)) ? 0 : one.add));
    takeBackLevels(draft, decision.asOf);
    disqualify(draft, purchase, decision.asOf);
  }
  return withheld;
}

function isHandedOver({ gifts }: PurchaseOutcome, rule: string): boolean {
  return (gifts ?? []).some((gift) => gift.rule === rule);
}

const REWARD = 'reward:';

function isOf(rule: string, counter: string): boolean {
  return (
    counter.startsWith(`${rule}#`) ||
    counter.startsWith(`l:${rule}#`) ||
    (rule.startsWith(REWARD) && counter === stockKey(rule.slice(REWARD.length)))
  );
}

/** Levels that rules had given for the purchase. */
function takeBackLevels(draft: Draft, givenAt: Instant): void {
  const kept = draft.grants.filter(({ rule, since }) => rule === undefined || since !== givenAt);
  if (kept.length < draft.grants.length) draft.grants = kept;
}

/** Whether nothing of the purchase is left. */
function isWhole({ lines }: Steps): boolean {
  return lines.every((step) => step.after === step.share.quantity) && lines.some((step) => step.after > step.before);
}

function remember(draft: Draft, purchase: string, steps: Steps): void {
  const returned: Quantity[] = steps.lines.map((step) => quantity(step.after));
  draft.purchases = new Map(draft.purchases).set(purchase, { decision: steps.record.decision, returned });
}

function sumStep(lines: readonly LineStep[], wholeOf: (share: LineShare) => number): number {
  return lines.reduce(
    (sum, step) => sum + shareBetween(wholeOf(step.share), step.before, step.after, step.share.quantity),
    0,
  );
}

/** A wallet that the program has dropped since cannot be published away while units of it are out; see check. */
function walletOf(draft: Draft, id: string): Wallet {
  const wallet = draft.program.wallets.get(id);
  assert(wallet !== undefined, `the purchase moved wallet ${id}, which the program no longer has`);
  return wallet;
}
