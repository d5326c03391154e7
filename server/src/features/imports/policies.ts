/**
 * What is odd about lines, counted, and what the mapping's rules make of it. Every oddity of a line is counted; of several
 * rules the strictest decides: refuse before drop before keep.
 */
import type { LinePolicies } from './mapping.ts';
import type { FileLine, Oddity } from './read-line.ts';

export const ODDITIES = [
  'zeroPrice',
  'negativePrice',
  'negativeQuantity',
  'missingName',
  'duplicateLine',
] as const satisfies readonly Oddity[];

export interface PolicyTally {
  /** Lines of which it is true, whatever became of them. */
  readonly met: Record<Oddity, number>;
  /** Lines left out by any of the rules. */
  dropped: number;
  /** Lines whose price × quantity was rounded half up to a whole coin. */
  rounded: number;
}

export function createPolicyTally(): PolicyTally {
  const met = { zeroPrice: 0, negativePrice: 0, negativeQuantity: 0, missingName: 0, duplicateLine: 0 };
  return { met, dropped: 0, rounded: 0 };
}

export type Judged =
  | { readonly type: 'lines'; readonly lines: readonly FileLine[] }
  | { readonly type: 'refused'; readonly because: Oddity };

/** `takesBack`: in a return negative quantities are nothing odd. */
export function judgeLines(
  lines: readonly FileLine[],
  {
    policies,
    takesBack,
    tally,
  }: { readonly policies: LinePolicies; readonly takesBack: boolean; readonly tally: PolicyTally },
): Judged {
  const seen = new Set<string>();
  const kept: FileLine[] = [];
  let refused: Oddity | null = null;
  for (const line of lines) {
    if (line.rounded) tally.rounded += 1;
    const oddities = oddOf(line, seen, takesBack);
    for (const oddity of oddities) tally.met[oddity] += 1;
    refused ??= oddities.find((oddity) => policies[oddity] === 'refuse') ?? null;
    if (oddities.some((oddity) => policies[oddity] === 'drop')) tally.dropped += 1;
    else kept.push(line);
  }
  return refused === null ? { type: 'lines', lines: kept } : { type: 'refused', because: refused };
}

function oddOf(line: FileLine, seen: Set<string>, takesBack: boolean): readonly Oddity[] {
  const own = line.oddities.filter((oddity) => !(takesBack && oddity === 'negativeQuantity'));
  const meaning = `${line.sku}\0${line.quantity}\0${line.amount}\0${line.negative}\0${line.name}`;
  if (seen.has(meaning)) return [...own, 'duplicateLine'];
  seen.add(meaning);
  return own;
}
