/** The part of a decision that is the same for every event: what moved, what changed, and where the account stands now. */
import type { Draft } from './draft.ts';
import type { PurchaseDecision } from './decision.ts';
import { forwardToHeir } from './rules/forward.ts';
import { levelAt } from './rules/tiers.ts';
import { standingAt } from './standing.ts';

type Common = Pick<
  PurchaseDecision,
  | 'at'
  | 'asOf'
  | 'entries'
  | 'meters'
  | 'grants'
  | 'tier'
  | 'emits'
  | 'quotas'
  | 'badges'
  | 'messages'
  | 'reasons'
  | 'after'
>;

export function finish(draft: Draft): Common {
  forwardToHeir(draft);
  const { program, before, asOf } = draft;
  const from = levelAt(program, before.grants, before.asOf ?? asOf)?.id;
  const to = levelAt(program, draft.grants, asOf)?.id;
  const changed = from !== undefined && to !== undefined && from !== to;
  if (changed) {
    draft.reasons.push({ applied: true, code: 'tier_changed', params: { from, to } });
    if (program.rulesOn.has('tier.changed')) draft.emits.push({ name: 'tier.changed', data: { from, to } });
  }
  return {
    at: draft.at,
    asOf,
    entries: draft.entries,
    meters: draft.meters,
    ...(draft.grants === before.grants ? {} : { grants: [...draft.grants] }),
    ...(changed ? { tier: { from, to } } : {}),
    ...(draft.emits.length > 0 ? { emits: draft.emits } : {}),
    ...(Object.keys(draft.taken).length > 0 ? { quotas: draft.taken } : {}),
    ...(draft.badges.length > 0 ? { badges: draft.badges } : {}),
    ...(draft.messages.length > 0 ? { messages: draft.messages } : {}),
    reasons: draft.reasons,
    after: standingAt(program, draft, asOf),
  };
}
