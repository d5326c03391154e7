/** What gave units in expectation, found by the operation or by its receipt; only for the partner that it was earned at. */
import { ApiError } from '../../errors.ts';
import type { StoredOperation } from '../../ledger/ledger.ts';
import { ownerOfAccount } from '../members/find-account.ts';
import type { QuoteDeps } from '../quotes/ask.ts';
import { receiptKey } from '../receipts/schema.ts';

export interface ExpectedName {
  readonly operationId: string | undefined;
  readonly receipt: { readonly id: string; readonly source: string } | undefined;
  /** undefined: whoever's it is. */
  readonly partner: string | undefined;
}

/** Throws ApiError operation_unknown: the same for what there is not and for what is another partner's. */
export async function findExpected(
  deps: QuoteDeps,
  organizationId: string,
  name: ExpectedName,
): Promise<{ readonly opener: StoredOperation; readonly programId: string }> {
  const opener = await find(deps, organizationId, name);
  // Redemptions and payouts stay open too, but have ways of their own.
  if (opener === null || (opener.event.type !== 'purchase' && opener.event.type !== 'custom'))
    throw new ApiError('operation_unknown');
  if (name.partner !== undefined && partnerOf(opener) !== name.partner) throw new ApiError('operation_unknown');
  const { programId } = await ownerOfAccount(deps, organizationId, opener.accountId);
  return { opener, programId };
}

async function find(
  { ledger }: QuoteDeps,
  organizationId: string,
  { operationId, receipt }: ExpectedName,
): Promise<StoredOperation | null> {
  if (operationId !== undefined) return ledger.operation(organizationId, operationId);
  if (receipt === undefined) return null;
  const claim = await ledger.claimed(organizationId, { kind: 'receipt', key: receiptKey(receipt) });
  return claim === null || claim.accountId === null ? null : ledger.operation(organizationId, claim.operationId);
}

function partnerOf({ event }: StoredOperation): string | null {
  if (event.type === 'purchase') return event.receipt.partner ?? null;
  return event.type === 'custom' ? (event.partner ?? null) : null;
}
