/** /v1/setup and /v1/me/organizations: how organizations begin. */
import { z } from 'zod';
import { ApiError } from '../../errors.ts';
import { text } from '../../fields.ts';
import type { Clock } from '../../kit/clock.ts';
import { type AddOpenRoute, noParams, noQuery } from '../../route.ts';
import { emailField, newPasswordField } from '../people/fields.ts';
import { admit, fail } from '../people/guard.ts';
import { workFor } from '../people/people.ts';
import type { Sessions } from '../people/sessions.ts';
import { signIn, type SignInDeps } from '../people/sign-in.ts';
import { refuseForeignPage } from '../people/visit.ts';
import { found, OWNED_MAX, setUp } from './found.ts';

const shopField = text(200)
  .transform((name) => name.trim())
  .pipe(z.string().min(1))
  .meta({ description: 'What the shop is called.', examples: ['Угловая кофейня'] });
const foundedSchema = z.strictObject({ id: z.string(), name: z.string() }).meta({ id: 'FoundedOrganization' });

export interface FoundingDeps extends SignInDeps {
  readonly clock: Clock;
  readonly sessions: Sessions;
}

export function addFoundingRoutes(add: AddOpenRoute, deps: FoundingDeps): void {
  addSetup(add, deps);
  addFounding(add, deps);
}

function addSetup(add: AddOpenRoute, deps: FoundingDeps): void {
  const { db, clock, sessions } = deps;
  add({
    method: 'POST',
    url: '/v1/setup',
    id: 'setUp',
    tag: 'Sign-in',
    access: 'anybody',
    summary: 'Begin a new server',
    description:
      'Makes the first organization and its owner, who is signed in by the answer’s cookie. The token stands behind the # of the link that a server without organizations prints when it starts; it works once, and never where there is an organization.',
    params: noParams,
    query: noQuery,
    body: z
      .strictObject({
        token: z.string().min(1).max(200),
        email: emailField,
        name: text(100),
        password: newPasswordField,
        shop: shopField,
      })
      .meta({
        examples: [
          {
            token: 'f3kq…',
            email: 'anna@example.com',
            name: 'Анна',
            password: 'correct horse battery',
            shop: 'Угловая кофейня',
          },
        ],
      }),
    answers: { 201: foundedSchema },
    codes: ['setup_unknown', 'too_many_tries'],
    handle: async ({ visitor, body, actsAs }) => {
      refuseForeignPage(visitor, { isCookieUsed: false });
      const trier = { account: `setup from ${visitor.ip}`, address: visitor.ip };
      await admit(db, trier);
      const made = await setUp(db, { ...body, now: clock.now() });
      if (made === null) {
        await fail(db, trier);
        throw new ApiError('setup_unknown');
      }
      const { organizationId, personId, name } = made;
      const { headers } = await signIn(deps, visitor, body);
      actsAs({ organizationId, by: 'person', keyId: personId });
      sessions.forget();
      return { status: 201, headers, body: { id: organizationId, name } };
    },
  });
}

function addFounding(add: AddOpenRoute, { db, clock, sessions }: FoundingDeps): void {
  add({
    method: 'POST',
    url: '/v1/me/organizations',
    id: 'foundOrganization',
    tag: 'Sign-in',
    access: 'person',
    summary: 'Found another organization',
    description: `Whoever owns an organization may found others, up to ${OWNED_MAX}. They become its owner, and this session works for it from now on. The same name again is the organization that they have already (200), so a repeat makes no second one.`,
    params: noParams,
    query: noQuery,
    body: z.strictObject({ name: shopField }).meta({ examples: [{ name: 'Угловая кофейня' }] }),
    answers: { 200: foundedSchema, 201: foundedSchema },
    codes: ['founding_not_allowed', 'organizations_too_many'],
    handle: async ({ visitor, body: { name }, actsAs }) => {
      const { personId, sessionId } = await sessions.person(visitor);
      const { organizationId, isNew, ...founded } = await found(db, { personId, name, now: clock.now() });
      actsAs({ organizationId, by: 'person', keyId: personId });
      await workFor(db, { sessionId, organizationId });
      sessions.forget();
      return { status: isNew ? 201 : 200, body: { id: organizationId, ...founded } };
    },
  });
}
