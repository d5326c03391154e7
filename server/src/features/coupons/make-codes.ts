/**
 * Makes the codes of a batch, page by page, each page in one transaction with the batch's progress: whichever process does it, and
 * however often it dies, the next one goes on where the last page ended.
 */
import type { Database } from '../../kit/db.ts';
import { randomCode } from './code-text.ts';
import { advanceBatch, insertCodes, listUnfinished, lockUnfinished } from './store.ts';

const PAGE = 10_000;
/** What a code that opens something once must be worth to a guesser: nothing. */
const CODE_BITS = 60;

/** Makes one page. Answers false when nothing is left to make, or another process is at it. */
export function makePage(db: Database, organizationId: string, batchId: string): Promise<boolean> {
  return db.tenant(organizationId, async (tx) => {
    const batch = await lockUnfinished(tx, organizationId, batchId);
    if (batch === null) return false;
    const { prefix, wanted, made, tried } = batch;
    const count = Math.min(PAGE, wanted - made);
    const codes = Array.from({ length: count }, () => randomCode(CODE_BITS, prefix));
    const fresh = await insertCodes(tx, organizationId, { batchId, codes, after: tried });
    await advanceBatch(tx, organizationId, { batchId, made: made + fresh, tried: tried + count });
    return made + fresh < wanted;
  });
}

/** Everything that is not made yet, of all organizations; `signal` stops it after a page. Answers how many batches that were. */
export async function makeWaitingCodes(db: Database, signal?: AbortSignal): Promise<number> {
  const unfinished = await listUnfinished(db.system);
  for (const { organizationId, batchId } of unfinished) {
    let more = true;
    while (more && signal?.aborted !== true) more = await makePage(db, organizationId, batchId);
  }
  return unfinished.length;
}
