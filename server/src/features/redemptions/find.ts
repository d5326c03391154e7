/** Redemptions, found by id or by member, with what became of each. */
import { type Instant, openItemsOf } from '@kopilka/engine';
import type { z } from 'zod';
import { ApiError } from '../../errors.ts';
import type { StoredOperation } from '../../ledger/ledger.ts';
import { lineageOf, ownerOfAccount } from '../members/find-account.ts';
import { heirNow } from '../profiles/account-now.ts';
import { rulesOf } from '../programs/rules-at.ts';
import type { QuoteDeps } from '../quotes/ask.ts';
import { isRedemption, redemptionStatus, type redemptionStatusSchema } from './answer.ts';
import { closingsOf, endingOf, type ItemEnding } from './ending.ts';

type RedemptionAnswer = z.input<typeof redemptionStatusSchema>;

export interface FoundRedemption {
  readonly operation: StoredOperation;
  readonly programId: string;
}

/** Throws ApiError redemption_unknown. */
export async function findRedemption(
  deps: QuoteDeps,
  organizationId: string,
  redemptionId: string,
): Promise<FoundRedemption> {
  const operation = await deps.ledger.operation(organizationId, redemptionId);
  if (operation === null || !isRedemption(operation)) throw new ApiError('redemption_unknown');
  const { programId } = await ownerOfAccount(deps, organizationId, operation.accountId);
  return { operation, programId };
}

export async function readRedemption(
  deps: QuoteDeps,
  { operation, programId }: FoundRedemption,
  now: Instant,
): Promise<RedemptionAnswer> {
  const { organizationId, programVersion: version } = operation;
  const { program } = await rulesOf(deps.programs, { organizationId, programId, version });
  return redemptionStatus(operation, program, { ending: await endingOf(deps, operation, now), now });
}

/**
 * A page of redemptions on an account and on those that became part of it, newest first. Where it ends is told by the last
 * operation of each account, in the order in which they became part of it, so that one that does so meanwhile comes last.
 */
export async function listRedemptions(
  deps: QuoteDeps,
  wanted: {
    readonly organizationId: string;
    readonly programId: string;
    readonly accountId: string;
    /** Of each account; 0 or absent for its newest. */
    readonly before: readonly number[];
    readonly limit: number;
    readonly now: Instant;
  },
): Promise<{ readonly redemptions: RedemptionAnswer[]; readonly next: readonly number[] | null }> {
  const { organizationId, programId, accountId, before, limit, now } = wanted;
  const accountIds = await lineageOf(deps, organizationId, accountId);
  const pages = await Promise.all(
    accountIds.map((id, index) => {
      const beforeSeq = before[index] ?? 0;
      const page = { type: 'redeem', limit, ...(beforeSeq === 0 ? {} : { beforeSeq }) };
      return deps.ledger.operations(organizationId, id, page);
    }),
  );
  const operations = inTime(pages).slice(0, limit);
  const next = accountIds.map(
    (id, index) => operations.findLast((operation) => operation.accountId === id)?.seq ?? before[index] ?? 0,
  );
  const holder = await heirNow(deps, { organizationId, accountId, now });
  const open = new Set((holder === null ? [] : openItemsOf(holder.account)).map(({ id }) => id));
  const ended = operations.flatMap(({ operationId }) => (open.has(operationId) ? [] : [operationId]));
  const closings = await closingsOf(deps, organizationId, ended);
  const redemptions = operations.map(async (operation) => {
    const { operationId, programVersion: version } = operation;
    const { program } = await rulesOf(deps.programs, { organizationId, programId, version });
    const ending = open.has(operationId) ? OPEN : (closings.get(operationId) ?? GONE);
    return redemptionStatus(operation, program, { ending, now });
  });
  return { redemptions: await Promise.all(redemptions), next: operations.length < limit ? null : next };
}

/** Newest first, each account's in their own order, whatever the clocks of several processes said. */
function inTime(pages: readonly (readonly StoredOperation[])[]): readonly StoredOperation[] {
  const timed = pages.flatMap((page) => {
    let at = Number.POSITIVE_INFINITY;
    return page.map((operation) => {
      at = Math.min(at, operation.acceptedAt);
      return { operation, at };
    });
  });
  return timed.toSorted((a, b) => b.at - a.at).map(({ operation }) => operation);
}

const OPEN: ItemEnding = { type: 'open' };
const GONE: ItemEnding = { type: 'gone' };
