/** Members who change accounts: one who leaves for an account of their own, all of an account that becomes part of another. */
import type { Instant } from '@kopilka/engine';
import type { Tx } from '../../kit/db.ts';
import { insertHeir, lockMemberships, pointMembership, pointMemberships } from './store.ts';

export interface AccountMembers {
  readonly programId: string;
  readonly memberIds: readonly string[];
}

/** Holds the members of these accounts where they are; an account that is nobody's is absent. */
export async function holdAccounts(
  tx: Tx,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, AccountMembers>> {
  const found = await lockMemberships(tx, accountIds);
  const byAccount = Map.groupBy(found, (each) => each.accountId);
  return new Map(
    [...byAccount].map(([accountId, own]) => [
      accountId,
      { programId: own[0]?.programId ?? '', memberIds: own.map((each) => each.memberId) },
    ]),
  );
}

export async function moveMember(
  tx: Tx,
  wanted: { readonly memberId: string; readonly programId: string; readonly accountId: string },
): Promise<void> {
  await pointMembership(tx, wanted);
}

/** All members of `from`, which the caller holds, are members of `into` from now on; its history still says whose it was. */
export async function moveMembers(
  tx: Tx,
  {
    organizationId,
    from,
    into,
    members,
    now,
  }: {
    readonly organizationId: string;
    readonly from: string;
    readonly into: string;
    readonly members: AccountMembers;
    readonly now: Instant;
  },
): Promise<void> {
  const [only, another] = members.memberIds;
  await pointMemberships(tx, from, into);
  await insertHeir(tx, {
    accountId: from,
    organizationId,
    programId: members.programId,
    heirAccountId: into,
    memberId: another === undefined ? (only ?? null) : null,
    since: now,
  });
}
