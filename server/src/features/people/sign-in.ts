/** Signing in: the password, then the second factor where there is one. A new session comes of it every time, and the one before ends. */
import { isAPIError } from 'better-auth/api';
import { ApiError, type ErrorCode } from '../../errors.ts';
import type { Database } from '../../kit/db.ts';
import type { Visitor } from '../../route.ts';
import type { Auth } from './auth.ts';
import { admit, fail, forgive } from './guard.ts';
import { authHeaders, cookieAnswer, cookieOf, SECOND_FACTOR_COOKIE, SESSION_COOKIE } from './visit.ts';

export interface SignInDeps {
  readonly db: Database;
  readonly auth: () => Promise<Auth>;
}

export interface Entered {
  /** Null: the password was right, and the second factor is awaited. */
  readonly personId: string | null;
  readonly headers: Readonly<Record<string, string[]>>;
}

/** Throws ApiError sign_in_wrong, too_many_tries. */
export async function signIn(
  { db, auth }: SignInDeps,
  visitor: Visitor,
  given: { readonly email: string; readonly password: string },
): Promise<Entered> {
  const trier = { account: given.email, address: visitor.ip };
  await admit(db, trier);
  const { api } = await auth();
  const { headers, response } = await orRefused(
    api.signInEmail({ body: given, headers: authHeaders(visitor), returnHeaders: true }),
    async () => {
      await fail(db, trier);
      return 'sign_in_wrong';
    },
  );
  const personId = 'user' in response ? response.user.id : null;
  try {
    await admit(db, trier);
  } catch (error) {
    // It was right, and one of too many at once: nobody is told that it was.
    if (personId !== null) await endSessionOf(await auth(), headers);
    throw error;
  }
  await forgive(db, given.email);
  await endSessionBefore(await auth(), visitor);
  return { personId, headers: cookieAnswer(visitor, headers) };
}

/** The second factor: a code of the device, or a recovery code, which works once. Throws ApiError second_factor_wrong, sign_in_not_begun, too_many_tries. */
export async function signInByCode(
  { db, auth }: SignInDeps,
  visitor: Visitor,
  { code, isRecovery }: { readonly code: string; readonly isRecovery: boolean },
): Promise<Entered> {
  // Its account is counted by better-auth: five tries for a password given, ten in a row for a person.
  const trier = { account: cookieOf(visitor, SECOND_FACTOR_COOKIE) ?? 'no password given', address: visitor.ip };
  const { api } = await auth();
  const asked = { body: { code }, headers: authHeaders(visitor, SECOND_FACTOR_COOKIE), returnHeaders: true } as const;
  const { headers, response } = await orRefused(
    isRecovery ? api.verifyBackupCode(asked) : api.verifyTOTP(asked),
    async (refusal) => {
      if (refusal === 'ACCOUNT_TEMPORARILY_LOCKED')
        throw new ApiError('too_many_tries', { retryAfterSeconds: SECOND_FACTOR_LOCK_SECONDS });
      if (refusal === 'INVALID_TWO_FACTOR_COOKIE' || refusal === 'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE')
        return 'sign_in_not_begun';
      await fail(db, trier);
      return 'second_factor_wrong';
    },
  );
  await endSessionBefore(await auth(), visitor);
  return { personId: response.user.id, headers: cookieAnswer(visitor, headers) };
}

const SECOND_FACTOR_LOCK_SECONDS = 900;

/** What better-auth refuses, by its code, as one of our errors; what it fails at stays a failure. */
export async function orRefused<T>(work: Promise<T>, codeOf: (refusal: string) => Promise<ErrorCode>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!isAPIError(error) || error.statusCode >= 500) throw error;
    throw new ApiError(await codeOf(String(error.body?.code)));
  }
}

/** The browser's session before this one: whoever had its cookie has nothing any more. */
async function endSessionBefore(auth: Auth, visitor: Visitor): Promise<void> {
  await auth.api.signOut({ headers: authHeaders(visitor, SESSION_COOKIE) });
}

async function endSessionOf(auth: Auth, made: Headers): Promise<void> {
  const cookie = made.getSetCookie().find((text) => text.startsWith(`${SESSION_COOKIE}=`));
  if (cookie !== undefined) await auth.api.signOut({ headers: new Headers({ cookie: cookie.split(';', 1)[0] ?? '' }) });
}
