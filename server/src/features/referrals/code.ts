/** A member’s own referral code: made when it is first asked for, and never changed. */
import type { Instant } from '@kopilka/engine';
import { randomBytes } from 'node:crypto';
import type { Database, Tx } from '../../kit/db.ts';
import { randomCode } from '../coupons/code-text.ts';
import {
  deleteCode,
  ensureSettings,
  findCodeOf,
  findMemberByCode,
  insertCode,
  insertReferrer,
  updateLink,
} from './store.ts';

/** Eight letters: short enough to say; that it can be found by trying is no harm, codes are for handing out. */
const CODE_BITS = 33;
const TRIES_MAX = 10;
const SECRET_BYTES = 32;

export interface ReferralSettings {
  readonly secret: Buffer;
  readonly link: string | null;
}

export async function settingsOf(tx: Tx, organizationId: string): Promise<ReferralSettings> {
  return ensureSettings(tx, organizationId, randomBytes(SECRET_BYTES));
}

export async function changeLink(db: Database, organizationId: string, link: string | null): Promise<void> {
  await db.tenant(organizationId, async (tx) => {
    await settingsOf(tx, organizationId);
    await updateLink(tx, organizationId, link);
  });
}

export function linkWith(link: string | null, code: string): string | null {
  return link === null ? null : link.replaceAll('{code}', encodeURIComponent(code));
}

/** Of several that are made at once, the first stays. */
export async function codeOf(
  db: Database,
  wanted: { readonly organizationId: string; readonly memberId: string; readonly now: Instant },
): Promise<string> {
  const { organizationId, memberId, now } = wanted;
  return db.tenant(organizationId, async (tx) => {
    const known = await findCodeOf(tx, memberId);
    if (known !== null) return known;
    const code = await freeCode(tx, organizationId, { memberId, now });
    if (await insertReferrer(tx, organizationId, memberId, code)) return code;
    await deleteCode(tx, organizationId, code);
    const first = await findCodeOf(tx, memberId);
    if (first === null) throw new Error('a referral code that was there is not');
    return first;
  });
}

async function freeCode(
  tx: Tx,
  organizationId: string,
  { memberId, now }: { readonly memberId: string; readonly now: Instant },
): Promise<string> {
  for (let tries = 1; tries <= TRIES_MAX; tries += 1) {
    const code = randomCode(CODE_BITS);
    if (await insertCode(tx, organizationId, { code, memberId, now })) return code;
  }
  throw new Error('no free referral code was found');
}

/** Whose code it is; null when nobody's. */
export async function memberOfCode(db: Database, organizationId: string, code: string): Promise<string | null> {
  return db.tenant(organizationId, (tx) => findMemberByCode(tx, organizationId, code));
}
