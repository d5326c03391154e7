/** Units that one member gives another: they leave here at once, and the outbox brings them there. */
import type { Instant, Units } from '@kopilka/engine';
import type { CallingTill } from '../../route.ts';
import { requireSpending } from '../families/rights.ts';
import { findMemberAccount } from '../members/find-account.ts';
import type { MemberName } from '../members/resolve.ts';
import { idempotencyKeys } from '../operations/keys.ts';
import { purposeOf, requireConfirmedMove, type RequirementDeps } from '../pay-confirmations/required.ts';
import { record, type Recorded } from '../profiles/recorded.ts';
import { rulesAt } from '../programs/rules-at.ts';
import type { QuoteDeps } from '../quotes/ask.ts';
import { receiptKey } from '../receipts/schema.ts';

export interface TransferRequest {
  readonly organizationId: string;
  /** undefined: not a till. */
  readonly till: CallingTill | undefined;
  /** From the customer, where the till needs it. */
  readonly confirmation: string | undefined;
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
export async function sendUnits(deps: QuoteDeps & RequirementDeps, request: TransferRequest): Promise<Recorded> {
  const { organizationId, wallet, units, number, now } = request;
  const { programId, active } = await rulesAt(deps.programs, { organizationId, programId: request.programId, at: now });
  const from = await findMemberAccount(deps, { organizationId, programId, member: request.from, now });
  const to = await findMemberAccount(deps, { organizationId, programId, member: request.to, now });
  const own = number === null ? [] : [{ kind: 'transfer', key: receiptKey(number) } as const];
  const keys = [...own, ...idempotencyKeys('sendUnits', request.idempotencyKey)];
  await requireSpending(deps, { organizationId, ...from }, keys);
  const event = { type: 'transfer', at: now, wallet, units, to: to.accountId } as const;
  const { till, confirmation: code } = request;
  const move = {
    organizationId,
    programId,
    ...from,
    till,
    code,
    keys,
    usedFor: purposeOf('transfer', keys),
    event,
    now,
  };
  await requireConfirmedMove(deps, move, active.program);
  return record(deps, {
    organizationId,
    programId,
    accountId: from.accountId,
    event,
    now,
    keys,
    meaning: { from: from.memberId, to: to.memberId, programId, wallet, units, number },
  });
}
