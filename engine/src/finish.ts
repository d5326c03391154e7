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
  const common: { -readonly [Key in keyof Common]?: Common[Key] } & Pick<Common, 'at' | 'asOf' | 'entries' | 'meters'> =
    {
      at: draft.at,
      asOf,
      entries: draft.entries,
      meters: draft.meters,
    };
  if (draft.grants !== before.grants) common.grants = [...draft.grants];
  if (changed) common.tier = { from, to };
  if (draft.emits.length > 0) common.emits = draft.emits;
  if (hasAny(draft.taken)) common.quotas = draft.taken;
  if (draft.badges.length > 0) common.badges = draft.badges;
  if (draft.messages.length > 0) common.messages = draft.messages;
  return Object.assign(common, { reasons: draft.reasons, after: standingAt(program, draft, asOf) });
}

function hasAny(record: Readonly<Record<string, unknown>>): boolean {
  for (const _ in record) return true;
  return false;
}
