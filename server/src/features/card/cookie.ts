/**
 * The card's cookie: which member, which session, and a secret. It is sent to the paths of its own organization only, so that a browser
 * may hold the cards of several shops and none of them learns of the others.
 */
import type { Visitor } from '../../route.ts';
import { cookieOf } from '../people/visit.ts';

export const CARD_COOKIE = 'kopilka.card';
export const SESSION_SECONDS = 180 * 24 * 3_600;
export const TOKEN_BYTES = 32;

const UUID_BYTES = 16;

export interface CardCookie {
  readonly memberId: string;
  readonly sessionId: string;
  readonly token: Buffer;
}

/** undefined when there is none; null for one that is not ours. */
export function cardCookieOf(visitor: Visitor): CardCookie | null | undefined {
  const text = cookieOf(visitor, CARD_COOKIE);
  if (text === undefined) return undefined;
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.length !== 2 * UUID_BYTES + TOKEN_BYTES || bytes.toString('base64url') !== text) return null;
  return {
    memberId: uuidText(bytes.subarray(0, UUID_BYTES)),
    sessionId: uuidText(bytes.subarray(UUID_BYTES, 2 * UUID_BYTES)),
    token: bytes.subarray(2 * UUID_BYTES),
  };
}

type Headers = Readonly<Record<'set-cookie', string>>;

export function setCardCookie(
  visitor: Visitor,
  organizationId: string,
  { memberId, sessionId, token }: CardCookie,
): Headers {
  const text = Buffer.concat([uuidBytes(memberId), uuidBytes(sessionId), token]).toString('base64url');
  return cookie(visitor, organizationId, { text, seconds: SESSION_SECONDS });
}

export function takeCardCookie(visitor: Visitor, organizationId: string): Headers {
  return cookie(visitor, organizationId, { text: '', seconds: 0 });
}

function cookie(
  { protocol }: Visitor,
  organizationId: string,
  { text, seconds }: { readonly text: string; readonly seconds: number },
): Headers {
  const parts = [
    `${CARD_COOKIE}=${text}`,
    `Path=/v1/card/${organizationId}`,
    `Max-Age=${seconds}`,
    'HttpOnly',
    'SameSite=Lax',
    ...(protocol === 'https' ? ['Secure'] : []),
  ];
  return { 'set-cookie': parts.join('; ') };
}

export function uuidBytes(uuid: string): Buffer {
  return Buffer.from(uuid.replaceAll('-', ''), 'hex');
}

export function uuidText(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
