/**
 * Records a receipt: one operation on the member's account, or a row of statistics when it is nobody's. The receipt's own
 * number and the Idempotency-Key both protect it; a repeat gets the first answer, to the byte.
 */
import { type Instant, money, type PurchaseEvent, type Receipt } from '@kopilka/engine';
import { ApiError } from '../../errors.ts';
import type { GuestReceipt, GuestResult, OperationKey, StoredOperation } from '../../ledger/ledger.ts';
import type { CallingTill, Scope } from '../../route.ts';
import type { Asker } from '../coupons/guess-guard.ts';
import { postWithCodes } from '../coupons/use-codes.ts';
import { requireSpending } from '../families/rights.ts';
import { findMemberAccount, type MemberAccount, type MemberDeps } from '../members/find-account.ts';
import { idempotencyKeys, orderedMeaningHash } from '../operations/keys.ts';
import { postOperation } from '../operations/post.ts';
import { confirmedPay, type RequirementDeps } from '../pay-confirmations/required.ts';
import type { ProgramRegistry } from '../programs/registry.ts';
import { type ChosenProgram, rulesAt, rulesOf } from '../programs/rules-at.ts';
import { codesIn } from '../receipts/apply.ts';
import { checkReceipt } from '../receipts/check.ts';
import { engineBasket, engineReceipt } from '../receipts/decide-input.ts';
import { momentOf } from '../receipts/moment.ts';
import { type PurchaseBody, receiptKey } from '../receipts/schema.ts';
import { placedAt } from '../tills/seller.ts';
import { decidedReceipt, type PurchaseAnswer, purchaseAnswer, receiptOfNobody } from './answer.ts';

export interface PurchaseDeps extends MemberDeps, RequirementDeps {
  readonly programs: ProgramRegistry;
  readonly recordGuest: (receipt: GuestReceipt) => Promise<GuestResult>;
}

export interface PurchaseRequest {
  readonly organizationId: string;
  readonly scopes: ReadonlySet<Scope>;
  readonly asker: Asker;
  /** Where it is sold, if by a till. */
  readonly till?: CallingTill | undefined;
  readonly now: Instant;
  readonly body: PurchaseBody;
  readonly idempotencyKey: string | null;
}

export interface RecordedPurchase {
  readonly purchase: PurchaseAnswer;
  readonly repeated: boolean;
}

interface Prepared extends PurchaseRequest {
  readonly at: Instant;
  readonly chosen: ChosenProgram;
}

/** Throws ApiError. */
export async function recordPurchase(deps: PurchaseDeps, request: PurchaseRequest): Promise<RecordedPurchase> {
  const { organizationId, now, scopes } = request;
  const body = placedAt(request.body, request.till);
  checkReceipt(body.receipt);
  const at = momentOf({ at: body.receipt.at, history: body.history, now, scopes });
  const chosen = await rulesAt(deps.programs, { organizationId, programId: body.programId, at });
  const prepared = { ...request, body, at, chosen };
  if (body.member === undefined) return recordForNobody(deps, prepared);
  const account = await findMemberAccount(deps, {
    organizationId,
    programId: chosen.programId,
    member: body.member,
    now,
  });
  return recordForMember(deps, prepared, account);
}

