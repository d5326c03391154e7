/** Receipts of nobody that come at once are written by one set of statements. */
import { createBatcher } from '../../kit/batcher.ts'
import type { GuestReceipt, GuestResult, Ledger } from '../../ledger/ledger.ts'

const BATCH_MAX = 500
const BATCHES_AT_ONCE_MAX = 2

export function createGuestRecorder(ledger: Ledger): (receipt: GuestReceipt) => Promise<GuestResult> {
  return createBatcher<GuestReceipt, GuestResult>({
    sizeMax: BATCH_MAX,
    parallelMax: BATCHES_AT_ONCE_MAX,
    load: (receipts) => ledger.recordGuests(receipts),
  })
}
