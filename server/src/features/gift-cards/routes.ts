/** /v1/gift-cards: money paid in advance, in a ledger of its own, so that it is never points and never earns twice. */
import { Readable } from 'node:stream';
import { z } from 'zod';
import { ApiError } from '../../errors.ts';
import { cursorField, limitField, uuidField } from '../../fields.ts';
import { type AddRoute, type Caller, noBody, noParams, noQuery } from '../../route.ts';
import { readCursor, writeCursor } from '../accounts/cursor.ts';
import { CSV_HEADERS, csvField } from '../coupons/csv-answer.ts';
import type { MemberName, ResolveMember } from '../members/resolve.ts';
import { meaningHash } from '../operations/keys.ts';
import { acknowledged } from '../operations/posted.ts';
import type { OrganizationClock } from '../organizations/clock.ts';
import { receiptKey } from '../receipts/schema.ts';
import { soldBy } from '../tills/seller.ts';
import { activateCard } from './activate.ts';
import { blockCard } from './block.ts';
import { balanceOf, type CardDeps, findCard, findCardById } from './card.ts';
import { cardsAsCsv } from './export-cards.ts';
import { issueCards } from './issue.ts';
import { addGiftCardMoneyRoutes } from './money-routes.ts';
import {
  activateBodySchema,
  batchAnswer,
  batchSchema,
  blockBodySchema,
  cardAnswer,
  cardSchema,
  checkBodySchema,
  issueBodySchema,
  issuedSchema,
  operationAnswer,
  operationSchema,
  soldAnswer,
  unsoldAnswer,
} from './schema.ts';
import { findCardBatch, type StoredCardBatch } from './store.ts';

interface Deps extends CardDeps {
  readonly time: OrganizationClock;
  readonly resolveMember: ResolveMember;
}

export function addGiftCardRoutes(add: AddRoute, deps: Deps): void {
  addIssuing(add, deps);
  addActivating(add, deps);
  addGiftCardMoneyRoutes(add, deps);
  addChecking(add, deps);
  addReading(add, deps);
  addBatches(add, deps);
  addBlocking(add, deps, true);
  addBlocking(add, deps, false);
}

function addIssuing(add: AddRoute, deps: Deps): void {
  add({
    method: 'POST',
    url: '/v1/gift-cards',
    id: 'issueGiftCards',
    isLong: true,
    tag: 'Gift cards',
    scopes: ['shop'],
    idempotent: true,
    summary: 'Issue gift cards',
    description:
      'Many, to be activated one by one when they are sold, or one, which may be sold at once. Of many the first ten thousand are there at once and the others soon; their codes are exported by batch.',
    params: noParams,
    query: noQuery,
    body: issueBodySchema,
    answers: { 201: issuedSchema, 200: issuedSchema },
    codes: [
      'gift_cards_not_offered',
      'gift_card_amount_not_offered',
      'program_unknown',
      'program_required',
      'member_unknown',
      'key_reused',
    ],
    handle: async ({ caller, body, idempotencyKey }) => {
      const { organizationId } = caller;
      const now = await deps.time.now(caller);
      const { amount, count, activate, receipt, programId } = body;
      const buyerId = await buyerOf(deps, { organizationId, programId, buyer: body.buyer });
      const request =
        idempotencyKey === null ? null : { key: idempotencyKey, hash: meaningHash({ ...body, buyer: buyerId }) };
      const issued = await issueCards(deps, { organizationId, programId, amount, count, request, now });
      const { batch, card } = issued;
      if (card === null) return acknowledged({ batch: batchAnswer(batch), card: null }, issued.repeated);
      const { code } = card;
      if (!activate) {
        const answer = { batch: batchAnswer(batch), card: { ...unsoldAnswer(card, now), code } };
        return acknowledged(answer, issued.repeated);
      }
      const sale = { organizationId, card, receipt: numberOf(receipt), buyerId, idempotencyKey: null, now };
      const { operation } = await activateCard(deps, sale);
      const answer = { batch: batchAnswer(batch), card: { ...soldAnswer(card, operation, buyerId), code } };
      return acknowledged(answer, issued.repeated);
    },
  });
}

