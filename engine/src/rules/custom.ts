/** What a shop tells besides receipts, and what the system itself announces. */
import type { CustomDecision } from '../decision.ts';
import { put, type Draft } from '../draft.ts';
import type { CustomEvent } from '../event.ts';
import { finish } from '../finish.ts';
import type { Rule } from '../program/compiled.ts';
import type { Reason } from '../decision.ts';
import { NO_MONEY } from '../values/amount.ts';
import { inRuleOrder } from './appraise.ts';
import { count, counterOf, counterValue, periodNow } from './counters.ts';
import { earnBy, outsideOf } from './earn.ts';
import { bring } from './effects.ts';
import { expireLots } from './expire.ts';
import { matches } from './match.ts';
import { meterEvent } from './meter.ts';
import { expectedOf, openItem } from './open-items.ts';
import { award, awardReferrer, revokeReferrer } from './progress.ts';
import { eventScopeOf, type Facts } from './scope-of.ts';
import { promote } from './tiers.ts';

/** Events that nobody of the account did. */
export const SYSTEM_EVENTS: ReadonlySet<string> = new Set([
  'enrolled',
  'birthday',
  'inactive',
  'tier.changed',
  'referral.joined',
  'referral.qualified',
  'referral.returned',
  'reward.redeemed',
]);

/** News for an account that has been merged goes on to its heir: the friends it brought are the heir's now. */
export const FORWARDED: ReadonlySet<string> = new Set(['referral.qualified', 'referral.returned']);

export function decideCustom(draft: Draft, event: CustomEvent, operationId: string): CustomDecision {
  const { heir } = draft.state;
  if (heir !== undefined) {
    draft.emits.push({ name: event.name, to: heir, data: { friend: String(event.data['friend']) } });
    return { type: 'custom', ...finish(draft), earned: [] };
  }
  draft.partner = event.partner ?? null;
  const scope = eventScopeOf(draft, {
    type: event.name,
    data: event.data,
    amount: event.amount,
    partner: event.partner,
  });
  const reasons: Reason[] = [];
  const rules = rulesFor(draft, event).filter((rule) => isMatch(draft, rule, scope, reasons));
  const ground = { ...outsideOf(scope), amount: event.amount ?? NO_MONEY, isConfirmable: true };
  const { earned, reasons: given, applied } = earnBy(draft, rules, ground);
  draft.reasons.push(...inRuleOrder([...reasons, ...given], draft.program));
  const made = earned.map(({ rule, wallet, units: amount, lot, counted }) => {
    const repaid = put(draft, { wallet, kind: 'earn', rule }, amount, lot);
    return { rule, wallet, units: amount, lot, repaid, ...(counted.length === 0 ? {} : { counted: [...counted] }) };
  });
  const expected = expectedOf(made);
  const partner = event.partner === undefined ? {} : { partner: event.partner };
  if (expected.length > 0) openItem(draft, operationId, { type: 'expected', until: null, given: expected, ...partner });
  expireLots(draft);
  bring(draft, applied);
  meterEvent(draft, event, { scope, earned });
  promote(draft);
  if (event.name === 'referral.qualified') awardReferrer(draft, String(event.data['friend']), scope);
  if (event.name === 'referral.returned') revokeReferrer(draft, String(event.data['friend']));
  award(draft, scope);
  return { type: 'custom', ...finish(draft), earned: made };
}

/** Of birthdays and silence only the rule that looked forward to this very day; and a birthday once a year, however it is changed. */
function rulesFor(draft: Draft, { name, data }: CustomEvent): readonly Rule[] {
  const rules = draft.program.rulesOn.get(name) ?? [];
  const { rule: only } = data;
  if (name === 'tier.changed') return tierRules(draft, rules, data);
  if ((name !== 'birthday' && name !== 'inactive') || typeof only !== 'string') return rules;
  if (name === 'birthday') {
    // As many a year as there are dates: a date that is moved or renamed is not another one.
    const dates = draft.state.dates?.length ?? 0;
    if (!isFirst(draft, counterOf.anniversary(only), dates)) return [];
  }
  return rules.filter((rule) => rule.id === only);
}

/**
 * A level reached counts once a year, or buying and returning could reach it again and again. Rules without a condition speak of
 * levels reached; those that also care for levels lost ask event.data.to.
 */
function tierRules(draft: Draft, rules: readonly Rule[], data: CustomEvent['data']): readonly Rule[] {
  const rankOf = (level: unknown): number => draft.program.tiers?.levels.find(({ id }) => id === level)?.rank ?? 0;
  const isUp = rankOf(data['to']) > rankOf(data['from']);
  if (isUp && rules.length > 0 && !isFirst(draft, counterOf.level(String(data['to'])), 1)) return [];
  return isUp ? rules : rules.filter((rule) => rule.condition !== null);
}

/** Counts once more this year, unless it has been counted so many times already. */
function isFirst(draft: Draft, counter: string, most: number): boolean {
  const year = periodNow(draft, 'year');
  if (counterValue(draft, counter, year) >= most) return false;
  count(draft, counter, year, 1);
  return true;
}

function isMatch(draft: Draft, rule: Rule, scope: Facts, reasons: Reason[]): boolean {
  const match = matches(draft, rule, scope);
  if (match.type === 'no') reasons.push({ rule: rule.id, applied: false, code: match.code, params: match.params });
  return match.type === 'yes';
}
