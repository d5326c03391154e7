/** /v1/invitations: the page behind an invitation's link. What is asked with is the token that stands behind its #. */
import { z } from 'zod';
import { text } from '../../fields.ts';
import type { Clock } from '../../kit/clock.ts';
import type { Database } from '../../kit/db.ts';
import { type AddOpenRoute, noParams, noQuery } from '../../route.ts';
import { newPasswordField } from '../people/fields.ts';
import { refuseForeignPage } from '../people/visit.ts';
import { ROLES } from '../people/roles.ts';
import type { Sessions } from '../people/sessions.ts';
import { accept, lookAtInvitation } from './invite.ts';

const token = z.string().min(1).max(200);

export interface AcceptanceDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly sessions: Sessions;
}

export function addAcceptanceRoutes(add: AddOpenRoute, { db, clock, sessions }: AcceptanceDeps): void {
  add({
    method: 'POST',
    url: '/v1/invitations/look',
    id: 'lookAtInvitation',
    tag: 'Sign-in',
    access: 'anybody',
    isQuestion: true,
    summary: 'What an invitation is to',
    description: 'Which organization, as what, and whether whoever it went to has a sign-in already.',
    params: noParams,
    query: noQuery,
    body: z.strictObject({ token }),
    answers: {
      200: z.strictObject({
        organization: z.string(),
        role: z.enum(ROLES),
        email: z.string(),
        hasSignIn: z.boolean(),
      }),
    },
    codes: ['invitation_unknown'],
    handle: async ({ body }) => {
      const { invitation, organization, isKnown } = await lookAtInvitation(db, body.token);
      const { role, email } = invitation;
      return { status: 200, body: { organization, role, email, hasSignIn: isKnown } };
    },
  });
  add({
    method: 'POST',
    url: '/v1/invitations/accept',
    id: 'acceptInvitation',
    tag: 'Sign-in',
    access: 'anybody',
    summary: 'Accept an invitation',
    description:
      'Whoever is new gives a name and a password, and signs in with them then. Whoever has a sign-in must have signed in with that address.',
    params: noParams,
    query: noQuery,
    body: z.strictObject({ token, name: text(100).optional(), password: newPasswordField.optional() }),
    answers: { 204: z.undefined().meta({ description: 'They work there now.' }) },
    codes: ['invitation_unknown', 'invitation_not_yours', 'invitation_incomplete'],
    handle: async ({ visitor, body: { name, password, ...body }, actsAs }) => {
      refuseForeignPage(visitor, { isCookieUsed: false });
      // A session that has ended is nobody's: whoever is invited may have worked somewhere long ago.
      const signedInAs = (await sessions.personIfAny(visitor))?.personId ?? null;
      const given = { token: body.token, name, password, signedInAs, now: clock.now() };
      const { organizationId, personId } = await accept(db, given);
      actsAs({ organizationId, by: 'person', keyId: personId });
      sessions.forget();
      return { status: 204, body: undefined };
    },
  });
}
