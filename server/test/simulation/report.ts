/** The sums of many storms as lines to read. */
import type { StormResult } from './storm.ts';

export interface Totals {
  storms: number;
  failed: number;
  sums: Record<string, number>;
  refusals: Record<string, number>;
  faults: Record<string, number>;
}

export function createTotals(): Totals {
  return { storms: 0, failed: 0, sums: {}, refusals: {}, faults: {} };
}

export function addTo(totals: Totals, result: StormResult): void {
  const { acknowledged, conflicts, auditsClean, cut, refusedByProxy, counts } = result;
  const { requests, retries, lost, twins, unavailable, refusals, faults } = counts;
  totals.storms += 1;
  if (result.offences.length > 0) totals.failed += 1;
  add(totals.sums, {
    acknowledged,
    requests,
    retries,
    conflicts,
    'lost answers': lost,
    duplicates: twins,
    'commits cut': cut,
    'commits refused as full': refusedByProxy,
    '503s': unavailable,
    'audits clean': auditsClean,
  });
  add(totals.refusals, refusals);
  add(totals.faults, faults);
}

function add(into: Record<string, number>, more: Readonly<Record<string, number>>): void {
  for (const [name, count] of Object.entries(more)) into[name] = (into[name] ?? 0) + count;
}

export function linesOf({ storms, failed, sums, refusals, faults }: Totals): readonly string[] {
  const kills = Object.entries(faults).reduce((sum, [kind, count]) => sum + (kind.startsWith('kill') ? count : 0), 0);
  return [
    `${storms} storms, ${failed} failed; ${list(sums)}; ${kills} kills (${list(faults)}); refusals: ${list(refusals)}`,
  ];
}

function list(counts: Readonly<Record<string, number>>): string {
  const all = Object.entries(counts).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return all.map(([name, count]) => `${name} ${count}`).join(', ') || 'none';
}
