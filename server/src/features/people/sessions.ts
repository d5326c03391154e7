/**
 * Who has signed in. What the database said of a session is remembered for at most five seconds, as with keys: a session that is
 * ended, or whose person is removed, dies within them everywhere and at once in the process that ended it.
 */
import { ApiError } from '../../errors.ts';
import type { Clock } from '../../kit/clock.ts';
import type { Database } from '../../kit/db.ts';
import type { Actor, Caller, Visitor } from '../../route.ts';
import type { Auth } from './auth.ts';
import { type Role, ROLE_SCOPES } from './roles.ts';
import { findPlace } from './store.ts';
import { authHeaders, cookieOf, refuseForeignPage, SESSION_COOKIE } from './visit.ts';

export const REMEMBERED_MS = 5_000;
const REMEMBERED_MAX = 10_000;

/** A person who has signed in. */
export interface SignedIn {
  readonly personId: string;
  readonly sessionId: string;
  readonly name: string;
  readonly email: string;
  readonly hasSecondFactor: boolean;
  /** null: they work for nobody, or not where they had chosen to. */
  readonly work: { readonly organizationId: string; readonly role: Role; readonly sandbox: boolean } | null;
}

export interface Sessions {
  /** Whether the request brings a session at all. */
  isBroughtBy(visitor: Visitor): boolean;
  /** Throws ApiError session_missing, session_unknown, origin_foreign. */
  person(visitor: Visitor): Promise<SignedIn>;
  /** The same, or null when nobody has signed in, or not any more. */
  personIfAny(visitor: Visitor): Promise<SignedIn | null>;
  /** The person as a caller of the organization that they have chosen. Throws the same, and organization_not_chosen. */
  authenticate(visitor: Visitor): Caller | Promise<Caller>;
  /** Forgets everything remembered: a session or a person's work has changed. */
  forget(): void;
}

interface Remembered {
  readonly person: SignedIn;
  readonly caller: Caller | null;
  readonly until: number;
}

export function createSessions({
  auth,
  db,
  clock,
}: {
  readonly auth: () => Promise<Auth>;
  readonly db: Database;
  readonly clock: Clock;
}): Sessions {
  const known = new Map<string, Remembered>();
  let generation = 0;

  async function ask(visitor: Visitor, cookie: string): Promise<Remembered> {
    const asked = generation;
    const until = clock.now() + REMEMBERED_MS;
    const person = await readSession({ auth: await auth(), db }, visitor);
    const remembered = { person, caller: callerOf(person), until };
    if (known.size >= REMEMBERED_MAX) known.clear();
    // What was read before something changed is not remembered after it.
    if (asked === generation) known.set(cookie, remembered);
    return remembered;
  }

  function find(visitor: Visitor): Remembered | Promise<Remembered> {
    const cookie = cookieOf(visitor, SESSION_COOKIE);
    if (cookie === undefined) throw new ApiError('session_missing');
    refuseForeignPage(visitor, { isCookieUsed: true });
    const remembered = known.get(cookie);
    return remembered !== undefined && clock.now() < remembered.until ? remembered : ask(visitor, cookie);
  }

  return {
    isBroughtBy: (visitor) => cookieOf(visitor, SESSION_COOKIE) !== undefined,
    person: async (visitor) => (await find(visitor)).person,
    personIfAny: async (visitor) => {
      try {
        return (await find(visitor)).person;
      } catch (error) {
        if (error instanceof ApiError && (error.code === 'session_unknown' || error.code === 'session_missing'))
          return null;
        throw error;
      }
    },
    authenticate: (visitor) => {
      const found = find(visitor);
      return found instanceof Promise ? found.then(required) : required(found);
    },
    forget: () => {
      generation += 1;
      known.clear();
    },
  };
}

function required({ caller }: Remembered): Caller {
  if (caller === null) throw new ApiError('organization_not_chosen');
  return caller;
}

async function readSession(
  { auth, db }: { readonly auth: Auth; readonly db: Database },
  visitor: Visitor,
): Promise<SignedIn> {
  const found = await auth.api.getSession({ headers: authHeaders(visitor, SESSION_COOKIE) });
  if (found === null) throw new ApiError('session_unknown');
  const { user, session } = found;
  const personId = user.id;
  const chosen = session.organizationId;
  const place =
    typeof chosen === 'string' ? await findPlace(db.system, { personId, organizationId: chosen }) : undefined;
  return {
    personId,
    sessionId: session.id,
    name: user.name,
    email: user.email,
    hasSecondFactor: user.twoFactorEnabled === true,
    work: place ?? null,
  };
}

function callerOf({ personId, work }: SignedIn): Caller | null {
  if (work === null) return null;
  const { organizationId, role, sandbox } = work;
  return { organizationId, by: 'person', keyId: personId, scopes: new Set(ROLE_SCOPES[role]), sandbox };
}

/** Who acts, for the journal; nobody's organization is told of what somebody does who works for none. */
export function actorOf({ personId, work }: SignedIn): Actor | null {
  return work === null ? null : { organizationId: work.organizationId, by: 'person', keyId: personId };
}
