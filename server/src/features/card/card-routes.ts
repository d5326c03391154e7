/** /v1/card/{organization}/me: the card itself, the secret of its QR, and its history. */
import { hash } from 'node:crypto';
import { z } from 'zod';
import { cursorField, limitField, programIdField, uuidField } from '../../fields.ts';
import { type AddOpenRoute, noBody, noQuery } from '../../route.ts';
import { readCursor, writeCursor } from '../accounts/cursor.ts';
import { type CardDeps, cardParams } from './card-deps.ts';
import { cardSchema, readCard } from './card.ts';
import { happenedWholeSchema, historySchema, readHappened, readHistory } from './history.ts';
import { cardKeySchema, renewKey } from './token.ts';

export function addCardReadingRoutes(add: AddOpenRoute, deps: CardDeps): void {
  addCard(add, deps);
  addKey(add, deps);
  addHistory(add, deps);
}

function addCard(add: AddOpenRoute, deps: CardDeps): void {
  add({
    method: 'GET',
    url: '/v1/card/:organization/me',
    id: 'getCard',
    tag: 'Card',
    access: 'member',
    summary: 'The card',
    description:
      'Balances by wallet, what burns when, the level and how far it is to the next, coupons. It has an ETag: what has not changed is answered with 304.',
    params: cardParams,
    query: noQuery,
    body: noBody,
    answers: { 200: cardSchema, 304: z.undefined().meta({ description: 'As it was by `if-none-match`.' }) },
    codes: ['organization_unknown'],
    handle: async ({ visitor, params: { organization } }) => {
      const member = await deps.cardSessions.member(visitor, organization);
      const body = await readCard(deps, member, await deps.time.now(member));
      const etag = `"${hash('sha256', JSON.stringify(body), 'base64url')}"`;
      const headers = { etag, 'cache-control': 'private, no-cache' };
      if (visitor.headers['if-none-match'] === etag) return { status: 304, headers, body: undefined };
      return { status: 200, headers, body };
    },
  });
}

function addKey(add: AddOpenRoute, deps: CardDeps): void {
  add({
    method: 'POST',
    url: '/v1/card/:organization/me/key',
    id: 'renewCardKey',
    tag: 'Card',
    access: 'member',
    summary: 'A new secret for the QR',
    description: 'For a device that has lost its own; the one before is void at once.',
    params: cardParams,
    query: noQuery,
    body: noBody,
    answers: { 200: cardKeySchema },
    codes: [],
    handle: async ({ visitor, params: { organization } }) => {
      const member = await deps.cardSessions.member(visitor, organization);
      return { status: 200, body: await renewKey(deps, member) };
    },
  });
}

function addHistory(add: AddOpenRoute, deps: CardDeps): void {
  add({
    method: 'GET',
    url: '/v1/card/:organization/me/history',
    id: 'listCardHistory',
    tag: 'Card',
    access: 'member',
    summary: 'What happened, and why',
    description: 'Newest first, with sentences that say why this many.',
    params: cardParams,
    query: z.strictObject({ cursor: cursorField, limit: limitField, programId: programIdField.optional() }),
    body: noBody,
    answers: { 200: historySchema },
    codes: ['cursor_invalid', 'program_unknown', 'program_required'],
    handle: async ({ visitor, params: { organization }, query: { cursor, limit, programId } }) => {
      const member = await deps.cardSessions.member(visitor, organization);
      const [beforeSeq] = cursor === undefined ? [] : readCursor(cursor, 1);
      const asked = { programId, beforeSeq, limit, now: await deps.time.now(member) };
      const { operations, wallets, program, nextSeq } = await readHistory(deps, member, asked);
      const { currency, currencyDecimals } = program;
      const next = nextSeq === null ? null : writeCursor([nextSeq]);
      return { status: 200, body: { operations, wallets, currency, currencyDecimals, next } };
    },
  });
  add({
    method: 'GET',
    url: '/v1/card/:organization/me/history/:id',
    id: 'getCardOperation',
    tag: 'Card',
    access: 'member',
    summary: 'One of them, with its lines',
    description: 'Of the member’s own account.',
    params: z.strictObject({ organization: uuidField, id: uuidField }),
    query: noQuery,
    body: noBody,
    answers: { 200: happenedWholeSchema },
    codes: ['operation_unknown'],
    handle: async ({ visitor, params: { organization, id } }) => {
      const member = await deps.cardSessions.member(visitor, organization);
      const now = await deps.time.now(member);
      return { status: 200, body: await readHappened(deps, member, { operationId: id, now }) };
    },
  });
}
