/** Inviting somebody to work for an organization: a letter with a link that works once, and only its hash is stored. */
import { hash, randomBytes } from 'node:crypto';
import { ApiError } from '../../errors.ts';
import type { Database } from '../../kit/db.ts';
import { writeInvitation } from '../letters/write.ts';
import { findPerson, makePerson } from '../people/people.ts';
import type { Role } from '../people/roles.ts';
import {
  deleteInvitation,
  insertStaff,
  type Invitation,
  listStaff,
  lockInvitation,
  organizationName,
  putInvitation,
} from './store.ts';

const INVITATION_MS = 7 * 24 * 3_600_000;
const TOKEN_BYTES = 32;

export interface InviteDeps {
  readonly db: Database;
  readonly publicUrl: string;
}

/** Throws ApiError staff_already. */
export async function invite(
  { db, publicUrl }: InviteDeps,
  wanted: {
    readonly organizationId: string;
    readonly email: string;
    readonly role: Role;
    readonly invitedBy: string;
    readonly now: number;
  },
): Promise<Invitation> {
  const { organizationId, email, role, invitedBy, now } = wanted;
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const invitation = {
    invitationId: crypto.randomUUID(),
    organizationId,
    email,
    role,
    createdAt: now,
    expiresAt: now + INVITATION_MS,
  };
  await db.transaction(async (tx) => {
    const staff = await listStaff(tx, organizationId);
    if (staff.some((member) => member.email === email)) throw new ApiError('staff_already');
    await putInvitation(tx, { ...invitation, invitedBy, tokenHash: tokenHash(token) });
    const organization = await organizationName(tx, organizationId);
    const { expiresAt } = invitation;
    await writeInvitation(tx, { now, publicUrl }, { organizationId, recipient: email, organization, token, expiresAt });
  });
  return invitation;
}

/** What the page behind the link shows. Throws ApiError invitation_unknown. */
export async function lookAtInvitation(
  db: Database,
  token: string,
): Promise<{ readonly invitation: Invitation; readonly organization: string; readonly isKnown: boolean }> {
  return db.transaction(async (tx) => {
    const invitation = await lockInvitation(tx, tokenHash(token));
    if (invitation === undefined) throw new ApiError('invitation_unknown');
    const organization = await organizationName(tx, invitation.organizationId);
    return { invitation, organization, isKnown: (await findPerson(tx, invitation.email)) !== undefined };
  });
}

export interface Acceptance {
  readonly token: string;
  readonly name: string | undefined;
  readonly password: string | undefined;
  /** Who has signed in here, if somebody has. */
  readonly signedInAs: string | null;
  readonly now: number;
}

/**
 * Whoever is new gets a sign-in; whoever has one must have signed in with it: a letter that somebody else reads is not enough to
 * work in another's name. Throws ApiError invitation_unknown, invitation_not_yours, invitation_incomplete.
 */
export async function accept(db: Database, given: Acceptance): Promise<{ organizationId: string; personId: string }> {
  const { token, name, password, signedInAs, now } = given;
  return db.transaction(async (tx) => {
    const invitation = await lockInvitation(tx, tokenHash(token));
    if (invitation === undefined) throw new ApiError('invitation_unknown');
    const { organizationId, invitationId, email, role } = invitation;
    const known = await findPerson(tx, email);
    if (known !== undefined && known !== signedInAs) throw new ApiError('invitation_not_yours');
    if (known === undefined && (name === undefined || password === undefined))
      throw new ApiError('invitation_incomplete');
    const personId = known ?? (await makePerson(tx, { email, name: name ?? '', password: password ?? '', now }));
    await insertStaff(tx, { organizationId, personId, role, now });
    await deleteInvitation(tx, { organizationId, invitationId });
    return { organizationId, personId };
  });
}

function tokenHash(token: string): Buffer {
  return hash('sha256', token, 'buffer');
}
