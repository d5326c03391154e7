/** Begins a checkout: the decision is frozen and its units are reserved until the receipt is printed or the time is over. */
import { type Instant, instant } from '@kopilka/engine';
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { OperationKey } from '../../ledger/ledger.ts';
import type { CallingTill, Scope } from '../../route.ts';
import type { CodeClaim } from '../coupons/claim.ts';
import type { Asker } from '../coupons/guess-guard.ts';
import { postWithCodes } from '../coupons/use-codes.ts';
import { requireSpending } from '../families/rights.ts';
import { findMemberAccount, type MemberAccount } from '../members/find-account.ts';
import { idempotencyKeys, orderedMeaningHash } from '../operations/keys.ts';
import { postOperation } from '../operations/post.ts';
import { rulesAt, rulesOf } from '../programs/rules-at.ts';
import { decidedReceipt } from '../purchases/answer.ts';
import { confirmedPay, type RequirementDeps } from '../pay-confirmations/required.ts';
import type { QuoteDeps } from '../quotes/ask.ts';
import { codesIn } from '../receipts/apply.ts';
import { checkReceipt } from '../receipts/check.ts';
import { engineBasket, engineReceipt } from '../receipts/decide-input.ts';
import { momentOf } from '../receipts/moment.ts';
import { placedAt } from '../tills/seller.ts';
import { type CheckoutAnswer, checkoutAnswer, type checkoutBodySchema } from './schema.ts';

const MINUTE_MS = 60_000;

export type CheckoutDeps = QuoteDeps & RequirementDeps;

export interface CheckoutRequest {
  readonly organizationId: string;
  readonly scopes: ReadonlySet<Scope>;
  readonly asker: Asker;
  /** Where it is sold, if by a till. */
  readonly till?: CallingTill | undefined;
  readonly now: Instant;
  readonly body: z.output<typeof checkoutBodySchema>;
  readonly idempotencyKey: string | null;
}

export async function beginCheckout(
  deps: CheckoutDeps,
  { organizationId, scopes, asker, till, now, body: asked, idempotencyKey }: CheckoutRequest,
): Promise<{ readonly checkout: CheckoutAnswer; readonly repeated: boolean }> {
  const body = placedAt(asked, till);
  checkReceipt(body.receipt);
  const at = momentOf({ at: body.receipt.at, history: false, now, scopes });
  const { programId, active } = await rulesAt(deps.programs, { organizationId, programId: body.programId, at });
  const account = await findMemberAccount(deps, { organizationId, programId, member: body.member, now });
  const { memberId, accountId } = account;
  const until = instant(now + body.minutes * MINUTE_MS);
  const { claim, keys } = claimOf(body, idempotencyKey);
  if (body.pay !== undefined || body.apply !== undefined)
    await requireSpending(deps, { organizationId, memberId, accountId }, keys);
  const guesser = { organizationId, ...asker, memberId };
  const brought = { guesser, programId, codes: codesIn(body.apply), claim, accountId, at, now };
  const { operation, repeated } = await postWithCodes(deps, brought, async (codes) => {
    const { pay: wanted, ...unpaid } = engineBasket(body, { memberId, codes }, active.program);
    const pay = await confirmedPay(deps, {
      organizationId,
      programId,
      ...account,
      till,
      code: body.confirmation,
      keys,
      usedFor: `checkout ${claim.key}`,
      event: { type: 'purchase', at, ...unpaid, ...(wanted === undefined ? {} : { pay: wanted }) },
      now,
    });
    const basket = pay === undefined ? unpaid : { ...unpaid, pay };
    return postOperation(
      deps,
      {
        organizationId,
        programId,
        accountId,
        event: (checkout) => ({ type: 'hold', at, checkout, until, ...basket }),
        now,
        history: false,
        keys,
        bodyHash: meaningOf(body, account),
      },
      active.program,
    );
  });
  const { decision } = operation;
  if (decision.type !== 'hold') throw new Error(`a checkout was decided as ${decision.type}`);
  const by = await rulesOf(deps.programs, { organizationId, programId, version: operation.programVersion });
  const decided = decidedReceipt(decision, {
    ...account,
    program: by.program,
    programVersion: by.version,
    receipt: engineReceipt(body.receipt, active.program),
  });
  return { checkout: checkoutAnswer(decision, decided), repeated };
}

/** Codes are reserved under a key of the ledger, so that a request without one gets one of its own. */
function claimOf(
  { apply }: CheckoutRequest['body'],
  idempotencyKey: string | null,
): { readonly claim: CodeClaim; readonly keys: readonly OperationKey[] } {
  const [key] = idempotencyKeys('beginCheckout', idempotencyKey);
  if (key !== undefined) return { claim: { kind: 'idempotency', key: key.key }, keys: [key] };
  const claim: CodeClaim = { kind: 'code', key: randomUUID() };
  return { claim, keys: codesIn(apply).length === 0 ? [] : [claim] };
}

function meaningOf(body: CheckoutRequest['body'], { memberId, accountId }: MemberAccount): string {
  return orderedMeaningHash([
    memberId,
    accountId,
    body.programId,
    body.receipt,
    body.pay,
    body.minutes,
    ...(body.apply === undefined ? [] : [body.apply]),
  ]);
}
