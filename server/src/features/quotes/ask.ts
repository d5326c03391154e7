/** What a receipt would come to: the same decision as a purchase, and nothing is written. */
import type { Decision, Instant } from '@kopilka/engine';
import { refusalError } from '../operations/posted.ts';
import { quoteOperation } from '../operations/post.ts';
import { ApiError } from '../../errors.ts';
import { readingWanted } from '../../ledger/reading.ts';
import type { CallingTill, Scope } from '../../route.ts';
import type { Asker } from '../coupons/guess-guard.ts';
import { type KnownCodes, knowCodes } from '../coupons/use-codes.ts';
import { spendingAllowed } from '../families/rights.ts';
import { findMemberAccount, type MemberDeps } from '../members/find-account.ts';
import type { ProgramRegistry } from '../programs/registry.ts';
import { rulesAt } from '../programs/rules-at.ts';
import { decidedReceipt, type QuoteAnswer, quoteAnswer, receiptOfNobody } from '../purchases/answer.ts';
import { codesIn } from '../receipts/apply.ts';
import { checkReceipt } from '../receipts/check.ts';
import { engineBasket, engineReceipt } from '../receipts/decide-input.ts';
import { momentOf } from '../receipts/moment.ts';
import type { QuoteBody } from '../receipts/schema.ts';
import { placedAt } from '../tills/seller.ts';

export interface QuoteDeps extends MemberDeps {
  readonly programs: ProgramRegistry;
}

export interface Question {
  readonly organizationId: string;
  readonly scopes: ReadonlySet<Scope>;
  readonly asker: Asker;
  /** Where it is asked, if at a till. */
  readonly till?: CallingTill | undefined;
  readonly now: Instant;
  readonly body: QuoteBody;
}

export type QuoteOutcome =
  | { readonly type: 'quoted'; readonly quote: QuoteAnswer }
  | { readonly type: 'refused'; readonly error: ApiError };

/** A refusal by the program is an answer; ApiError is thrown for what is wrong with the question itself. */
export async function askQuote(
  deps: QuoteDeps,
  { organizationId, scopes, asker, till, now, body: asked }: Question,
): Promise<QuoteOutcome> {
  const body = placedAt(asked, till);
  checkReceipt(body.receipt);
  const at = momentOf({ at: body.receipt.at, history: body.history, now, scopes });
  const { programId, active } = await rulesAt(deps.programs, { organizationId, programId: body.programId, at });
  const receipt = engineReceipt(body.receipt, active.program);
  if (body.member === undefined) {
    if (body.pay !== undefined || body.apply !== undefined) throw new ApiError('member_required');
    return { type: 'quoted', quote: quoteAnswer(at, receiptOfNobody(receipt, programId)) };
  }
  const read = readingWanted(active.program, at);
  const account = await findMemberAccount(deps, { organizationId, programId, member: body.member, now, read });
  const { memberId } = account;
  const isSpending = body.pay !== undefined || body.apply !== undefined;
  if (isSpending && !(await spendingAllowed(deps, { organizationId, ...account })))
    return { type: 'refused', error: new ApiError('family_spending_not_allowed') };
  const guesser = { organizationId, ...asker, memberId };
  const codes = await codesOrRefusal(knowCodes(deps, { guesser, programId, codes: codesIn(body.apply), at, now }));
  if (codes instanceof ApiError) return { type: 'refused', error: codes };
  const event = { type: 'purchase', at, ...engineBasket(body, { memberId, codes }, active.program) } as const;
  const result = await quoteOperation(deps, {
    organizationId,
    programId,
    accountId: account.accountId,
    event,
    now,
    history: body.history,
    reading: account.reading,
  });
  switch (result.type) {
    case 'refused':
      return { type: 'refused', error: refusalError(result, active.program) };
    case 'account_unknown':
      throw new ApiError('account_unknown');
    case 'quoted': {
      const decision = purchaseOf(result.decision);
      return {
        type: 'quoted',
        quote: quoteAnswer(
          decision.at,
          decidedReceipt(decision, { ...account, program: active.program, programVersion: active.version, receipt }),
        ),
      };
    }
  }
}

/** A code that cannot be used is an answer; too many guesses are not answered. */
function codesOrRefusal(codes: Promise<KnownCodes>): Promise<KnownCodes | ApiError> {
  return codes.catch((error: unknown) => {
    if (error instanceof ApiError && error.code !== 'too_many_guesses') return error;
    throw error;
  });
}

function purchaseOf(decision: Decision): Extract<Decision, { type: 'purchase' }> {
  if (decision.type !== 'purchase') throw new Error(`a purchase was decided as ${decision.type}`);
  return decision;
}
