/**
 * Makes a purchase of a checkout, by the rules that were frozen with it. The receipt is printed by now, so it is not refused
 * for want of units: what is missing becomes debt. A checkout is committed once, whatever keys the commits came with.
 */
import type { Instant } from '@kopilka/engine';
import { ApiError } from '../../errors.ts';
import type { OperationKey } from '../../ledger/ledger.ts';
import { idempotencyKeys, meaningHash } from '../operations/keys.ts';
import { postOperation } from '../operations/post.ts';
import { rulesOf } from '../programs/rules-at.ts';
import { decidedReceipt, type PurchaseAnswer, purchaseAnswer } from '../purchases/answer.ts';
import type { QuoteDeps } from '../quotes/ask.ts';
import { receiptKey } from '../receipts/schema.ts';
import { findCheckout } from './find.ts';

export interface CommitRequest {
  readonly organizationId: string;
  readonly checkoutId: string;
  /** The printed receipt's number; null when it is not told. */
  readonly receipt: { readonly id: string; readonly source: string } | null;
  readonly idempotencyKey: string | null;
  readonly now: Instant;
}

export async function commitCheckout(
  deps: QuoteDeps,
  request: CommitRequest,
): Promise<{ readonly purchase: PurchaseAnswer; readonly repeated: boolean }> {
  const { organizationId, checkoutId, now } = request;
  const { operation: hold, event, programId, memberId } = await findCheckout(deps, organizationId, checkoutId);
  const { program } = await rulesOf(deps.programs, { organizationId, programId, version: hold.programVersion });
  const receipt = request.receipt === null ? event.receipt : { ...event.receipt, id: request.receipt.id };
  const { operation, repeated } = await postOperation(
    deps,
    {
      organizationId,
      programId,
      accountId: hold.accountId,
      event: {
        type: 'purchase',
        at: now,
        receipt,
        ...(event.pay === undefined ? {} : { pay: event.pay }),
        checkout: checkoutId,
      },
      now,
      history: false,
      keys: keysOf(request),
      bodyHash: meaningHash({ checkoutId, receipt: request.receipt }),
      programVersion: hold.programVersion,
    },
    program,
  );
  const { decision } = operation;
  if (decision.type !== 'purchase' || decision.checkout !== checkoutId) throw new ApiError('receipt_taken');
  const decided = decidedReceipt(decision, {
    accountId: hold.accountId,
    memberId,
    program,
    programVersion: hold.programVersion,
  });
  return { purchase: purchaseAnswer({ id: operation.operationId, at: decision.at }, decided), repeated };
}

function keysOf({ checkoutId, receipt, idempotencyKey }: CommitRequest): readonly OperationKey[] {
  return [
    { kind: 'checkout', key: checkoutId },
    ...(receipt === null ? [] : [{ kind: 'receipt', key: receiptKey(receipt) } as const]),
    ...idempotencyKeys('commitCheckout', idempotencyKey),
  ];
}
