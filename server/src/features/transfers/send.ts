/** Units that one member gives another: they leave here at once, and the outbox brings them there. */
import type { Instant, Units } from '@kopilka/engine';
import { requireSpending } from '../families/rights.ts';
import { findMemberAccount } from '../members/find-account.ts';
import type { MemberName } from '../members/resolve.ts';
import { idempotencyKeys } from '../operations/keys.ts';
import { record, type Recorded } from '../profiles/recorded.ts';
import type { QuoteDeps } from '../quotes/ask.ts';
import { receiptKey } from '../receipts/schema.ts';

export interface TransferRequest {
  readonly organizationId: string;
  readonly from: MemberName;
  readonly to: MemberName;
  readonly programId: string | undefined;
  readonly wallet: string;
  readonly units: Units;
  /** The caller's own number of it. */
  readonly number: { readonly id: string; readonly source: string } | null;
  readonly idempotencyKey: string | null;
  readonly now: Instant;
}

/** Both accounts are found before anything moves. */
export async function sendUnits(deps: QuoteDeps, request: TransferRequest): Promise<Recorded> {
  const { organizationId, wallet, units, number, now } = request;
  const { programId } = await deps.programs.choose(organizationId, request.programId);
  const from = await findMemberAccount(deps, { organizationId, programId, member: request.from, now });
  const to = await findMemberAccount(deps, { organizationId, programId, member: request.to, now });
  const own = number === null ? [] : [{ kind: 'transfer', key: receiptKey(number) } as const];
  const keys = [...own, ...idempotencyKeys('sendUnits', request.idempotencyKey)];
  await requireSpending(deps, { organizationId, ...from }, keys);
  return record(deps, {
    organizationId,
    programId,
    accountId: from.accountId,
    event: { type: 'transfer', at: now, wallet, units, to: to.accountId },
    now,
    keys,
    meaning: { from: from.memberId, to: to.memberId, programId, wallet, units, number },
  });
}
