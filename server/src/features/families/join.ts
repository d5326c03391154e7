/**
 * The invited accepts. In one transaction the consent is written down and the membership is pointed to the family's account;
 * then the account that the member had becomes part of it. A crash between the two is finished by a repeat: the row says
 * that the member is still joining, and the merge has a key of its own.
 */
import type { Instant } from '@kopilka/engine';
import { ApiError } from '../../errors.ts';
import type { Tx } from '../../kit/db.ts';
import { findMemberAccount, type MemberAccount } from '../members/find-account.ts';
import { holdAccounts, moveMembers } from '../members/move.ts';
import type { MemberName } from '../members/resolve.ts';
import { endAccount } from '../merges/end-account.ts';
import type { QuoteDeps } from '../quotes/ask.ts';
import { type FamilyAnswer, readFamily } from './answer.ts';
import { type InvitationNamed, knownMember, provenInvitation, requireFamily } from './invite.ts';
import {
  enterFamily,
  type FamilyMember,
  findFamily,
  findFamilyMember,
  type Invitation,
  type StoredFamily,
  updateFamilyMember,
  updateInvitation,
} from './store.ts';

export interface Acceptance {
  readonly member: MemberName;
  readonly code: string;
  /** Version of the text that was agreed to. */
  readonly consent: string;
}

/** Throws ApiError family_unknown, invitation_unknown, invitation_closed, family_exists or account_shared. */
export async function acceptInvitation(
  deps: QuoteDeps,
  named: InvitationNamed,
  by: Acceptance,
): Promise<{ readonly family: FamilyAnswer; readonly repeated: boolean }> {
  const { organizationId, familyId, now } = named;
  const family = await deps.db.tenant(organizationId, (tx) => findFamily(tx, familyId));
  if (family === null) throw new ApiError('invitation_unknown');
  const { programId } = family;
  await knownMember(deps, { organizationId, programId, member: by.member });
  const own = await findMemberAccount(deps, { organizationId, programId, member: by.member, now });
  const joined = await deps.db.tenant(organizationId, (tx) => join(tx, { named, by, own }));
  if (joined === null) throw new ApiError('invitation_unknown');
  const { member, isFirst } = joined;
  if (member.status === 'joining') await finishJoining(deps, { organizationId, member, now });
  return { family: await readFamily(deps.db, organizationId, familyId), repeated: !isFirst };
}

interface Joining {
  readonly named: InvitationNamed;
  readonly by: Acceptance;
  readonly own: MemberAccount;
}

/** null when there is no such invitation for the member with this code. */
async function join(
  tx: Tx,
  { named, by, own }: Joining,
): Promise<{ readonly member: FamilyMember; readonly isFirst: boolean } | null> {
  const family = await requireFamily(tx, named.familyId);
  const { memberId } = own;
  const invitation = await provenInvitation(tx, named, { memberId, code: by.code });
  if (invitation === null || (invitation.status === 'pending' && invitation.expiresAt <= named.now)) return null;
  const known = await findFamilyMember(tx, memberId, family.programId);
  const isIn = known !== null && known.status !== 'left';
  if (invitation.status === 'accepted' && isIn && known.familyId === family.familyId)
    return { member: known, isFirst: false };
  if (invitation.status !== 'pending') throw new ApiError('invitation_closed', { status: invitation.status });
  if (isIn) throw new ApiError('family_exists');
  return { member: await enter(tx, { named, by, own }, { family, invitation }), isFirst: true };
}

async function enter(
  tx: Tx,
  { named, by, own }: Joining,
  { family, invitation }: { readonly family: StoredFamily; readonly invitation: Invitation },
): Promise<FamilyMember> {
  const { organizationId, now } = named;
  const { memberId, accountId } = own;
  // A twin of one of the family whose accounts were merged lives on the account already, and only gets a role.
  const isThere = accountId === family.accountId;
  const held = (await holdAccounts(tx, [accountId, family.accountId])).get(accountId);
  // Somebody else on the account has agreed to nothing; and the account may have ended while we looked.
  const isAlone = held?.memberIds.length === 1 && held.memberIds[0] === memberId;
  if (held === undefined || !(isThere || isAlone)) throw new ApiError('account_shared');
  const member: FamilyMember = {
    memberId,
    programId: family.programId,
    familyId: family.familyId,
    role: invitation.role,
    status: isThere ? 'active' : 'joining',
    consentText: by.consent,
    joinedAt: now,
    formerAccountId: isThere ? null : accountId,
    nextAccountId: null,
  };
  if (!(await enterFamily(tx, organizationId, member))) throw new ApiError('family_exists');
  await updateInvitation(tx, { ...invitation, status: 'accepted' }, now);
  if (!isThere) await moveMembers(tx, { organizationId, from: accountId, into: family.accountId, members: held, now });
  return member;
}

async function finishJoining(
  deps: QuoteDeps,
  {
    organizationId,
    member,
    now,
  }: { readonly organizationId: string; readonly member: FamilyMember; readonly now: Instant },
): Promise<void> {
  const { programId, familyId, formerAccountId } = member;
  const family = await deps.db.tenant(organizationId, (tx) => findFamily(tx, familyId));
  if (family === null || formerAccountId === null) throw new Error('a member joins a family that is not there');
  const { accountId: into } = family;
  await endAccount(deps, { organizationId, programId, accountId: formerAccountId, into, now });
  await deps.db.tenant(organizationId, (tx) =>
    updateFamilyMember(tx, member, { role: member.role, status: 'active', nextAccountId: null, leftAt: null }),
  );
}
