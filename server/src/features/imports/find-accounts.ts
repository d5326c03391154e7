/**
 * Whose account a receipt of the file is. Each customer is asked for once; one whom nobody knows is made a member of the
 * program as of the first receipt, so receipts must come in order of time.
 */
import type { Instant } from '@kopilka/engine';
import { ApiError } from '../../errors.ts';
import { createMember } from '../members/create.ts';
import type { Identity } from '../members/identity.ts';
import { openAccounts, type JoinDeps } from '../members/join.ts';
import { joinProgram } from '../members/joining.ts';
import type { Profile } from '../members/profile.ts';
import { createMemberResolver } from '../members/resolve.ts';
import type { ProgramRegistry } from '../programs/registry.ts';

/** A customer as the past knows them. */
export interface Person {
  /** What the customer is found by. */
  readonly identity: Identity;
  /** What a member made of them gets besides. */
  readonly others?: readonly Identity[];
  readonly profile?: Profile;
}

/** Answers the account. */
export type FindAccount = (person: Person, at: Instant) => Promise<string>;

export interface FindAccountDeps extends JoinDeps {
  readonly programs: ProgramRegistry;
}

export interface FindAccountOptions {
  readonly organizationId: string;
  readonly programId: string;
  /** Hears of every account that this import opened: nothing happened on it before. */
  readonly opened: (accountId: string) => void;
}

export function createAccountFinder(
  deps: FindAccountDeps,
  { organizationId, programId, opened }: FindAccountOptions,
): FindAccount {
  const resolve = createMemberResolver(deps.db);
  const known = new Map<string, Promise<string>>();

  async function find(person: Person, at: Instant): Promise<string> {
    const found = await resolve({ organizationId, programId, member: person.identity });
    if (found === null) return make(person, at);
    if (found.accountId === null) {
      const wanted = { organizationId, programId, memberId: found.memberId, now: at };
      const joined = await joinProgram(deps, wanted);
      opened(joined);
      return joined;
    }
    const { accountId } = found;
    const lived = await deps.ledger.operations(organizationId, accountId, { limit: 1 });
    // An import that was cut off may have made the member and not opened the account; opening twice does nothing.
    if (lived.length === 0) {
      await openAccounts(deps, { organizationId, memberships: [{ programId, accountId, joinedAt: at }], now: at });
    }
    return accountId;
  }

  async function make(person: Person, at: Instant): Promise<string> {
    try {
      const identities = [person.identity, ...(person.others ?? [])];
      await createMember(deps, { organizationId, identities, profile: person.profile ?? {}, programId, now: at });
    } catch (error) {
      // Somebody else made the member at this moment; whose account it is, is asked again either way.
      if (!(error instanceof ApiError) || error.code !== 'identity_taken') throw error;
      return find(person, at);
    }
    const made = await resolve({ organizationId, programId, member: person.identity });
    if (made === null || made.accountId === null) throw new Error('a member who was just made has no account');
    opened(made.accountId);
    return made.accountId;
  }

  return (person, at) => {
    const name = `${person.identity.kind}/${person.identity.value}`;
    const answer = known.get(name) ?? find(person, at);
    known.set(name, answer);
    return answer;
  };
}
