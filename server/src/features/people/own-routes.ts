/** /v1/me: what a person who has signed in sees of themselves and changes. */
import { z } from 'zod';
import { ApiError } from '../../errors.ts';
import { text, uuidField } from '../../fields.ts';
import { type AddOpenRoute, noBody, noParams, noQuery, SCOPES } from '../../route.ts';
import type { OwnDeps } from './own-person.ts';
import { addOwnSessionRoutes } from './own-session-routes.ts';
import { ROLE_SCOPES, ROLES } from './roles.ts';
import { addSecondFactorRoutes } from './second-factor-routes.ts';
import { actorOf, type SignedIn } from './sessions.ts';
import { changePassword } from './change-password.ts';
import { newPasswordField, passwordField } from './fields.ts';
import { chooseOrganization, listWorkplaces, renamePerson } from './store.ts';

const meSchema = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    hasSecondFactor: z.boolean(),
    organization: z
      .strictObject({
        id: z.string(),
        name: z.string(),
        role: z.enum(ROLES),
        scopes: z.array(z.enum(SCOPES)).readonly(),
      })
      .nullable()
      .meta({ description: 'Whom this session works for.' }),
    organizations: z
      .array(z.strictObject({ id: z.string(), name: z.string(), role: z.enum(ROLES) }))
      .meta({ description: 'All that the person works for.' }),
  })
  .meta({ id: 'Me' });

export function addOwnRoutes(add: AddOpenRoute, deps: OwnDeps): void {
  addProfile(add, deps);
  addPassword(add, deps);
  addOwnSessionRoutes(add, deps);
  addSecondFactorRoutes(add, deps);
}

function addProfile(add: AddOpenRoute, deps: OwnDeps): void {
  const { db, sessions, clock } = deps;
  add({
    method: 'GET',
    url: '/v1/session',
    id: 'getSession',
    tag: 'Sign-in',
    access: 'anybody',
    summary: 'Who has signed in, if anybody',
    description:
      'What a page asks first, which cannot see the cookie itself: the same as GET /v1/me, or null when nobody has signed in, or not any more.',
    params: noParams,
    query: noQuery,
    body: noBody,
    answers: { 200: z.strictObject({ me: meSchema.nullable() }) },
    codes: [],
    handle: async ({ visitor }) => {
      const person = await sessions.personIfAny(visitor);
      return { status: 200, body: { me: person === null ? null : await describe(deps, person) } };
    },
  });
  add({
    method: 'GET',
    url: '/v1/me',
    id: 'getMe',
    tag: 'Sign-in',
    access: 'person',
    summary: 'Who has signed in',
    description: 'The person, the organization that the session works for, and what the role there allows.',
    params: noParams,
    query: noQuery,
    body: noBody,
    answers: { 200: meSchema },
    codes: [],
    handle: async ({ visitor }) => ({ status: 200, body: await describe(deps, await sessions.person(visitor)) }),
  });
  add({
    method: 'PATCH',
    url: '/v1/me',
    id: 'changeMe',
    tag: 'Sign-in',
    access: 'person',
    summary: 'Change one’s name',
    description: 'The name that others of the staff see.',
    params: noParams,
    query: noQuery,
    body: z.strictObject({ name: text(100) }).meta({ examples: [{ name: 'Анна' }] }),
    answers: { 200: meSchema },
    codes: [],
    handle: async ({ visitor, body: { name }, actsAs }) => {
      const person = await sessions.person(visitor);
      const actor = actorOf(person);
      if (actor !== null) actsAs(actor);
      await renamePerson(db.system, { personId: person.personId, name, now: clock.now() });
      sessions.forget();
      return { status: 200, body: await describe(deps, { ...person, name }) };
    },
  });
  add({
    method: 'PUT',
    url: '/v1/me/organization',
    id: 'chooseOrganization',
    tag: 'Sign-in',
    access: 'person',
    summary: 'Choose whom to work for',
    description: 'From now on this session’s requests are about that organization.',
    params: noParams,
    query: noQuery,
    body: z.strictObject({ organizationId: uuidField }),
    answers: { 200: meSchema },
    codes: ['workplace_unknown'],
    handle: async ({ visitor, body: { organizationId }, actsAs }) => {
      const { personId, sessionId } = await sessions.person(visitor);
      const workplaces = await listWorkplaces(db.system, personId);
      if (!workplaces.some((work) => work.organizationId === organizationId)) throw new ApiError('workplace_unknown');
      actsAs({ organizationId, by: 'person', keyId: personId });
      await chooseOrganization(db.system, { sessionId, organizationId });
      sessions.forget();
      return { status: 200, body: await describe(deps, await sessions.person(visitor)) };
    },
  });
}

function addPassword(add: AddOpenRoute, deps: OwnDeps): void {
  add({
    method: 'PUT',
    url: '/v1/me/password',
    id: 'changePassword',
    tag: 'Sign-in',
    access: 'person',
    summary: 'Change one’s password',
    description: 'All other sessions end, and this one gets a new cookie.',
    params: noParams,
    query: noQuery,
    body: z.strictObject({ present: passwordField, wanted: newPasswordField }),
    answers: { 204: z.undefined().meta({ description: 'The password is the new one.' }) },
    codes: ['password_wrong', 'too_many_tries'],
    handle: async ({ visitor, body, actsAs }) => {
      const person = await deps.sessions.person(visitor);
      const actor = actorOf(person);
      if (actor !== null) actsAs(actor);
      const headers = await changePassword(deps, { visitor, person, ...body });
      deps.sessions.forget();
      return { status: 204, headers, body: undefined };
    },
  });
}

async function describe({ db }: OwnDeps, person: SignedIn): Promise<z.input<typeof meSchema>> {
  const workplaces = await listWorkplaces(db.system, person.personId);
  const own = workplaces.find(({ organizationId }) => organizationId === person.work?.organizationId);
  return {
    id: person.personId,
    name: person.name,
    email: person.email,
    hasSecondFactor: person.hasSecondFactor,
    organization:
      own === undefined
        ? null
        : { id: own.organizationId, name: own.name, role: own.role, scopes: ROLE_SCOPES[own.role] },
    organizations: workplaces.map(({ organizationId, name, role }) => ({ id: organizationId, name, role })),
  };
}
