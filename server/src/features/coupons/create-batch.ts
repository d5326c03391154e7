/** Makes a batch: many codes that nobody can guess, or one with a text of its own. What a page can hold is there at once. */
import type { Instant } from '@kopilka/engine';
import { randomUUID } from 'node:crypto';
import { ApiError } from '../../errors.ts';
import type { Database } from '../../kit/db.ts';
import { makePage } from './make-codes.ts';
import { findBatchByRequest, insertBatch, insertCodes, type StoredBatch } from './store.ts';

export interface WantedBatch {
  readonly organizationId: string;
  readonly programId: string;
  readonly couponId: string;
  readonly codes:
    | { readonly type: 'random'; readonly count: number; readonly prefix: string }
    | { readonly type: 'named'; readonly code: string };
  readonly usesMax: number | null;
  readonly memberId: string | null;
  readonly from: Instant | null;
  readonly until: Instant | null;
  readonly request: StoredBatch['request'];
  readonly now: Instant;
}

/** Throws ApiError coupon_code_taken or key_reused. */
export async function createBatch(
  db: Database,
  wanted: WantedBatch,
): Promise<{ readonly batch: StoredBatch; readonly repeated: boolean }> {
  const { organizationId, codes, request } = wanted;
  const batch: StoredBatch = {
    batchId: randomUUID(),
    programId: wanted.programId,
    couponId: wanted.couponId,
    usesMax: wanted.usesMax,
    memberId: wanted.memberId,
    from: wanted.from,
    until: wanted.until,
    prefix: codes.type === 'random' ? codes.prefix : '',
    wanted: codes.type === 'random' ? codes.count : 1,
    made: 0,
    tried: 0,
    blocked: false,
    request,
    createdAt: wanted.now,
  };
  const named = codes.type === 'named' ? { ...batch, made: 1, tried: 1 } : batch;
  const first = await db.tenant(organizationId, async (tx) => {
    if (!(await insertBatch(tx, organizationId, named)))
      return request === null ? null : findBatchByRequest(tx, organizationId, request.key);
    if (codes.type === 'random') return named;
    const { batchId } = named;
    const made = await insertCodes(tx, organizationId, { batchId, codes: [codes.code], after: 0 });
    if (made === 0) throw new ApiError('coupon_code_taken');
    return named;
  });
  if (first === null) throw new Error('a batch was neither made nor found');
  if (first.request?.hash !== request?.hash) throw new ApiError('key_reused');
  // A repeat goes on with what a crash may have left undone.
  if (codes.type === 'random') await makePage(db, organizationId, first.batchId);
  return { batch: first, repeated: first.batchId !== batch.batchId };
}