function addActivating(add: AddRoute, deps: Deps): void {
  add({
    method: 'POST',
    url: '/v1/gift-cards/activate',
    id: 'activateGiftCard',
    isSelling: true,
    tag: 'Gift cards',
    scopes: ['till'],
    idempotent: true,
    summary: 'Activate a gift card',
    description:
      'It is sold: its money comes onto it, for as long as the program says. On the receipt of the sale its line has the kind "gift_card", so that it earns nothing. The same sale again changes nothing; another sale of the same card is refused.',
    params: noParams,
    query: noQuery,
    body: activateBodySchema,
    answers: { 201: cardSchema, 200: cardSchema },
    codes: [
      'gift_card_unknown',
      'gift_card_blocked',
      'gift_card_activated',
      'gift_cards_not_offered',
      'too_many_guesses',
      'member_unknown',
      'key_reused',
    ],
    handle: async ({ caller, address, body, idempotencyKey }) => {
      const { organizationId, keyId } = caller;
      const now = await deps.time.now(caller);
      const card = await findCard(deps, { organizationId, asker: { keyId, address }, code: body.code });
      const buyerId = await buyerOf(deps, { organizationId, programId: card.programId, buyer: body.buyer });
      const sale = { organizationId, card, receipt: numberOf(body.receipt), buyerId, idempotencyKey, now };
      const { operation, repeated } = await activateCard(soldBy(deps, caller), sale);
      return acknowledged(soldAnswer(card, operation, buyerId), repeated);
    },
  });
}

function addChecking(add: AddRoute, deps: Deps): void {
  add({
    method: 'POST',
    url: '/v1/gift-cards/check',
    id: 'checkGiftCard',
    isQuestion: true,
    tag: 'Gift cards',
    scopes: ['till'],
    summary: 'Ask what is on a gift card',
    description:
      'Its balance, until when it is valid, and whether it can pay. Many codes that do not exist are answered later and later, and finally with 429.',
    params: noParams,
    query: noQuery,
    body: checkBodySchema,
    answers: { 200: cardSchema },
    codes: ['gift_card_unknown', 'too_many_guesses'],
    handle: async ({ caller, address, body: { code } }) => {
      const { organizationId, keyId } = caller;
      const now = await deps.time.now(caller);
      const card = await findCard(deps, { organizationId, asker: { keyId, address }, code });
      return { status: 200, body: cardAnswer(card, await balanceOf(deps, organizationId, card, now), now) };
    },
  });
}

function addReading(add: AddRoute, deps: Deps): void {
  const params = z.strictObject({ id: uuidField });
  add({
    method: 'GET',
    url: '/v1/gift-cards/:id',
    id: 'getGiftCard',
    tag: 'Gift cards',
    scopes: ['shop', 'read'],
    summary: 'A gift card',
    description: 'By its id; its code is not told.',
    params,
    query: noQuery,
    body: noBody,
    answers: { 200: cardSchema },
    codes: ['gift_card_unknown'],
    handle: async ({ caller, params: { id } }) => {
      const { organizationId } = caller;
      const now = await deps.time.now(caller);
      const card = await findCardById(deps, organizationId, id);
      return { status: 200, body: cardAnswer(card, await balanceOf(deps, organizationId, card, now), now) };
    },
  });
  add({
    method: 'GET',
    url: '/v1/gift-cards/:id/operations',
    id: 'listGiftCardOperations',
    tag: 'Gift cards',
    scopes: ['shop', 'read'],
    summary: 'The history of a gift card',
    description: 'Newest first.',
    params,
    query: z.strictObject({ cursor: cursorField, limit: limitField }),
    body: noBody,
    answers: { 200: z.strictObject({ operations: z.array(operationSchema), next: z.string().nullable() }) },
    codes: ['gift_card_unknown', 'cursor_invalid'],
    handle: async ({ caller: { organizationId }, params: { id }, query: { cursor, limit } }) => {
      const [beforeSeq = 0] = cursor === undefined ? [] : readCursor(cursor, 1);
      const { accountId } = await findCardById(deps, organizationId, id);
      const page = { limit, ...(cursor === undefined ? {} : { beforeSeq }) };
      const operations = await deps.ledger.operations(organizationId, accountId, page);
      const last = operations.length < limit ? undefined : operations.at(-1);
      const next = last === undefined ? null : writeCursor([last.seq]);
      return { status: 200, body: { operations: operations.map(operationAnswer), next } };
    },
  });
}

