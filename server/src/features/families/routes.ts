/** /v1/families: several members share an account, each by consent, and not all of them may spend. */
import { z } from 'zod';
import { label, programIdField, text, uuidField } from '../../fields.ts';
import { type AddRoute, noBody, noParams, noQuery } from '../../route.ts';
import { typedCodeField } from '../coupons/code-text.ts';
import { memberReferenceField } from '../members/reference.ts';
import { acknowledged } from '../operations/posted.ts';
import type { OrganizationClock } from '../organizations/clock.ts';
import type { QuoteDeps } from '../quotes/ask.ts';
import { soldBy } from '../tills/seller.ts';
import { familySchema, invitationAnswer, invitationSchema, newInvitationSchema, readFamily } from './answer.ts';
import { createFamily } from './create.ts';
import { cancelInvitation, declineInvitation, inviteMember } from './invite.ts';
import { acceptInvitation } from './join.ts';
import { changeRole, leaveFamily } from './leave.ts';
import { familiesOf } from './person.ts';
import { INVITED_ROLES, ROLES } from './store.ts';

const familyParams = z.strictObject({ id: uuidField });
const invitationParams = z.strictObject({ id: uuidField, invitationId: uuidField });
const memberParams = z.strictObject({ id: uuidField, memberId: uuidField });

const createBody = z
  .strictObject({
    member: memberReferenceField.meta({ description: 'The owner, on whose account the family lives.' }),
    programId: programIdField.optional(),
    name: text(100),
  })
  .meta({ examples: [{ member: { phone: '+79991234567' }, name: 'Ивановы' }] });
const inviteBody = z
  .strictObject({
    member: memberReferenceField,
    role: z
      .enum(INVITED_ROLES)
      .default('earner')
      .meta({ description: 'spender may pay with units, earner may only earn.' }),
  })
  .meta({ examples: [{ member: { phone: '+79997654321' }, role: 'spender' }] });
const answerFields = { member: memberReferenceField.meta({ description: 'The invited.' }), code: typedCodeField };
const acceptBody = z
  .strictObject({
    ...answerFields,
    consent: label(50).meta({
      description: 'Version of the text that the member agreed to; it is kept with the time.',
    }),
  })
  .meta({ examples: [{ member: { phone: '+79997654321' }, code: 'CFG346', consent: '2026-11' }] });
const declineBody = z
  .strictObject(answerFields)
  .meta({ examples: [{ member: { phone: '+79997654321' }, code: 'CFG346' }] });
const leaveBody = z
  .strictObject({ member: uuidField })
  .meta({ examples: [{ member: '019ab4b0-0000-7000-8000-0000000000aa' }] });
const roleBody = z.strictObject({ role: z.enum(ROLES) }).meta({ examples: [{ role: 'spender' }] });

type Deps = QuoteDeps & { readonly time: OrganizationClock };

export function addFamilyRoutes(add: AddRoute, deps: Deps): void {
  addFamilies(add, deps);
  addInvitations(add, deps);
  addAnswers(add, deps);
  addMembers(add, deps);
}

function addFamilies(add: AddRoute, deps: Deps): void {
  add({
    method: 'POST',
    url: '/v1/families',
    id: 'createFamily',
    tag: 'Families',
    scopes: ['till'],
    summary: 'Found a family',
    description: 'The owner’s account becomes the one that all of the family share. A repeat answers the same family.',
    params: noParams,
    query: noQuery,
    body: createBody,
    answers: { 201: familySchema, 200: familySchema },
    codes: [
      'member_unknown',
      'member_blocked',
      'family_exists',
      'account_shared',
      'program_unknown',
      'program_required',
    ],
    handle: async ({ caller, body: { member, programId, name } }) => {
      const { organizationId } = caller;
      const now = await deps.time.now(caller);
      const { family, repeated } = await createFamily(soldBy(deps, caller), {
        organizationId,
        programId,
        owner: member,
        name,
        now,
      });
      return acknowledged(family, repeated);
    },
  });
  add({
    method: 'GET',
    url: '/v1/families',
    id: 'listFamilies',
    tag: 'Families',
    scopes: ['till', 'read'],
    summary: 'The families of a member',
    description: 'At most one in each program.',
    params: noParams,
    query: z.strictObject({ member: uuidField }),
    body: noBody,
    answers: { 200: z.strictObject({ families: z.array(familySchema) }) },
    codes: [],
    handle: async ({ caller: { organizationId }, query: { member } }) => {
      const families = await familiesOf(deps, { organizationId, memberId: member });
      return { status: 200, body: { families: [...families] } };
    },
  });
  add({
    method: 'GET',
    url: '/v1/families/:id',
    id: 'getFamily',
    tag: 'Families',
    scopes: ['till', 'read'],
    summary: 'A family',
    description: 'Its members with their roles, and invitations that nobody has answered yet.',
    params: familyParams,
    query: noQuery,
    body: noBody,
    answers: { 200: familySchema },
    codes: ['family_unknown'],
    handle: async ({ caller: { organizationId }, params: { id } }) => ({
      status: 200,
      body: await readFamily(deps.db, organizationId, id),
    }),
  });
}

