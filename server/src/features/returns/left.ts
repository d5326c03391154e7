/** What is left of purchases: what was bought less what has been returned. */
import { quantity, type Quantity } from '@kopilka/engine';
import type { Ledger, StoredOperation } from '../../ledger/ledger.ts';
import type { LineLeft, PurchaseLeft } from './match.ts';

export async function purchasesLeft(
  ledger: Ledger,
  {
    organizationId,
    accountId,
    purchases,
  }: { readonly organizationId: string; readonly accountId: string; readonly purchases: readonly StoredOperation[] },
): Promise<readonly PurchaseLeft[]> {
  const returned = await ledger.returned(
    organizationId,
    accountId,
    purchases.map((purchase) => purchase.operationId),
  );
  return purchases.map((purchase) => ({
    purchase: purchase.operationId,
    lines: linesOf(purchase, returned.get(purchase.operationId) ?? new Map<number, Quantity>()),
  }));
}

function linesOf({ event }: StoredOperation, returned: ReadonlyMap<number, Quantity>): readonly LineLeft[] {
  if (event.type !== 'purchase') return [];
  return event.receipt.lines.map((line, index) => ({
    line: index,
    sku: line.sku,
    left: quantity(Math.max(0, line.quantity - (returned.get(index) ?? 0))),
  }));
}
