/** What gift cards have paid of a receipt, and how much of it may still go back to them. */
import { money, type Money, QUANTITY_SCALE } from '@kopilka/engine';
import type { StoredOperation } from '../../ledger/ledger.ts';
import { receiptKey } from '../receipts/schema.ts';
import { type CardDeps, findCardById, recordedUnder } from './card.ts';
import { paidBy, paymentKey } from './pay.ts';
import { listReceiptCards, type StoredCard } from './store.ts';

export interface ReceiptPayment {
  readonly card: StoredCard;
  readonly operation: StoredOperation;
  /** Minor money that has not been refunded yet. */
  readonly left: Money;
}

/** In the order in which they paid. */
export async function paymentsOfReceipt(
  deps: CardDeps,
  organizationId: string,
  receipt: { readonly source: string; readonly id: string },
): Promise<readonly ReceiptPayment[]> {
  const accountIds = await deps.db.tenant(organizationId, (tx) =>
    listReceiptCards(tx, organizationId, receiptKey(receipt)),
  );
  const found = await Promise.all(
    accountIds.map(async (accountId): Promise<ReceiptPayment | null> => {
      const operation = await recordedUnder(deps, organizationId, paymentKey({ accountId, receipt }));
      if (operation === null) return null;
      const card = await findCardById(deps, organizationId, accountId);
      return { card, operation, left: money(paidBy(operation) - (await refundedOf(deps, operation))) };
    }),
  );
  return found.filter((one) => one !== null).toSorted((a, b) => a.operation.decision.at - b.operation.decision.at);
}

/** Minor money of a payment that has come back already. */
export async function refundedOf(
  { ledger }: Pick<CardDeps, 'ledger'>,
  { organizationId, accountId, operationId }: StoredOperation,
): Promise<number> {
  const returned = await ledger.returned(organizationId, accountId, [operationId]);
  return (returned.get(operationId)?.get(0) ?? 0) / QUANTITY_SCALE;
}
