/**
 * Taking back: what was given for the returned goods is given back by the shares stored with the purchase, so that any
 * split into parts adds up to the whole, exactly. Paid units return to the lots they came from; earned units leave the lot they
 * made, then others, then become debt or money that the till withholds; meters and levels follow.
 */
import type { PurchaseRecord } from '../account.ts';
import type {
  Earned,
  LineShare,
  Payment,
  PurchaseOutcome,
  Refusal,
  ReturnDecision,
  ReturnedPart,
} from '../decision.ts';
import { isActive, isExpired, owe, put, takeFrom, type Draft } from '../draft.ts';
import type { ReturnEvent } from '../event.ts';
import { finish } from '../finish.ts';
import type { Wallet } from '../program/compiled.ts';
import { money, NO_UNITS, quantity, units, type Quantity, type Units } from '../values/amount.ts';
import { shareBetween, floorShare } from '../values/share.ts';
import { assert } from '../values/unreachable.ts';
import { EVERLASTING, graceKey, lotKeyNow } from './dates.ts';
import { expireLots } from './expire.ts';
import { addToMeter, demote } from './tiers.ts';

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
    const kept = takeBack(draft, steps, returned);
    toGiveBack += returned.money;
    withheld += kept;
    parts.push(returned);
    remember(draft, part.purchase, steps);
  }
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
  const paidBack = restore(draft, steps);
  return {
    purchase,
    lines: lines.flatMap((step, line) =>
      step.after > step.before ? [{ line, quantity: quantity(step.after - step.before) }] : [],
    ),
    money: money(sumStep(lines, (share) => share.amount - share.payMoney)),
    restored: outcome.payment === null || paidBack === 0 ? [] : [{ wallet: outcome.payment.wallet, units: paidBack }],
    takenBack: outcome.earned.flatMap(({ rule, wallet }, index) => {
      const taken = units(sumStep(lines, (share) => share.earned[index] ?? 0));
      return taken === 0 ? [] : [{ rule, wallet, units: taken }];
    }),
  };
}

/** Gives paid units back to the lots they came from, the last drawn first; answers how many. */
function restore(draft: Draft, { outcome, lines }: Steps): Units {
  const { payment } = outcome;
  if (payment === null) return NO_UNITS;
  const wallet = walletOf(draft, payment.wallet);
  const back = sumStep(lines, (share) => share.payUnits);
  let skip = lines.reduce((sum, step) => sum + floorShare(step.share.payUnits, step.before, step.share.quantity), 0);
  let left = back;
  for (const drawn of payment.draws.toReversed()) {
    const here = Math.min(left, Math.max(0, drawn.units - skip));
    skip = Math.max(0, skip - drawn.units);
    left -= here;
    if (here > 0) putBack(draft, wallet, drawn, units(here));
  }
  assert(left === 0, 'more units to give back than were drawn');
  return units(back);
}

function putBack(draft: Draft, wallet: Wallet, drawn: Payment['draws'][number], amount: Units): void {
  // What a late checkout had paid by debt has no lot to go back to: it comes as units of today.
  const gone = drawn.lot !== null && isExpired(drawn.lot, draft.asOf);
  const key = gone
    ? graceKey(draft.program, wallet, draft.asOf)
    : (drawn.lot ?? lotKeyNow(draft.program, wallet, draft.asOf));
  put(draft, { wallet: wallet.id, kind: 'restore' }, amount, key);
  draft.reasons.push({
    applied: true,
    code: gone ? 'restored_for_grace' : 'restored',
    params: { wallet: wallet.id, units: amount, until: key.to },
  });
}

/** Takes earned units back and answers the money withheld for those already spent. Meters and levels follow. */
function takeBack(draft: Draft, steps: Steps, part: ReturnedPart): number {
  let withheld = 0;
  steps.outcome.earned.forEach((earned, index) => {
    const amount = units(sumStep(steps.lines, (share) => share.earned[index] ?? 0));
    if (amount > 0) withheld += takeBackEarned(draft, earned, amount, part.money - withheld);
  });
  const { decision } = steps.record;
  const day = draft.program.calendar.dayOf(decision.at);
  for (const meter of new Set(steps.lines.flatMap((step) => Object.keys(step.share.meters)))) {
    const removed = sumStep(steps.lines, (share) => share.meters[meter] ?? 0);
    addToMeter(draft, meter, day, -removed);
    if (meter === draft.program.tiers?.meter) demote(draft, removed, day, decision.asOf);
  }
  return withheld;
}

function takeBackEarned(draft: Draft, earned: Earned, amount: Units, moneyLeft: number): number {
  const wallet = walletOf(draft, earned.wallet);
  const booking = { wallet: wallet.id, kind: 'reverse' as const, rule: earned.rule };
  let left: number = amount - takeFrom(draft, booking, amount, earned.lot);
  // Their lot may have been joined since; from another lot would turn units that expire into units for ever.
  if (earned.lot.to === null && isActive(earned.lot, draft.asOf))
    left -= takeFrom(draft, booking, units(left), EVERLASTING);
  for (const lot of draft.lots.filter((each) => each.wallet === wallet.id))
    left -= takeFrom(draft, booking, units(left), lot.key);
  draft.reasons.push({
    rule: earned.rule,
    applied: true,
    code: 'taken_back',
    params: { wallet: wallet.id, units: amount },
  });
  if (left === 0) return 0;
  const affordable =
    wallet.debt === 'withhold' && wallet.worth !== null ? Math.min(left, Math.floor(moneyLeft / wallet.worth)) : 0;
  const withheld = affordable * (wallet.worth ?? 0);
  if (affordable > 0)
    draft.reasons.push({
      applied: true,
      code: 'withheld',
      params: { wallet: wallet.id, units: affordable, money: withheld },
    });
  if (left > affordable) {
    owe(draft, booking, units(left - affordable));
    draft.reasons.push({ applied: true, code: 'owed', params: { wallet: wallet.id, units: left - affordable } });
  }
  return withheld;
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
