/**
 * Whether so many units can be had at all: where everything that gives a wallet's units is bounded, they add up to no more
 * than the bounds allow before the first of them expire, or within what a level is measured over.
 */
import { formatDecimal } from '../values/decimal.ts';
import { parseDuration } from '../values/duration.ts';
import { type Checking, isIncomplete } from './check-context.ts';
import type { EffectsDocument, ExpiresDocument, LimitDocument, ProgramDocument, RuleDocument } from './document.ts';
import { type UnitTerms, unitsOf, unitTerms } from './earning-terms.ts';
import { entryOf } from './meter-scale.ts';
import type { Path } from './problem.ts';

const WINDOW_DAYS = { day: 1, week: 7, month: 28, quarter: 90, year: 365, period: 28 } as const;
export const YEAR_DAYS = 366;

/** Complains where nobody can hold so many units at once before the first of them expire. */
export function checkReach(check: Checking, path: Path, wallet: string, price: number): void {
  const { wallets, rules } = check.document;
  const days = lifetimeDays(entryOf(wallets, wallet)?.expires);
  // Units for ever, and those that nothing gives any more, members may have from an earlier version.
  if (days === null || !rules.some(({ earn }) => earn?.wallet === wallet)) return;
  const most = mostUnits(check, wallet, { days });
  if (most === null || price <= most) return;
  check.report(path, {
    code: 'too_expensive',
    message: `nobody can have so many units of ${wallet} at once: at most ${inWords(check, wallet, most)}`,
    hint: 'lower the price, raise the limits, or let units live longer',
  });
}

/** In whole units. */
export function inWords(check: Checking, wallet: string, units: number): string {
  return formatDecimal(units, entryOf(check.document.wallets, wallet)?.decimals ?? 0);
}

/** The most units that are given within so many days (null for ever), by one event if it is named; null without a bound, or when something is not known. */
export function mostUnits(
  check: Checking,
  wallet: string,
  { days, on }: { readonly days: number | null; readonly on?: string },
): number | null {
  const { document } = check;
  const written = entryOf(document.wallets, wallet);
  const terms = written === undefined ? null : unitTerms(written, check.decimals);
  if (terms === null || isUnsure(check) || isGivenOtherwise(document, wallet, on)) return null;
  let sum = 0;
  for (const rule of document.rules) {
    const base = document.rules.find((other) => other.id === rule.multiply?.rule);
    if (base?.earn?.wallet === wallet) return null;
    if (rule.earn?.wallet !== wallet || (on !== undefined && rule.on !== on)) continue;
    const most = rule.earn.expires === undefined || on !== undefined ? mostOf(check, rule, terms, days) : null;
    if (most === null) return null;
    sum += most;
  }
  return sum;
}

/** Everything that the program brings about, by whatever it is brought. */
export function effectsIn(document: ProgramDocument): readonly EffectsDocument[] {
  const { rules, coupons = [], rewards = [], challenges = [], streaks = [], referral } = document;
  return [
    ...rules,
    ...[...coupons, ...rewards].map(({ gives }) => gives),
    ...[...challenges, ...streaks].map((goal) => goal.then),
    ...[referral?.friend, referral?.referrer].filter((effects) => effects !== undefined),
  ];
}

/** Another mistake hides what a rule gives. */
function isUnsure(check: Checking): boolean {
  const { rules, wallets } = check.document;
  return (
    isIncomplete(check, 'rules', rules.length) ||
    rules.some(
      ({ earn, multiply }, index) =>
        check.isBroken(['rules', index, 'earn']) ||
        (earn !== undefined && entryOf(wallets, earn.wallet) === undefined) ||
        (multiply !== undefined && !rules.some(({ id }) => id === multiply.rule)),
    )
  );
}

/** Units that come by other ways than rules are not bounded here. */
function isGivenOtherwise(document: ProgramDocument, wallet: string, on: string | undefined): boolean {
  const { coupons = [], rewards = [], referral, conversions = [] } = document;
  const gives = ({ earn, multiply }: EffectsDocument): boolean => earn?.wallet === wallet || multiply !== undefined;
  if (on === undefined)
    return (
      entryOf(document.wallets, wallet)?.transfer !== undefined ||
      conversions.some((conversion) => conversion.to === wallet) ||
      effectsIn({ ...document, rules: [] }).some(gives)
    );
  // On an event itself only what is brought to a receipt gives beside the rules.
  return (
    on === 'purchase' &&
    [...[...coupons, ...rewards].map((brought) => brought.gives), referral?.friend ?? {}].some(gives)
  );
}

function mostOf(check: Checking, rule: RuleDocument, terms: UnitTerms, days: number | null): number | null {
  const bounds = (rule.limits ?? []).flatMap((limit) => {
    const most = limit.per === undefined || limit.per === 'account' ? mostOfLimit(limit, rule, terms) : null;
    return most === null ? [] : [within(most, limit.every ?? 'ever', days)];
  });
  const capped = (rule.caps ?? []).flatMap((id) => {
    const cap = entryOf(check.document.caps ?? {}, id);
    const most = cap === undefined ? null : highest(cap.units, terms);
    return cap === undefined || most === null ? [] : [within(most, cap.every, days)];
  });
  const known = [...bounds, ...capped].filter((bound) => bound !== null);
  return known.length === 0 ? null : Math.min(...known);
}

function mostOfLimit(limit: LimitDocument, rule: RuleDocument, terms: UnitTerms): number | null {
  const once = rule.earn?.max === undefined ? highest(rule.earn?.units, terms) : unitsOf(rule.earn.max, terms);
  const byTimes = limit.times === undefined || once === null ? null : limit.times * once;
  const byUnits = limit.units === undefined ? null : unitsOf(limit.units, terms);
  const known = [byTimes, byUnits].filter((bound) => bound !== null);
  return known.length === 0 ? null : Math.min(...known);
}

/** Of values by level the highest. */
function highest(written: string | Readonly<Record<string, string>> | undefined, terms: UnitTerms): number | null {
  if (written === undefined) return null;
  const values = (typeof written === 'string' ? [written] : Object.values(written)).map((text) => unitsOf(text, terms));
  const known = values.filter((value) => value !== null);
  return known.length < values.length ? null : Math.max(...known);
}

/** A bound within a window, over so many days: one window more than fits, since windows do not begin with the unit. */
function within(most: number, every: NonNullable<LimitDocument['every']>, days: number | null): number | null {
  if (every === 'ever') return most;
  return days === null ? null : most * (Math.ceil(days / WINDOW_DAYS[every]) + 1);
}

/** null for units that may live for ever. */
function lifetimeDays(expires: ExpiresDocument | undefined): number | null {
  if (typeof expires === 'object' && 'on' in expires) return YEAR_DAYS;
  if (expires === undefined || expires === 'never' || !('after' in expires)) return null;
  const roundUp = expires.roundUp === undefined || expires.roundUp === 'day' ? 0 : YEAR_DAYS;
  const days = daysOf(expires.after);
  return days === null ? null : days + roundUp;
}

/** At most so many days. */
export function daysOf(duration: string): number | null {
  const parts = parseDuration(duration);
  return parts === null ? null : parts.years * YEAR_DAYS + parts.months * 31 + parts.days;
}
