/** The value for the level that the account holds. */
import type { Draft } from '../draft.ts';
import type { ByTier } from '../program/compiled.ts';
import { levelAt } from './tiers.ts';

export function forTier<T>(draft: Draft, value: ByTier<T>): T {
  if (value.type === 'same') return value.value;
  const level = levelAt(draft.program, draft.grants, draft.asOf);
  const own = level === null ? undefined : value.values.get(level.id);
  if (own === undefined) throw new Error(`no value for level ${level?.id ?? '(none)'}`);
  return own;
}
