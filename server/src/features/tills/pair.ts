/**
 * Pairing: the office makes a code, somebody types it into the device (or opens its link there), and the device gets the till's token
 * for it. A code works once, for a quarter of an hour; a device that was paired before is the till no longer.
 */
import { ApiError } from '../../errors.ts';
import type { Clock } from '../../kit/clock.ts';
import type { Database } from '../../kit/db.ts';
import { networkOf } from '../../kit/network-of.ts';
import { endWorkAt } from '../cashiers/working.ts';
import { admit, fail, type Trier } from '../people/guard.ts';
import type { TillAuthenticator } from './authenticate.ts';
import type { Keyed } from './keyed.ts';
import { pairByCode, putPairing, revokeTill, type TillName } from './store.ts';
import { newPairingCode, newTillToken, readPairingCode, tokenHash } from './token.ts';

const PAIRING_MS = 15 * 60_000;

/**
 * A code of 40 bits stands no chance of being found within these tries, and one network cannot use up those of everybody. Typing
 * mistakes of real people are few: there are at most as many codes as tills being set up.
 */
const PAIRING_LIMITS: NonNullable<Trier['limits']> = {
  account: { free: 500, max: 2_000 },
  address: { free: 10, max: 40 },
};

export interface PairingDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly keyed: Keyed;
  readonly tills: TillAuthenticator;
}

/** The code is told here and nowhere else. Throws ApiError till_unknown. */
export async function openPairing(
  { db, clock, keyed }: PairingDeps,
  till: TillName,
): Promise<{ readonly code: string; readonly expiresAt: number }> {
  const code = newPairingCode();
  const expiresAt = clock.now() + PAIRING_MS;
  const hash = await keyed('pairing', readPairingCode(code) ?? '');
  const isThere = await db.tenant(till.organizationId, (tx) => putPairing(tx, { ...till, hash, expiresAt }));
  if (!isThere) throw new ApiError('till_unknown');
  return { code, expiresAt };
}

/** The token is told here and nowhere else. Throws ApiError pairing_unknown or too_many_tries. */
export async function pair(
  { db, clock, keyed, tills }: PairingDeps,
  { typed, address }: { readonly typed: string; readonly address: string },
): Promise<{ readonly till: TillName; readonly token: string }> {
  // All codes of all organizations are one lock: whoever tries codes does not say whose.
  const trier: Trier = { account: 'pairing', address: `pairing ${networkOf(address)}`, limits: PAIRING_LIMITS };
  await admit(db, trier);
  const code = readPairingCode(typed);
  const token = newTillToken();
  const till = code === null ? undefined : await exchange({ db, clock, keyed }, { code, token });
  if (till === undefined) {
    await fail(db, trier);
    throw new ApiError('pairing_unknown');
  }
  tills.forget();
  return { till, token };
}

async function exchange(
  { db, clock, keyed }: Omit<PairingDeps, 'tills'>,
  { code, token }: { readonly code: string; readonly token: string },
): Promise<TillName | undefined> {
  const pairingHash = await keyed('pairing', code);
  return db.transaction(async (tx) => {
    const till = await pairByCode(tx, { pairingHash, token: tokenHash(token), now: clock.now() });
    if (till !== undefined) await endWorkAt(tx, till);
    return till;
  });
}

/** Throws ApiError till_unknown. */
export async function revoke({ db, clock, tills }: PairingDeps, till: TillName): Promise<void> {
  await db.tenant(till.organizationId, async (tx) => {
    if (!(await revokeTill(tx, { ...till, now: clock.now() }))) throw new ApiError('till_unknown');
    await endWorkAt(tx, till);
  });
  tills.forget();
}
