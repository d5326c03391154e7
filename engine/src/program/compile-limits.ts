/** Bounds, each with a name of its own in the program. */
import type { Limit } from './compiled.ts';
import { compiled } from './compiled-assertion.ts';
import type { LimitDocument } from './document.ts';
import { type UnitTerms, unitsOf } from './earning-terms.ts';

/** `owner` is the id of the rule or reward; `terms` those of the wallet that `units` are counted in. */
export function compileLimits(
  limits: readonly LimitDocument[] | undefined,
  owner: string,
  terms: UnitTerms | null,
): readonly Limit[] {
  return (limits ?? []).map((limit, index) => ({
    id: `${owner}#${index + 1}`,
    per: limit.per ?? 'account',
    every: limit.every ?? 'ever',
    times: limit.times ?? null,
    units:
      limit.units === undefined ? null : compiled(terms === null ? null : unitsOf(limit.units, terms), limit.units),
  }));
}
