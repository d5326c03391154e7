/**
 * Whose key it is. What the database said is remembered for at most five seconds, so a revoked key dies within them
 * everywhere and at once in the process that revoked it. Unknown keys are not remembered: they could fill the memory.
 */
import { ApiError } from '../../errors.ts';
import type { Clock } from '../../kit/clock.ts';
import type { Database } from '../../kit/db.ts';
import type { Caller, Scope } from '../../route.ts';
import { SCOPES } from '../../route.ts';
import { keyHash, readBearer } from './key.ts';
import { findCaller, noteKeyUse } from './store.ts';

export const REMEMBERED_MS = 5_000;
const REMEMBERED_MAX = 10_000;

const IMPLIED: Readonly<Record<Scope, readonly Scope[]>> = {
  admin: SCOPES,
  shop: ['shop', 'till'],
  till: ['till'],
  read: ['read'],
  import: ['import'],
  privacy: ['privacy'],
};

export interface Authenticator {
  /** Answers at once while the key is remembered. Throws ApiError when the key is missing or unknown. */
  authenticate(authorization: string | undefined): Caller | Promise<Caller>;
  /** Forgets everything remembered: a key was revoked. */
  forget(): void;
}

interface Remembered {
  readonly caller: Caller;
  readonly until: number;
}

export function createAuthenticator(db: Database, clock: Clock): Authenticator {
  const known = new Map<string, Remembered>();
  const asking = new Map<string, Promise<Caller>>();

  async function ask(hash: Buffer, text: string): Promise<Caller> {
    const until = clock.now() + REMEMBERED_MS;
    const row = await findCaller(db, hash);
    if (row === undefined) throw new ApiError('key_unknown');
    const caller: Caller = {
      organizationId: row.organization_id,
      by: 'key',
      keyId: row.key_id,
      scopes: new Set(row.scopes.flatMap((scope) => IMPLIED[scope])),
      sandbox: row.sandbox,
    };
    // Nobody waits for it, and a database that cannot write now may miss it.
    if (row.is_use_old) void noteKeyUse(db, row.key_id).catch(() => undefined);
    if (known.size >= REMEMBERED_MAX) known.clear();
    known.set(text, { caller, until });
    return caller;
  }

  return {
    authenticate(authorization) {
      if (authorization === undefined) throw new ApiError('key_missing');
      const key = readBearer(authorization);
      if (key === null) throw new ApiError('key_unknown');
      const hash = keyHash(key);
      const text = hash.toString('latin1');
      const remembered = known.get(text);
      if (remembered !== undefined && clock.now() < remembered.until) return remembered.caller;
      const under = asking.get(text);
      if (under !== undefined) return under;
      const answer = ask(hash, text).finally(() => asking.delete(text));
      asking.set(text, answer);
      return answer;
    },
    forget: () => known.clear(),
  };
}
