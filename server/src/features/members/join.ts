/**
 * A member's way into a program: a membership, an account, and the event that welcomes. Every step may be repeated, so
 * whoever finds one undone (a crash between them, a program published after the member came) calls this again; see joining.ts.
 */
import type { Instant } from '@kopilka/engine';
import type { Database } from '../../kit/db.ts';
import { sha256Hex } from '../../kit/canonical-json.ts';
import { newAccountId } from '../../ledger/ids.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { ProgramSource } from '../../ledger/program-source.ts';
import type { Membership } from './store.ts';

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
    if (timeline === null || !timeline.at(now).program.rulesOn.has(ENROLLED)) continue;
    await ledger.post({
      organizationId,
      programId,
      accountId,
      event: { type: 'custom', at: now, name: ENROLLED, data: {} },
      now,
      history: false,
      keys: [{ kind: 'event', key: `${ENROLLED}/${accountId}` }],
      bodyHash: sha256Hex(ENROLLED),
    });
  }
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
  const used = await ledger.post({
    organizationId,
    programId,
    accountId,
    event: { type: 'void', at: now },
    now,
    history: false,
    keys: [{ kind: 'event', key: `${ENROLLED}/${accountId}` }],
    bodyHash: sha256Hex(ENROLLED),
  });
  if (used.type !== 'done' && used.type !== 'repeated') throw new Error(`a quiet account was welcomed: ${used.type}`);
}
