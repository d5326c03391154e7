/**
 * Makes a checked document ready to decide by: texts become ratios, durations, instants and compiled conditions, and
 * defaults are filled in. What the checks promised is asserted, not handled: a document that did not pass them throws.
 */
import { NO_MONEY } from '../values/amount.ts';
import { ONE_RATIO, parseRatio } from '../values/ratio.ts';
import { type Asked, askedBy } from './asked.ts';
import { lineCondition, ruleCondition } from './cel.ts';
import {
  compileChallenge,
  compileChoice,
  compileCoupon,
  compileDraw,
  compileLeaderboard,
  compileReferral,
  compileReward,
  compileStreak,
} from './compile-benefits.ts';
import { compileConversions, compileGiftCards, compilePartners, compileStores } from './compile-network.ts';
import { compileRule, ruleContext, type RuleContext } from './compile-rules.ts';
import { compileTiers } from './compile-tiers.ts';
import { compileWallets } from './compile-wallets.ts';
import type { CompiledProgram, DiscountTerms, Limit, LocalText, Meter, MeterAdd, Rule, Window } from './compiled.ts';
import type { Named } from './compiled-benefits.ts';
import { compiled } from './compiled-assertion.ts';
import type { MeterDocument, ProgramDocument } from './document.ts';
import { moneyOf } from './earning-terms.ts';
import { BUILT_IN_METERS, meterScale } from './meter-scale.ts';
import { localText } from './words.ts';

export function compileProgram(document: ProgramDocument): CompiledProgram {
  const context = ruleContext(document);
  const asked = askedBy(document);
  const rules = document.rules.map((rule) => compileRule(rule, context)).toSorted((a, b) => b.priority - a.priority);
  const benefits = compileBenefits(context);
  const wallets = compileWallets(document);
  const meters = compileMeters(document, asked);
  return {
    id: document.id,
    name: localText(document.name, document.id),
    currency: document.currency,
    currencyDecimals: context.decimals,
    calendar: context.calendar,
    wallets,
    meters: byId(meters),
    tiers: document.tiers === undefined ? null : compileTiers(document.tiers, document),
    rules,
    rulesOn: Map.groupBy(rules, (rule) => rule.on),
    places: new Map(rules.map((rule, place) => [rule.id, place])),
    metersOn: Map.groupBy(meters, (meter) => meter.on),
    discounts: compileDiscountTerms(document.discounts, context),
    attributes: compileAttributes(document.attributes),
    statementDay: document.statement?.day ?? 1,
    ...benefits,
    choices: byId((document.choices ?? []).map(compileChoice)),
    leaderboards: byId((document.leaderboards ?? []).map(compileLeaderboard)),
    draws: byId((document.draws ?? []).map((draw) => compileDraw(draw, context))),
    badges: new Map(
      Object.entries(document.badges ?? {}).map(([id, badge]): [string, Named] => [
        id,
        { id, name: localText(badge.name, id), about: localText(badge.about, '') },
      ]),
    ),
    partners: compilePartners(context),
    stores: compileStores(context),
    conversions: compileConversions(context),
    giftCards: compileGiftCards(document.giftCards, context.decimals),
    keeps: {
      since:
        document.statement?.day === 'joined' || asked.fields.has('days') || document.referral?.within !== undefined,
      activeAt:
        rules.some((rule) => rule.on === 'inactive') ||
        [...wallets.values()].some((wallet) => wallet.expires.type === 'inactive') ||
        rules.some((rule) => rule.effects.earn?.expires?.type === 'inactive'),
      member: limitsIn(rules, benefits, wallets).some((limit) => limit.per === 'member'),
    },
    accountAsks: asked.fields,
    causes: causesOf(rules, benefits),
  };
}

type Benefits = Pick<CompiledProgram, 'rewards' | 'coupons' | 'referral' | 'challenges' | 'streaks'>;

