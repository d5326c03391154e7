/** Redemptions, found by id or by member, with what became of each. */
import { type Instant, openItemsOf } from '@kopilka/engine';
import type { z } from 'zod';
import { ApiError } from '../../errors.ts';
import type { StoredOperation } from '../../ledger/ledger.ts';
import { ownerOfAccount } from '../members/find-account.ts';
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

/** A page of an account's redemptions, newest first. */
export async function listRedemptions(
  deps: QuoteDeps,
  wanted: {
    readonly organizationId: string;
    readonly programId: string;
    readonly accountId: string;
    readonly beforeSeq: number | undefined;
    readonly limit: number;
    readonly now: Instant;
  },
): Promise<{ readonly redemptions: RedemptionAnswer[]; readonly lastSeq: number | null }> {
  const { organizationId, programId, accountId, beforeSeq, limit, now } = wanted;
  const operations = await deps.ledger.operations(organizationId, accountId, {
    type: 'redeem',
    limit,
    ...(beforeSeq === undefined ? {} : { beforeSeq }),
  });
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
  const last = operations.length < limit ? undefined : operations.at(-1);
  return { redemptions: await Promise.all(redemptions), lastSeq: last?.seq ?? null };
}

const OPEN: ItemEnding = { type: 'open' };
const GONE: ItemEnding = { type: 'gone' };
