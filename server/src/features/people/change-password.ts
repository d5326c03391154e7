/** Changing what one signs in by asks for the present password again, and guesses at it count like those at the sign-in. */
import type { Visitor } from '../../route.ts';
import { admit, fail } from './guard.ts';
import type { SignedIn } from './sessions.ts';
import { orRefused, type SignInDeps } from './sign-in.ts';
import { chooseOrganization, listSessions } from './store.ts';
import { authHeaders, cookieAnswer, SESSION_COOKIE } from './visit.ts';

interface Change {
  readonly visitor: Visitor;
  readonly person: SignedIn;
  readonly present: string;
  readonly wanted: string;
}

/** Answers the new session's cookies. Throws ApiError password_wrong, too_many_tries. */
export async function changePassword(
  deps: SignInDeps,
  { visitor, person, present, wanted }: Change,
): Promise<Readonly<Record<string, string[]>>> {
  const { api } = await deps.auth();
  const { headers } = await withPassword(deps, { visitor, person }, () =>
    api.changePassword({
      body: { currentPassword: present, newPassword: wanted, revokeOtherSessions: true },
      headers: authHeaders(visitor, SESSION_COOKIE),
      returnHeaders: true,
    }),
  );
  // The new session is the only one; it goes on where the old one worked.
  const [only] = await listSessions(deps.db.system, person.personId);
  if (only !== undefined && person.work !== null) {
    const { organizationId } = person.work;
    await chooseOrganization(deps.db.system, { sessionId: only.sessionId, organizationId });
  }
  return cookieAnswer(visitor, headers);
}

/** What asks for the password again. Throws ApiError password_wrong, too_many_tries, second_factor_on. */
export async function withPassword<T>(
  { db }: SignInDeps,
  { visitor, person }: Pick<Change, 'visitor' | 'person'>,
  work: () => Promise<T>,
): Promise<T> {
  const trier = { account: person.email, address: visitor.ip };
  await admit(db, trier);
  return orRefused(work(), async (refusal) => {
    if (refusal === 'TOTP_ALREADY_ENABLED') return 'second_factor_on';
    if (refusal === 'TWO_FACTOR_NOT_ENABLED') return 'second_factor_off';
    if (refusal !== 'INVALID_PASSWORD') return 'session_unknown';
    await fail(db, trier);
    return 'password_wrong';
  });
}
