/** Bounds: limits, budgets, caps and groups bound something that is there, by numbers that mean something. */
import { checkSomeUnits, checkUnitsIn, termsOf } from './check-amounts.ts';
import { type Checking, isIncomplete } from './check-context.ts';
import { eachByLevel } from './check-levels.ts';
import { checkReach } from './check-reach.ts';
import type { Occasion } from './check-occasion.ts';
import type { EffectsDocument, LimitDocument, ProgramDocument, RuleDocument } from './document.ts';
import { unitsOf } from './earning-terms.ts';
import { entryOf } from './meter-scale.ts';
import { didYouMean } from './nearest.ts';
import type { Path } from './problem.ts';

/** What limits stand beside. */
export interface Bounded {
  /** Whose units are counted; null for none, undefined where another mistake hides it. */
  readonly wallet: string | null | undefined;
  /** Whether a store and a till are known. */
  readonly hasPlace: boolean;
  /** Whether accounts can share the limit. */
  readonly isShared: boolean;
}

export function boundedBy(check: Checking, path: Path, effects: EffectsDocument, occasion: Occasion): Bounded {
  return { wallet: countedIn(check, path, effects), hasPlace: occasion.source === 'receipt', isShared: true };
}

/** Of what leaves a wallet by the member's wish. */
export function leaving(wallet: string): Bounded {
  return { wallet, hasPlace: false, isShared: false };
}

/** Each bounds something, and units only where units are given. */
export function checkLimits(
  check: Checking,
  path: Path,
  limits: readonly LimitDocument[] | undefined,
  bounded: Bounded,
): void {
  checkIdle(check, path, limits ?? []);
  for (const [index, limit] of (limits ?? []).entries()) {
    const at: Path = [...path, index];
    checkOwner(check, [...at, 'per'], limit, bounded);
    const isBroken = check.isBroken([...at, 'times']) || check.isBroken([...at, 'units']);
    if (limit.times === undefined && limit.units === undefined && !isBroken)
      check.report(at, {
        code: 'amount_missing',
        message: 'a limit without a number',
        hint: 'add times: 1 or units: 500',
      });
    if (limit.units === undefined || bounded.wallet === undefined) continue;
    if (bounded.wallet === null)
      check.report([...at, 'units'], {
        code: 'no_effect',
        message: 'units are bounded, but none are given',
        hint: 'write times',
        atKey: true,
      });
    else checkSomeUnits(check, [...at, 'units'], bounded.wallet, limit.units);
  }
}

function checkOwner(check: Checking, path: Path, { per }: LimitDocument, { hasPlace, isShared }: Bounded): void {
  if (per === undefined || per === 'account' || per === 'member') return;
  if (!isShared)
    check.report(path, {
      code: 'not_allowed',
      message: `units leave an account, not a ${per}`,
      hint: 'per: account or per: member',
    });
  else if (per !== 'program' && !hasPlace)
    check.report(path, {
      code: 'no_receipt',
      message: `only a receipt says at which ${per} it is`,
      hint: 'let the rule be on purchase, or write per: program',
    });
}

/** The least that may leave at once is no more than limits allow. */
export function checkLeast(
  check: Checking,
  path: Path,
  wallet: string,
  { min, limits = [] }: { readonly min?: string | undefined; readonly limits?: readonly LimitDocument[] | undefined },
): void {
  const least = checkSomeUnits(check, path, wallet, min);
  if (least === null) return;
  checkReach(check, path, wallet, least);
  const terms = termsOf(check, wallet);
  for (const { units: text, every = 'ever' } of limits) {
    const most = terms === null || text === undefined ? null : unitsOf(text, terms);
    if (most !== null && most > 0 && most < least)
      check.report(path, {
        code: 'unreachable',
        message: `at least ${min ?? ''} at once, but at most ${text ?? ''} ${every === 'ever' ? 'ever' : `a ${every}`}`,
        hint: 'lower min, or raise the limit',
      });
  }
}

/** Within the first of each pair no more can be than within the second. */
const WITHIN: Readonly<Record<string, readonly string[]>> = {
  day: ['day', 'week', 'month', 'quarter', 'year', 'period', 'ever'],
  week: ['week', 'ever'],
  month: ['month', 'quarter', 'year', 'ever'],
  quarter: ['quarter', 'year', 'ever'],
  year: ['year', 'ever'],
  period: ['period', 'ever'],
  ever: ['ever'],
};

