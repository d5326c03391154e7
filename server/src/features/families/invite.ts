/** Invitations: made for one member, and answered by that member with the code that the invitation came with. */
import { instant, type Instant } from '@kopilka/engine';
import { ApiError } from '../../errors.ts';
import type { Tx } from '../../kit/db.ts';
import { newAccountId } from '../../ledger/ids.ts';
import { randomCode } from '../coupons/code-text.ts';
import { findMemberAccount } from '../members/find-account.ts';
import type { MemberName } from '../members/resolve.ts';
import type { QuoteDeps } from '../quotes/ask.ts';
import {
  findFamily,
  findFamilyMember,
  findInvitation,
  insertInvitation,
  type Invitation,
  type InvitedRole,
  listFamilyMembers,
  listPendingInvitations,
  lockFamily,
  type StoredFamily,
  updateInvitation,
} from './store.ts';

/** Members of a family, the invited included: more is no family but a market of units. */
export const FAMILY_MEMBERS_MAX = 10;
const INVITATION_MS = 14 * 86_400_000;
/** Six letters: enough with so few tries. */
const CODE_BITS = 25;
const WRONG_CODES_MAX = 5;

export interface InvitationWanted {
  readonly organizationId: string;
  readonly familyId: string;
  readonly member: MemberName;
  readonly role: InvitedRole;
  readonly now: Instant;
}

/** One invitation at a time for a member: a repeat gets the same one. Throws ApiError family_unknown, family_exists or family_full. */
export async function inviteMember(
  deps: QuoteDeps,
  wanted: InvitationWanted,
): Promise<{ readonly invitation: Invitation; readonly repeated: boolean }> {
  const { organizationId, familyId, role, now } = wanted;
  const family = await deps.db.tenant(organizationId, (tx) => findFamily(tx, familyId));
  if (family === null || family.endedAt !== null) throw new ApiError('family_unknown');
  const { programId } = family;
  const { memberId } = await findMemberAccount(deps, { organizationId, programId, member: wanted.member, now });
  return deps.db.tenant(organizationId, async (tx) => {
    await requireFamily(tx, familyId);
    const pending = await livingInvitations(tx, familyId, now);
    const known = pending.find((invitation) => invitation.memberId === memberId);
    if (known !== undefined) {
      await updateInvitation(tx, { ...known, role }, null);
      return { invitation: { ...known, role }, repeated: known.role === role };
    }
    const member = await findFamilyMember(tx, memberId, programId);
    if (member !== null && member.status !== 'left') throw new ApiError('family_exists');
    const members = await listFamilyMembers(tx, familyId);
    if (members.length + pending.length >= FAMILY_MEMBERS_MAX)
      throw new ApiError('family_full', { max: FAMILY_MEMBERS_MAX });
    const invitation: Invitation = {
      invitationId: newAccountId(now),
      familyId,
      memberId,
      role,
      code: randomCode(CODE_BITS),
      wrongCodes: 0,
      status: 'pending',
      createdAt: now,
      expiresAt: instant(now + INVITATION_MS),
    };
    await insertInvitation(tx, organizationId, invitation);
    return { invitation, repeated: false };
  });
}

export interface InvitationNamed {
  readonly organizationId: string;
  readonly familyId: string;
  readonly invitationId: string;
  readonly now: Instant;
}

/**
 * The invitation of this member, if the code is right. Wrong codes are counted, and after a few of them the invitation is over;
 * the caller's transaction must therefore commit when this answers null.
 */
export async function provenInvitation(
  tx: Tx,
  named: InvitationNamed,
  { memberId, code }: { readonly memberId: string; readonly code: string },
): Promise<Invitation | null> {
  const invitation = await findInvitation(tx, named.familyId, named.invitationId);
  if (invitation?.memberId !== memberId) return null;
  if (invitation.code === code) return invitation;
  if (invitation.status !== 'pending') return null;
  const wrongCodes = invitation.wrongCodes + 1;
  const status = wrongCodes >= WRONG_CODES_MAX ? 'cancelled' : 'pending';
  await updateInvitation(tx, { ...invitation, wrongCodes, status }, status === 'pending' ? null : named.now);
  return null;
}

/** By the invited, with the code. Throws ApiError invitation_unknown or invitation_closed. */
export async function declineInvitation(
  deps: QuoteDeps,
  named: InvitationNamed,
  by: { readonly member: MemberName; readonly code: string },
): Promise<Invitation> {
  const { organizationId, familyId, now } = named;
  const family = await deps.db.tenant(organizationId, (tx) => findFamily(tx, familyId));
  if (family === null) throw new ApiError('invitation_unknown');
  const memberId = await knownMember(deps, { organizationId, programId: family.programId, member: by.member });
  const declined = await deps.db.tenant(organizationId, async (tx) => {
    await lockFamily(tx, familyId);
    const invitation = await provenInvitation(tx, named, { memberId, code: by.code });
    return invitation === null ? null : close(tx, invitation, 'declined', now);
  });
  if (declined === null) throw new ApiError('invitation_unknown');
  return declined;
}

/** By the shop, for the owner. Throws ApiError invitation_unknown or invitation_closed. */
export async function cancelInvitation(deps: Pick<QuoteDeps, 'db'>, named: InvitationNamed): Promise<Invitation> {
  const { organizationId, familyId, invitationId, now } = named;
  return deps.db.tenant(organizationId, async (tx) => {
    await lockFamily(tx, familyId);
    const invitation = await findInvitation(tx, familyId, invitationId);
    if (invitation === null) throw new ApiError('invitation_unknown');
    return close(tx, invitation, 'cancelled', now);
  });
}

/** Throws ApiError invitation_closed when it was closed otherwise. */
async function close(
  tx: Tx,
  invitation: Invitation,
  status: 'declined' | 'cancelled',
  now: Instant,
): Promise<Invitation> {
  if (invitation.status === status) return invitation;
  if (invitation.status !== 'pending') throw new ApiError('invitation_closed', { status: invitation.status });
  await updateInvitation(tx, { ...invitation, status }, now);
  return { ...invitation, status };
}

/** Throws ApiError invitation_unknown: who is not known was not invited. */
export async function knownMember(
  deps: QuoteDeps,
  asked: { readonly organizationId: string; readonly programId: string; readonly member: MemberName },
): Promise<string> {
  const found = await deps.resolveMember(asked);
  if (found === null) throw new ApiError('invitation_unknown');
  if (found.status === 'blocked') throw new ApiError('member_blocked');
  return found.memberId;
}

/** Held by the caller from here on. Throws ApiError family_unknown. */
export async function requireFamily(tx: Tx, familyId: string): Promise<StoredFamily> {
  const family = await lockFamily(tx, familyId);
  if (family === null || family.endedAt !== null) throw new ApiError('family_unknown');
  return family;
}

/** Those whose time is over are closed on the way. */
async function livingInvitations(tx: Tx, familyId: string, now: Instant): Promise<readonly Invitation[]> {
  const pending = await listPendingInvitations(tx, familyId);
  for (const invitation of pending.filter((each) => each.expiresAt <= now))
    await updateInvitation(tx, { ...invitation, status: 'cancelled' }, now);
  return pending.filter((each) => each.expiresAt > now);
}
