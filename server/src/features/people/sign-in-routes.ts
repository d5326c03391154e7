/** /v1/sign-in, /v1/sign-out and /v1/password-recovery: how people come in, go out, and come in again. */
import { z } from 'zod';
import { type AddOpenRoute, noBody, noParams, noQuery } from '../../route.ts';
import { emailField, newPasswordField, passwordField } from './fields.ts';
import { fail } from './guard.ts';
import { actorOf, type Sessions } from './sessions.ts';
import { orRefused, signIn, signInByCode, type SignInDeps } from './sign-in.ts';
import { findFirstOrganization } from './store.ts';
import { authHeaders, cookieAnswer, refuseForeignPage, SESSION_COOKIE } from './visit.ts';

const outcome = z
  .strictObject({
    needsCode: z.boolean().meta({ description: 'The password was right; a second factor is awaited for ten minutes.' }),
  })
  .meta({ id: 'SignInOutcome' });

export interface PeopleDeps extends SignInDeps {
  readonly sessions: Sessions;
  readonly failed: (error: unknown) => void;
}

export function addSignInRoutes(add: AddOpenRoute, deps: PeopleDeps): void {
  addSigningIn(add, deps);
  addSigningOut(add, deps);
  addRecovery(add, deps);
}

function addSigningIn(add: AddOpenRoute, deps: PeopleDeps): void {
  add({
    method: 'POST',
    url: '/v1/sign-in',
    id: 'signIn',
    tag: 'Sign-in',
    access: 'anybody',
    summary: 'Sign in',
    description:
      'By e-mail and password; the answer sets the session’s cookie. With a second factor the session begins with POST /v1/sign-in/code. Unknown addresses and wrong passwords are one answer, and wrong tries are slowed and then refused.',
    params: noParams,
    query: noQuery,
    body: z
      .strictObject({ email: emailField, password: passwordField })
      .meta({ examples: [{ email: 'anna@example.com', password: 'correct horse battery' }] }),
    answers: { 200: outcome },
    codes: ['sign_in_wrong', 'too_many_tries'],
    handle: async ({ visitor, body, actsAs }) => {
      refuseForeignPage(visitor, { isCookieUsed: false });
      const { personId, headers } = await signIn(deps, visitor, body);
      await tell(deps, personId, actsAs);
      deps.sessions.forget();
      return { status: 200, headers, body: { needsCode: personId === null } };
    },
  });
  add({
    method: 'POST',
    url: '/v1/sign-in/code',
    id: 'signInByCode',
    tag: 'Sign-in',
    access: 'anybody',
    summary: 'Give the second factor',
    description: 'The code that the device shows, or a recovery code, which works once.',
    params: noParams,
    query: noQuery,
    body: z
      .strictObject({ code: z.string().trim().min(6).max(20), isRecoveryCode: z.boolean().default(false) })
      .meta({ examples: [{ code: '123456' }] }),
    answers: { 200: outcome },
    codes: ['second_factor_wrong', 'sign_in_not_begun', 'too_many_tries'],
    handle: async ({ visitor, body, actsAs }) => {
      refuseForeignPage(visitor, { isCookieUsed: false });
      const given = { code: body.code, isRecovery: body.isRecoveryCode };
      const { personId, headers } = await signInByCode(deps, visitor, given);
      await tell(deps, personId, actsAs);
      deps.sessions.forget();
      return { status: 200, headers, body: { needsCode: false } };
    },
  });
}

type ActsAs = (actor: { readonly organizationId: string; readonly by: 'person'; readonly keyId: string }) => void;

async function tell({ db }: PeopleDeps, personId: string | null, actsAs: ActsAs): Promise<void> {
  if (personId === null) return;
  const organizationId = await findFirstOrganization(db.system, personId);
  if (organizationId !== null) actsAs({ organizationId, by: 'person', keyId: personId });
}

function addSigningOut(add: AddOpenRoute, { auth, sessions }: PeopleDeps): void {
  add({
    method: 'POST',
    url: '/v1/sign-out',
    id: 'signOut',
    tag: 'Sign-in',
    access: 'anybody',
    summary: 'Sign out',
    description: 'Ends the session of the cookie, if there is one, and takes the cookie back.',
    params: noParams,
    query: noQuery,
    body: noBody,
    answers: { 204: z.undefined().meta({ description: 'Nobody is signed in here any more.' }) },
    codes: [],
    handle: async ({ visitor, actsAs }) => {
      refuseForeignPage(visitor, { isCookieUsed: sessions.isBroughtBy(visitor) });
      const person = await sessions.personIfAny(visitor);
      const actor = person === null ? null : actorOf(person);
      if (actor !== null) actsAs(actor);
      const { api } = await auth();
      const { headers } = await api.signOut({ headers: authHeaders(visitor, SESSION_COOKIE), returnHeaders: true });
      sessions.forget();
      return { status: 204, headers: cookieAnswer(visitor, headers), body: undefined };
    },
  });
}

function addRecovery(add: AddOpenRoute, { db, auth, sessions, failed }: PeopleDeps): void {
  add({
    method: 'POST',
    url: '/v1/password-recovery',
    id: 'askForRecovery',
    tag: 'Sign-in',
    access: 'anybody',
    summary: 'Ask for a new password',
    description:
      'Whoever has a sign-in with this address gets a letter with a link that works once, for an hour. The answer is the same, and comes as soon, when nobody has.',
    params: noParams,
    query: noQuery,
    body: z.strictObject({ email: emailField }).meta({ examples: [{ email: 'anna@example.com' }] }),
    answers: { 202: z.strictObject({}) },
    codes: ['too_many_tries'],
    handle: async ({ visitor, body: { email } }) => {
      refuseForeignPage(visitor, { isCookieUsed: false });
      // Every letter counts: a mailbox is not to be filled by strangers.
      await fail(db, { account: `recovery of ${email}`, address: visitor.ip });
      const { api } = await auth();
      // Not waited for: how long it takes would tell whether there is somebody.
      void api.requestPasswordReset({ body: { email }, headers: authHeaders(visitor) }).catch(failed);
      return { status: 202, body: {} };
    },
  });
  add({
    method: 'POST',
    url: '/v1/password-recovery/complete',
    id: 'completeRecovery',
    tag: 'Sign-in',
    access: 'anybody',
    summary: 'Set the new password',
    description: 'With what stands behind the # of the letter’s link. All sessions of the person end.',
    params: noParams,
    query: noQuery,
    body: z
      .strictObject({ token: z.string().min(1).max(200), password: newPasswordField })
      .meta({ examples: [{ token: 'f3kq…', password: 'correct horse battery' }] }),
    answers: { 204: z.undefined().meta({ description: 'The password is the new one.' }) },
    codes: ['recovery_unknown', 'too_many_tries'],
    handle: async ({ visitor, body: { token, password } }) => {
      refuseForeignPage(visitor, { isCookieUsed: false });
      const { api } = await auth();
      await orRefused(
        api.resetPassword({ body: { token, newPassword: password }, headers: authHeaders(visitor) }),
        async () => {
          await fail(db, { account: `recovery from ${visitor.ip}`, address: visitor.ip });
          return 'recovery_unknown';
        },
      );
      sessions.forget();
      return { status: 204, body: undefined };
    },
  });
}
