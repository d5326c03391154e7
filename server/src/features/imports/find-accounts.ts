/**
 * Whose account a receipt of the file is. Each customer is asked for once; one whom nobody knows is made a member of the
 * program as of the first receipt, so receipts must come in order of time.
 */
import type { Instant } from '@kopilka/engine';
import { ApiError } from '../../errors.ts';
import { createMember } from '../members/create.ts';
import type { Identity } from '../members/identity.ts';
import { joinProgram, openAccounts, type JoinDeps } from '../members/join.ts';
import { createMemberResolver } from '../members/resolve.ts';
import type { ProgramRegistry } from '../programs/registry.ts';

export interface ImportAccount {
  readonly accountId: string;
  /** Opened by this import: nothing happened on it before. */
  readonly isNew: boolean;
}

export type FindAccount = (identity: Identity, at: Instant) => Promise<ImportAccount>;

export interface FindAccountDeps extends JoinDeps {
  readonly programs: ProgramRegistry;
}

export function createAccountFinder(
  deps: FindAccountDeps,
  { organizationId, programId }: { readonly organizationId: string; readonly programId: string },
): FindAccount {
  const resolve = createMemberResolver(deps.db);
  const known = new Map<string, Promise<ImportAccount>>();

  async function find(identity: Identity, at: Instant): Promise<ImportAccount> {
    const found = await resolve({ organizationId, programId, member: identity });
    if (found === null) return make(identity, at);
    if (found.accountId === null) {
      const wanted = { organizationId, programId, memberId: found.memberId, now: at };
      return { accountId: await joinProgram(deps, wanted), isNew: true };
    }
    const { accountId } = found;
    const lived = await deps.ledger.operations(organizationId, accountId, { limit: 1 });
    // An import that was cut off may have made the member and not opened the account; opening twice does nothing.
    if (lived.length === 0) {
      await openAccounts(deps, { organizationId, memberships: [{ programId, accountId, joinedAt: at }], now: at });
    }
    return { accountId, isNew: false };
  }

  async function make(identity: Identity, at: Instant): Promise<ImportAccount> {
    try {
      await createMember(deps, { organizationId, identities: [identity], profile: {}, programId, now: at });
    } catch (error) {
      // Somebody else made the member at this moment; whose account it is, is asked again either way.
      if (!(error instanceof ApiError) || error.code !== 'identity_taken') throw error;
      return find(identity, at);
    }
    const made = await resolve({ organizationId, programId, member: identity });
    if (made === null || made.accountId === null) throw new Error('a member who was just made has no account');
    return { accountId: made.accountId, isNew: true };
  }

  return (identity, at) => {
    const name = `${identity.kind}/${identity.value}`;
    const answer = known.get(name) ?? find(identity, at);
    known.set(name, answer);
    return answer;
  };
}
