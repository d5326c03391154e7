/** /v1/coupon-batches: codes that are made together. */
import { Readable } from 'node:stream';
import { z } from 'zod';
import { ApiError } from '../../errors.ts';
import { uuidField } from '../../fields.ts';
import { type AddRoute, noBody, noParams, noQuery } from '../../route.ts';
import { findMemberAccount } from '../members/find-account.ts';
import { meaningHash } from '../operations/keys.ts';
import { acknowledged } from '../operations/posted.ts';
import type { OrganizationClock } from '../organizations/clock.ts';
import { rulesAt } from '../programs/rules-at.ts';
import type { QuoteDeps } from '../quotes/ask.ts';
import { createBatch, type WantedBatch } from './create-batch.ts';
import { CSV_HEADERS, csvField } from './csv-answer.ts';
import { codesAsCsv } from './export-codes.ts';
import {
  batchAnswer,
  type BatchBody,
  batchBodySchema,
  batchSchema,
  createdBatchAnswer,
  createdBatchSchema,
} from './schema.ts';
import { findBatch, setBatchBlocked, type StoredBatch } from './store.ts';
import { countUsed } from './use-store.ts';

type Deps = QuoteDeps & { readonly time: OrganizationClock };

const params = z.strictObject({ id: uuidField });

export function addBatchRoutes(add: AddRoute, deps: Deps): void {
  addMaking(add, deps);
  addReading(add, deps);
  addBlocking(add, deps, true);
  addBlocking(add, deps, false);
}

function addMaking(add: AddRoute, deps: Deps): void {
  add({
    method: 'POST',
    url: '/v1/coupon-batches',
    id: 'createCouponBatch',
    isLong: true,
    tag: 'Coupons',
    scopes: ['shop'],
    idempotent: true,
    summary: 'Make codes',
    description:
      'Up to a million codes that nobody can guess, or one with a text of its own. The first ten thousand are there at once, the others soon: GET says how many are.',
    params: noParams,
    query: noQuery,
    body: batchBodySchema,
    answers: { 201: createdBatchSchema, 200: createdBatchSchema },
    codes: [
      'coupon_unknown',
      'coupon_code_taken',
      'member_unknown',
      'program_unknown',
      'program_required',
      'key_reused',
    ],
    handle: async ({ caller: { organizationId, sandbox }, body, idempotencyKey }) => {
      const now = await deps.time.now({ organizationId, sandbox });
      const wanted = await wantedOf(deps, { organizationId, body, idempotencyKey, now });
      const { batch, repeated } = await createBatch(deps.db, wanted);
      return acknowledged(createdBatchAnswer(batch), repeated);
    },
  });
}

async function wantedOf(
  deps: Deps,
  {
    organizationId,
    body,
    idempotencyKey,
    now,
  }: {
    readonly organizationId: string;
    readonly body: BatchBody;
    readonly idempotencyKey: string | null;
    readonly now: WantedBatch['now'];
  },
): Promise<WantedBatch> {
  const { couponId, count, code, usesMax, prefix, from, until, member } = body;
  const { programId, active } = await rulesAt(deps.programs, { organizationId, programId: body.programId, at: now });
  if (!active.program.coupons.has(couponId)) throw new ApiError('coupon_unknown', { coupon: couponId });
  const found =
    member === undefined
      ? null
      : await findMemberAccount(deps, { organizationId, programId, member, now, blockedToo: true });
  return {
    organizationId,
    programId,
    couponId,
    codes: code === undefined ? { type: 'random', count: count ?? 1, prefix: prefix ?? '' } : { type: 'named', code },
    usesMax: usesMax ?? (code === undefined ? 1 : null),
    memberId: found?.memberId ?? null,
    from: from ?? null,
    until: until ?? null,
    request:
      idempotencyKey === null ? null : { key: idempotencyKey, hash: meaningHash({ ...body, member: found?.memberId }) },
    now,
  };
}

function addReading(add: AddRoute, { db }: Deps): void {
  add({
    method: 'GET',
    url: '/v1/coupon-batches/:id',
    id: 'getCouponBatch',
    tag: 'Coupons',
    scopes: ['shop', 'read'],
    summary: 'A batch of codes',
    description: 'How many of its codes are there, and how many uses there have been.',
    params,
    query: noQuery,
    body: noBody,
    answers: { 200: batchSchema },
    codes: ['coupon_batch_unknown'],
    handle: async ({ caller: { organizationId }, params: { id } }) => {
      const batch = await requireBatch({ db }, organizationId, id);
      const used = await db.tenant(organizationId, (tx) => countUsed(tx, organizationId, id));
      return { status: 200, body: batchAnswer(batch, used) };
    },
  });
  add({
    method: 'GET',
    url: '/v1/coupon-batches/:id/codes.csv',
    id: 'exportCouponCodes',
    isLong: true,
    tag: 'Coupons',
    scopes: ['shop'],
    summary: 'The codes of a batch',
    description: 'A CSV file: code, blocked (yes or no), reserved and used (how often).',
    params,
    query: noQuery,
    body: noBody,
    answers: { 200: csvField },
    produces: 'text/csv',
    codes: ['coupon_batch_unknown'],
    handle: async ({ caller: { organizationId }, params: { id } }) => {
      const batch = await requireBatch({ db }, organizationId, id);
      return { status: 200, body: Readable.from(codesAsCsv(db, organizationId, batch)), headers: CSV_HEADERS };
    },
  });
}

function addBlocking(add: AddRoute, { db }: Deps, blocked: boolean): void {
  add({
    method: 'POST',
    url: blocked ? '/v1/coupon-batches/:id/block' : '/v1/coupon-batches/:id/unblock',
    id: blocked ? 'blockCouponBatch' : 'unblockCouponBatch',
    tag: 'Coupons',
    scopes: ['shop'],
    summary: blocked ? 'Block all codes of a batch' : 'Unblock a batch',
    description: blocked
      ? 'None of its codes can be used any more.'
      : 'Its codes can be used again, but for those that are blocked themselves.',
    params,
    query: noQuery,
    body: noBody,
    answers: { 200: batchSchema },
    codes: ['coupon_batch_unknown'],
    handle: async ({ caller: { organizationId }, params: { id } }) => {
      await db.tenant(organizationId, (tx) => setBatchBlocked(tx, organizationId, { batchId: id, blocked }));
      const batch = await requireBatch({ db }, organizationId, id);
      const used = await db.tenant(organizationId, (tx) => countUsed(tx, organizationId, id));
      return { status: 200, body: batchAnswer(batch, used) };
    },
  });
}

async function requireBatch({ db }: Pick<Deps, 'db'>, organizationId: string, id: string): Promise<StoredBatch> {
  const batch = await db.tenant(organizationId, (tx) => findBatch(tx, organizationId, id));
  if (batch === null) throw new ApiError('coupon_batch_unknown');
  return batch;
}
