/**
 * One-time codes: six digits that go to a telephone or an e-mail address and prove that whoever brings them back has it. Nobody is
 * looked up to make one, so that it is the same work and the same answer whether somebody is known there or not. A code works
 * once, for ten minutes, for what it was asked for; after a few wrong ones it is void.
 *
 * Looking and using are two steps: a right code stays good while its owner still has to say something (consents), and of any number
 * that bring it at once only one uses it.
 */
import { randomInt, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../../kit/clock.ts';
import type { Database } from '../../kit/db.ts';
import { writeCode } from '../letters/write-code.ts';
import { type CodePlace, findCode, noteWrongCode, putCode, removeCode } from './codes-store.ts';
import { channelOf, type Contact } from './contact.ts';
import { admitSending, admitTry, refuseTry } from './rates.ts';
import type { CardSecrets } from './secrets.ts';

export const CODE_DIGITS = 6;
const LIFE_MS = 10 * 60_000;
/** Wrong ones that a code outlives. */
const TRIES_MAX = 5;

export const codeField = z
  .string()
  .max(20)
  .transform((typed) => typed.replaceAll(/[\s-]/gu, ''))
  .refine((code) => /^\d{6}$/u.test(code), `must be ${CODE_DIGITS} digits`)
  .meta({ examples: ['123456'] });

export interface CodeDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly secrets: CardSecrets;
}

/** What a code is for. */
export interface Purpose {
  readonly organizationId: string;
  readonly purpose: 'sign-in' | 'contact' | 'deletion';
  /** Whose code it is; null to sign in, when nobody is known yet. */
  readonly memberId: string | null;
  readonly contact: Contact;
}

export interface CodeLetter {
  readonly shop: string;
  readonly language: 'ru' | 'en';
  readonly address: string;
}

/** Makes a code and its letter; answers when it ends. Throws ApiError too_many_codes. */
export async function sendCode(
  deps: CodeDeps,
  wanted: Purpose,
  { shop, language, address }: CodeLetter,
): Promise<number> {
  const { organizationId, contact } = wanted;
  await admitSending(deps, { organizationId, destination: `${contact.kind} ${contact.value}`, address });
  const code = String(randomInt(10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0');
  const place = await placeOf(deps, wanted);
  const now = deps.clock.now();
  const expiresAt = now + LIFE_MS;
  const hash = await hashOf(deps, wanted, code);
  await deps.db.tenant(organizationId, async (tx) => {
    await putCode(tx, place, { hash, expiresAt });
    const channel = channelOf(contact);
    await writeCode(tx, { organizationId, recipient: contact.value, channel, shop, language, code, now, expiresAt });
  });
  return expiresAt;
}

export interface Told {
  readonly code: string;
  readonly address: string;
}

/** The code is right and stays good. Throws ApiError card_code_wrong or too_many_codes. */
export async function lookAtCode(deps: CodeDeps, wanted: Purpose, { code, address }: Told): Promise<void> {
  const { organizationId } = wanted;
  await admitTry(deps, { organizationId, address });
  const place = await placeOf(deps, wanted);
  const told = await hashOf(deps, wanted, code);
  const isRight = await deps.db.tenant(organizationId, async (tx) => {
    // Its row is held, so that of a flood of guesses each waits for the count of the one before.
    const kept = await findCode(tx, place, deps.clock.now());
    if (kept === null || kept.tries >= TRIES_MAX) return false;
    if (timingSafeEqual(kept.hash, told)) return true;
    await noteWrongCode(tx, place);
    return false;
  });
  if (!isRight) await refuseTry(deps, { organizationId, address });
}

/** Of several that bring the same code one returns. Throws ApiError card_code_wrong or too_many_codes. */
export async function takeCode(deps: CodeDeps, wanted: Purpose, { code, address }: Told): Promise<void> {
  const { organizationId } = wanted;
  const place = await placeOf(deps, wanted);
  const hash = await hashOf(deps, wanted, code);
  const isTaken = await deps.db.tenant(organizationId, (tx) =>
    removeCode(tx, place, { hash, triesMax: TRIES_MAX, now: deps.clock.now() }),
  );
  if (!isTaken) await refuseTry(deps, { organizationId, address });
}

function namesOf({ organizationId, purpose, memberId, contact }: Purpose): readonly string[] {
  return [organizationId, purpose, memberId ?? '', contact.kind, contact.value];
}

async function placeOf({ secrets }: CodeDeps, wanted: Purpose): Promise<CodePlace> {
  const { organizationId, purpose } = wanted;
  return { organizationId, purpose, destination: await secrets.sign('destination', namesOf(wanted)) };
}

function hashOf({ secrets }: CodeDeps, wanted: Purpose, code: string): Promise<Buffer> {
  return secrets.sign('code', [...namesOf(wanted), code]);
}
