/** /v1/public/organizations/{id}/consents: what people are asked to agree to; /v1/members/{id}/consents: what one has said to it; /v1/consents: all texts with who has agreed, and publishing another. */
import { z } from 'zod';
import { ApiError } from '../../errors.ts';
import { momentAnswer, momentText, text, uuidField } from '../../fields.ts';
import type { Clock } from '../../kit/clock.ts';
import type { Database } from '../../kit/db.ts';
import { type AddOpenRoute, type AddRoute, noBody, noParams, noQuery } from '../../route.ts';
import { readPerson } from '../members/person.ts';
import { consentAnswer, consentSchema, consentsOf } from './known.ts';
import { CONSENT_KINDS } from './store.ts';
import {
  consentsAnswer,
  consentTextAnswer,
  consentTextSchema,
  type CountedText,
  countedTexts,
  publishText,
  textsInForce,
} from './texts.ts';

const params = z.strictObject({ id: uuidField });

const memberConsentsSchema = z
  .strictObject({
    current: z.array(consentSchema).meta({ description: 'The newest of each kind.' }),
    history: z.array(consentSchema).meta({ description: 'All of them, newest first.' }),
    joined: z
      .strictObject({ from: z.string().nullable(), at: momentAnswer })
      .nullable()
      .meta({ description: 'By the card, and what the poster’s address said; null for one whom the staff made.' }),
  })
  .meta({ id: 'MemberConsents' });

const TITLE_CHARACTERS_MAX = 200;
const TEXT_CHARACTERS_MAX = 20_000;

function wordsField(charactersMax: number) {
  return z.strictObject({ ru: text(charactersMax), en: text(charactersMax) });
}

const publishingSchema = z
  .strictObject({
    title: wordsField(TITLE_CHARACTERS_MAX),
    text: wordsField(TEXT_CHARACTERS_MAX),
    expectedVersion: z
      .int()
      .min(1)
      .optional()
      .meta({ description: 'Of which version it was made: refused if there is a newer one.' }),
  })
  .meta({
    examples: [
      {
        title: { ru: 'Новости и предложения', en: 'News and offers' },
        text: { ru: 'Я хочу получать новости.', en: 'I would like to get news.' },
      },
    ],
  });

/** A text seldom changes, and a poster's QR is scanned by many at once. */
const CACHED = 'public, max-age=60';

export function addPublicConsentRoutes(
  add: AddOpenRoute,
  { db, clock }: { readonly db: Database; readonly clock: Clock },
): void {
  add({
    method: 'GET',
    url: '/v1/public/organizations/:id/consents',
    id: 'listPublicConsents',
    tag: 'Card',
    access: 'anybody',
    summary: 'What people are asked to agree to',
    description: 'The texts in force, each with its version; what is agreed to is kept with the version.',
    params,
    query: noQuery,
    body: noBody,
    answers: { 200: z.strictObject({ consents: z.array(consentTextSchema) }) },
    codes: ['organization_unknown'],
    handle: async ({ params: { id } }) => ({
      status: 200,
      headers: { 'cache-control': CACHED },
      body: { consents: consentsAnswer(await textsInForce(db, id, clock.now())) },
    }),
  });
}

export function addConsentRoutes(add: AddRoute, deps: { readonly db: Database; readonly clock: Clock }): void {
  addMemberConsents(add, deps);
  addTexts(add, deps);
  addPublishing(add, deps);
}

function addTexts(add: AddRoute, { db, clock }: { readonly db: Database; readonly clock: Clock }): void {
  add({
    method: 'GET',
    url: '/v1/consents',
    id: 'listConsentTexts',
    isLong: true,
    tag: 'Organization',
    scopes: ['read'],
    summary: 'The texts to agree to, and who has agreed',
    description:
      'Every version of each text, newest first: the first of a kind is in force. Members are counted by their newest word to it.',
    params: noParams,
    query: noQuery,
    body: noBody,
    answers: { 200: z.strictObject({ consents: z.array(countedTextSchema) }) },
    codes: ['organization_unknown'],
    handle: async ({ caller: { organizationId } }) => {
      const texts = await countedTexts(db, organizationId, clock.now());
      return { status: 200, body: { consents: texts.map(countedTextAnswer) } };
    },
  });
}

const countedTextSchema = z
  .strictObject({
    ...consentTextSchema.shape,
    createdAt: momentAnswer,
    agreed: z.int().meta({ description: 'Members whose newest word is a yes to this version.' }),
    declined: z.int().meta({ description: 'Members whose newest word is a no to this version.' }),
  })
  .meta({ id: 'CountedConsentText' });

function countedTextAnswer({ createdAt, agreed, declined, ...text }: CountedText): z.input<typeof countedTextSchema> {
  return { ...consentTextAnswer(text), createdAt: momentText(createdAt), agreed, declined };
}

function addPublishing(add: AddRoute, { db, clock }: { readonly db: Database; readonly clock: Clock }): void {
  add({
    method: 'PUT',
    url: '/v1/consents/:kind',
    id: 'publishConsentText',
    journalParams: ['kind'],
    tag: 'Organization',
    scopes: ['admin'],
    summary: 'Publish another text to agree to',
    description:
      'It is a new version, in force at once; versions never change. What members have agreed to before stays agreed to, with its own version.',
    params: z.strictObject({ kind: z.enum(CONSENT_KINDS) }),
    query: noQuery,
    body: publishingSchema,
    answers: { 200: consentTextSchema },
    codes: ['organization_unknown', 'consent_text_changed'],
    handle: async ({ caller: { organizationId }, params: { kind }, body: { title, text: words, expectedVersion } }) => {
      const wanted = { kind, title, text: words, expectedVersion, now: clock.now() };
      const published = await publishText(db, organizationId, wanted);
      return { status: 200, body: consentTextAnswer(published) };
    },
  });
}

function addMemberConsents(add: AddRoute, { db }: { readonly db: Database }): void {
  add({
    method: 'GET',
    url: '/v1/members/:id/consents',
    id: 'listMemberConsents',
    tag: 'Members',
    scopes: ['till', 'read'],
    summary: 'What a member has agreed to',
    description:
      'Every yes and no with the version of its text and the moment, and where one who joined by the card came from.',
    params,
    query: noQuery,
    body: noBody,
    answers: { 200: memberConsentsSchema },
    codes: ['member_unknown'],
    handle: async ({ caller: { organizationId }, params: { id } }) => {
      if ((await readPerson(db, organizationId, id)) === null) throw new ApiError('member_unknown');
      const { current, history, joined } = await consentsOf(db, organizationId, id);
      return {
        status: 200,
        body: {
          current: current.map(consentAnswer),
          history: history.map(consentAnswer),
          joined: joined === null ? null : { from: joined.source, at: momentText(joined.at) },
        },
      };
    },
  });
}
