/**
 * Unlocking a till with a PIN, and locking it. Wrong PINs are counted for the cashier at that till and for the till, in the database;
 * answers come later and later, and then none at all for what is left of a quarter of an hour.
 */
import { ApiError } from '../../errors.ts';
import type { CallingTill } from '../../route.ts';
import { admit, fail, forgive, type Trier } from '../people/guard.ts';
import { newCashierToken, tokenHash } from '../tills/token.ts';
import type { CashierDeps } from './change.ts';
import { verifyPin } from './pin.ts';
import { endSessionsAt, findCashier, holdPin, insertSession } from './store.ts';

/** A long shift. */
const SESSION_MS = 12 * 3_600_000;

export interface Unlocked {
  readonly token: string;
  readonly name: string;
  readonly expiresAt: number;
}

/** Throws ApiError cashier_unknown, pin_wrong or too_many_tries. */
export async function unlock(
  deps: CashierDeps,
  {
    organizationId,
    till: { tillId },
    cashierId,
    pin,
  }: {
    readonly organizationId: string;
    readonly till: CallingTill;
    readonly cashierId: string;
    readonly pin: string;
  },
): Promise<Unlocked> {
  const { db, clock, keyed, tills } = deps;
  const owner = { organizationId, cashierId };
  const cashier = await findCashier(db.system, owner);
  if (cashier === undefined || cashier.pinHash === null) throw new ApiError('cashier_unknown');
  const trier: Trier = {
    account: `pin ${organizationId} ${tillId} ${cashierId}`,
    address: `till ${organizationId} ${tillId}`,
  };
  await admit(db, trier);
  if (!(await verifyPin(keyed, owner, { hash: cashier.pinHash, pin }))) {
    await fail(db, trier);
    throw new ApiError('pin_wrong');
  }
  // It was right, and may have been one of too many at once: then nobody is told that it was.
  await admit(db, trier);
  await forgive(db, trier.account);
  const token = newCashierToken();
  const createdAt = clock.now();
  const session = { ...owner, tillId, tokenHash: tokenHash(token), createdAt, expiresAt: createdAt + SESSION_MS };
  await db.tenant(organizationId, async (tx) => {
    if ((await holdPin(tx, owner)) !== cashier.pinHash) throw new ApiError('pin_wrong');
    await endSessionsAt(tx, { organizationId, tillId });
    await insertSession(tx, session);
  });
  tills.forget();
  return { token, name: cashier.name ?? '', expiresAt: session.expiresAt };
}

export async function lock({ db, tills }: CashierDeps, organizationId: string, tillId: string): Promise<void> {
  await db.tenant(organizationId, (tx) => endSessionsAt(tx, { organizationId, tillId }));
  tills.forget();
}
