/** Counts what is found in a file or comes of it, with the first rows of every kind of trouble. */
import type { Counts } from './stored.ts';

/** Rows named of each problem. */
const ROWS_MAX = 20;
const EXAMPLE_CHARACTERS_MAX = 100;

export function noCounts(wallet: string | null): Counts {
  const none = { rows: 0, good: 0, refused: 0, problems: [], opened: 0, known: 0 };
  return { ...none, units: wallet === null ? null : 0, wallet, receipts: null };
}

/** `example` null: the row says nothing by itself. Changes the counts. */
export function countProblem(
  counts: Counts,
  { code, row, example }: { readonly code: string; readonly row: number; readonly example: string | null },
): void {
  counts.refused += 1;
  const known = counts.problems.find((problem) => problem.code === code);
  const problem = known ?? { code, count: 0, rows: [], example: example?.slice(0, EXAMPLE_CHARACTERS_MAX) ?? null };
  if (known === undefined) counts.problems.push(problem);
  problem.count += 1;
  if (problem.rows.length < ROWS_MAX) problem.rows.push(row);
}
