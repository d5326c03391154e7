/** From what a request says of a member to the account that the operation is about. */
import type { Instant } from '@kopilka/engine';
import { ApiError } from '../../errors.ts';
import type { Reading, ReadingWanted } from '../../ledger/reading.ts';
import type { JoinDeps } from './join.ts';
import { joinProgram } from './joining.ts';
import type { MemberName, ResolvedMember, ResolveMember } from './resolve.ts';
import { findHeir, listAccountMembers, listForebears, listMemberships } from './store.ts';

export interface MemberDeps extends JoinDeps {
  readonly resolveMember: ResolveMember;
}

export interface MemberAccount {
  readonly memberId: string;
  readonly accountId: string;
  /** Only where it was wanted and could be had by the way. */
  readonly reading?: Reading;
}

/** Throws ApiError member_unknown or, unless `blockedToo`, member_blocked. A member who has not joined the program joins it. */
export async function findMemberAccount(
  deps: MemberDeps,
  wanted: {
    readonly organizationId: string;
    readonly programId: string;
    readonly member: MemberName;
    readonly now: Instant;
    readonly blockedToo?: boolean;
    readonly read?: ReadingWanted;
  },
): Promise<MemberAccount> {
  const found: ResolvedMember | null = await deps.resolveMember(wanted);
  if (found === null) throw new ApiError('member_unknown');
  const { memberId, status, accountId, reading } = found;
  if (status === 'blocked' && wanted.blockedToo !== true) throw new ApiError('member_blocked');
  if (accountId !== null) return { memberId, accountId, ...(reading === undefined ? {} : { reading }) };
  return { memberId, accountId: await joinProgram(deps, { ...wanted, memberId }) };
}

export interface AccountOwner {
  readonly programId: string;
  /** null when several members share the account. */
  readonly memberId: string | null;
  /** The account that it became part of; null when it did not. */
  readonly heir: string | null;
}

/** Whose an account of this organization is, or was before it became part of another. Throws ApiError account_unknown. */
export async function ownerOfAccount(
  { db }: Pick<MemberDeps, 'db'>,
  organizationId: string,
  accountId: string,
): Promise<AccountOwner> {
  const [first, second] = await db.tenant(organizationId, (tx) => listAccountMembers(tx, accountId));
  const heir = first === undefined ? await db.tenant(organizationId, (tx) => findHeir(tx, accountId)) : null;
  if (heir !== null) return { programId: heir.programId, memberId: heir.memberId, heir: heir.heirAccountId };
  if (first === undefined) throw new ApiError('account_unknown');
  return { programId: first.programId, memberId: second === undefined ? first.memberId : null, heir: null };
}

/** The accounts that a member has now, by program; of a family's the one that is shared. */
export async function accountsOfMember(
  { db }: Pick<MemberDeps, 'db'>,
  organizationId: string,
  memberId: string,
): Promise<readonly string[]> {
  const memberships = await db.tenant(organizationId, (tx) => listMemberships(tx, memberId));
  return memberships.map(({ accountId }) => accountId);
}

/** The account and all that became part of it, in the order in which they did: whose purchases and redemptions are its people's. */
export async function lineageOf(
  { db }: Pick<MemberDeps, 'db'>,
  organizationId: string,
  accountId: string,
): Promise<readonly [string, ...string[]]> {
  return [accountId, ...(await db.tenant(organizationId, (tx) => listForebears(tx, accountId)))];
}
