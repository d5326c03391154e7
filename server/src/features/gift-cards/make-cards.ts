/** Makes the cards of a batch, page by page, as codes of coupons are made (see coupons/make-codes.ts). */
import type { Database, Tx } from '../../kit/db.ts';
import { newAccountId } from '../../ledger/ids.ts';
import { randomCode } from '../coupons/code-text.ts';
import { advanceCardBatch, insertCards, listUnfinished, lockUnfinished, type StoredCardBatch } from './store.ts';

const PAGE = 10_000;
/** A card is money for whoever knows its code. */
const CODE_BITS = 80;

/** Makes one page. Answers false when nothing is left to make, or another process is at it. */
export function makeCardPage(db: Database, organizationId: string, batchId: string): Promise<boolean> {
  return db.tenant(organizationId, async (tx) => {
    const batch = await lockUnfinished(tx, organizationId, batchId);
    return batch === null ? false : makeCards(tx, organizationId, batch);
  });
}

/** One page of a batch that is held. Answers whether there are more to make. */
export async function makeCards(tx: Tx, organizationId: string, batch: StoredCardBatch): Promise<boolean> {
  const { batchId, wanted, made, tried, createdAt } = batch;
  const count = Math.min(PAGE, wanted - made);
  const fresh = await insertCards(tx, organizationId, {
    batchId,
    codes: Array.from({ length: count }, () => randomCode(CODE_BITS)),
    accountIds: Array.from({ length: count }, () => newAccountId(createdAt)),
    after: tried,
    createdAt,
  });
  await advanceCardBatch(tx, organizationId, { batchId, made: made + fresh, tried: tried + count });
  return made + fresh < wanted;
}

/** Everything that is not made yet, of all organizations; `signal` stops it after a page. Answers how many batches that were. */
export async function makeWaitingCards(db: Database, signal?: AbortSignal): Promise<number> {
  const unfinished = await listUnfinished(db.system);
  for (const { organizationId, batchId } of unfinished) {
    let more = true;
    while (more && signal?.aborted !== true) more = await makeCardPage(db, organizationId, batchId);
  }
  return unfinished.length;
}