function addInvitations(add: AddRoute, deps: Deps): void {
  add({
    method: 'POST',
    url: '/v1/families/:id/invitations',
    id: 'inviteToFamily',
    tag: 'Families',
    scopes: ['till'],
    summary: 'Invite to a family',
    description:
      'The code is brought to the invited, who accepts or declines with it within 14 days. A repeat answers the same invitation; another role changes it.',
    params: familyParams,
    query: noQuery,
    body: inviteBody,
    answers: { 201: newInvitationSchema, 200: newInvitationSchema },
    codes: ['family_unknown', 'family_exists', 'family_full', 'member_unknown', 'member_blocked'],
    handle: async ({ caller, params: { id }, body: { member, role } }) => {
      const { organizationId } = caller;
      const now = await deps.time.now(caller);
      const wanted = { organizationId, familyId: id, member, role, now };
      const { invitation, repeated } = await inviteMember(deps, wanted);
      return acknowledged({ ...invitationAnswer(invitation), code: invitation.code }, repeated);
    },
  });
  add({
    method: 'POST',
    url: '/v1/families/:id/invitations/:invitationId/cancel',
    id: 'cancelFamilyInvitation',
    tag: 'Families',
    scopes: ['till'],
    summary: 'Take an invitation back',
    description: 'Twice is the same as once.',
    params: invitationParams,
    query: noQuery,
    body: noBody,
    answers: { 200: invitationSchema },
    codes: ['invitation_unknown', 'invitation_closed'],
    handle: async ({ caller, params: { id, invitationId } }) => {
      const { organizationId } = caller;
      const now = await deps.time.now(caller);
      const cancelled = await cancelInvitation(deps, { organizationId, familyId: id, invitationId, now });
      return { status: 200, body: invitationAnswer(cancelled) };
    },
  });
}

function addAnswers(add: AddRoute, deps: Deps): void {
  add({
    method: 'POST',
    url: '/v1/families/:id/invitations/:invitationId/accept',
    id: 'acceptFamilyInvitation',
    tag: 'Families',
    scopes: ['till'],
    summary: 'Accept an invitation',
    description:
      'The member’s own account becomes part of the family’s: units keep their dates. Five wrong codes end the invitation.',
    params: invitationParams,
    query: noQuery,
    body: acceptBody,
    answers: { 201: familySchema, 200: familySchema },
    codes: [
      'family_unknown',
      'invitation_unknown',
      'invitation_closed',
      'family_exists',
      'account_shared',
      'account_closed',
      'member_unknown',
      'member_blocked',
    ],
    handle: async ({ caller, params: { id, invitationId }, body }) => {
      const { organizationId } = caller;
      const now = await deps.time.now(caller);
      const named = { organizationId, familyId: id, invitationId, now };
      const { family, repeated } = await acceptInvitation(soldBy(deps, caller), named, body);
      return acknowledged(family, repeated);
    },
  });
  add({
    method: 'POST',
    url: '/v1/families/:id/invitations/:invitationId/decline',
    id: 'declineFamilyInvitation',
    tag: 'Families',
    scopes: ['till'],
    summary: 'Decline an invitation',
    description: 'By the invited, with the code. Twice is the same as once.',
    params: invitationParams,
    query: noQuery,
    body: declineBody,
    answers: { 200: invitationSchema },
    codes: ['invitation_unknown', 'invitation_closed', 'member_blocked'],
    handle: async ({ caller, params: { id, invitationId }, body }) => {
      const { organizationId } = caller;
      const now = await deps.time.now(caller);
      const declined = await declineInvitation(deps, { organizationId, familyId: id, invitationId, now }, body);
      return { status: 200, body: invitationAnswer(declined) };
    },
  });
}

function addMembers(add: AddRoute, deps: Deps): void {
  const leaving = {
    tag: 'Families',
    scopes: ['till'],
    query: noQuery,
    answers: { 201: familySchema, 200: familySchema },
    codes: ['family_unknown', 'family_member_unknown', 'family_owner_stays'],
  } as const;
  add({
    ...leaving,
    method: 'POST',
    url: '/v1/families/:id/leave',
    id: 'leaveFamily',
    summary: 'Leave a family',
    description:
      'The member gets a new, empty account; the units stay with the family. The owner leaves last, keeps the account, and the family ends.',
    params: familyParams,
    body: leaveBody,
    handle: async ({ caller, params: { id }, body: { member } }) => {
      const { organizationId } = caller;
      const now = await deps.time.now(caller);
      const { family, repeated } = await leaveFamily(soldBy(deps, caller), {
        organizationId,
        familyId: id,
        memberId: member,
        now,
      });
      return acknowledged(family, repeated);
    },
  });
  add({
    ...leaving,
    method: 'POST',
    url: '/v1/families/:id/members/:memberId/remove',
    id: 'removeFromFamily',
    summary: 'Remove a member from a family',
    description: 'For the owner. The same as if the member had left.',
    params: memberParams,
    body: noBody,
    handle: async ({ caller, params: { id, memberId } }) => {
      const { organizationId } = caller;
      const now = await deps.time.now(caller);
      const { family, repeated } = await leaveFamily(soldBy(deps, caller), {
        organizationId,
        familyId: id,
        memberId,
        now,
      });
      return acknowledged(family, repeated);
    },
  });
  add({
    method: 'PATCH',
    url: '/v1/families/:id/members/:memberId',
    id: 'changeFamilyRole',
    tag: 'Families',
    scopes: ['till'],
    summary: 'Change what a member may do',
    description: 'A new owner makes the old one a spender.',
    params: memberParams,
    query: noQuery,
    body: roleBody,
    answers: { 200: familySchema },
    codes: ['family_unknown', 'family_member_unknown', 'family_owner_stays'],
    handle: async ({ caller, params: { id, memberId }, body: { role } }) => {
      const { organizationId } = caller;
      const now = await deps.time.now(caller);
      return { status: 200, body: await changeRole(deps, { organizationId, familyId: id, memberId, now }, role) };
    },
  });
}
