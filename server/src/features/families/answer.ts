/** A family and an invitation as answers tell them. */
import { z } from 'zod';
import { ApiError } from '../../errors.ts';
import { momentAnswer, momentText } from '../../fields.ts';
import type { Database, Tx } from '../../kit/db.ts';
import {
  findFamily,
  INVITATION_STATUSES,
  INVITED_ROLES,
  type Invitation,
  listFamilyMembers,
  listPendingInvitations,
  ROLES,
} from './store.ts';

const invitationFields = {
  id: z.string(),
  familyId: z.string(),
  memberId: z.string(),
  role: z.enum(INVITED_ROLES),
  status: z.enum(INVITATION_STATUSES),
  createdAt: momentAnswer,
  expiresAt: momentAnswer,
};

export const invitationSchema = z.strictObject(invitationFields).meta({ id: 'FamilyInvitation' });
export const newInvitationSchema = z
  .strictObject({
    ...invitationFields,
    code: z.string().meta({ description: 'To be brought to the invited, who accepts with it.' }),
  })
  .meta({ id: 'NewFamilyInvitation' });

export const familySchema = z
  .strictObject({
    id: z.string(),
    programId: z.string(),
    accountId: z.string().meta({ description: 'What its members share.' }),
    name: z.string(),
    createdAt: momentAnswer,
    endedAt: momentAnswer.nullable(),
    members: z.array(
      z.strictObject({
        memberId: z.string(),
        role: z.enum(ROLES).meta({ description: 'owner and spender may pay with units, earner may only earn.' }),
        joinedAt: momentAnswer,
        consent: z.string().nullable().meta({ description: 'Version of the text agreed to; null for who founded it.' }),
      }),
    ),
    invitations: z.array(invitationSchema).meta({ description: 'Those that nobody has answered yet.' }),
  })
  .meta({ id: 'Family' });

export type FamilyAnswer = z.input<typeof familySchema>;

export function invitationAnswer(invitation: Invitation): z.input<typeof invitationSchema> {
  const { invitationId, familyId, memberId, role, status, createdAt, expiresAt } = invitation;
  return {
    id: invitationId,
    familyId,
    memberId,
    role,
    status,
    createdAt: momentText(createdAt),
    expiresAt: momentText(expiresAt),
  };
}

/** Throws ApiError family_unknown. */
export async function readFamily(db: Database, organizationId: string, familyId: string): Promise<FamilyAnswer> {
  return db.tenant(organizationId, (tx) => familyAnswer(tx, familyId));
}

export async function familyAnswer(tx: Tx, familyId: string): Promise<FamilyAnswer> {
  const family = await findFamily(tx, familyId);
  if (family === null) throw new ApiError('family_unknown');
  const members = await listFamilyMembers(tx, familyId);
  const invitations = await listPendingInvitations(tx, familyId);
  return {
    id: family.familyId,
    programId: family.programId,
    accountId: family.accountId,
    name: family.name,
    createdAt: momentText(family.createdAt),
    endedAt: family.endedAt === null ? null : momentText(family.endedAt),
    members: members.map(({ memberId, role, joinedAt, consentText }) => ({
      memberId,
      role,
      joinedAt: momentText(joinedAt),
      consent: consentText,
    })),
    invitations: invitations.map(invitationAnswer),
  };
}
