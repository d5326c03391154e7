/** Rules, and everything that is a rule under another name: rewards, coupons, challenges, streaks, referral. */
import type { Calendar } from '../values/calendar.ts';
import { calendarOf } from '../values/calendar.ts';
import { parseRatio, scale } from '../values/ratio.ts';
import { quantity, QUANTITY_SCALE, units } from '../values/amount.ts';
import { byTier } from './by-level.ts';
import { expressionTree, ruleCondition } from './cel.ts';
import { guardsIn } from './cel-language.ts';
import type { Cap, Effects, Guard, Limit, Rule } from './compiled.ts';
import { compiled } from './compiled-assertion.ts';
import { compileDuration, compileExpiry, compileSchedule } from './compile-dates.ts';
import { compileDiscount } from './compile-discount.ts';
import { compileEarn, compileMultiply } from './compile-earn.ts';
import { compileLimits } from './compile-limits.ts';
import { currencyDecimals } from './currencies.ts';
import type { EffectsDocument, LimitDocument, ProgramDocument, RuleDocument, ScheduleDocument } from './document.ts';
import { type UnitTerms, unitsOf, unitTerms } from './earning-terms.ts';
import { entryOf } from './meter-scale.ts';
import { localText } from './words.ts';

const CONTROL_PARTS = 10_000;
const GUARDED = ['store', 'till', 'channel', 'partner'] as const;

/** What rules are compiled with. */
export interface RuleContext {
  readonly document: ProgramDocument;
  readonly calendar: Calendar;
  readonly decimals: number;
  readonly levels: readonly string[];
}

export function ruleContext(document: ProgramDocument): RuleContext {
  return {
    document,
    calendar: calendarOf(document.timezone),
    decimals: currencyDecimals(document.currency),
    levels: (document.tiers?.levels ?? []).map((level) => level.id),
  };
}

export function compileRule(rule: RuleDocument, context: RuleContext): Rule {
  const plain = compileNamed({ ...rule, limits: rule.limits }, rule, context);
  const partner: readonly Guard[] =
    rule.partner === undefined ? [] : [{ field: 'partner', values: new Set([rule.partner]) }];
  return {
    ...plain,
    on: rule.on,
    offset: compileDuration(rule.after ?? rule.before),
    guards: [...plain.guards, ...partner],
    limits: [...plain.limits, ...budgetOf(rule, context)],
    caps: (rule.caps ?? []).map((id) => compileCap(id, termsOf(rule, context), context)),
    priority: rule.priority ?? 0,
    control:
      rule.control === undefined ? 0 : scale(CONTROL_PARTS, compiled(parseRatio(rule.control), rule.control), 'halfUp'),
  };
}

/** The parts that rules share with what is a rule under another name. */
export interface NamedRule {
  readonly id: string;
  readonly name?: RuleDocument['name'];
  readonly if?: string | undefined;
  readonly when?: ScheduleDocument | undefined;
  readonly limits?: readonly LimitDocument[] | undefined;
  readonly group?: string | undefined;
  readonly exclusive?: true | undefined;
}

export function compileNamed(named: NamedRule, effects: EffectsDocument, context: RuleContext): Rule {
  const { document, calendar, levels } = context;
  return {
    id: named.id,
    name: localText(named.name, named.id),
    on: 'purchase',
    offset: compileDuration(undefined),
    schedule: named.when === undefined ? null : compileSchedule(named.when, calendar, levels),
    condition: named.if === undefined ? null : ruleCondition(named.if),
    guards: guardsOf(named.if),
    effects: compileEffects(effects, context),
    limits: compileLimits(named.limits, named.id, termsOf(effects, context)),
    caps: [],
    group:
      named.group === undefined
        ? null
        : { id: named.group, mode: entryOf(document.groups ?? {}, named.group) ?? 'best' },
    exclusive: named.exclusive ?? false,
    priority: 0,
    control: 0,
  };
}

function compileEffects(effects: EffectsDocument, context: RuleContext): Effects {
  const { earn, multiply, discount, gift, coupon, badge, freeDelivery, tier, message } = effects;
  return {
    earn: earn === undefined ? null : compileEarn(earn, walletTerms(earn.wallet, context)),
    multiply: multiply === undefined ? null : compileMultiply(multiply),
    discount: discount === undefined ? null : compileDiscount(discount, context.decimals),
    gift: gift === undefined ? null : { sku: gift.sku, quantity: quantity((gift.pieces ?? 1) * QUANTITY_SCALE) },
    coupon:
      coupon === undefined
        ? null
        : {
            id: coupon.id,
            count: units(coupon.pieces ?? 1),
            expires: coupon.expires === undefined ? null : compileExpiry(coupon.expires),
          },
    badge: badge ?? null,
    freeDelivery: freeDelivery ?? false,
    tier:
      tier === undefined
        ? null
        : { level: tier.level, duration: tier.for === undefined ? null : compileDuration(tier.for) },
    message: message === undefined ? null : localText(message, ''),
  };
}

/** A budget is a limit that everybody shares. */
function budgetOf(rule: RuleDocument, context: RuleContext): readonly Limit[] {
  if (rule.budget === undefined) return [];
  const amount = compiled(unitsOf(rule.budget.units, compiled(termsOf(rule, context), rule.id)), rule.budget.units);
  return [{ id: `${rule.id}#budget`, per: 'program', every: 'ever', times: null, units: amount }];
}

function compileCap(id: string, terms: UnitTerms | null, { document }: RuleContext): Cap {
  const cap = compiled(entryOf(document.caps ?? {}, id), `cap ${id}`);
  return { id, units: byTier(cap.units, (text) => (terms === null ? null : unitsOf(text, terms))), every: cap.every };
}

/** Terms of the wallet that effects bring units to; a multiplier brings those of its rule. */
function termsOf(effects: EffectsDocument, context: RuleContext): UnitTerms | null {
  if (effects.earn !== undefined) return walletTerms(effects.earn.wallet, context);
  if (effects.multiply === undefined) return null;
  const multiplied = context.document.rules.find((rule) => rule.id === effects.multiply?.rule);
  return multiplied?.earn === undefined ? null : walletTerms(multiplied.earn.wallet, context);
}

export function walletTerms(id: string, { document, decimals }: RuleContext): UnitTerms {
  const wallet = compiled(entryOf(document.wallets, id), `wallet ${id}`);
  return compiled(unitTerms(wallet, decimals), `worth of ${id}`);
}

function guardsOf(source: string | undefined): readonly Guard[] {
  const tree = source === undefined ? null : expressionTree(source);
  if (tree === null) return [];
  return guardsIn(tree).flatMap(({ field, values }) => {
    const known = GUARDED.find((each) => each === field);
    return known === undefined ? [] : [{ field: known, values: new Set(values) }];
  });
}
