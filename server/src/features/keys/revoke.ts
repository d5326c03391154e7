/** Ends a key. The last key that can make others stays, or the shop would be locked out of its own house. */
import { ApiError } from '../../errors.ts';
import type { Database } from '../../kit/db.ts';
import { listKeys, lockKeys, revokeKey as mark } from './store.ts';

export async function revokeKey(
  db: Database,
  wanted: { readonly organizationId: string; readonly keyId: string; readonly now: number },
): Promise<void> {
  await db.tenant(wanted.organizationId, async (tx) => {
    await lockKeys(tx);
    const keys = await listKeys(tx);
    if (!keys.some((key) => key.keyId === wanted.keyId)) throw new ApiError('api_key_unknown');
    const others = keys.filter((key) => key.keyId !== wanted.keyId);
    if (!others.some((key) => key.scopes.includes('admin'))) throw new ApiError('last_admin_key');
    await mark(tx, wanted.keyId, wanted.now);
  });
}