async function recordForMember(
  deps: PurchaseDeps,
  prepared: Prepared,
  account: MemberAccount,
): Promise<RecordedPurchase> {
  const { organizationId, body, now, at, chosen } = prepared;
  const { program } = chosen.active;
  const { memberId, accountId } = account;
  if (body.pay !== undefined || body.apply !== undefined)
    await requireSpending(deps, { organizationId, memberId, accountId }, purchaseKeys(prepared));
  const brought = {
    guesser: { organizationId, ...prepared.asker, memberId },
    programId: chosen.programId,
    codes: codesIn(body.apply),
    claim: { kind: 'receipt', key: receiptKey(body.receipt) },
    accountId,
    at,
    now,
  } as const;
  const { operation, repeated } = await postWithCodes(deps, brought, async (codes) => {
    const event = { type: 'purchase', at, ...engineBasket(body, { memberId, codes }, program) } as const;
    return postOperation(
      deps,
      {
        organizationId,
        programId: chosen.programId,
        accountId,
        event: await confirmed(deps, prepared, { account, event }),
        now,
        history: body.history,
        keys: [...purchaseKeys(prepared)],
        bodyHash: meaningOf(body, account),
      },
      program,
    );
  });
  const { decision } = operation;
  // The number may have been claimed by an operation that is no purchase: a void one, or somebody's return.
  if (decision.type !== 'purchase') throw new ApiError('receipt_taken');
  const by = await rulesOf(deps.programs, {
    organizationId,
    programId: chosen.programId,
    version: operation.programVersion,
  });
  const decided = decidedReceipt(decision, {
    ...account,
    program: by.program,
    programVersion: by.version,
    receipt: receiptOf(operation),
  });
  return { purchase: purchaseAnswer({ id: operation.operationId, at: decision.at }, decided), repeated };
}

/** A till's payment with units as the organization allows it; everything else as it is. */
async function confirmed(
  deps: PurchaseDeps,
  prepared: Prepared,
  { account, event }: { readonly account: MemberAccount; readonly event: PurchaseEvent },
): Promise<PurchaseEvent> {
  const { organizationId, till, body, chosen, now } = prepared;
  if (till === undefined || event.pay === undefined) return event;
  const { pay: _, ...unpaid } = event;
  const pay = await confirmedPay(deps, {
    organizationId,
    programId: chosen.programId,
    ...account,
    till,
    code: body.confirmation,
    keys: purchaseKeys(prepared),
    usedFor: `purchase ${receiptKey(body.receipt)}`,
    event,
    now,
  });
  return pay === undefined ? unpaid : { ...unpaid, pay };
}

function receiptOf({ event }: StoredOperation): Receipt {
  if (!('receipt' in event)) throw new Error('a purchase was stored without its receipt');
  return event.receipt;
}

function* purchaseKeys({ body, idempotencyKey }: Prepared): Generator<OperationKey> {
  yield { kind: 'receipt', key: receiptKey(body.receipt) };
  yield* idempotencyKeys('recordPurchase', idempotencyKey);
}

/** However the member was named, and whatever the clock said, the same receipt of the same member is the same. */
function meaningOf(body: PurchaseBody, account: MemberAccount | null): string {
  return orderedMeaningHash([
    account?.memberId,
    account?.accountId,
    body.programId,
    body.receipt,
    body.pay,
    body.history,
    ...(body.apply === undefined ? [] : [body.apply]),
  ]);
}

async function recordForNobody(deps: PurchaseDeps, prepared: Prepared): Promise<RecordedPurchase> {
  const { organizationId, body, at, chosen } = prepared;
  if (body.pay !== undefined || body.apply !== undefined) throw new ApiError('member_required');
  const receipt = engineReceipt(body.receipt, chosen.active.program);
  if (receipt.currency !== chosen.active.program.currency) {
    throw new ApiError('currency_mismatch', { currency: receipt.currency, expected: chosen.active.program.currency });
  }
  const result = await deps.recordGuest({
    organizationId,
    receiptKey: receiptKey(body.receipt),
    bodyHash: meaningOf(body, null),
    at,
    store: receipt.store ?? null,
    total: money(receipt.total),
    currency: receipt.currency,
    lines: receipt.lines,
  });
  if (result.type === 'receipt_taken') throw new ApiError('receipt_taken');
  // Nothing is decided, so nothing is stored to repeat: what is told is what the request itself says.
  const purchase = purchaseAnswer(
    { id: result.receiptId, at: body.receipt.at ?? null },
    receiptOfNobody(receipt, chosen.programId),
  );
  return { purchase, repeated: result.type === 'repeated' };
}
