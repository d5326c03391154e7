/** What gives units: how many, of what, and whether that is more than is paid. */
import { compareRatios, decimalRatio, ONE_RATIO, parseRate, ratio, type Ratio } from '../values/ratio.ts';
import { checkMoney } from './check-amounts.ts';
import { checkExpression, type Checking } from './check-context.ts';
import { eachByLevel } from './check-levels.ts';
import type { Source } from './check-occasion.ts';
import { checkWalletName } from './check-tiers.ts';
import type { ByLevelDocument, EarnDocument } from './document.ts';
import { moneyOf, rateOf, type UnitTerms, unitsOf, unitTerms, valueShare } from './earning-terms.ts';
import { entryOf } from './meter-scale.ts';
import type { Path } from './problem.ts';

/** A wallet's terms, as far as they are known. */
interface JudgedTerms extends UnitTerms {
  /** Whether the decimals are the wallet's own, so that amounts can be too precise. */
  readonly isWalletKnown: boolean;
}

const AMOUNTS = ['rate', 'step', 'units', 'each', 'ladder'] as const;
/** What an event's own amount of money is enough for. */
const OF_AMOUNTS: ReadonlySet<string> = new Set(['rate', 'step', 'ladder', 'round']);
const OF_RECEIPTS = ['rate', 'step', 'each', 'ladder', 'lines', 'of', 'round', 'at'] as const;

export function checkEarn(check: Checking, path: Path, earn: EarnDocument, source: Source): void {
  checkWalletName(check, [...path, 'wallet'], earn.wallet);
  checkForm(check, path, earn, source);
  checkExpression(check, [...path, 'lines'], earn.lines, { kind: 'line', hasReceipt: true });
  const wallet = entryOf(check.document.wallets, earn.wallet);
  const terms = wallet === undefined ? null : unitTerms(wallet, check.decimals);
  // A broken worth has its own complaint; judged as worthless, the rule still gets the others.
  const known = terms ?? { currencyDecimals: check.decimals, unitDecimals: wallet?.decimals ?? 0, worth: null };
  const judged = { ...known, isWalletKnown: wallet !== undefined };
  if (earn.rate !== undefined) checkRates(check, [...path, 'rate'], earn.rate, judged);
  if (earn.units !== undefined) checkUnits(check, [...path, 'units'], earn.units, judged);
  if (earn.step !== undefined) checkStep(check, [...path, 'step'], earn.step, judged);
  if (earn.each !== undefined) checkUnits(check, [...path, 'each'], earn.each, judged);
  if (earn.max !== undefined) checkUnits(check, [...path, 'max'], earn.max, judged);
  if (earn.to !== undefined) checkUnits(check, [...path, 'to'], earn.to, judged);
  if (earn.ladder !== undefined) checkEarnLadder(check, [...path, 'ladder'], earn.ladder, judged);
}

function checkEarnLadder(
  check: Checking,
  path: Path,
  ladder: NonNullable<EarnDocument['ladder']>,
  terms: JudgedTerms,
): void {
  checkSteps(check, path, ladder);
  for (const [index, step] of ladder.entries()) {
    if (step.rate !== undefined) checkRates(check, [...path, index, 'rate'], step.rate, terms);
    if (step.units !== undefined) {
      checkUnits(check, [...path, index, 'units'], step.units, terms);
      checkWithinStep(check, [...path, index, 'units'], step, terms);
    }
    const isBroken = check.isBroken([...path, index, 'rate']) || check.isBroken([...path, index, 'units']);
    if ((step.rate === undefined) === (step.units === undefined) && !isBroken)
      check.report([...path, index], {
        code: step.rate === undefined ? 'amount_missing' : 'amount_twice',
        message: 'a step gives a rate or units',
        hint: 'like { from: 1000.00, units: 50 }',
      });
  }
}

/** Units of a step are worth no more than the money that it begins with. */
function checkWithinStep(
  check: Checking,
  path: Path,
  { from, units }: { readonly from: string; readonly units?: string | undefined },
  terms: JudgedTerms,
): void {
  const [least, given] = [moneyOf(from, check.decimals), unitsOf(units ?? '', terms)];
  if (terms.worth === null || least === null || least === 0 || given === null || given * terms.worth <= least) return;
  check.report(path, {
    code: 'gives_too_much',
    message: `${units ?? ''} units for ${from} give back more than is paid`,
    hint: 'at most 100% of the value; check worth and the decimal point',
  });
}

const GIVEN = ['percent', 'amount', 'rate', 'units'] as const;
type Step = { readonly from: string } & Readonly<Partial<Record<(typeof GIVEN)[number], string | undefined>>>;

/** Steps of a ladder begin ever higher, and none gives less than the one before. */
export function checkSteps(check: Checking, path: Path, steps: readonly Step[]): void {
  for (const [index, step] of steps.entries()) {
    const before = steps[index - 1];
    for (const key of GIVEN)
      if (isLess(step[key], before?.[key]))
        check.report([...path, index, key], {
          code: 'levels_order',
          message: `the step from ${step.from} gives less than the one before`,
          hint: 'whoever buys more must not have less: raise it, or remove the step',
        });
  }
  let previous = -1;
  for (const [index, { from }] of steps.entries()) {
    if (!checkMoney(check, [...path, index, 'from'], from)) continue;
    const amount = moneyOf(from, check.decimals) ?? 0;
    if (amount <= previous)
      check.report([...path, index, 'from'], {
        code: 'levels_order',
        message: `the step from ${from} does not begin above the one before`,
        hint: 'write steps from the lowest to the highest',
      });
    previous = amount;
  }
}

