/** /v1/returns: taking back, whole or in part, with or without the receipt. */
import type { z } from 'zod';
import { ApiError } from '../../errors.ts';
import { type AddRoute, type Caller, noParams, noQuery } from '../../route.ts';
import { findMemberAccount } from '../members/find-account.ts';
import { idempotencyKeys, meaningHash } from '../operations/keys.ts';
import { acknowledged } from '../operations/posted.ts';
import type { OrganizationClock } from '../organizations/clock.ts';
import { momentOf } from '../receipts/moment.ts';
import { receiptKey } from '../receipts/schema.ts';
import { soldBy } from '../tills/seller.ts';
import { recordReturn, type ReturnDeps, type ReturnRequest, type ReturnWhat } from './record.ts';
import { returnAnswer, returnBodySchema, returnSchema } from './schema.ts';

type Body = z.output<typeof returnBodySchema>;
type Deps = ReturnDeps & { readonly time: OrganizationClock };

export function addReturnRoutes(add: AddRoute, deps: Deps): void {
  add({
    method: 'POST',
    url: '/v1/returns',
    id: 'recordReturn',
    isSelling: true,
    tag: 'Returns',
    scopes: ['till'],
    idempotent: true,
    summary: 'Return a purchase',
    description:
      'By purchase or receipt (all that is left, or lines with quantities), or without a receipt by member and goods, which are matched to earlier purchases, newest first. Units that paid come back to the lots they came from; units earned are taken back in proportion. With "preview": true nothing is written.',
    params: noParams,
    query: noQuery,
    body: returnBodySchema,
    answers: { 201: returnSchema, 200: returnSchema },
    codes: [
      'purchase_unknown',
      'purchase_of_nobody',
      'line_unknown',
      'return_exceeds_purchase',
      'return_unmatched',
      'return_spans_accounts',
      'member_unknown',
      'program_unknown',
      'program_required',
      'receipt_in_future',
      'receipt_too_old',
      'receipt_taken',
      'key_reused',
    ],
    handle: async ({ caller, body, idempotencyKey }) => {
      const recorded = await recordReturn(
        soldBy(deps, caller),
        await requestOf(deps, { caller, body, idempotencyKey }),
      );
      const answer = returnAnswer(recorded);
      if (body.preview) return { status: 200, body: answer };
      return acknowledged(answer, recorded.repeated);
    },
  });
}

async function requestOf(
  deps: Deps,
  {
    caller,
    body,
    idempotencyKey,
  }: { readonly caller: Caller; readonly body: Body; readonly idempotencyKey: string | null },
): Promise<ReturnRequest> {
  const { organizationId, scopes } = caller;
  const now = await deps.time.now(caller);
  const { preview, ...meaning } = body;
  return {
    organizationId,
    what: await whatOf(deps, { caller, body, now }),
    at: momentOf({ at: body.at, history: body.history, now, scopes }),
    now,
    history: body.history,
    keys: [
      ...(body.id === undefined
        ? []
        : [{ kind: 'return', key: receiptKey({ source: body.source, id: body.id }) } as const]),
      ...idempotencyKeys('recordReturn', idempotencyKey),
    ],
    bodyHash: meaningHash(meaning),
    preview,
  };
}

async function whatOf(
  deps: Deps,
  { caller, body, now }: { readonly caller: Caller; readonly body: Body; readonly now: ReturnRequest['now'] },
): Promise<ReturnWhat> {
  const { purchaseId, receipt, member } = body;
  const lines = body.lines?.flatMap(({ line, quantity }) => (line === undefined ? [] : [{ line, quantity }])) ?? null;
  if (purchaseId !== undefined) return { type: 'purchase', purchaseId, lines };
  if (receipt !== undefined) return { type: 'receipt', receipt, lines };
  if (member === undefined) throw new ApiError('purchase_unknown');
  const { organizationId } = caller;
  const { programId } = await deps.programs.choose(organizationId, body.programId);
  const { accountId } = await findMemberAccount(deps, { organizationId, programId, member, now, blockedToo: true });
  const goods = (body.lines ?? []).flatMap(({ sku, quantity }) => (sku === undefined ? [] : [{ sku, quantity }]));
  return { type: 'goods', accountId, goods };
}
