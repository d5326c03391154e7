/** Which part of the meters a load needs: those that levels are measured by, from the window's first day. */
import { windowStart, type CompiledProgram, type Day, type Instant } from '@kopilka/engine';

export function windowOf(
  program: CompiledProgram,
  at: Instant,
): { readonly meter: string | null; readonly windowFrom: Day | null } {
  return { meter: program.tiers?.meter ?? null, windowFrom: windowStart(program, at) };
}
