/**
 * Rules that never have their turn, because another always stands in their place: one that is exclusive, the first of a group,
 * or the better of a group whatever the receipt. Only a rule that always works can do that to another.
 */
import { compareRatios, decimalRatio, parseRate, parseRatio } from '../values/ratio.ts';
import type { Checking } from './check-context.ts';
import type { EarnDocument, ProgramDocument, RuleDocument } from './document.ts';
import { entryOf } from './meter-scale.ts';

type Kind = 'discount' | 'earn';

interface Placed {
  readonly rule: RuleDocument;
  readonly place: number;
}

export function checkShadows(check: Checking): void {
  const placed = check.document.rules.map((rule, place) => ({ rule, place }));
  for (const one of placed) {
    const by = placed.find((other) => other.rule !== one.rule && shadows(check.document, other, one));
    if (by !== undefined)
      check.report(['rules', one.place], {
        code: 'shadowed',
        message: `rule "${one.rule.id}" never has its turn: "${by.rule.id}" always stands before it`,
        hint: 'raise its priority, give the other a condition, or remove it',
      });
  }
}

function shadows(document: ProgramDocument, other: Placed, one: Placed): boolean {
  const kind = kindOf(one.rule);
  if (kind === null || other.rule.on !== one.rule.on || !isAlways(document, other.rule, kind)) return false;
  const isFirst = comesBefore(other, one, kind);
  if (other.rule.exclusive === true) return one.rule.exclusive !== true || isFirst;
  const { group } = other.rule;
  if (group === undefined || group !== one.rule.group || one.rule.exclusive === true) return false;
  const mode = entryOf(document.groups ?? {}, group) ?? 'best';
  if (mode === 'first') return isFirst;
  return mode === 'best' && isBetter(other.rule, one.rule, kind);
}

/** Without its discount a rule does nothing, without its units neither. */
function kindOf(rule: RuleDocument): Kind | null {
  if (rule.discount !== undefined) return 'discount';
  return rule.earn !== undefined || rule.multiply !== undefined ? 'earn' : null;
}

/** Works on every receipt or event, on all of it, with something to give. */
function isAlways(document: ProgramDocument, rule: RuleDocument, kind: Kind): boolean {
  const bounds = [rule.if, rule.when, rule.limits, rule.budget, rule.caps, rule.control, rule.partner, rule.multiply];
  if (bounds.some((part) => part !== undefined)) return false;
  const { discount, earn } = rule;
  const takesOff = discount?.lines === undefined && (isSomething(discount?.percent) || isSomething(discount?.amount));
  if (kind === 'discount' || (discount !== undefined && !takesOff)) return takesOff;
  const terms = entryOf(document.wallets, earn?.wallet ?? '')?.earn;
  return terms === undefined && earn?.lines === undefined && (isSomething(earn?.rate) || isSomething(earn?.units));
}

/** For every level. */
function isSomething(written: string | Readonly<Record<string, string>> | undefined): boolean {
  if (written === undefined) return false;
  const values = typeof written === 'string' ? [written] : Object.values(written);
  return values.every((text) => /[1-9]/.test(text));
}

/** The order in which rules are asked: discounts of lines before those of receipts, units before what multiplies them. */
function comesBefore(a: Placed, b: Placed, kind: Kind): boolean {
  const ranks = [a, b].map(({ rule }) => rankOf(rule, kind));
  const [first = 0, second = 0] = ranks;
  if (first !== second) return first < second;
  const priority = (b.rule.priority ?? 0) - (a.rule.priority ?? 0);
  return priority === 0 ? a.place < b.place : priority < 0;
}

function rankOf({ discount, earn }: RuleDocument, kind: Kind): number {
  if (kind === 'earn') return earn === undefined ? 1 : 0;
  const isOfReceipt =
    discount?.percent !== undefined || discount?.amount !== undefined || discount?.ladder !== undefined;
  return isOfReceipt && discount.lines === undefined ? 1 : 0;
}

/** Whether the first gives more than the second of whatever both look at. */
function isBetter(first: RuleDocument, second: RuleDocument, kind: Kind): boolean {
  if (kind === 'discount')
    return first.discount?.max === undefined && isMore(first.discount?.percent, second.discount?.percent);
  const { earn: more, earn: { max } = {} } = first;
  const { earn: less } = second;
  if (more === undefined || less === undefined || max !== undefined || !isAlike(more, less)) return false;
  return isMore(more.rate, less.rate) || (more.units !== undefined && isMore(more.units, less.units));
}

/** So that nothing but the rate tells them apart. */
function isAlike(a: EarnDocument, b: EarnDocument): boolean {
  return (['wallet', 'of', 'round', 'at', 'to'] as const).every((key) => a[key] === b[key]);
}

function isMore(
  first: string | Readonly<Record<string, string>> | undefined,
  second: string | Readonly<Record<string, string>> | undefined,
): boolean {
  if (typeof first !== 'string' || typeof second !== 'string') return false;
  // "1 per 33.00" and "5%" are not of one kind where units have a worth.
  if (parseRate(first)?.type !== parseRate(second)?.type) return false;
  const a = parseRatio(first) ?? decimalRatio(first);
  const b = parseRatio(second) ?? decimalRatio(second);
  return a !== null && b !== null && compareRatios(a, b) > 0;
}
