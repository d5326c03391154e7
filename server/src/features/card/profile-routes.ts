/** /v1/card/{organization}/me/profile, /consents and /sessions: what a member says of themselves, agrees to, and where they are signed in. */
import { instant } from '@kopilka/engine';
import { z } from 'zod';
import { ApiError } from '../../errors.ts';
import { momentAnswer, momentText, uuidField } from '../../fields.ts';
import { type AddOpenRoute, noBody, noQuery } from '../../route.ts';
import { giveConsents, readConsents } from '../consents/given.ts';
import { REQUIRED } from '../consents/texts.ts';
import { profileChangeSchema } from '../members/profile.ts';
import { type CardDeps, cardParams } from './card-deps.ts';
import { cardProfileSchema, changeProfile, readProfile } from './profile.ts';
import { listSessions } from './store.ts';

const changeSchema = z
  .strictObject({
    name: profileChangeSchema.shape.name,
    language: profileChangeSchema.shape.language,
    birthday: z.iso
      .date()
      .refine((day) => day >= '1900-01-01', 'must not be before 1900')
      .optional()
      .meta({ description: 'Can be told once.', examples: ['1990-05-17'] }),
  })
  .meta({ examples: [{ name: 'Анна', birthday: '1990-05-17' }] });

const consentSchema = z
  .strictObject({
    kind: z.enum(['processing', 'advertising']),
    version: z.int().min(1),
    granted: z.boolean(),
  })
  .meta({ examples: [{ kind: 'advertising', version: 1, granted: false }] });

const sessionSchema = z
  .strictObject({
    id: z.string(),
    isThis: z.boolean(),
    browser: z.string().nullable(),
    address: z.string().nullable(),
    createdAt: momentAnswer,
    seenAt: momentAnswer.meta({ description: 'To the hour.' }),
    expiresAt: momentAnswer,
  })
  .meta({ id: 'CardSession' });

const ended = z.undefined().meta({ description: 'Ended: at once here, and within five seconds in other processes.' });

export function addCardProfileRoutes(add: AddOpenRoute, deps: CardDeps): void {
  addProfile(add, deps);
  addConsents(add, deps);
  addSessions(add, deps);
}

function addProfile(add: AddOpenRoute, deps: CardDeps): void {
  add({
    method: 'GET',
    url: '/v1/card/:organization/me/profile',
    id: 'getCardProfile',
    tag: 'Card',
    access: 'member',
    summary: 'The own profile',
    description: 'What the shop knows of the member, and what they have agreed to and when.',
    params: cardParams,
    query: noQuery,
    body: noBody,
    answers: { 200: cardProfileSchema },
    codes: [],
    handle: async ({ visitor, params: { organization } }) => {
      const member = await deps.cardSessions.member(visitor, organization);
      return { status: 200, body: await readProfile(deps, member) };
    },
  });
  add({
    method: 'PATCH',
    url: '/v1/card/:organization/me/profile',
    id: 'changeCardProfile',
    tag: 'Card',
    access: 'member',
    summary: 'Change the own profile',
    description: 'What is given replaces, null removes. A birthday can be told once.',
    params: cardParams,
    query: noQuery,
    body: changeSchema,
    answers: { 200: cardProfileSchema },
    codes: ['card_birthday_fixed'],
    handle: async ({ visitor, params: { organization }, body: change }) => {
      const member = await deps.cardSessions.member(visitor, organization);
      await changeProfile(deps, member, { change, now: await deps.time.now(member) });
      return { status: 200, body: await readProfile(deps, member) };
    },
  });
}

function addConsents(add: AddOpenRoute, deps: CardDeps): void {
  add({
    method: 'PUT',
    url: '/v1/card/:organization/me/consents',
    id: 'giveCardConsent',
    tag: 'Card',
    access: 'member',
    summary: 'Agree, or take it back',
    description:
      'What was said before is kept. The yes to the processing of personal data cannot be taken back while there is a card: the account is deleted instead.',
    params: cardParams,
    query: noQuery,
    body: consentSchema,
    answers: { 200: cardProfileSchema },
    codes: ['consent_outdated', 'card_processing_needed'],
    handle: async ({ visitor, params: { organization }, body: { kind, ...answer } }) => {
      const member = await deps.cardSessions.member(visitor, organization);
      if (kind === REQUIRED && !answer.granted) throw new ApiError('card_processing_needed');
      const { organizationId, memberId } = member;
      const now = await deps.time.now(member);
      const given = { [kind]: answer };
      const consents = await readConsents(deps.db, { organizationId, given, by: 'member', now });
      await giveConsents(deps.db, organizationId, { memberId, consents });
      return { status: 200, body: await readProfile(deps, member) };
    },
  });
}

function addSessions(add: AddOpenRoute, { db, cardSessions }: CardDeps): void {
  add({
    method: 'GET',
    url: '/v1/card/:organization/me/sessions',
    id: 'listCardSessions',
    tag: 'Card',
    access: 'member',
    summary: 'One’s devices',
    description: 'Where one is signed in, last seen first.',
    params: cardParams,
    query: noQuery,
    body: noBody,
    answers: { 200: z.strictObject({ sessions: z.array(sessionSchema) }) },
    codes: [],
    handle: async ({ visitor, params: { organization } }) => {
      const { organizationId, memberId, sessionId } = await cardSessions.member(visitor, organization);
      const found = await db.tenant(organizationId, (tx) => listSessions(tx, memberId));
      const sessions = found.map((session) => ({
        id: session.sessionId,
        isThis: session.sessionId === sessionId,
        browser: session.browser === '' ? null : session.browser,
        address: session.address,
        createdAt: momentText(instant(session.createdAt)),
        seenAt: momentText(instant(session.seenAt)),
        expiresAt: momentText(instant(session.expiresAt)),
      }));
      return { status: 200, body: { sessions } };
    },
  });
  add({
    method: 'DELETE',
    url: '/v1/card/:organization/me/sessions/:id',
    id: 'endCardSession',
    tag: 'Card',
    access: 'member',
    summary: 'End one of them',
    description: 'Of a lost telephone, for example. Its QR is void, too.',
    params: z.strictObject({ organization: uuidField, id: uuidField }),
    query: noQuery,
    body: noBody,
    answers: { 204: ended },
    codes: ['own_session_unknown'],
    handle: async ({ visitor, params: { organization, id } }) => {
      await cardSessions.end(await cardSessions.member(visitor, organization), id);
      return { status: 204, body: undefined };
    },
  });
  add({
    method: 'DELETE',
    url: '/v1/card/:organization/me/sessions',
    id: 'endOtherCardSessions',
    tag: 'Card',
    access: 'member',
    summary: 'End all others',
    description: 'This one goes on.',
    params: cardParams,
    query: noQuery,
    body: noBody,
    answers: { 204: ended },
    codes: [],
    handle: async ({ visitor, params: { organization } }) => {
      const member = await cardSessions.member(visitor, organization);
      await cardSessions.endAll(member, member.sessionId);
      return { status: 204, body: undefined };
    },
  });
}
