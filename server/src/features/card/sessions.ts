/**
 * Who has signed in to their card. What the database said of a session is remembered for at most five seconds, as with keys: one that
 * is ended, or whose member is forgotten, dies within them everywhere and at once in the process that ended it.
 */
import { hash, randomBytes, timingSafeEqual } from 'node:crypto';
import { ApiError } from '../../errors.ts';
import type { Clock } from '../../kit/clock.ts';
import type { Database } from '../../kit/db.ts';
import type { Visitor } from '../../route.ts';
import { lockLiving } from '../members/person.ts';
import { refuseForeignPage } from '../people/visit.ts';
import { type CardCookie, cardCookieOf, SESSION_SECONDS, TOKEN_BYTES } from './cookie.ts';
import { endOldest, endSession, endSessions, findSession, insertSession, seeSession } from './store.ts';

export const REMEMBERED_MS = 5_000;
const REMEMBERED_MAX = 10_000;
/** Devices of one member; the next ends the oldest. */
const SESSIONS_MAX = 10;
/** How old it may be when a session was last seen. */
const SEEN_EVERY_MS = 3_600_000;
const USER_AGENT_CHARACTERS_MAX = 300;

/** A member who has signed in to the card of this organization. */
export interface CardMember {
  readonly organizationId: string;
  readonly memberId: string;
  readonly sessionId: string;
  readonly sandbox: boolean;
}

export interface CardSessions {
  /** Throws ApiError card_session_missing, card_session_unknown or origin_foreign. */
  member(visitor: Visitor, organizationId: string): Promise<CardMember>;
  /** A new session; what the cookie is to carry. */
  begin(visitor: Visitor, who: { readonly organizationId: string; readonly memberId: string }): Promise<CardCookie>;
  /** Ends the session of the cookie, if there is one. */
  leave(visitor: Visitor, organizationId: string): Promise<void>;
  /** Throws ApiError own_session_unknown. */
  end(member: CardMember, sessionId: string): Promise<void>;
  /** All sessions of a member but this one; all when null. */
  endAll(member: Pick<CardMember, 'organizationId' | 'memberId'>, except: string | null): Promise<void>;
}

interface Remembered {
  readonly member: CardMember;
  readonly until: number;
}

export function createCardSessions({ db, clock }: { readonly db: Database; readonly clock: Clock }): CardSessions {
  const known = new Map<string, Remembered>();
  let generation = 0;

  function forget(): void {
    generation += 1;
    known.clear();
  }

  async function ask(organizationId: string, cookie: CardCookie, name: string): Promise<CardMember> {
    const asked = generation;
    const now = clock.now();
    const member = await readSession(db, { organizationId, cookie, now });
    if (known.size >= REMEMBERED_MAX) known.clear();
    // What was read before something changed is not remembered after it.
    if (asked === generation) known.set(name, { member, until: now + REMEMBERED_MS });
    return member;
  }

  async function find(visitor: Visitor, organizationId: string): Promise<CardMember> {
    const cookie = cardCookieOf(visitor);
    if (cookie === undefined) throw new ApiError('card_session_missing');
    refuseForeignPage(visitor, { isCookieUsed: true });
    if (cookie === null) throw new ApiError('card_session_unknown');
    const name = `${organizationId} ${cookie.memberId} ${cookie.sessionId} ${cookie.token.toString('base64url')}`;
    const remembered = known.get(name);
    if (remembered !== undefined && clock.now() < remembered.until) return remembered.member;
    return ask(organizationId, cookie, name);
  }

  return {
    member: find,
    begin: (visitor, who) => beginSession(db, visitor, { ...who, now: clock.now() }),
    leave: async (visitor, organizationId) => {
      const member = await find(visitor, organizationId).catch((error: unknown) => {
        if (error instanceof ApiError && error.code !== 'origin_foreign') return null;
        throw error;
      });
      if (member === null) return;
      await db.tenant(organizationId, (tx) => endSession(tx, member));
      forget();
    },
    end: async ({ organizationId, memberId }, sessionId) => {
      const isEnded = await db.tenant(organizationId, (tx) => endSession(tx, { memberId, sessionId }));
      forget();
      if (!isEnded) throw new ApiError('own_session_unknown');
    },
    endAll: async ({ organizationId, memberId }, except) => {
      await db.tenant(organizationId, (tx) => endSessions(tx, { memberId, except }));
      forget();
    },
  };
}

async function readSession(
  db: Database,
  one: { readonly organizationId: string; readonly cookie: CardCookie; readonly now: number },
): Promise<CardMember> {
  const { organizationId, cookie, now } = one;
  const { memberId, sessionId, token } = cookie;
  return db.tenant(organizationId, async (tx) => {
    const found = await findSession(tx, cookie);
    if (found === undefined || !timingSafeEqual(found.tokenHash, hashOf(token)))
      throw new ApiError('card_session_unknown');
    if (now - found.seenAt > SEEN_EVERY_MS) await seeSession(tx, cookie, now);
    return { organizationId, memberId, sessionId, sandbox: found.sandbox };
  });
}

async function beginSession(
  db: Database,
  visitor: Visitor,
  who: { readonly organizationId: string; readonly memberId: string; readonly now: number },
): Promise<CardCookie> {
  const { organizationId, memberId, now } = who;
  const cookie = { memberId, sessionId: crypto.randomUUID(), token: randomBytes(TOKEN_BYTES) };
  await db.tenant(organizationId, async (tx) => {
    // Nobody is signed in as somebody who is forgotten meanwhile.
    await lockLiving(tx, memberId);
    await insertSession(tx, {
      organizationId,
      memberId,
      sessionId: cookie.sessionId,
      tokenHash: hashOf(cookie.token),
      address: visitor.ip,
      browser: (visitor.headers['user-agent'] ?? '').slice(0, USER_AGENT_CHARACTERS_MAX),
      now,
      expiresAt: now + SESSION_SECONDS * 1000,
    });
    await endOldest(tx, memberId, SESSIONS_MAX);
  });
  return cookie;
}

function hashOf(token: Buffer): Buffer {
  return hash('sha256', token, 'buffer');
}