function compileBenefits(context: RuleContext): Benefits {
  const { document } = context;
  return {
    rewards: byId((document.rewards ?? []).map((reward) => compileReward(reward, context))),
    coupons: byId((document.coupons ?? []).map((coupon) => compileCoupon(coupon, context))),
    referral: document.referral === undefined ? null : compileReferral(document.referral, context),
    challenges: (document.challenges ?? []).map((challenge) => compileChallenge(challenge, context)),
    streaks: (document.streaks ?? []).map((streak) => compileStreak(streak, context)),
  };
}

function compileMeters(document: ProgramDocument, asked: Asked): readonly Meter[] {
  const isAsked = (id: string): boolean =>
    asked.windows.has(id) ||
    document.tiers?.by === id ||
    (document.leaderboards ?? []).some((board) => board.meter === id);
  const builtIn = Object.entries(BUILT_IN_METERS).filter(([id]) => id === 'spend' || isAsked(id));
  const all = { ...Object.fromEntries(builtIn), ...document.meters };
  return Object.entries(all).map(([id, meter]) =>
    compileMeter(id, meter, { document, windows: asked.windows.get(id) }),
  );
}

function compileMeter(
  id: string,
  meter: MeterDocument,
  { document, windows }: { readonly document: ProgramDocument; readonly windows: ReadonlySet<Window> | undefined },
): Meter {
  return {
    id,
    on: meter.on,
    add: addOf(meter.add),
    wallet: meter.wallet ?? null,
    condition: meter.if === undefined ? null : ruleCondition(meter.if),
    lines: meter.lines === undefined ? null : lineCondition(meter.lines),
    scale: compiled(meterScale(document, id), `meter ${id}`),
    windows: [...(windows ?? [])],
  };
}

const ADDED = ['paid', 'total', 'quantity', 'count', 'earned', 'amount'] as const;

function addOf(written: string): MeterAdd {
  const known = ADDED.find((each) => each === written);
  return known === undefined ? { type: 'data', name: written.slice('data.'.length) } : { type: known };
}

function compileDiscountTerms(written: ProgramDocument['discounts'], { decimals }: RuleContext): DiscountTerms {
  return {
    max: written?.max === undefined ? ONE_RATIO : compiled(parseRatio(written.max), written.max),
    leave: written?.leave === undefined ? NO_MONEY : compiled(moneyOf(written.leave, decimals), written.leave),
    except: written?.except === undefined ? null : lineCondition(written.except),
  };
}

const NOTHING_KNOWN = { 'yes/no': false, number: 0, text: '' } as const;

function compileAttributes(written: ProgramDocument['attributes']): CompiledProgram['attributes'] {
  return new Map(
    Object.entries(written ?? {}).map(([id, { type, default: known }]) => [
      id,
      known === undefined ? NOTHING_KNOWN[type] : type === 'number' ? Number(known) : known,
    ]),
  );
}

function limitsIn(rules: readonly Rule[], benefits: Benefits, wallets: CompiledProgram['wallets']): readonly Limit[] {
  const others = [...benefits.rewards.values(), ...benefits.coupons.values()].map(({ rule }) => rule);
  const leaving = [...wallets.values()].flatMap(({ transfer, payout }) => [transfer, payout]);
  return [...rules, ...others, ...leaving].flatMap((bounded) => bounded?.limits ?? []);
}

function causesOf(rules: readonly Rule[], benefits: Benefits): CompiledProgram['causes'] {
  const others = [
    ...benefits.rewards.values(),
    ...benefits.coupons.values(),
    ...benefits.challenges,
    ...benefits.streaks,
  ].map(({ rule, name }): [string, LocalText] => [rule.id, name]);
  return new Map<string, LocalText>([
    ...rules.map((rule): [string, LocalText] => [rule.id, rule.name]),
    ...others,
    ['referral:friend', { ru: 'Приглашение друга', en: 'Referral' }],
    ['referral:referrer', { ru: 'Приглашённый друг', en: 'Referral' }],
  ]);
}

function byId<Item extends { readonly id: string }>(items: readonly Item[]): ReadonlyMap<string, Item> {
  return new Map(items.map((item) => [item.id, item]));
}
