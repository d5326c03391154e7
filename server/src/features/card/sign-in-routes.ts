/** /v1/card/{organization}/codes, /sign-in, /sign-out and /session: how a customer comes to their card, and goes. */
import { z } from 'zod';
import { ApiError } from '../../errors.ts';
import { label, text } from '../../fields.ts';
import { problemOf, problemSchema } from '../../problem.ts';
import { type AddOpenRoute, noBody, noQuery } from '../../route.ts';
import { consentsField } from '../consents/given.ts';
import { typedCodeField } from '../coupons/code-text.ts';
import { requireOrganization } from '../organizations/find.ts';
import { refuseForeignPage } from '../people/visit.ts';
import { codeField, sendCode } from './codes.ts';
import { channelOf, contactFields, contactIn, namesOneContact } from './contact.ts';
import { cardCookieOf, setCardCookie, takeCardCookie } from './cookie.ts';
import { type CardDeps, cardParams, languageField, sentCode, sentCodeSchema } from './card-deps.ts';
import { arrive, type FriendOutcome } from './sign-in.ts';
import { cardKeySchema, firstKey } from './token.ts';

const askSchema = z
  .strictObject({ ...contactFields, language: languageField })
  .refine(...namesOneContact)
  .meta({ examples: [{ phone: '+79991234567' }] });

const signInSchema = z
  .strictObject({
    ...contactFields,
    code: codeField,
    consents: consentsField.default({}),
    name: text(200).optional().meta({ description: 'Of a new member.' }),
    language: z.enum(['ru', 'en']).optional(),
    referralCode: typedCodeField.optional().meta({ description: 'Of whoever brought a new member.' }),
    from: label(60).optional().meta({ description: 'Where a new member comes from, as the poster says.' }),
  })
  .refine(...namesOneContact)
  .meta({
    examples: [
      {
        phone: '+79991234567',
        code: '123456',
        consents: { processing: { version: 1, granted: true }, advertising: { version: 1, granted: false } },
        from: 'window',
      },
    ],
  });

const arrivedSchema = z
  .strictObject({
    joined: z.boolean(),
    memberId: z.string(),
    key: cardKeySchema,
    friend: z
      .strictObject({ status: z.enum(['counted', 'review', 'refused']), problem: problemSchema.nullable() })
      .nullable()
      .meta({
        description:
          'Of `referralCode`, null without one. review: the shop looks at it before it counts. refused: they have joined without it, and `problem` says why.',
      }),
  })
  .meta({ id: 'CardSignIn' });

export function addCardSignInRoutes(add: AddOpenRoute, deps: CardDeps): void {
  addCodes(add, deps);
  addSigningIn(add, deps);
  addSession(add, deps);
}

function addCodes(add: AddOpenRoute, deps: CardDeps): void {
  add({
    method: 'POST',
    url: '/v1/card/:organization/codes',
    id: 'askForCardCode',
    tag: 'Card',
    access: 'anybody',
    summary: 'Ask for a code',
    description:
      'Six digits by short message or e-mail, to join or to sign in: the answer, and what is done for it, are the same whether somebody is known there or not. The next code takes the place of the one before.',
    params: cardParams,
    query: noQuery,
    body: askSchema,
    answers: { 202: sentCodeSchema },
    codes: ['organization_unknown', 'too_many_codes'],
    handle: async ({ visitor, params: { organization: organizationId }, body }) => {
      refuseForeignPage(visitor, { isCookieUsed: false });
      const { name: shop } = await requireOrganization(deps.db, organizationId);
      const contact = contactIn(body);
      const wanted = { organizationId, purpose: 'sign-in', memberId: null, contact } as const;
      const expiresAt = await sendCode(deps, wanted, { shop, language: body.language, address: visitor.ip });
      return { status: 202, body: sentCode(deps, channelOf(contact), expiresAt) };
    },
  });
}

function addSigningIn(add: AddOpenRoute, deps: CardDeps): void {
  add({
    method: 'POST',
    url: '/v1/card/:organization/sign-in',
    id: 'signInToCard',
    tag: 'Card',
    access: 'anybody',
    summary: 'Join or sign in',
    description:
      'With the code; the answer sets the cookie of the card. Who is not known becomes a member. Without a yes to the processing of personal data it is refused with `consent_needed`, and the code stays good. So it does with a `referralCode` that nobody has, which may be left out then.',
    params: cardParams,
    query: noQuery,
    body: signInSchema,
    answers: { 201: arrivedSchema, 200: arrivedSchema },
    codes: [
      'organization_unknown',
      'card_code_wrong',
      'too_many_codes',
      'consent_needed',
      'consent_outdated',
      'referral_not_offered',
      'referral_code_unknown',
    ],
    handle: async ({ visitor, params: { organization: organizationId }, body }) => {
      refuseForeignPage(visitor, { isCookieUsed: false });
      const { code, consents, name, language, referralCode, from } = body;
      const profile = { ...(name === undefined ? {} : { name }), ...(language === undefined ? {} : { language }) };
      const coming = { organizationId, contact: contactIn(body), code, consents, profile };
      const { memberId, joined, friend } = await arrive(deps, visitor, {
        ...coming,
        referralCode,
        source: from ?? null,
      });
      const cookie = await deps.cardSessions.begin(visitor, { organizationId, memberId });
      const key = await firstKey(deps, { organizationId, ...cookie });
      const headers = setCardCookie(visitor, organizationId, cookie);
      return { status: joined ? 201 : 200, headers, body: { joined, memberId, key, friend: friendAnswer(friend) } };
    },
  });
}

function friendAnswer(friend: FriendOutcome | null): z.input<typeof arrivedSchema>['friend'] {
  if (friend === null) return null;
  const { status } = friend;
  return { status, problem: status === 'refused' ? problemOf(friend.error.code, friend.error.params) : null };
}

function addSession(add: AddOpenRoute, { cardSessions }: CardDeps): void {
  add({
    method: 'GET',
    url: '/v1/card/:organization/session',
    id: 'getCardSession',
    tag: 'Card',
    access: 'anybody',
    summary: 'Whether somebody is signed in',
    description: 'Answers 200 whatever the answer, for a page that has just been opened.',
    params: cardParams,
    query: noQuery,
    body: noBody,
    answers: { 200: z.strictObject({ memberId: z.string().nullable() }) },
    codes: [],
    handle: async ({ visitor, params: { organization } }) => {
      const member = await cardSessions.member(visitor, organization).catch((error: unknown) => {
        if (error instanceof ApiError) return null;
        throw error;
      });
      return { status: 200, body: { memberId: member?.memberId ?? null } };
    },
  });
  add({
    method: 'POST',
    url: '/v1/card/:organization/sign-out',
    id: 'signOutOfCard',
    tag: 'Card',
    access: 'anybody',
    summary: 'Sign out',
    description: 'Ends the session of the cookie, if there is one, and takes the cookie back.',
    params: cardParams,
    query: noQuery,
    body: noBody,
    answers: { 204: z.undefined().meta({ description: 'Nobody is signed in here any more.' }) },
    codes: [],
    handle: async ({ visitor, params: { organization } }) => {
      refuseForeignPage(visitor, { isCookieUsed: cardCookieOf(visitor) !== undefined });
      await cardSessions.leave(visitor, organization);
      return { status: 204, headers: takeCardCookie(visitor, organization), body: undefined };
    },
  });
}
