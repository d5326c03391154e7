/** What is known of an account's people, the levels given by hand, and who brought whom. */
import type { PlainDecision, Refusal } from '../decision.ts';
import type { Draft } from '../draft.ts';
import type { GrantEvent, ProfileEvent, ReferEvent } from '../event.ts';
import { finish } from '../finish.ts';
import { counterOf, counterValue } from './counters.ts';

export function decideProfile(draft: Draft, event: ProfileEvent): PlainDecision | Refusal {
  const attributes: Record<string, string | number | boolean> = { ...draft.state.attributes };
  for (const [name, value] of Object.entries(event.attributes ?? {})) {
    const known = draft.program.attributes.get(name);
    // What an earlier version declared can still be forgotten.
    if (value === null && Object.hasOwn(attributes, name)) {
      delete attributes[name];
      continue;
    }
    if (known === undefined || (value !== null && typeof value !== typeof known))
      return { type: 'refused', code: 'attribute_unknown', params: { attribute: name } };
    if (value !== null) attributes[name] = value;
  }
  const { attributes: _, ...rest } = draft.state;
  draft.state = {
    ...rest,
    ...(Object.keys(attributes).length === 0 ? {} : { attributes }),
    ...(event.dates === undefined ? {} : { dates: event.dates }),
    ...(event.statementDay === undefined ? {} : { statementDay: event.statementDay }),
  };
  return { type: 'profile', ...finish(draft) };
}

export function decideGrant(draft: Draft, event: GrantEvent): PlainDecision | Refusal {
  const level = draft.program.tiers?.levels.find((each) => each.id === event.level);
  if (event.level !== null && level === undefined)
    return { type: 'refused', code: 'level_unknown', params: { level: event.level } };
  if (event.until !== null && event.until <= draft.asOf)
    return { type: 'refused', code: 'level_over', params: { until: event.until } };
  // What was reached or a rule has given is not taken by hand.
  const others = draft.grants.filter((grant) => grant.given !== true || grant.rule !== undefined);
  draft.grants =
    level === undefined
      ? others
      : [...others, { level: level.id, since: draft.asOf, until: event.until, margin: 0, given: true }];
  draft.reasons.push({
    applied: true,
    code: event.level === null ? 'level_taken_back' : 'level_given',
    params: { to: event.level, until: event.until, reason: event.reason },
  });
  return { type: 'grant', ...finish(draft) };
}

/** Somebody brought this account. Only who is new can be brought. */
export function decideRefer(draft: Draft, event: ReferEvent): PlainDecision | Refusal {
  const refuse = (code: Refusal['code']): Refusal => ({ type: 'refused', code, params: { by: event.by } });
  if (event.by === draft.before.id) return refuse('transfer_to_self');
  if (draft.state.referral !== undefined) return refuse('referral_exists');
  if (counterValue(draft, counterOf.bought(), '') > 0) return refuse('referral_late');
  draft.state = { ...draft.state, referral: { by: event.by, at: draft.asOf, status: 'joined' } };
  draft.emits.push({ name: 'referral.joined', data: { by: event.by } });
  draft.reasons.push({ applied: true, code: 'referred', params: { by: event.by } });
  return { type: 'refer', ...finish(draft) };
}
