/** /v1/staff: who works for the organization and as what. */
import { instant } from '@kopilka/engine';
import { z } from 'zod';
import { ApiError } from '../../errors.ts';
import { momentAnswer, momentText, uuidField } from '../../fields.ts';
import type { Clock } from '../../kit/clock.ts';
import { type AddRoute, noBody, noParams, noQuery } from '../../route.ts';
import { emailField } from '../people/fields.ts';
import { ROLE_TABLE, ROLES } from '../people/roles.ts';
import type { Sessions } from '../people/sessions.ts';
import { changeRole, removeStaff } from './change.ts';
import { invite, type InviteDeps } from './invite.ts';
import { deleteInvitation, type Invitation, listInvitations, listStaff, type StaffMember } from './store.ts';

const role = z.enum(ROLES).meta({ description: `What a role may do, as the scopes of API keys: ${ROLE_TABLE}.` });
const memberSchema = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    role,
    hasSecondFactor: z.boolean(),
    addedAt: momentAnswer,
  })
  .meta({ id: 'StaffMember' });
const invitationSchema = z
  .strictObject({ id: z.string(), email: z.string(), role, createdAt: momentAnswer, expiresAt: momentAnswer })
  .meta({ id: 'StaffInvitation' });
const params = z.strictObject({ id: uuidField });

export interface StaffDeps extends InviteDeps {
  readonly clock: Clock;
  readonly sessions: Sessions;
}

export function addStaffRoutes(add: AddRoute, deps: StaffDeps): void {
  addMembers(add, deps);
  addInvitations(add, deps);
}

function addMembers(add: AddRoute, { db, sessions }: StaffDeps): void {
  add({
    method: 'GET',
    url: '/v1/staff',
    id: 'listStaff',
    tag: 'Staff',
    scopes: ['admin'],
    summary: 'List the staff',
    description: 'Everybody who works for the organization, the longest first.',
    params: noParams,
    query: noQuery,
    body: noBody,
    answers: { 200: z.strictObject({ staff: z.array(memberSchema) }) },
    codes: [],
    handle: async ({ caller }) => {
      const staff = await listStaff(db.system, caller.organizationId);
      return { status: 200, body: { staff: staff.map(memberAnswer) } };
    },
  });
  add({
    method: 'PATCH',
    url: '/v1/staff/:id',
    id: 'changeStaffRole',
    tag: 'Staff',
    scopes: ['admin'],
    summary: 'Change a role',
    description: 'It counts at once here, and within five seconds in other processes. The last owner stays one.',
    params,
    query: noQuery,
    body: z.strictObject({ role }).meta({ examples: [{ role: 'manager' }] }),
    answers: { 204: z.undefined().meta({ description: 'The role is the new one.' }) },
    codes: ['staff_unknown', 'last_owner'],
    handle: async ({ caller: { organizationId }, params: { id }, body }) => {
      await changeRole(db, { organizationId, personId: id }, body.role);
      sessions.forget();
      return { status: 204, body: undefined };
    },
  });
  add({
    method: 'DELETE',
    url: '/v1/staff/:id',
    id: 'removeStaff',
    tag: 'Staff',
    scopes: ['admin'],
    summary: 'End somebody’s work here',
    description: 'Their sessions here end at once in this process, and within five seconds in others.',
    params,
    query: noQuery,
    body: noBody,
    answers: { 204: z.undefined().meta({ description: 'They do not work here any more.' }) },
    codes: ['staff_unknown', 'last_owner'],
    handle: async ({ caller: { organizationId }, params: { id } }) => {
      await removeStaff(db, { organizationId, personId: id });
      sessions.forget();
      return { status: 204, body: undefined };
    },
  });
}

function addInvitations(add: AddRoute, deps: StaffDeps): void {
  const { db, clock } = deps;
  add({
    method: 'POST',
    url: '/v1/staff/invitations',
    id: 'inviteStaff',
    tag: 'Staff',
    scopes: ['admin'],
    summary: 'Invite somebody',
    description:
      'A letter with a link that works once, for a week. Another invitation to the same address takes the place of the one before.',
    params: noParams,
    query: noQuery,
    body: z
      .strictObject({ email: emailField, role })
      .meta({ examples: [{ email: 'anna@example.com', role: 'cashier' }] }),
    answers: { 201: invitationSchema },
    codes: ['staff_already'],
    handle: async ({ caller: { organizationId, keyId }, body }) => {
      const invitation = await invite(deps, { organizationId, ...body, invitedBy: keyId, now: clock.now() });
      return { status: 201, body: invitationAnswer(invitation) };
    },
  });
  add({
    method: 'GET',
    url: '/v1/staff/invitations',
    id: 'listStaffInvitations',
    tag: 'Staff',
    scopes: ['admin'],
    summary: 'List the invitations',
    description: 'Those that were not accepted yet and still may be, oldest first.',
    params: noParams,
    query: noQuery,
    body: noBody,
    answers: { 200: z.strictObject({ invitations: z.array(invitationSchema) }) },
    codes: [],
    handle: async ({ caller }) => {
      const invitations = await listInvitations(db.system, caller.organizationId);
      return { status: 200, body: { invitations: invitations.map(invitationAnswer) } };
    },
  });
  add({
    method: 'DELETE',
    url: '/v1/staff/invitations/:id',
    id: 'withdrawStaffInvitation',
    tag: 'Staff',
    scopes: ['admin'],
    summary: 'Withdraw an invitation',
    description: 'Its link works no longer.',
    params,
    query: noQuery,
    body: noBody,
    answers: { 204: z.undefined().meta({ description: 'It is withdrawn.' }) },
    codes: ['invitation_unknown'],
    handle: async ({ caller: { organizationId }, params: { id } }) => {
      if (!(await deleteInvitation(db.system, { organizationId, invitationId: id })))
        throw new ApiError('invitation_unknown');
      return { status: 204, body: undefined };
    },
  });
}

function memberAnswer(member: StaffMember): z.input<typeof memberSchema> {
  const { personId, name, email, hasSecondFactor, addedAt } = member;
  return { id: personId, name, email, role: member.role, hasSecondFactor, addedAt: momentText(instant(addedAt)) };
}

function invitationAnswer(invitation: Invitation): z.input<typeof invitationSchema> {
  const { invitationId, email, createdAt, expiresAt } = invitation;
  return {
    id: invitationId,
    email,
    role: invitation.role,
    createdAt: momentText(instant(createdAt)),
    expiresAt: momentText(instant(expiresAt)),
  };
}
