/** Rules that could not work or would give too much. */
import { calendarOf } from '../values/calendar.ts';
import { compareRatios, ONE_RATIO, parseRate, ratio, type Ratio } from '../values/ratio.ts';
import { checkExpression, type Checking } from './check-context.ts';
import { checkWalletName } from './check-tiers.ts';
import { checkMoney } from './check-wallets.ts';
import type { ByLevelDocument, EarnDocument, RuleDocument } from './document.ts';
import { moneyOf, rateOf, type UnitTerms, unitsOf, unitTerms, valueShare } from './earning-terms.ts';
import { entryOf } from './meter-scale.ts';
import { didYouMean } from './nearest.ts';
import type { Path } from './problem.ts';
import { readMoment } from './schedule-text.ts';

/** A wallet's terms, as far as they are known. */
interface JudgedTerms extends UnitTerms {
  /** Whether the decimals are the wallet's own, so that amounts can be too precise. */
  readonly isWalletKnown: boolean;
}

const AMOUNTS = ['rate', 'step', 'units'] as const;
const OF_RECEIPTS = ['rate', 'step', 'lines', 'of', 'round', 'at'] as const;

export function checkRules(check: Checking): void {
  const seen = new Set<string>();
  for (const [index, rule] of check.document.rules.entries()) {
    const path: Path = ['rules', index];
    if (seen.has(rule.id))
      check.report([...path, 'id'], {
        code: 'duplicate_id',
        message: `rule "${rule.id}" is here twice`,
        hint: 'ids are unique: choose another',
      });
    seen.add(rule.id);
    const hasReceipt = rule.on === 'purchase';
    checkExpression(check, [...path, 'if'], rule.if, { kind: 'rule', hasReceipt });
    checkSchedule(check, [...path, 'when'], rule);
    checkEarn(check, [...path, 'earn'], rule.earn, hasReceipt);
  }
}

function checkSchedule(check: Checking, path: Path, { when }: RuleDocument): void {
  if (when === undefined) return;
  const calendar = calendarOf(check.document.timezone);
  const from = when.from === undefined ? null : readMoment(when.from, calendar);
  const until = when.until === undefined ? null : readMoment(when.until, calendar);
  if (from !== null && until !== null && from >= until) {
    check.report([...path, 'until'], {
      code: 'empty_schedule',
      message: `until ${when.until ?? ''} is not after from ${when.from ?? ''}`,
      hint: 'until is exclusive: for one day write the next day',
    });
  }
  const days = when.days ?? [];
  if (new Set(days).size < days.length)
    check.report([...path, 'days'], {
      code: 'duplicate_id',
      message: 'a weekday is here twice',
      hint: 'name each once',
    });
}

function checkEarn(check: Checking, path: Path, earn: EarnDocument, hasReceipt: boolean): void {
  checkWalletName(check, [...path, 'wallet'], earn.wallet);
  checkForm(check, path, earn, hasReceipt);
  checkExpression(check, [...path, 'lines'], earn.lines, { kind: 'line', hasReceipt: true });
  const wallet = entryOf(check.document.wallets, earn.wallet);
  const terms = wallet === undefined ? null : unitTerms(wallet, check.decimals);
  // A broken worth has its own complaint; judged as worthless, the rule still gets the others.
  const known = terms ?? { currencyDecimals: check.decimals, unitDecimals: wallet?.decimals ?? 0, worth: null };
  const judged = { ...known, isWalletKnown: wallet !== undefined };
  if (earn.rate !== undefined) checkRates(check, [...path, 'rate'], earn.rate, judged);
  if (earn.units !== undefined) checkUnits(check, [...path, 'units'], earn.units, judged);
  if (earn.step !== undefined) checkStep(check, [...path, 'step'], earn.step, judged);
}

function checkForm(check: Checking, path: Path, earn: EarnDocument, hasReceipt: boolean): void {
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
  if (!hasReceipt) {
    for (const key of OF_RECEIPTS) {
      if (earn[key] !== undefined)
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
    earn.units !== undefined
      ? (['of', 'round', 'at'] as const)
      : earn.step !== undefined
        ? (['round', 'at'] as const)
        : [];
  for (const key of idle) {
    if (earn[key] !== undefined)
      check.report([...path, key], {
        code: 'no_effect',
        message: `${key} has no effect beside ${earn.units !== undefined ? 'units' : 'step'}`,
        hint: 'remove it, or give a rate',
        atKey: true,
      });
  }
}

function checkRates(check: Checking, path: Path, rates: ByLevelDocument, terms: JudgedTerms): void {
  eachByLevel(check, path, rates, (at, text) => {
    const rate = rateOf(text, terms);
    if (rate === null) return;
    if (typeof rates === 'string' && rate.num === 0n)
      check.report(at, {
        code: 'gives_nothing',
        message: 'the rule gives nothing',
        hint: 'raise the rate or remove the rule',
      });
    // Without worth only a percentage says that value is meant.
    const share = valueShare(rate, terms) ?? (parseRate(text)?.type === 'percent' ? parseRate(text)?.ratio : null);
    checkShare(check, at, share ?? null, text);
  });
}

function checkUnits(check: Checking, path: Path, amounts: ByLevelDocument, terms: JudgedTerms): void {
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

/** Calls for each value; complains of levels that are unknown or forgotten. */
function eachByLevel(
  check: Checking,
  path: Path,
  values: ByLevelDocument,
  see: (path: Path, text: string) => void,
): void {
  if (typeof values === 'string') {
    see(path, values);
    return;
  }
  for (const [level, text] of Object.entries(values)) see([...path, level], text);
  if (check.isBroken(['tiers'])) return;
  const { levels } = check.names;
  if (levels.length === 0) {
    if (check.document.tiers === undefined)
      check.report(path, {
        code: 'no_levels',
        message: 'by level, but the program has no tiers',
        hint: 'write one value, or add tiers',
      });
    return;
  }
  for (const level of Object.keys(values)) {
    if (!levels.includes(level))
      check.report([...path, level], {
        code: 'unknown_level',
        message: `no level "${level}"`,
        hint: didYouMean(level, levels),
        atKey: true,
      });
  }
  for (const level of levels) {
    if (Object.hasOwn(values, level) || check.isBroken([...path, level])) continue;
    check.report(path, {
      code: 'missing_level',
      message: `nothing for level "${level}"`,
      hint: `add ${level}: with its value, 0 if it gets nothing`,
      atKey: true,
    });
  }
}
