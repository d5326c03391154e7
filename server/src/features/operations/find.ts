/** Finds operations with the programs they were decided by. */
import { ApiError } from '../../errors.ts';
import { ownerOfAccount } from '../members/find-account.ts';
import { rulesOf } from '../programs/rules-at.ts';
import type { QuoteDeps } from '../quotes/ask.ts';
import type { StoredOperation } from '../../ledger/ledger.ts';
import { sellerNamed } from '../tills/sellers.ts';
import { operationAnswer, operationSummaryWithReasons } from './answer.ts';

/** `accountId` null: whatever the account. Throws ApiError operation_unknown. */
export async function findOperation(
  deps: QuoteDeps,
  {
    organizationId,
    operationId,
    accountId,
  }: { readonly organizationId: string; readonly operationId: string; readonly accountId: string | null },
): Promise<ReturnType<typeof operationAnswer>> {
  const operation = await deps.ledger.operation(organizationId, operationId);
  if (operation === null || (accountId !== null && operation.accountId !== accountId))
    throw new ApiError('operation_unknown');
  const { programId } = await ownerOfAccount(deps, organizationId, operation.accountId);
  const { program } = await rulesOf(deps.programs, { organizationId, programId, version: operation.programVersion });
  const sold = 'seller' in operation.event ? operation.event.seller : undefined;
  const seller = sold === undefined ? null : await sellerNamed(deps.db, organizationId, sold);
  return operationAnswer(operation, program, seller);
}

/** Each by the program that it was decided by. */
export function toldWithReasons(
  deps: QuoteDeps,
  {
    organizationId,
    programId,
    operations,
  }: { readonly organizationId: string; readonly programId: string; readonly operations: readonly StoredOperation[] },
): Promise<ReturnType<typeof operationSummaryWithReasons>[]> {
  return Promise.all(
    operations.map(async (operation) => {
      const by = await rulesOf(deps.programs, { organizationId, programId, version: operation.programVersion });
      return operationSummaryWithReasons(operation, by.program);
    }),
  );
}
