/**
 * What tills and cashiers show for themselves. Tokens are 32 random bytes that are shown once and stored as sha-256, as keys are;
 * a pairing code is short enough to be typed: 40 bits, for a quarter of an hour, behind a guard.
 */
import { hash, randomBytes, randomInt } from 'node:crypto';

const TOKEN_BYTES = 32;
const TILL_PREFIX = 'kt_';
const CASHIER_PREFIX = 'kc_';
const TILL_BEARER = /^bearer (kt_[A-Za-z0-9_-]{43})$/iu;
const CASHIER_TOKEN = /^kc_[A-Za-z0-9_-]{43}$/u;

/** Crockford's: without I, L, O and U, which are taken for others. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_LENGTH = 8;

export function newTillToken(): string {
  return TILL_PREFIX + randomBytes(TOKEN_BYTES).toString('base64url');
}

export function newCashierToken(): string {
  return CASHIER_PREFIX + randomBytes(TOKEN_BYTES).toString('base64url');
}

export function tokenHash(token: string): Buffer {
  return hash('sha256', token, 'buffer');
}

/** The token in "Bearer kt_…"; null when there is none. */
export function readTillBearer(authorization: string | undefined): string | null {
  return TILL_BEARER.exec(authorization ?? '')?.[1] ?? null;
}

/** null for what cannot be one. */
export function readCashierToken(header: string | string[] | undefined): string | null {
  return typeof header === 'string' && CASHIER_TOKEN.test(header) ? header : null;
}

/** As it is shown: K7QF-3M9X. */
export function newPairingCode(): string {
  const letters = Array.from({ length: CODE_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return `${letters.slice(0, CODE_LENGTH / 2)}-${letters.slice(CODE_LENGTH / 2)}`;
}

/** The one spelling of what was typed; null for what cannot be a code. */
export function readPairingCode(typed: string): string | null {
  const code = typed.toUpperCase().replaceAll(/[\s-]/gu, '').replaceAll('O', '0').replaceAll(/[IL]/gu, '1');
  return code.length === CODE_LENGTH && Array.from(code).every((letter) => ALPHABET.includes(letter)) ? code : null;
}