function isLess(text: string | undefined, before: string | undefined): boolean {
  if (text === undefined || before === undefined) return false;
  const [own, other] = [parseRate(text), parseRate(before)];
  if (own?.type !== other?.type) return false;
  const [less, more] = [own?.ratio ?? decimalRatio(text), other?.ratio ?? decimalRatio(before)];
  return less !== null && more !== null && compareRatios(less, more) < 0;
}

function checkForm(check: Checking, path: Path, earn: EarnDocument, source: Source): void {
  const given = AMOUNTS.filter((key) => earn[key] !== undefined);
  if (given.length === 0 && ![path, ...AMOUNTS.map((key) => [...path, key])].some((at) => check.isBroken(at))) {
    check.report(path, {
      code: 'amount_missing',
      message: 'the rule says where units go, but not how many',
      hint: 'add rate: 5%, step: { units: 10, per: 100.00 } or units: 100',
    });
  }
  for (const key of given.slice(1))
    check.report([...path, key], {
      code: 'amount_twice',
      message: `${key} beside ${given[0] ?? ''}`,
      hint: 'keep one of rate, step, units; a second rule can give the other',
      atKey: true,
    });
  if (source !== 'receipt') {
    for (const key of OF_RECEIPTS) {
      if (earn[key] !== undefined && !(source === 'amount' && OF_AMOUNTS.has(key)))
        check.report([...path, key], {
          code: 'no_receipt',
          message: `${key} needs a receipt, and this event has none`,
          hint: 'give units: 100, or let the rule be on purchase',
          atKey: true,
        });
    }
    return;
  }
  const idle =
    earn.units !== undefined || earn.each !== undefined
      ? (['of', 'round', 'at', 'to'] as const)
      : earn.step !== undefined
        ? (['round', 'at'] as const)
        : [];
  for (const key of idle) {
    if (earn[key] !== undefined)
      check.report([...path, key], {
        code: 'no_effect',
        message: `${key} has no effect beside ${given[0] ?? ''}`,
        hint: 'remove it, or give a rate',
        atKey: true,
      });
  }
}

/** By level, and nothing for any. */
export function checkSomething(check: Checking, path: Path, values: ByLevelDocument, none: RegExp): void {
  const texts = typeof values === 'string' ? [] : Object.values(values);
  if (texts.length === 0 || !texts.every((text) => none.test(text))) return;
  check.report(path, {
    code: 'gives_nothing',
    message: 'nothing more for any level',
    hint: 'raise the value of one level, or remove this',
    atKey: true,
  });
}

/** "0", "0.00", "0%", "0 per 100". */
export const NOTHING = /^0*(\.0*)?( ?%| per .*)?$/;

function checkRates(check: Checking, path: Path, rates: ByLevelDocument, terms: JudgedTerms): void {
  checkSomething(check, path, rates, NOTHING);
  eachByLevel(check, path, rates, (at, text) => {
    const rate = rateOf(text, terms);
    if (rate === null) return;
    if (typeof rates === 'string' && rate.num === 0n)
      check.report(at, {
        code: 'gives_nothing',
        message: 'the rule gives nothing',
        hint: 'raise the rate or remove the rule',
      });
    checkShare(check, at, shareIn(text, terms), text);
  });
}

/** The share of the money that a rate of the wallet gives back in value; null where value is not meant. */
export function shareOf(check: Checking, wallet: string, rate: string): Ratio | null {
  const written = entryOf(check.document.wallets, wallet);
  const terms = written === undefined ? null : unitTerms(written, check.decimals);
  return terms === null ? null : shareIn(rate, terms);
}

function shareIn(text: string, terms: UnitTerms): Ratio | null {
  const rate = rateOf(text, terms);
  const value = rate === null ? null : valueShare(rate, terms);
  if (value !== null) return value;
  // Without worth only a percentage says that value is meant.
  const written = parseRate(text);
  return written?.type === 'percent' ? written.ratio : null;
}

function checkUnits(check: Checking, path: Path, amounts: ByLevelDocument, terms: JudgedTerms): void {
  checkSomething(check, path, amounts, NOTHING);
  eachByLevel(check, path, amounts, (at, text) => {
    const value = unitsOf(text, terms);
    if (value === null && terms.isWalletKnown)
      check.report(at, {
        code: 'too_precise',
        message: `${text} has more decimal places than the wallet`,
        hint: `the wallet has ${terms.unitDecimals}`,
      });
    if (value === 0 && typeof amounts === 'string')
      check.report(at, {
        code: 'gives_nothing',
        message: 'the rule gives nothing',
        hint: 'raise the number or remove the rule',
      });
  });
}

function checkStep(check: Checking, path: Path, step: NonNullable<EarnDocument['step']>, terms: JudgedTerms): void {
  checkUnits(check, [...path, 'units'], step.units, terms);
  if (!checkMoney(check, [...path, 'per'], step.per)) return;
  const per = moneyOf(step.per, check.decimals);
  if (per === null) return;
  if (per === 0) {
    check.report([...path, 'per'], {
      code: 'out_of_range',
      message: 'a step of no money',
      hint: 'for every full so much, like per: 100.00',
    });
    return;
  }
  const amounts = typeof step.units === 'string' ? [step.units] : Object.values(step.units);
  for (const text of amounts) {
    const given = unitsOf(text, terms);
    if (given !== null)
      checkShare(
        check,
        [...path, 'units'],
        valueShare(ratio(BigInt(given), BigInt(per)), terms),
        `${text} per ${step.per}`,
      );
  }
}

function checkShare(check: Checking, path: Path, share: Ratio | null, text: string): void {
  if (share === null || compareRatios(share, ONE_RATIO) <= 0) return;
  check.report(path, {
    code: 'gives_too_much',
    message: `${text} gives back more than is paid`,
    hint: 'at most 100% of the value; check worth and the decimal point',
  });
}
