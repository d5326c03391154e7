/**
 * Makes a purchase of a checkout, by the rules that were frozen with it. The receipt is printed by now, so it is not refused
 * for want of units: what is missing becomes debt. A checkout is committed once, whatever keys the commits came with.
 */
import { type Decision, type Instant, money, type PurchaseEvent } from '@kopilka/engine';
import { ApiError } from '../../errors.ts';
import type { OperationKey } from '../../ledger/ledger.ts';
import { confirmCheckoutCodes } from '../coupons/use-codes.ts';
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
        ...(event.apply === undefined ? {} : { apply: event.apply }),
        ...(event.member === undefined ? {} : { member: event.member }),
        ...frozenOf(hold.decision, event.apply !== undefined),
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
  await confirmCheckoutCodes(deps, operation, { memberId, now });
  const decided = decidedReceipt(decision, {
    accountId: hold.accountId,
    memberId,
    program,
    programVersion: hold.programVersion,
    receipt: event.receipt,
  });
  return { purchase: purchaseAnswer({ id: operation.operationId, at: decision.at }, decided), repeated };
}

/** What the printed receipt shows is taken as it is, whatever time and others have changed meanwhile. */
function frozenOf(decision: Decision, hasApplied: boolean): Pick<PurchaseEvent, 'frozen'> {
  if (decision.type !== 'hold') return {};
  const { discounts = [], costs = [], lines } = decision.purchase;
  // What was applied and neither took anything off nor cost anything (a gift, more units) must not be judged again either.
  if (discounts.length === 0 && costs.length === 0 && !hasApplied) return {};
  const taken = discounts.map(({ rule }, index) => ({
    rule,
    byLine: lines.map((line) => line.discounts?.[index] ?? money(0)),
  }));
  return { frozen: { discounts: taken, costs: costs.map(({ rule, wallet, units }) => ({ rule, wallet, units })) } };
}

function keysOf({ checkoutId, receipt, idempotencyKey }: CommitRequest): readonly OperationKey[] {
  return [
    { kind: 'checkout', key: checkoutId },
    ...(receipt === null ? [] : [{ kind: 'receipt', key: receiptKey(receipt) } as const]),
    ...idempotencyKeys('commitCheckout', idempotencyKey),
  ];
}
