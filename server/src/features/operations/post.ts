/**
 * Posting an operation from the API: an account whose opening was cut short by a crash is opened and the operation posted
 * again; whatever is refused becomes the error of its code.
 */
import type { CompiledProgram } from '@kopilka/engine';
import type { OperationRequest, QuoteRequest, QuoteResult } from '../../ledger/ledger.ts';
import { openAccounts, type JoinDeps } from '../members/join.ts';
import { posted, type Posted } from './posted.ts';

type PostDeps = Pick<JoinDeps, 'ledger' | 'programs'>;

export async function postOperation(
  deps: PostDeps,
  request: OperationRequest,
  program: CompiledProgram,
): Promise<Posted> {
  const result = await deps.ledger.post(request);
  if (result.type !== 'account_unknown') return posted(result, program);
  await reopen(deps, request);
  return posted(await deps.ledger.post(request), program);
}

export async function quoteOperation(deps: PostDeps, request: QuoteRequest): Promise<QuoteResult> {
  const result = await deps.ledger.quote(request);
  if (result.type !== 'account_unknown') return result;
  await reopen(deps, request);
  return deps.ledger.quote(request);
}

async function reopen(deps: PostDeps, request: QuoteRequest | OperationRequest): Promise<void> {
  const { organizationId, programId, accountId, now } = request;
  await openAccounts(deps, { organizationId, memberships: [{ programId, accountId, joinedAt: now }], now });
}
