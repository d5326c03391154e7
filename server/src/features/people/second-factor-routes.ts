/** /v1/me/second-factor: a code of a device beside the password. */
import { z } from 'zod';
import { type AddOpenRoute, noParams, noQuery } from '../../route.ts';
import { withPassword } from './change-password.ts';
import { passwordField } from './fields.ts';
import type { OwnDeps } from './own-person.ts';
import { actorOf } from './sessions.ts';
import { orRefused } from './sign-in.ts';
import { authHeaders, cookieAnswer, SESSION_COOKIE } from './visit.ts';

const recoveryCodes = z
  .array(z.string())
  .meta({ description: 'Each works once instead of a code. Shown this once; keep them safe.' });
const passwordBody = z.strictObject({ password: passwordField });

export function addSecondFactorRoutes(add: AddOpenRoute, deps: OwnDeps): void {
  addSettingUp(add, deps);
  addChanging(add, deps);
}

function addSettingUp(add: AddOpenRoute, deps: OwnDeps): void {
  const { sessions, auth } = deps;
  add({
    method: 'POST',
    url: '/v1/me/second-factor',
    id: 'beginSecondFactor',
    tag: 'Sign-in',
    access: 'person',
    summary: 'Set up a second factor',
    description:
      'What the device has to know, as an otpauth: address for a QR code. It counts once a code has come back.',
    params: noParams,
    query: noQuery,
    body: passwordBody,
    answers: { 200: z.strictObject({ uri: z.string(), recoveryCodes }) },
    codes: ['password_wrong', 'second_factor_on', 'too_many_tries'],
    handle: async ({ visitor, body: { password }, actsAs }) => {
      const person = await sessions.person(visitor);
      const actor = actorOf(person);
      if (actor !== null) actsAs(actor);
      const { api } = await auth();
      const headers = authHeaders(visitor, SESSION_COOKIE);
      const begun = await withPassword(deps, { visitor, person }, () =>
        api.enableTwoFactor({ body: { password }, headers }),
      );
      if (begun.method !== 'totp') throw new Error('a second factor of another kind');
      return { status: 200, body: { uri: begun.totpURI, recoveryCodes: begun.backupCodes } };
    },
  });
  add({
    method: 'POST',
    url: '/v1/me/second-factor/confirm',
    id: 'confirmSecondFactor',
    tag: 'Sign-in',
    access: 'person',
    summary: 'Turn the second factor on',
    description: 'With the code that the device shows now. This session gets a new cookie.',
    params: noParams,
    query: noQuery,
    body: z.strictObject({ code: z.string().regex(/^\d{6}$/, 'must be six digits') }),
    answers: { 204: z.undefined().meta({ description: 'From now on signing in takes a code.' }) },
    codes: ['second_factor_wrong', 'second_factor_off'],
    handle: async ({ visitor, body: { code }, actsAs }) => {
      const actor = actorOf(await sessions.person(visitor));
      if (actor !== null) actsAs(actor);
      const { api } = await auth();
      const { headers } = await orRefused(
        api.verifyTOTP({ body: { code }, headers: authHeaders(visitor, SESSION_COOKIE), returnHeaders: true }),
        async (refusal) => (refusal === 'TOTP_NOT_ENABLED' ? 'second_factor_off' : 'second_factor_wrong'),
      );
      sessions.forget();
      return { status: 204, headers: cookieAnswer(visitor, headers), body: undefined };
    },
  });
}

function addChanging(add: AddOpenRoute, deps: OwnDeps): void {
  const { sessions, auth } = deps;
  add({
    method: 'POST',
    url: '/v1/me/second-factor/off',
    id: 'endSecondFactor',
    tag: 'Sign-in',
    access: 'person',
    summary: 'Turn the second factor off',
    description: 'The password is enough again. This session gets a new cookie.',
    params: noParams,
    query: noQuery,
    body: passwordBody,
    answers: { 204: z.undefined().meta({ description: 'It is off.' }) },
    codes: ['password_wrong', 'too_many_tries'],
    handle: async ({ visitor, body: { password }, actsAs }) => {
      const person = await sessions.person(visitor);
      const actor = actorOf(person);
      if (actor !== null) actsAs(actor);
      const { api } = await auth();
      const asked = { body: { password }, headers: authHeaders(visitor, SESSION_COOKIE), returnHeaders: true } as const;
      const { headers } = await withPassword(deps, { visitor, person }, () => api.disableTwoFactor(asked));
      sessions.forget();
      return { status: 204, headers: cookieAnswer(visitor, headers), body: undefined };
    },
  });
  add({
    method: 'POST',
    url: '/v1/me/second-factor/recovery-codes',
    id: 'makeRecoveryCodes',
    tag: 'Sign-in',
    access: 'person',
    summary: 'Make new recovery codes',
    description: 'Those before work no longer.',
    params: noParams,
    query: noQuery,
    body: passwordBody,
    answers: { 200: z.strictObject({ recoveryCodes }) },
    codes: ['password_wrong', 'second_factor_off', 'too_many_tries'],
    handle: async ({ visitor, body: { password }, actsAs }) => {
      const person = await sessions.person(visitor);
      const actor = actorOf(person);
      if (actor !== null) actsAs(actor);
      const { api } = await auth();
      const headers = authHeaders(visitor, SESSION_COOKIE);
      const made = await withPassword(deps, { visitor, person }, () =>
        api.generateBackupCodes({ body: { password }, headers }),
      );
      return { status: 200, body: { recoveryCodes: made.backupCodes } };
    },
  });
}
