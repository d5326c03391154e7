/**
 * The rotating code of the card's QR. A device makes it by itself, also offline, from a secret of its own and the time (RFC 6238 with
 * HMAC-SHA256, 30-second steps, 8 digits): KC1.<whose, which device>.<digits>. The secret is derived from the server's, the session
 * and how often the device was given one, so that nothing of it is stored, and ending the session ends it.
 *
 * It is all capitals and digits, which a QR holds in its densest form and which a scanner that types cannot spell wrongly by a
 * forgotten Caps Lock. A photograph of it is worth nothing after a minute and a half.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { ApiError } from '../../errors.ts';
import type { Clock } from '../../kit/clock.ts';
import type { Database } from '../../kit/db.ts';
import { admitGuesser, type Asker, refuseGuess } from '../coupons/guess-guard.ts';
import { uuidBytes, uuidText } from './cookie.ts';
import type { CardSecrets } from './secrets.ts';
import { type FoundSession, listKeys, nextKey } from './store.ts';

export const TOKEN_STEP_SECONDS = 30;
export const TOKEN_DIGITS = 8;

const LEAD = 'KC1';
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const BITS_A_LETTER = 5;
const MEMBER_BYTES = 16;
/** Of the session's id: enough to tell a member's devices apart. */
const DEVICE_BYTES = 4;
const SHAPE = /^KC1\.([A-Z2-7]{32})\.(\d{8})$/u;
/** A device's clock may be one step off either way. */
const STEPS = [0, -1, 1] as const;

export const cardKeySchema = z
  .strictObject({
    prefix: z.string().meta({ description: 'What the text begins with; a dot and the digits follow.' }),
    secret: z.string().meta({ description: 'base64url. Told this once.' }),
    stepSeconds: z.int(),
    digits: z.int(),
  })
  .meta({
    id: 'CardKey',
    description:
      'What the device makes the code of its QR from: HMAC-SHA256 of the step’s number (8 bytes), cut as in RFC 4226.',
  });

export type CardKey = z.input<typeof cardKeySchema>;

export interface TokenDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly secrets: CardSecrets;
}

interface Device extends FoundSession {
  readonly organizationId: string;
}

/** The first secret of a new session. */
export function firstKey(deps: TokenDeps, device: Device): Promise<CardKey> {
  return keyOf(deps, device, 1);
}

/** A new secret for a device that has lost its own; the one before is void. Throws ApiError card_session_unknown. */
export async function renewKey(deps: TokenDeps, device: Device): Promise<CardKey> {
  const number = await deps.db.tenant(device.organizationId, (tx) => nextKey(tx, device));
  if (number === undefined) throw new ApiError('card_session_unknown');
  return keyOf(deps, device, number);
}

async function keyOf(deps: TokenDeps, device: Device, number: number): Promise<CardKey> {
  const secret = await secretOf(deps, device, number);
  const whose = Buffer.concat([uuidBytes(device.memberId), uuidBytes(device.sessionId).subarray(0, DEVICE_BYTES)]);
  return {
    prefix: `${LEAD}.${base32(whose)}`,
    secret: secret.toString('base64url'),
    stepSeconds: TOKEN_STEP_SECONDS,
    digits: TOKEN_DIGITS,
  };
}

/** Whether a scan looks like the code of a card at all. */
export function isCardToken(scan: string): boolean {
  return SHAPE.test(normal(scan));
}

export interface ShownToken {
  readonly organizationId: string;
  readonly text: string;
  readonly asker: Asker;
}

/**
 * The member whose card it is, not blocked. Throws ApiError card_token_wrong (also for one that is over, or of an ended session),
 * member_blocked, or too_many_guesses: wrong ones are counted by whoever asks and by the member.
 */
export async function verifyCardToken(
  deps: TokenDeps,
  { organizationId, text, asker }: ShownToken,
): Promise<{ readonly memberId: string }> {
  const [, whose = '', digits = ''] = SHAPE.exec(normal(text)) ?? [];
  if (whose === '') throw new ApiError('card_token_wrong');
  const bytes = fromBase32(whose);
  const memberId = uuidText(bytes.subarray(0, MEMBER_BYTES));
  const keys = await deps.db.tenant(organizationId, (tx) => listKeys(tx, memberId));
  const guesser = { organizationId, ...asker, memberId: keys.length === 0 ? null : memberId };
  const device = bytes.subarray(MEMBER_BYTES);
  const now = deps.clock.now();
  for (const { sessionId, keyNumber, status } of keys) {
    if (!uuidBytes(sessionId).subarray(0, DEVICE_BYTES).equals(device)) continue;
    const secret = await secretOf(deps, { organizationId, memberId, sessionId }, keyNumber);
    if (!isShownBy(secret, digits, now)) continue;
    await admitGuesser(deps.db, guesser);
    if (status === 'blocked') throw new ApiError('member_blocked');
    return { memberId };
  }
  return refuseGuess(deps.db, guesser, { code: 'card_token_wrong' });
}

function isShownBy(secret: Buffer, digits: string, now: number): boolean {
  const shown = Buffer.from(digits);
  const step = Math.floor(now / 1000 / TOKEN_STEP_SECONDS);
  return STEPS.some((off) => timingSafeEqual(Buffer.from(digitsAt(secret, step + off)), shown));
}

/** RFC 4226, with SHA-256. */
export function digitsAt(secret: Buffer, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha256', secret).update(counter).digest();
  const number = mac.readUInt32BE((mac.at(-1) ?? 0) & 15) & 0x7f_ff_ff_ff;
  return String(number % 10 ** TOKEN_DIGITS).padStart(TOKEN_DIGITS, '0');
}

function secretOf({ secrets }: TokenDeps, device: Device, number: number): Promise<Buffer> {
  const { organizationId, memberId, sessionId } = device;
  return secrets.sign('device', [organizationId, memberId, sessionId, String(number)]);
}

/** A scanner types as on an American keyboard; where the computer has the Russian one, these letters arrive instead. */
const RUSSIAN = 'ЙЦУКЕНГШЩЗФЫВАПРОЛДЯЧСМИТЬЮ';
const AMERICAN = 'QWERTYUIOPASDFGHJKLZXCVBNM.';

function normal(scan: string): string {
  const text = scan.trim().toUpperCase();
  return text.replaceAll(/[А-Я]/gu, (letter) => AMERICAN.charAt(RUSSIAN.indexOf(letter)));
}

/** RFC 4648 without padding; 20 bytes are 32 letters. */
function base32(bytes: Buffer): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{5}/gu) ?? []).map((five) => BASE32.charAt(Number.parseInt(five, 2))).join('');
}

function fromBase32(text: string): Buffer {
  const bits = Array.from(text, (letter) => BASE32.indexOf(letter).toString(2).padStart(BITS_A_LETTER, '0')).join('');
  return Buffer.from((bits.match(/.{8}/gu) ?? []).map((eight) => Number.parseInt(eight, 2)));
}
