/**
 * How many random lives, and which. KOPILKA_RUNS=20 lives twenty times as many; KOPILKA_SEED=… lives the same again (a
 * failure prints its seed).
 */
import fc from 'fast-check';
import { loadProgram, type CompiledProgram } from '../../src/index.ts';
import type { HistoryWish } from './history.ts';
import { documentOf, type ProgramSpec } from './program-spec.ts';

const TIMES = Number(process.env['KOPILKA_RUNS'] ?? 1);
const SEED = process.env['KOPILKA_SEED'];
const TIMEOUT_MS = 20_000 * Math.max(1, TIMES);
export const DAY_MS = 86_400_000;

export const EVERYTHING: HistoryWish = { returns: true, late: true, checkouts: true };
export const ON_TIME: HistoryWish = { returns: true, late: false, checkouts: true };

/** So many random lives, more when asked; spread into `test` after its name. */
export function lives<Values extends [unknown, ...unknown[]]>(runs: number, property: fc.IProperty<Values>) {
  const parameters = { numRuns: runs * TIMES, ...(SEED === undefined ? {} : { seed: Number(SEED) }) };
  return [{ timeout: TIMEOUT_MS }, () => fc.assert(property, parameters)] as const;
}

export function loaded(spec: ProgramSpec): CompiledProgram {
  const program = loadProgram(documentOf(spec), 'json');
  if (!program.ok) throw new Error(JSON.stringify(program.problems));
  return program.program;
}
