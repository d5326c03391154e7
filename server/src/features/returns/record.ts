/**
 * Takes a purchase back, whole or in part, or goods without a receipt. Usable without HTTP. A repeat under the same keys is
 * recognised before anything is counted, because by then what it returned is no longer there to be counted.
 */
import {
  formatQuantity,
  quantity,
  type Decision,
  type Instant,
  type ReturnDecision,
  type ReturnEvent,
} from '@kopilka/engine';
import { ApiError } from '../../errors.ts';
import type { Ledger, OperationKey } from '../../ledger/ledger.ts';
import type { ActiveProgram } from '../../ledger/program-source.ts';
import { lineageOf, type MemberDeps, ownerOfAccount } from '../members/find-account.ts';
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
  /** On the account or one that became part of it; nothing is returned unless all is matched. */
  | { readonly type: 'goods'; readonly accountId: string; readonly goods: readonly Goods[] };

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
  const { accountId, parts, unmatched } = await targetOf(deps, request);
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

async function targetOf(deps: ReturnDeps, { organizationId, what, at }: ReturnRequest): Promise<Target> {
  const { ledger } = deps;
  if (what.type === 'goods') {
    const accountIds = await lineageOf(deps, organizationId, what.accountId);
    return targetOfGoods(ledger, { organizationId, accountIds, goods: what.goods, at });
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

/** All of the goods on one account: a return is one operation, and what was bought on an account that ended goes back through it. */
async function targetOfGoods(
  ledger: Ledger,
  {
    organizationId,
    accountIds: [own, ...ended],
    goods,
    at,
  }: {
    readonly organizationId: string;
    readonly accountIds: readonly [string, ...string[]];
    readonly goods: readonly Goods[];
    readonly at: Instant;
  },
): Promise<Target> {
  const apart: { readonly accountId: string; readonly goods: readonly Goods[] }[] = [];
  let missing = goods;
  for (const accountId of [own, ...ended.toReversed()]) {
    const whole = await matchGoods(ledger, { organizationId, accountId, goods, at });
    if (whole.unmatched.length === 0) return { accountId, ...whole };
    const { unmatched } = await matchGoods(ledger, { organizationId, accountId, goods: missing, at });
    const found = lessGoods(missing, unmatched);
    if (found.length > 0) apart.push({ accountId, goods: found });
    missing = unmatched;
  }
  if (missing.length > 0) throw notBought(missing);
  throw new ApiError('return_spans_accounts', {
    apart: apart.map((part) => ({ accountId: part.accountId, lines: goodsText(part.goods) })),
  });
}

function lessGoods(all: readonly Goods[], missing: readonly Goods[]): readonly Goods[] {
  const left = new Map<string, number>();
  for (const { sku, quantity: wanted } of all) left.set(sku, (left.get(sku) ?? 0) + wanted);
  for (const { sku, quantity: absent } of missing) left.set(sku, (left.get(sku) ?? 0) - absent);
  return [...left].flatMap(([sku, rest]) => (rest > 0 ? [{ sku, quantity: quantity(rest) }] : []));
}

function goodsText(goods: readonly Goods[]): readonly object[] {
  return goods.map(({ sku, quantity: count }) => ({ sku, quantity: formatQuantity(count) }));
}

function notBought(unmatched: readonly Goods[]): ApiError {
  return new ApiError('return_unmatched', { unmatched: goodsText(unmatched) });
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
