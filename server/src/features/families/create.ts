/** Founds a family on the account of its owner, who shares it from then on with whoever accepts an invitation. */
import type { Instant } from '@kopilka/engine';
import { ApiError } from '../../errors.ts';
import { newAccountId } from '../../ledger/ids.ts';
import { findMemberAccount } from '../members/find-account.ts';
import { holdAccounts } from '../members/move.ts';
import type { MemberName } from '../members/resolve.ts';
import type { QuoteDeps } from '../quotes/ask.ts';
import { familyAnswer, type FamilyAnswer } from './answer.ts';
import { enterFamily, findFamily, findFamilyMember, insertFamily, listFamiliesOn } from './store.ts';

export interface FamilyWanted {
  readonly organizationId: string;
  readonly programId: string | undefined;
  readonly owner: MemberName;
  readonly name: string;
  readonly now: Instant;
}

/** A repeat finds the family that it made. Throws ApiError family_exists or account_shared. */
export async function createFamily(
  deps: QuoteDeps,
  wanted: FamilyWanted,
): Promise<{ readonly family: FamilyAnswer; readonly repeated: boolean }> {
  const { organizationId, name, now } = wanted;
  const { programId } = await deps.programs.choose(organizationId, wanted.programId);
  const account = await findMemberAccount(deps, { organizationId, programId, member: wanted.owner, now });
  const { memberId, accountId } = account;
  return deps.db.tenant(organizationId, async (tx) => {
    const held = await holdAccounts(tx, [accountId]);
    const known = await findFamilyMember(tx, memberId, programId);
    if (known !== null && known.status !== 'left') {
      const family = await findFamily(tx, known.familyId);
      if (known.role !== 'owner' || family?.name !== name) throw new ApiError('family_exists');
      return { family: await familyAnswer(tx, known.familyId), repeated: true };
    }
    const sharing = held.get(accountId)?.memberIds ?? [];
    if (sharing.length !== 1 || sharing[0] !== memberId) throw new ApiError('account_shared');
    if ((await listFamiliesOn(tx, [accountId])).length > 0) throw new ApiError('family_exists');
    const familyId = newAccountId(now);
    await insertFamily(tx, organizationId, { familyId, programId, accountId, name, createdAt: now, endedAt: null });
    await enterFamily(tx, organizationId, {
      memberId,
      programId,
      familyId,
      role: 'owner',
      status: 'active',
      consentText: null,
      joinedAt: now,
      formerAccountId: null,
      nextAccountId: null,
    });
    return { family: await familyAnswer(tx, familyId), repeated: false };
  });
}
