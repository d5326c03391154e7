/**
 * Which till it is, and who works at it. What the database said is remembered for at most five seconds, as with keys: a till that is
 * revoked, locked or paired anew dies within them everywhere and at once in the process that was asked.
 */
import { ApiError } from '../../errors.ts';
import type { Clock } from '../../kit/clock.ts';
import type { Database } from '../../kit/db.ts';
import type { Caller, Visitor } from '../../route.ts';
import { findTillCaller, noteUse } from './store.ts';
import { readCashierToken, readTillBearer, tokenHash } from './token.ts';

export const REMEMBERED_MS = 5_000;
const REMEMBERED_MAX = 10_000;
const NOTED_EVERY_MS = 60_000;
const CASHIER_HEADER = 'kopilka-cashier';
const SCOPES: Caller['scopes'] = new Set(['till']);

export interface TillAuthenticator {
  /** Whether the request brings a till's token at all. */
  isBroughtBy(visitor: Visitor): boolean;
  /** Answers at once while the till is remembered. Throws ApiError till_unpaired. */
  authenticate(visitor: Visitor): Caller | Promise<Caller>;
  /** Forgets everything remembered: a till, a PIN or a setting has changed. */
  forget(): void;
}

export interface TillAuthenticatorDeps {
  readonly db: Database;
  readonly clock: Clock;
  /** Hears that it could not be written down when a till was last used. */
  readonly failed: (error: unknown) => void;
}

interface Remembered {
  readonly caller: Caller;
  readonly until: number;
}

export function createTillAuthenticator({ db, clock, failed }: TillAuthenticatorDeps): TillAuthenticator {
  const known = new Map<string, Remembered>();
  const asking = new Map<string, Promise<Caller>>();
  const notedAt = new Map<string, number>();
  let generation = 0;

  async function ask(token: string, cashier: string | null, name: string): Promise<Caller> {
    const asked = generation;
    const now = clock.now();
    const row = await findTillCaller(db.system, {
      token: tokenHash(token),
      cashierToken: tokenHash(cashier ?? ''),
      now,
    });
    if (row === undefined) throw new ApiError('till_unpaired');
    const caller: Caller = {
      organizationId: row.organization_id,
      by: 'till',
      keyId: row.till_id,
      scopes: SCOPES,
      sandbox: row.sandbox,
      till: {
        tillId: row.till_id,
        storeId: row.store_id,
        cashierId: row.cashier_id,
        isLocked: row.has_pins && row.cashier_id === null,
        confirmAbove: row.confirm_above,
      },
    };
    noteBeside(caller, now);
    if (known.size >= REMEMBERED_MAX) known.clear();
    // What was read before something changed is not remembered after it.
    if (asked === generation) known.set(name, { caller, until: now + REMEMBERED_MS });
    return caller;
  }

  /** Beside the request: nobody waits for it. */
  function noteBeside({ organizationId, keyId: tillId }: Caller, now: number): void {
    if (now - (notedAt.get(tillId) ?? 0) < NOTED_EVERY_MS) return;
    if (notedAt.size >= REMEMBERED_MAX) notedAt.clear();
    notedAt.set(tillId, now);
    noteUse(db.system, { organizationId, tillId, now, everySeconds: NOTED_EVERY_MS / 1000 }).catch(failed);
  }

  return {
    isBroughtBy: ({ headers }) => readTillBearer(headers.authorization) !== null,
    authenticate: ({ headers }) => {
      const token = readTillBearer(headers.authorization);
      if (token === null) throw new ApiError('till_unpaired');
      const cashier = readCashierToken(headers[CASHIER_HEADER]);
      const name = tokenHash(`${token} ${cashier ?? ''}`).toString('latin1');
      const remembered = known.get(name);
      if (remembered !== undefined && clock.now() < remembered.until) return remembered.caller;
      const under = asking.get(name);
      if (under !== undefined) return under;
      const answer = ask(token, cashier, name).finally(() => asking.delete(name));
      asking.set(name, answer);
      return answer;
    },
    forget: () => {
      generation += 1;
      known.clear();
      asking.clear();
    },
  };
}
