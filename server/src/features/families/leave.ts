/**
 * Leaving: the member gets a new account, and the units stay with the family. The account is chosen and opened before the
 * membership is pointed to it; a repeat after a crash finds the choice and goes on. The welcome was given long ago.
 */
import type { Instant } from '@kopilka/engine';
import { ApiError } from '../../errors.ts';
import type { Tx } from '../../kit/db.ts';
import { newAccountId } from '../../ledger/ids.ts';
import { openQuietly } from '../members/join.ts';
import { moveMember } from '../members/move.ts';
import type { QuoteDeps } from '../quotes/ask.ts';
import { type FamilyAnswer, readFamily } from './answer.ts';
import { requireFamily } from './invite.ts';
import { forgetBirthday, type Leaver, restoreProfile } from './own-profile.ts';
import {
  endFamily,
  type FamilyMember,
  findFamilyMember,
  type InvitedRole,
  listFamilyMembers,
  listPendingInvitations,
  lockFamily,
  type StoredFamily,
  updateFamilyMember,
  updateInvitation,
} from './store.ts';

export interface MemberNamed {
  readonly organizationId: string;
  readonly familyId: string;
  readonly memberId: string;
  readonly now: Instant;
}

/** Throws ApiError family_unknown, family_member_unknown or family_owner_stays. */
export async function leaveFamily(
  deps: QuoteDeps,
  named: MemberNamed,
): Promise<{ readonly family: FamilyAnswer; readonly repeated: boolean }> {
  const { organizationId, familyId, memberId, now } = named;
  const { family, leaver, accountId } = await deps.db.tenant(organizationId, (tx) => beginLeaving(tx, named));
  if (accountId !== null) {
    await openQuietly(deps, { organizationId, programId: family.programId, accountId, now });
    await restoreProfile(deps, leaver, accountId);
    await deps.db.tenant(organizationId, (tx) => finishLeaving(tx, { ...named, memberId, accountId }));
  }
  if (family.endedAt === null) await forgetBirthday(deps, leaver, family.accountId);
  return { family: await readFamily(deps.db, organizationId, familyId), repeated: accountId === null };
}

interface Leaving {
  readonly family: StoredFamily;
  readonly leaver: Leaver;
  /** To leave for; null when the member has left already, or was the last and took the account along. */
  readonly accountId: string | null;
}

async function beginLeaving(tx: Tx, { organizationId, familyId, memberId, now }: MemberNamed): Promise<Leaving> {
  const family = await lockFamily(tx, familyId);
  if (family === null) throw new ApiError('family_unknown');
  const { programId } = family;
  const member = await findFamilyMember(tx, memberId, programId);
  if (member?.familyId !== familyId) throw new ApiError('family_member_unknown');
  const leaver = { organizationId, programId, memberId, formerAccountId: member.formerAccountId, now };
  if (member.status === 'left') return { family, leaver, accountId: null };
  if (member.role === 'owner') {
    await endWith(tx, member, now);
    return { family: { ...family, endedAt: now }, leaver, accountId: null };
  }
  const accountId = member.nextAccountId ?? newAccountId(now);
  await updateFamilyMember(tx, member, {
    role: member.role,
    status: 'leaving',
    nextAccountId: accountId,
    leftAt: null,
  });
  return { family, leaver, accountId };
}

async function finishLeaving(
  tx: Tx,
  { familyId, memberId, accountId, now }: MemberNamed & { readonly accountId: string },
): Promise<void> {
  const family = await lockFamily(tx, familyId);
  if (family === null) throw new ApiError('family_unknown');
  const { programId } = family;
  const member = await findFamilyMember(tx, memberId, programId);
  if (member?.status !== 'leaving' || member.nextAccountId !== accountId) return;
  await moveMember(tx, { memberId, programId, accountId });
  await updateFamilyMember(tx, member, { role: member.role, status: 'left', nextAccountId: accountId, leftAt: now });
}

/** The last one turns off the light and keeps the account. */
async function endWith(tx: Tx, owner: FamilyMember, now: Instant): Promise<void> {
  const members = await listFamilyMembers(tx, owner.familyId);
  if (members.some(({ memberId }) => memberId !== owner.memberId)) throw new ApiError('family_owner_stays');
  for (const invitation of await listPendingInvitations(tx, owner.familyId))
    await updateInvitation(tx, { ...invitation, status: 'cancelled' }, now);
  await updateFamilyMember(tx, owner, { role: 'owner', status: 'left', nextAccountId: null, leftAt: now });
  await endFamily(tx, owner.familyId, now);
}

/** A new owner makes the old one a spender. Throws ApiError family_unknown, family_member_unknown or family_owner_stays. */
export async function changeRole(
  deps: Pick<QuoteDeps, 'db'>,
  { organizationId, familyId, memberId }: MemberNamed,
  role: 'owner' | InvitedRole,
): Promise<FamilyAnswer> {
  await deps.db.tenant(organizationId, async (tx) => {
    await requireFamily(tx, familyId);
    const members = await listFamilyMembers(tx, familyId);
    const member = members.find((each) => each.memberId === memberId);
    if (member === undefined) throw new ApiError('family_member_unknown');
    if (member.role === role) return;
    if (member.role === 'owner') throw new ApiError('family_owner_stays');
    const owner = members.find((each) => each.role === 'owner');
    if (role === 'owner' && owner !== undefined) await giveRole(tx, owner, 'spender');
    await giveRole(tx, member, role);
  });
  return readFamily(deps.db, organizationId, familyId);
}

async function giveRole(tx: Tx, member: FamilyMember, role: FamilyMember['role']): Promise<void> {
  await updateFamilyMember(tx, member, {
    role,
    status: member.status,
    nextAccountId: member.nextAccountId,
    leftAt: null,
  });
}
