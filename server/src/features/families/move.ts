/** When accounts are merged, a family goes with its account. */
import { ApiError } from '../../errors.ts';
import type { Tx } from '../../kit/db.ts';
import { listFamiliesOn, pointFamily } from './store.ts';

/** Throws ApiError merge_of_families when both accounts have one. */
export async function moveFamily(tx: Tx, from: string, into: string): Promise<void> {
  await refuseTwoFamilies(tx, from, into);
  const [family] = await listFamiliesOn(tx, [from]);
  if (family !== undefined) await pointFamily(tx, family.familyId, into);
}

/** Throws ApiError merge_of_families. */
export async function refuseTwoFamilies(tx: Tx, from: string, into: string): Promise<void> {
  const found = new Set((await listFamiliesOn(tx, [from, into])).map(({ accountId }) => accountId));
  if (found.size > 1) throw new ApiError('merge_of_families');
}
