/** In how many decimal places the program's levels are measured. */
import type { CompiledProgram } from '../program/compiled.ts';

export function meterScaleOf({ tiers, meters }: CompiledProgram): number {
  return meters.get(tiers?.meter ?? '')?.scale ?? 0;
}
