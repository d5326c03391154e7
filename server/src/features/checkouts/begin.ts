/** Begins a checkout: the decision is frozen and its units are reserved until the receipt is printed or the time is over. */
import { type Instant, instant } from '@kopilka/engine';
import type { z } from 'zod';
import type { Scope } from '../../route.ts';
import { findMemberAccount } from '../members/find-account.ts';
import { idempotencyKeys, orderedMeaningHash } from '../operations/keys.ts';
import { postOperation } from '../operations/post.ts';
import { rulesAt, rulesOf } from '../programs/rules-at.ts';
import { decidedReceipt } from '../purchases/answer.ts';
import type { QuoteDeps } from '../quotes/ask.ts';
import { checkReceipt } from '../receipts/check.ts';
import { enginePay, engineReceipt } from '../receipts/decide-input.ts';
import { momentOf } from '../receipts/moment.ts';
import { type CheckoutAnswer, checkoutAnswer, type checkoutBodySchema } from './schema.ts';

const MINUTE_MS = 60_000;

export interface CheckoutRequest {
  readonly organizationId: string;
  readonly scopes: ReadonlySet<Scope>;
  readonly now: Instant;
  readonly body: z.output<typeof checkoutBodySchema>;
  readonly idempotencyKey: string | null;
}

export async function beginCheckout(
  deps: QuoteDeps,
  { organizationId, scopes, now, body, idempotencyKey }: CheckoutRequest,
): Promise<{ readonly checkout: CheckoutAnswer; readonly repeated: boolean }> {
  checkReceipt(body.receipt);
  const at = momentOf({ at: body.receipt.at, history: false, now, scopes });
  const { programId, active } = await rulesAt(deps.programs, { organizationId, programId: body.programId, at });
  const account = await findMemberAccount(deps, { organizationId, programId, member: body.member, now });
  const receipt = engineReceipt(body.receipt, active.program);
  const pay = enginePay(body.pay, active.program);
  const until = instant(now + body.minutes * MINUTE_MS);
  const { operation, repeated } = await postOperation(
    deps,
    {
      organizationId,
      programId,
      accountId: account.accountId,
      event: (checkout) => ({ type: 'hold', at, checkout, until, receipt, ...(pay === null ? {} : { pay }) }),
      now,
      history: false,
      keys: idempotencyKeys('beginCheckout', idempotencyKey),
      bodyHash: orderedMeaningHash([
        account.memberId,
        account.accountId,
        body.programId,
        body.receipt,
        body.pay,
        body.minutes,
      ]),
    },
    active.program,
  );
  const { decision } = operation;
  if (decision.type !== 'hold') throw new Error(`a checkout was decided as ${decision.type}`);
  const by = await rulesOf(deps.programs, { organizationId, programId, version: operation.programVersion });
  const decided = decidedReceipt(decision, { ...account, program: by.program, programVersion: by.version });
  return { checkout: checkoutAnswer(decision, decided), repeated };
}
