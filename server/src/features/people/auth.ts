/**
 * better-auth on our database: it makes and checks passwords' accounts, sessions, second factors and recoveries; our routes are
 * what the world sees of it. Its tables are made by our migration under the names given here, its own HTTP handler and its own
 * migrator are not used, and it logs nothing: what it would say may hold addresses of people.
 */
import { betterAuth } from 'better-auth';
import { twoFactor } from 'better-auth/plugins';
import type { Database } from '../../kit/db.ts';
import { forgive } from './guard.ts';
import { hashPassword, PASSWORD_CHARACTERS_MAX, PASSWORD_CHARACTERS_MIN, verifyPassword } from './password.ts';
import { findFirstOrganization } from './store.ts';

export const SESSION_SECONDS = 7 * 24 * 3_600;
export const RECOVERY_SECONDS = 3_600;
/** Where our routes put the address that a request came from: whatever the client wrote is not asked. */
export const ADDRESS_HEADER = 'x-kopilka-address';
export const COOKIE_PREFIX = 'kopilka';

export interface AuthOptions {
  readonly db: Database;
  readonly secret: string;
  /** Sends the letter with the token by which a password can be set anew. */
  sendRecovery(person: { readonly personId: string; readonly email: string }, token: string): Promise<void>;
}

export type Auth = ReturnType<typeof createAuth>;

export function createAuth({ db, secret, sendRecovery }: AuthOptions) {
  return betterAuth({
    appName: 'Kopilka',
    secret,
    // Only its own HTTP handler would look at it.
    baseURL: 'http://localhost',
    telemetry: { enabled: false },
    logger: { disabled: true },
    database: db.plain,
    user: { modelName: 'people', fields: USER },
    account: { modelName: 'people_accounts', fields: ACCOUNT },
    session: {
      modelName: 'people_sessions',
      fields: SESSION,
      additionalFields: {
        organizationId: { type: 'string', required: false, input: false, fieldName: 'chosen_organization_id' },
      },
      expiresIn: SESSION_SECONDS,
      // A session ends when it was said to, however busy it is.
      disableSessionRefresh: true,
    },
    verification: { modelName: 'people_verifications', fields: VERIFICATION, storeIdentifier: 'hashed' },
    emailAndPassword: {
      enabled: true,
      // Nobody signs up: people are invited (staff/invite.ts), or made by a command.
      disableSignUp: true,
      minPasswordLength: PASSWORD_CHARACTERS_MIN,
      maxPasswordLength: PASSWORD_CHARACTERS_MAX,
      password: { hash: hashPassword, verify: verifyPassword },
      resetPasswordTokenExpiresIn: RECOVERY_SECONDS,
      revokeSessionsOnPasswordReset: true,
      // Whoever has the mailbox is not kept out by somebody else's guesses.
      onPasswordReset: ({ user }) => forgive(db, user.email),
      sendResetPassword: ({ user, token }) => sendRecovery({ personId: user.id, email: user.email }, token),
    },
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: COOKIE_PREFIX,
      // Whether a cookie is Secure depends on how the request came (visit.ts).
      useSecureCookies: false,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      database: { generateId: () => crypto.randomUUID() },
    },
    databaseHooks: {
      session: {
        create: {
          before: async (session) => {
            const chosen = Reflect.get(session, 'organizationId');
            const organizationId =
              typeof chosen === 'string' ? chosen : await findFirstOrganization(db.system, session.userId);
            return { data: { ...session, organizationId } };
          },
        },
      },
    },
    plugins: [
      twoFactor({
        issuer: 'Kopilka',
        schema: {
          user: { fields: { twoFactorEnabled: 'has_second_factor' } },
          twoFactor: { modelName: 'people_second_factors', fields: SECOND_FACTOR },
        },
      }),
    ],
    onAPIError: {
      // What fails for another reason than a refusal is ours to log, as it is.
      throw: true,
    },
  });
}

const TIMES = { createdAt: 'created_at', updatedAt: 'updated_at' } as const;
const USER = { name: 'name', email: 'email', emailVerified: 'email_verified', image: 'image', ...TIMES } as const;
const ACCOUNT = {
  userId: 'person_id',
  providerId: 'provider',
  accountId: 'subject',
  accessToken: 'access_token',
  refreshToken: 'refresh_token',
  idToken: 'id_token',
  accessTokenExpiresAt: 'access_token_expires_at',
  refreshTokenExpiresAt: 'refresh_token_expires_at',
  scope: 'scope',
  password: 'password_hash',
  ...TIMES,
} as const;
const SESSION = {
  userId: 'person_id',
  token: 'token',
  expiresAt: 'expires_at',
  ipAddress: 'address',
  userAgent: 'user_agent',
  ...TIMES,
} as const;
const VERIFICATION = { identifier: 'identifier', value: 'value', expiresAt: 'expires_at', ...TIMES } as const;
const SECOND_FACTOR = {
  userId: 'person_id',
  secret: 'secret',
  backupCodes: 'recovery_codes',
  verified: 'verified',
  failedVerificationCount: 'failures',
  lockedUntil: 'locked_until',
} as const;