/** A bound that another one always meets before it. */
function checkIdle(check: Checking, path: Path, limits: readonly LimitDocument[]): void {
  const keyOf = ({ per, every }: LimitDocument) => [per ?? 'account', every ?? 'ever'] as const;
  for (const [index, limit] of limits.entries()) {
    const [per, every] = keyOf(limit);
    const stricter = limits.find((other, place) => {
      const [otherPer, otherEvery] = keyOf(other);
      if (place === index || otherPer !== per || !(WITHIN[every] ?? []).includes(otherEvery)) return false;
      return isNoMore(other, limit) && (otherEvery !== every || place < index || !isNoMore(limit, other));
    });
    if (stricter !== undefined)
      check.report([...path, index], {
        code: 'no_effect',
        message: 'another of these limits is always reached before',
        hint: 'remove it, or lower its number below that of the longer time',
      });
  }
}

/** Whether the first bounds all that the second bounds, and as low. */
function isNoMore(first: LimitDocument, second: LimitDocument): boolean {
  return (['times', 'units'] as const).every((key) => {
    const [one, other] = [first[key], second[key]];
    return other === undefined || (one !== undefined && Number(one) <= Number(other));
  });
}

/** The bounds that only rules have. */
export function checkRuleBounds(check: Checking, path: Path, rule: RuleDocument): void {
  const wallet = countedIn(check, path, rule);
  if (rule.budget !== undefined && wallet === null)
    check.report([...path, 'budget'], {
      code: 'no_effect',
      message: 'a budget of units, but the rule gives none',
      hint: 'remove budget, or bound it by limits: [{ per: program, times: 1000 }]',
      atKey: true,
    });
  else if (rule.budget !== undefined && wallet !== undefined && wallet !== null)
    checkSomeUnits(check, [...path, 'budget', 'units'], wallet, rule.budget.units);
  for (const [index, cap] of (rule.caps ?? []).entries()) {
    if (entryOf(check.document.caps ?? {}, cap) === undefined && !check.isBroken(['caps', cap]))
      check.report([...path, 'caps', index], {
        code: 'unknown_cap',
        message: `no cap "${cap}"`,
        hint: didYouMean(cap, Object.keys(check.document.caps ?? {})),
      });
  }
  if (rule.caps !== undefined && wallet === null)
    check.report([...path, 'caps'], {
      code: 'no_effect',
      message: 'caps bound units, but the rule gives none',
      hint: 'remove caps',
      atKey: true,
    });
}

/** What rules share: each of it is shared by something, and counts one kind of units. */
export function checkShared(check: Checking): void {
  const { rules, caps = {}, groups = {}, coupons = [] } = check.document;
  // What was meant is named after all.
  const isMistyped = rules.some((rule) => rule.caps?.some((id) => entryOf(caps, id) === undefined) === true);
  for (const [id, cap] of Object.entries(caps)) {
    const path: Path = ['caps', id];
    const users = rules.filter((rule) => rule.caps?.includes(id) === true);
    const wallets = [...new Set(users.flatMap((rule) => walletOf(check.document, rule) ?? []))];
    if (users.length === 0 && !isMistyped && !isIncomplete(check, 'rules', rules.length))
      reportUnused(check, path, 'rule');
    if (wallets.length > 1)
      check.report(path, {
        code: 'not_allowed',
        message: `one cap for units of ${wallets.join(' and ')}`,
        hint: 'a cap counts units of one wallet: make two caps of it',
        atKey: true,
      });
    eachByLevel(check, [...path, 'units'], cap.units, (at, text) => {
      for (const wallet of wallets)
        if (typeof cap.units === 'string') checkSomeUnits(check, at, wallet, text);
        else checkUnitsIn(check, at, wallet, text);
    });
  }
  const isComplete = !isIncomplete(check, 'rules', rules.length) && !isIncomplete(check, 'coupons', coupons.length);
  for (const id of Object.keys(groups))
    if (isComplete && ![...rules, ...coupons].some(({ group }) => group === id))
      reportUnused(check, ['groups', id], 'rule or coupon');
}

function reportUnused(check: Checking, path: Path, by: string): void {
  const name = String(path.at(-1));
  check.report(path, {
    code: 'no_effect',
    message: `no ${by} names ${name}`,
    hint: 'remove it, or name it there',
    atKey: true,
  });
}

/** Whose units are counted; null for none, undefined where another mistake hides it. */
function countedIn(check: Checking, path: Path, effects: EffectsDocument): string | null | undefined {
  const isHidden =
    effects.multiply !== undefined || check.isBroken([...path, 'earn']) || check.isBroken([...path, 'multiply']);
  return walletOf(check.document, effects) ?? (isHidden ? undefined : null);
}

/** The wallet that effects bring units to; a multiplier brings those of its rule. */
function walletOf(document: ProgramDocument, effects: EffectsDocument): string | null {
  if (effects.earn !== undefined) return effects.earn.wallet;
  if (effects.multiply === undefined) return null;
  return document.rules.find((rule) => rule.id === effects.multiply?.rule)?.earn?.wallet ?? null;
}
