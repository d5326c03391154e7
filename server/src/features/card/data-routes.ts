/** /v1/card/{organization}/me/data and /deletion: everything that is stored about a member, handed over or erased by themselves. */
import { Readable } from 'node:stream';
import { z } from 'zod';
import { ApiError } from '../../errors.ts';
import { type AddOpenRoute, noBody, noQuery } from '../../route.ts';
import { readPerson } from '../members/person.ts';
import { requireOrganization } from '../organizations/find.ts';
import { collectPersonalData } from '../personal-data/collect.ts';
import { type CardDeps, cardParams, languageField, sentCode, sentCodeSchema } from './card-deps.ts';
import { codeField, lookAtCode, type Purpose, sendCode, takeCode } from './codes.ts';
import { type Channel, CHANNELS, contactBy } from './contact.ts';
import { takeCardCookie } from './cookie.ts';
import { deleteAccount } from './deletion.ts';
import type { CardMember } from './sessions.ts';

const documentField = z
  .custom<Readable>((value) => value instanceof Readable)
  .meta({ description: 'One JSON object, as in GET /v1/members/{id}/data.', type: 'string', format: 'binary' });

export function addCardDataRoutes(add: AddOpenRoute, deps: CardDeps): void {
  addData(add, deps);
  addDeletion(add, deps);
}

function addData(add: AddOpenRoute, deps: CardDeps): void {
  add({
    method: 'GET',
    url: '/v1/card/:organization/me/data',
    id: 'getCardData',
    isLong: true,
    tag: 'Card',
    access: 'member',
    summary: 'Everything stored about oneself',
    description: 'For download.',
    params: cardParams,
    query: noQuery,
    body: noBody,
    answers: { 200: documentField },
    produces: 'application/json',
    codes: ['member_unknown'],
    handle: async ({ visitor, params: { organization } }) => {
      const member = await deps.cardSessions.member(visitor, organization);
      const pieces = await collectPersonalData(deps, { ...member, now: await deps.time.now(member) });
      return {
        status: 200,
        body: Readable.from(pieces),
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'content-disposition': 'attachment; filename="my-data.json"',
        },
      };
    },
  });
}

function addDeletion(add: AddOpenRoute, deps: CardDeps): void {
  const channel = z.enum(CHANNELS);
  add({
    method: 'POST',
    url: '/v1/card/:organization/me/deletion/codes',
    id: 'askForDeletionCode',
    tag: 'Card',
    access: 'member',
    summary: 'Ask for a code to delete the account',
    description: 'It goes to the member’s own telephone or e-mail address.',
    params: cardParams,
    query: noQuery,
    body: z.strictObject({ channel, language: languageField }).meta({ examples: [{ channel: 'sms' }] }),
    answers: { 202: sentCodeSchema },
    codes: ['organization_unknown', 'card_contact_missing', 'too_many_codes'],
    handle: async ({ visitor, params: { organization }, body }) => {
      const member = await deps.cardSessions.member(visitor, organization);
      const { name: shop } = await requireOrganization(deps.db, member.organizationId);
      const wanted = await deletionOf(deps, member, body.channel);
      const expiresAt = await sendCode(deps, wanted, { shop, language: body.language, address: visitor.ip });
      return { status: 202, body: sentCode(deps, body.channel, expiresAt) };
    },
  });
  add({
    method: 'POST',
    url: '/v1/card/:organization/me/deletion',
    id: 'deleteCard',
    isLong: true,
    tag: 'Card',
    access: 'member',
    summary: 'Delete the account',
    description: 'For ever, as DELETE /v1/members/{id} does. What refuses it leaves the code good.',
    params: cardParams,
    query: noQuery,
    body: z.strictObject({ channel, code: codeField }).meta({ examples: [{ channel: 'sms', code: '123456' }] }),
    answers: { 204: z.undefined().meta({ description: 'Nothing names the person any more.' }) },
    codes: [
      'card_code_wrong',
      'card_contact_missing',
      'too_many_codes',
      'member_unknown',
      'family_owner_stays',
      'member_moving',
    ],
    handle: async ({ visitor, params: { organization }, body }) => {
      const member = await deps.cardSessions.member(visitor, organization);
      const wanted = await deletionOf(deps, member, body.channel);
      const told = { code: body.code, address: visitor.ip };
      await lookAtCode(deps, wanted, told);
      await deleteAccount(deps, { ...member, now: await deps.time.now(member) });
      await deps.cardSessions.endAll(member, null);
      await takeCode(deps, wanted, told);
      return { status: 204, headers: takeCardCookie(visitor, organization), body: undefined };
    },
  });
}

/** Throws ApiError card_contact_missing. */
async function deletionOf(
  { db }: CardDeps,
  { organizationId, memberId }: CardMember,
  channel: Channel,
): Promise<Purpose> {
  const person = await readPerson(db, organizationId, memberId);
  const contact = contactBy(channel, person?.identities ?? []);
  if (contact === null) throw new ApiError('card_contact_missing');
  return { organizationId, purpose: 'deletion', memberId, contact };
}
