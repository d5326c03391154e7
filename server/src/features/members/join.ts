/**
 * A member's way into a program: a membership, an account, and the event that welcomes. Every step may be repeated, so
 * whoever finds one undone (a crash between them, a program published after the member came) calls this again; see joining.ts.
 */
import type { CompiledProgram, Instant } from '@kopilka/engine';
import type { Database } from '../../kit/db.ts';
import { sha256Hex } from '../../kit/canonical-json.ts';
import { newAccountId } from '../../ledger/ids.ts';
import type { Ledger, OperationRequest } from '../../ledger/ledger.ts';
import type { ProgramSource } from '../../ledger/program-source.ts';
import type { Membership } from './store.ts';

export type { Membership };

export interface JoinDeps {
  readonly db: Database;
  readonly ledger: Ledger;
  readonly programs: ProgramSource;
}

const ENROLLED = 'enrolled';

export function newMembership(programId: string, now: Instant): Membership {
  return { programId, accountId: newAccountId(now), joinedAt: now };
}

export async function openAccounts(
  { ledger, programs }: Pick<JoinDeps, 'ledger' | 'programs'>,
  {
    organizationId,
    memberships,
    now,
  }: { readonly organizationId: string; readonly memberships: readonly Membership[]; readonly now: Instant },
): Promise<void> {
  await ledger.openAccounts(
    memberships.map(({ programId, accountId, joinedAt }) => ({
      organizationId,
      programId,
      accountId,
      openedAt: joinedAt,
    })),
  );
  for (const { programId, accountId } of memberships) {
    const timeline = await programs.timeline(organizationId, programId);
    if (timeline === null || !welcomes(timeline.at(now).program)) continue;
    await ledger.post({
      organizationId,
      programId,
      accountId,
      event: { type: 'custom', at: now, name: ENROLLED, data: {} },
      now,
      history: false,
      ...welcomedOnce(accountId),
    });
  }
}

/** Whether the program does anything for those who are new. */
export function welcomes(program: CompiledProgram): boolean {
  return program.rulesOn.has(ENROLLED);
}

/**
 * An account for somebody who was welcomed long ago: the key of the welcome is used up, so that whoever opens the account
 * again later welcomes nobody. Otherwise leaving a family and coming back would earn the welcome each time.
 */
export async function openQuietly(
  { ledger }: Pick<JoinDeps, 'ledger'>,
  wanted: {
    readonly organizationId: string;
    readonly programId: string;
    readonly accountId: string;
    readonly now: Instant;
  },
): Promise<void> {
  const { organizationId, programId, accountId, now } = wanted;
  await ledger.openAccounts([{ organizationId, programId, accountId, openedAt: now }]);
  const isQuiet = await useUpOnce({ ledger }, wanted, welcomedOnce(accountId));
  if (!isQuiet) throw new Error('a quiet account was welcomed');
}

type Once = Pick<OperationRequest, 'bodyHash' | 'keys'>;

function welcomedOnce(accountId: string): Once {
  return { keys: [{ kind: 'event', key: `${ENROLLED}/${accountId}` }], bodyHash: sha256Hex(ENROLLED) };
}

/** Uses up what something is told by once, so that nothing comes of it when it is told later. Answers whether nothing has come of it. */
export async function useUpOnce(
  { ledger }: Pick<JoinDeps, 'ledger'>,
  wanted: {
    readonly organizationId: string;
    readonly programId: string;
    readonly accountId: string;
    readonly now: Instant;
  },
  once: Once,
): Promise<boolean> {
  const { organizationId, programId, accountId, now } = wanted;
  const event: OperationRequest['event'] = { type: 'void', at: now };
  const used = await ledger.post({ organizationId, programId, accountId, event, now, history: false, ...once });
  return used.type === 'done' || used.type === 'repeated';
}
