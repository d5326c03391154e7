/** Hundreds of receipts in one request: each stands for itself, and each gets its own answer in the request's place. */
import { z } from 'zod';
import type { Problem } from '../../problem.ts';
import { readPart } from '../../route.ts';
import { purchaseBodySchema } from '../receipts/schema.ts';
import type { PurchaseAnswer } from './answer.ts';
import { type PurchaseDeps, type PurchaseRequest, recordPurchase } from './record.ts';

/** Parsed hundreds of times a request. */
const receiptBody = z.compile(purchaseBodySchema);

export type BatchResult =
  | { readonly status: 'done' | 'repeated'; readonly purchase: PurchaseAnswer }
  | { readonly status: 'refused'; readonly problem: Problem };

export interface BatchRequest extends Omit<PurchaseRequest, 'body'> {
  readonly purchases: readonly unknown[];
  /** Named in the answers of receipts that failed unexpectedly; hears of them too. */
  readonly failed: (error: unknown) => Problem;
}

/** They are posted in their order, so receipts of one member are applied in it. */
export async function recordBatch(deps: PurchaseDeps, batch: BatchRequest): Promise<readonly BatchResult[]> {
  const { purchases, failed, idempotencyKey, ...common } = batch;
  return Promise.all(
    purchases.map(async (purchase, index): Promise<BatchResult> => {
      try {
        const body = readPart(receiptBody, purchase, 'body');
        const key = idempotencyKey === null ? null : `${idempotencyKey}#${index}`;
        const recorded = await recordPurchase(deps, { ...common, body, idempotencyKey: key });
        return { status: recorded.repeated ? 'repeated' : 'done', purchase: recorded.purchase };
      } catch (error) {
        return { status: 'refused', problem: failed(error) };
      }
    }),
  );
}