function addBatches(add: AddRoute, { db }: Deps): void {
  const params = z.strictObject({ id: uuidField });
  add({
    method: 'GET',
    url: '/v1/gift-cards/batches/:id',
    id: 'getGiftCardBatch',
    tag: 'Gift cards',
    scopes: ['shop', 'read'],
    summary: 'A batch of gift cards',
    description: 'How many of its cards are there.',
    params,
    query: noQuery,
    body: noBody,
    answers: { 200: batchSchema },
    codes: ['gift_card_batch_unknown'],
    handle: async ({ caller: { organizationId }, params: { id } }) => {
      const batch = await requireBatch({ db }, organizationId, id);
      const status = batch.made < batch.wanted ? ('making' as const) : ('ready' as const);
      return { status: 200, body: { ...batchAnswer(batch), status, made: batch.made } };
    },
  });
  add({
    method: 'GET',
    url: '/v1/gift-cards/batches/:id/codes.csv',
    id: 'exportGiftCards',
    isLong: true,
    tag: 'Gift cards',
    scopes: ['shop'],
    summary: 'The codes of a batch of gift cards',
    description:
      'A CSV file: code, status (inactive or active), blocked (yes or no). Whoever has it can spend active cards.',
    params,
    query: noQuery,
    body: noBody,
    answers: { 200: csvField },
    produces: 'text/csv',
    codes: ['gift_card_batch_unknown'],
    handle: async ({ caller: { organizationId }, params: { id } }) => {
      const batch = await requireBatch({ db }, organizationId, id);
      return { status: 200, body: Readable.from(cardsAsCsv(db, organizationId, batch)), headers: CSV_HEADERS };
    },
  });
}

function addBlocking(add: AddRoute, deps: Deps, isBlocked: boolean): void {
  add({
    method: 'POST',
    url: isBlocked ? '/v1/gift-cards/block' : '/v1/gift-cards/unblock',
    id: isBlocked ? 'blockGiftCard' : 'unblockGiftCard',
    tag: 'Gift cards',
    scopes: ['shop'],
    summary: isBlocked ? 'Block a gift card' : 'Unblock a gift card',
    description: isBlocked
      ? 'It pays no more and cannot be activated; refunds still come onto it. By its code, or by its id when the code is not at hand.'
      : 'It can be used again.',
    params: noParams,
    query: noQuery,
    body: blockBodySchema,
    answers: { 200: cardSchema },
    codes: ['gift_card_unknown', 'too_many_guesses'],
    handle: async ({ caller, address, body }) => {
      const { organizationId, keyId } = caller;
      const now = await deps.time.now(caller);
      const card = await blockCard(deps, {
        organizationId,
        asker: { keyId, address },
        code: body.code,
        id: body.id,
        reason: isBlocked ? body.reason : null,
        now,
      });
      return { status: 200, body: cardAnswer(card, await balanceOf(deps, organizationId, card, now), now) };
    },
  });
}

/** Throws ApiError member_unknown. */
async function buyerOf(
  { programs, resolveMember }: Deps,
  {
    organizationId,
    programId,
    buyer,
  }: {
    readonly organizationId: Caller['organizationId'];
    readonly programId: string | undefined;
    readonly buyer: MemberName | undefined;
  },
): Promise<string | null> {
  if (buyer === undefined) return null;
  const known = await programs.choose(organizationId, programId);
  const found = await resolveMember({ organizationId, programId: known.programId, member: buyer });
  if (found === null) throw new ApiError('member_unknown');
  return found.memberId;
}

function numberOf(receipt: { readonly source: string; readonly id: string } | undefined): string | null {
  return receipt === undefined ? null : receiptKey(receipt);
}

async function requireBatch({ db }: Pick<Deps, 'db'>, organizationId: string, id: string): Promise<StoredCardBatch> {
  const batch = await db.tenant(organizationId, (tx) => findCardBatch(tx, organizationId, id));
  if (batch === null) throw new ApiError('gift_card_batch_unknown');
  return batch;
}
