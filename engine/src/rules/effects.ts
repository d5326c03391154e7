/** What a rule brings besides units, coupons and money: badges, levels, words, things, delivery. */
import type { GiftGiven } from '../decision.ts';
import type { Draft } from '../draft.ts';
import type { Rule } from '../program/compiled.ts';
import type { Instant } from '../values/time.ts';
import { count, counterOf } from './counters.ts';

/** What a receipt shows of them. */
export interface Extras {
  readonly gifts: readonly GiftGiven[];
  readonly freeDelivery: boolean;
}

/** What of these a receipt will show, told before anything happens. */
export function extrasOf(rules: readonly Rule[]): Extras {
  return {
    gifts: rules.flatMap((rule) =>
      rule.effects.gift === null
        ? []
        : [{ rule: rule.id, sku: rule.effects.gift.sku, quantity: rule.effects.gift.quantity }],
    ),
    freeDelivery: rules.some((rule) => rule.effects.freeDelivery),
  };
}

/** Lets them happen. */
export function bring(draft: Draft, rules: readonly Rule[]): void {
  for (const rule of rules) {
    const { effects } = rule;
    if (effects.badge !== null) bringBadge(draft, rule, effects.badge);
    if (effects.tier !== null) bringLevel(draft, rule, effects.tier);
    if (effects.gift !== null)
      draft.reasons.push({ rule: rule.id, applied: true, code: 'gift', params: { sku: effects.gift.sku } });
    if (effects.freeDelivery) draft.reasons.push({ rule: rule.id, applied: true, code: 'free_delivery', params: {} });
    if (effects.message !== null) {
      draft.messages.push({ rule: rule.id, ...effects.message });
      draft.emits.push({ name: 'message', data: { rule: rule.id, ...effects.message } });
    }
  }
}

function bringBadge(draft: Draft, rule: Rule, badge: string): void {
  count(draft, counterOf.badge(badge), '', 1);
  draft.badges.push(badge);
  draft.reasons.push({ rule: rule.id, applied: true, code: 'badge', params: { badge } });
}

function bringLevel(draft: Draft, rule: Rule, given: NonNullable<Rule['effects']['tier']>): void {
  const { calendar } = draft.program;
  const until =
    given.duration === null ? null : calendar.startOf(calendar.plus(calendar.dayOf(draft.asOf), given.duration));
  // The same level given again prolongs what was given before; what lasts longer stays.
  const isShorter = (end: Instant | null): boolean => until === null || (end !== null && end <= until);
  const others = draft.grants.filter(
    (grant) => grant.given !== true || grant.level !== given.level || !isShorter(grant.until),
  );
  draft.grants = [...others, { level: given.level, since: draft.asOf, until, margin: 0, given: true, rule: rule.id }];
  draft.reasons.push({ rule: rule.id, applied: true, code: 'level_given', params: { to: given.level, until } });
}
