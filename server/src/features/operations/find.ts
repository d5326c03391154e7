/** Finds an operation with the program it was decided by. */
import { ApiError } from '../../errors.ts';
import { ownerOfAccount } from '../members/find-account.ts';
import { rulesOf } from '../programs/rules-at.ts';
import type { QuoteDeps } from '../quotes/ask.ts';
import { operationAnswer } from './answer.ts';

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
  return operationAnswer(operation, program);
}
