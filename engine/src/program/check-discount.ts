/** Discounts: one form each, that takes something off and no more than there is. */
import { compareRatios, ONE_RATIO, parseRate } from '../values/ratio.ts';
import { checkMoney } from './check-amounts.ts';
import { checkExpression, type Checking } from './check-context.ts';
import { checkSomething, checkSteps, NOTHING } from './check-earn.ts';
import { eachByLevel } from './check-levels.ts';
import type { DiscountDocument, ProgramDocument } from './document.ts';
import { moneyOf } from './earning-terms.ts';
import type { Path } from './problem.ts';

const FORMS = ['percent', 'amount', 'price', 'cheapest', 'buy', 'bundle', 'ladder'] as const;

export function checkDiscount(check: Checking, path: Path, discount: DiscountDocument): void {
  const given = FORMS.filter((key) => discount[key] !== undefined);
  if (given.length === 0 && ![path, ...FORMS.map((key) => [...path, key])].some((at) => check.isBroken(at)))
    check.report(path, {
      code: 'amount_missing',
      message: 'a discount without a form',
      hint: `add one of ${FORMS.join(', ')}`,
    });
  for (const key of given.slice(1))
    check.report([...path, key], {
      code: 'amount_twice',
      message: `${key} beside ${given[0] ?? ''}`,
      hint: 'keep one; a second rule can give the other',
      atKey: true,
    });
  const isSame = (values: unknown): boolean => typeof values === 'string';
  for (const key of ['percent', 'amount'] as const)
    if (discount[key] !== undefined) checkSomething(check, [...path, key], discount[key], NOTHING);
  if (discount.percent !== undefined)
    eachByLevel(check, [...path, 'percent'], discount.percent, (at, text) =>
      checkPart(check, at, text, !isSame(discount.percent)),
    );
  if (discount.amount !== undefined)
    eachByLevel(check, [...path, 'amount'], discount.amount, (at, text) =>
      checkTaken(check, at, text, !isSame(discount.amount)),
    );
  checkMoney(check, [...path, 'price'], discount.price);
  if (discount.max !== undefined) checkTaken(check, [...path, 'max'], discount.max, false);
  checkPieces(check, path, discount);
  checkLines(check, path, discount);
  if (discount.ladder !== undefined) checkLadder(check, [...path, 'ladder'], discount.ladder);
}

/** What holds for every discount of the program. */
export function checkDiscountTerms(check: Checking, terms: ProgramDocument['discounts']): void {
  if (terms === undefined) return;
  const path: Path = ['discounts'];
  if (terms.max !== undefined) checkPart(check, [...path, 'max'], terms.max, false);
  checkMoney(check, [...path, 'leave'], terms.leave);
  checkExpression(check, [...path, 'except'], terms.except, { kind: 'line', hasReceipt: true });
}

function checkPieces(check: Checking, path: Path, { cheapest, buy, bundle }: DiscountDocument): void {
  if (cheapest?.percent !== undefined) checkPart(check, [...path, 'cheapest', 'percent'], cheapest.percent, false);
  if (buy?.percent !== undefined) checkPart(check, [...path, 'buy', 'percent'], buy.percent, false);
  if (cheapest !== undefined && (cheapest.count ?? 1) > cheapest.of)
    check.report([...path, 'cheapest', 'count'], {
      code: 'out_of_range',
      message: `${cheapest.count ?? 1} of every ${cheapest.of}`,
      hint: 'count is at most of',
    });
  if (bundle !== undefined) checkMoney(check, [...path, 'bundle', 'price'], bundle.price);
}

function checkLines(check: Checking, path: Path, { lines, buy, bundle }: DiscountDocument): void {
  const ofLine = { kind: 'line', hasReceipt: true } as const;
  checkExpression(check, [...path, 'lines'], lines, ofLine);
  checkExpression(check, [...path, 'buy', 'from'], buy?.from, ofLine);
  for (const [index, part] of (bundle?.parts ?? []).entries())
    checkExpression(check, [...path, 'bundle', 'parts', index, 'lines'], part.lines, ofLine);
  if (bundle !== undefined && lines !== undefined)
    check.report([...path, 'lines'], {
      code: 'no_effect',
      message: 'the parts of a bundle say their lines themselves',
      hint: 'remove lines',
      atKey: true,
    });
}

function checkLadder(check: Checking, path: Path, ladder: NonNullable<DiscountDocument['ladder']>): void {
  checkSteps(check, path, ladder);
  for (const [index, step] of ladder.entries()) {
    const at: Path = [...path, index];
    if (step.percent !== undefined) checkPart(check, [...at, 'percent'], step.percent, true);
    if (step.amount !== undefined && checkTaken(check, [...at, 'amount'], step.amount, true))
      checkWithin(check, [...at, 'amount'], step.amount, step.from);
    const isBroken = check.isBroken([...at, 'percent']) || check.isBroken([...at, 'amount']);
    if ((step.percent === undefined) === (step.amount === undefined) && !isBroken)
      check.report(at, {
        code: step.percent === undefined ? 'amount_missing' : 'amount_twice',
        message: 'a step takes off a percentage or an amount',
        hint: 'like { from: 1000.00, percent: 5% }',
      });
  }
}

/** A step takes off no more than it begins with. */
function checkWithin(check: Checking, path: Path, amount: string, from: string): void {
  const off = moneyOf(amount, check.decimals) ?? 0;
  const least = moneyOf(from, check.decimals) ?? 0;
  if (least > 0 && off > least)
    check.report(path, {
      code: 'gives_too_much',
      message: `${amount} off what costs ${from}`,
      hint: 'at most what the step begins with; check the decimal point',
    });
}

/** A share of a price; `mayBeNone` where others get something. */
function checkPart(check: Checking, path: Path, text: string, mayBeNone: boolean): void {
  const part = parseRate(text);
  if (part === null) return;
  if (compareRatios(part.ratio, ONE_RATIO) > 0)
    check.report(path, { code: 'above_whole', message: `${text} is more than the whole`, hint: 'at most 100%' });
  if (part.ratio.num === 0n && !mayBeNone) reportNothing(check, path);
}

/** Money taken off; answers whether it reads. */
function checkTaken(check: Checking, path: Path, text: string, mayBeNone: boolean): boolean {
  if (!checkMoney(check, path, text)) return false;
  if (moneyOf(text, check.decimals) === 0 && !mayBeNone) reportNothing(check, path);
  return true;
}

function reportNothing(check: Checking, path: Path): void {
  check.report(path, {
    code: 'gives_nothing',
    message: 'nothing is taken off',
    hint: 'raise it, or remove the discount',
  });
}
