/** Giving somebody a PIN, changing it, taking it away. Whoever works at a till with the PIN of before is out at once. */
import { ApiError } from '../../errors.ts';
import type { Clock } from '../../kit/clock.ts';
import type { Database } from '../../kit/db.ts';
import type { TillAuthenticator } from '../tills/authenticate.ts';
import type { Keyed } from '../tills/keyed.ts';
import { hashPin } from './pin.ts';
import { endSessionsOf, findCashier, putCashier, removePin } from './store.ts';

export interface CashierDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly keyed: Keyed;
  readonly tills: TillAuthenticator;
}

export interface CashierChange {
  readonly organizationId: string;
  readonly cashierId: string;
  /** Of somebody who works at tills only; the staff has names already. */
  readonly name: string | undefined;
  readonly pin: string | undefined;
}

/** Throws ApiError cashier_incomplete when somebody new lacks a name or a PIN, or one of the staff a PIN or has a name. */
export async function putOneCashier({ db, clock, keyed, tills }: CashierDeps, change: CashierChange): Promise<void> {
  const { organizationId, cashierId, name, pin } = change;
  // Before the transaction: it takes longer than everything in it.
  const pinHash = pin === undefined ? null : await hashPin(keyed, change, pin);
  await db.transaction(async (tx) => {
    const known = await findCashier(tx, change);
    const isStaff = known?.isStaff === true;
    const isComplete = isStaff
      ? name === undefined && pinHash !== null
      : (name ?? known?.name ?? null) !== null && (pinHash ?? known?.pinHash ?? null) !== null;
    if (!isComplete) throw new ApiError('cashier_incomplete');
    const kept = { organizationId, cashierId, name: isStaff ? null : (name ?? known?.name ?? null), pinHash };
    await putCashier(tx, { ...kept, now: clock.now() });
    if (pinHash !== null) await endSessionsOf(tx, change);
  });
  tills.forget();
}

/** Throws ApiError cashier_unknown. */
export async function removeCashier(
  { db, tills }: CashierDeps,
  cashier: { readonly organizationId: string; readonly cashierId: string },
): Promise<void> {
  await db.tenant(cashier.organizationId, async (tx) => {
    if (!(await removePin(tx, cashier))) throw new ApiError('cashier_unknown');
    await endSessionsOf(tx, cashier);
  });
  tills.forget();
}
