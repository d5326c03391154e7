/**
 * Takes a purchase back, whole or in part, or goods without a receipt. Usable without HTTP. A repeat under the same keys is
 * recognised before anything is counted, because by then what it returned is no longer there to be counted.
 */
import { formatQuantity, type Decision, type Instant, type ReturnDecision, type ReturnEvent } from '@kopilka/engine';
import { ApiError } from '../../errors.ts';
import type { Ledger, OperationKey } from '../../ledger/ledger.ts';
import type { ActiveProgram } from '../../ledger/program-source.ts';
import { type MemberDeps, ownerOfAccount } from '../members/find-account.ts';
import { postOperation, quoteOperation } from '../operations/post.ts';
import { refusalError } from '../operations/posted.ts';
import type { ProgramRegistry } from '../programs/registry.ts';
import { rulesOf } from '../programs/rules-at.ts';
import type { Goods } from './match.ts';
import { findPurchase, findPurchaseByReceipt, matchGoods, partOf, type ReturnedLine } from './target.ts';

export type ReturnWhat =
  | { readonly type: 'purchase'; readonly purchaseId: string; readonly lines: readonly ReturnedLine[] | null }
  | {
      readonly type: 'receipt';
      readonly receipt: { readonly source: string; readonly id: string };
      readonly lines: readonly ReturnedLine[] | null;
    }
  /** `partly`: what cannot be matched is told and the rest returned; otherwise nothing is. */
  | { readonly type: 'goods'; readonly accountId: string; readonly goods: readonly Goods[]; readonly partly: boolean };

export interface ReturnRequest {
  readonly organizationId: string;
  readonly what: ReturnWhat;
  readonly at: Instant;
  readonly now: Instant;
  readonly history: boolean;
  readonly keys: readonly OperationKey[];
  readonly bodyHash: string;
  readonly preview: boolean;
}

export interface RecordedReturn {
  /** null for a preview. */
  readonly operationId: string | null;
  readonly accountId: string;
  readonly decision: ReturnDecision;
  readonly by: ActiveProgram;
  readonly repeated: boolean;
  readonly unmatched: readonly Goods[];
}

export interface ReturnDeps extends MemberDeps {
  readonly programs: ProgramRegistry;
}

/** Attempts when another return takes the same goods meanwhile. */
const MATCHES_MAX = 3;

/** Throws ApiError. */
export async function recordReturn(deps: ReturnDeps, request: ReturnRequest): Promise<RecordedReturn> {
  const repeated = await repeatOf(deps, request);
  if (repeated !== null) return repeated;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await recordOnce(deps, request);
    } catch (error) {
      const overtaken =
        error instanceof ApiError && error.code === 'return_exceeds_purchase' && request.what.type === 'goods';
      if (!overtaken || attempt === MATCHES_MAX) throw error;
    }
  }
}

async function recordOnce(deps: ReturnDeps, request: ReturnRequest): Promise<RecordedReturn> {
  const { accountId, parts, unmatched } = await targetOf(deps.ledger, request);
  // Mutable copies: the event's schema belongs to JSON.
  const event: ReturnEvent = {
    type: 'return',
    at: request.at,
    parts: parts.map(({ purchase, lines }) => ({ purchase, lines: [...lines] })),
  };
  return { ...(await submit(deps, request, { accountId, event })), unmatched };
}

/** The first answer, when a key of the request stands for an operation already; null when it does not. */
async function repeatOf(deps: ReturnDeps, request: ReturnRequest): Promise<RecordedReturn | null> {
  if (request.preview) return null;
  const { organizationId } = request;
  for (const key of request.keys) {
    const claim = await deps.ledger.claimed(organizationId, key);
    const first = claim === null ? null : await deps.ledger.operation(organizationId, claim.operationId);
    if (first === null || first.event.type !== 'return') continue;
    return { ...(await submit(deps, request, { accountId: first.accountId, event: first.event })), unmatched: [] };
  }
  return null;
}

interface Target {
  readonly accountId: string;
  readonly parts: readonly { readonly purchase: string; readonly lines: readonly ReturnedLine[] }[];
  readonly unmatched: readonly Goods[];
}

async function targetOf(ledger: Ledger, { organizationId, what, at }: ReturnRequest): Promise<Target> {
  if (what.type === 'goods') {
    const match = await matchGoods(ledger, { organizationId, accountId: what.accountId, goods: what.goods, at });
    if (match.parts.length === 0 || (match.unmatched.length > 0 && !what.partly)) throw notBought(match.unmatched);
    return { accountId: what.accountId, ...match };
  }
  const purchase =
    what.type === 'purchase'
      ? await findPurchase(ledger, organizationId, what.purchaseId)
      : await findPurchaseByReceipt(ledger, organizationId, what.receipt);
  return {
    accountId: purchase.accountId,
    parts: [await partOf(ledger, { organizationId, purchase, lines: what.lines })],
    unmatched: [],
  };
}

function notBought(unmatched: readonly Goods[]): ApiError {
  return new ApiError('return_unmatched', {
    unmatched: unmatched.map(({ sku, quantity }) => ({ sku, quantity: formatQuantity(quantity) })),
  });
}

async function submit(
  deps: ReturnDeps,
  request: ReturnRequest,
  { accountId, event }: { readonly accountId: string; readonly event: ReturnEvent },
): Promise<Omit<RecordedReturn, 'unmatched'>> {
  const { organizationId, now, history, keys, bodyHash } = request;
  const { programId } = await ownerOfAccount(deps, organizationId, accountId);
  const known = await deps.programs.choose(organizationId, programId);
  const current = known.at(event.at);
  const common = { organizationId, programId, accountId, event, now, history };
  if (request.preview) {
    const result = await quoteOperation(deps, common);
    if (result.type === 'refused') throw refusalError(result, current.program);
    if (result.type === 'account_unknown') throw new ApiError('account_unknown');
    return { operationId: null, accountId, decision: returnOf(result.decision), by: current, repeated: false };
  }
  const { operation, repeated } = await postOperation(deps, { ...common, keys, bodyHash }, current.program);
  const by = await rulesOf(deps.programs, { organizationId, programId, version: operation.programVersion });
  return { operationId: operation.operationId, accountId, decision: returnOf(operation.decision), by, repeated };
}

function returnOf(decision: Decision): ReturnDecision {
  if (decision.type !== 'return') throw new ApiError('receipt_taken');
  return decision;
}
