/** The program that decides about a request: named or the only one, as it rules at the request's moment. */
import type { Instant } from '@kopilka/engine';
import type { ActiveProgram } from '../../ledger/program-source.ts';
import type { KnownProgram, ProgramRegistry } from './registry.ts';

export interface ChosenProgram {
  readonly programId: string;
  readonly active: ActiveProgram;
  readonly known: KnownProgram;
}

/** Throws ApiError program_unknown or program_required. */
export async function rulesAt(
  programs: ProgramRegistry,
  {
    organizationId,
    programId,
    at,
  }: { readonly organizationId: string; readonly programId: string | undefined; readonly at: Instant },
): Promise<ChosenProgram> {
  const known = await programs.choose(organizationId, programId);
  return { programId: known.programId, active: known.at(at), known };
}

/** The rules that an operation was decided by. They may be newer than what is known here, when another process published them. */
export async function rulesOf(
  programs: ProgramRegistry,
  {
    organizationId,
    programId,
    version,
  }: { readonly organizationId: string; readonly programId: string; readonly version: number },
): Promise<ActiveProgram> {
  const known = await programs.timeline(organizationId, programId);
  const found = known?.version(version) ?? null;
  if (found !== null) return found;
  await programs.refresh(organizationId);
  const again = (await programs.timeline(organizationId, programId))?.version(version) ?? null;
  if (again === null) throw new Error(`version ${version} of ${programId} is gone`);
  return again;
}
