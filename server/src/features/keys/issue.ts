/** Makes a key for an organization. The answer is the only place where the key itself is ever seen. */
import { randomUUID } from 'node:crypto';
import type { Tx } from '../../kit/db.ts';
import type { Scope } from '../../route.ts';
import { keyHash, newKey } from './key.ts';
import { insertKey, type StoredKey } from './store.ts';

export interface IssuedKey extends StoredKey {
  readonly key: string;
}

export async function issueKey(
  tx: Tx,
  wanted: {
    readonly organizationId: string;
    readonly name: string;
    readonly scopes: readonly Scope[];
    readonly now: number;
  },
): Promise<IssuedKey> {
  const key = newKey();
  const { name, scopes, now } = wanted;
  const stored = { keyId: randomUUID(), name, scopes, createdAt: now, lastUsedAt: null };
  await insertKey(tx, { ...stored, hash: keyHash(key), organizationId: wanted.organizationId });
  return { ...stored, key };
}
