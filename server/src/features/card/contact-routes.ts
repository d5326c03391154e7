/** /v1/card/{organization}/me/contacts: another telephone or e-mail address, proved by a code that is sent there. */
import { z } from 'zod';
import { uuidField } from '../../fields.ts';
import { type AddOpenRoute, noBody, noQuery } from '../../route.ts';
import { requireOrganization } from '../organizations/find.ts';
import { type CardDeps, cardParams, languageField, sentCode, sentCodeSchema } from './card-deps.ts';
import { codeField, lookAtCode, sendCode, takeCode } from './codes.ts';
import { channelOf, contactFields, contactIn, namesOneContact } from './contact.ts';
import { cardProfileSchema, changeContact, readProfile, removeContact } from './profile.ts';

const askSchema = z
  .strictObject({ ...contactFields, language: languageField })
  .refine(...namesOneContact)
  .meta({ examples: [{ email: 'anna@example.com' }] });
const putSchema = z
  .strictObject({ ...contactFields, code: codeField })
  .refine(...namesOneContact)
  .meta({ examples: [{ email: 'anna@example.com', code: '123456' }] });

export function addCardContactRoutes(add: AddOpenRoute, deps: CardDeps): void {
  addProving(add, deps);
  addRemoving(add, deps);
}

function addProving(add: AddOpenRoute, deps: CardDeps): void {
  add({
    method: 'POST',
    url: '/v1/card/:organization/me/contacts/codes',
    id: 'askForContactCode',
    tag: 'Card',
    access: 'member',
    summary: 'Ask for a code to a new telephone or e-mail address',
    description: 'The same answer whether somebody has it already or not.',
    params: cardParams,
    query: noQuery,
    body: askSchema,
    answers: { 202: sentCodeSchema },
    codes: ['organization_unknown', 'too_many_codes'],
    handle: async ({ visitor, params: { organization }, body }) => {
      const { organizationId, memberId } = await deps.cardSessions.member(visitor, organization);
      const { name: shop } = await requireOrganization(deps.db, organizationId);
      const contact = contactIn(body);
      const wanted = { organizationId, purpose: 'contact', memberId, contact } as const;
      const expiresAt = await sendCode(deps, wanted, { shop, language: body.language, address: visitor.ip });
      return { status: 202, body: sentCode(deps, channelOf(contact), expiresAt) };
    },
  });
  add({
    method: 'PUT',
    url: '/v1/card/:organization/me/contacts',
    id: 'putCardContact',
    tag: 'Card',
    access: 'member',
    summary: 'Change the telephone or the e-mail address',
    description: 'With the code that was sent there; it replaces the one before.',
    params: cardParams,
    query: noQuery,
    body: putSchema,
    answers: { 200: cardProfileSchema },
    codes: ['card_code_wrong', 'card_contact_taken', 'too_many_codes'],
    handle: async ({ visitor, params: { organization }, body }) => {
      const member = await deps.cardSessions.member(visitor, organization);
      const { organizationId, memberId } = member;
      const contact = contactIn(body);
      const wanted = { organizationId, purpose: 'contact', memberId, contact } as const;
      const told = { code: body.code, address: visitor.ip };
      await lookAtCode(deps, wanted, told);
      await takeCode(deps, wanted, told);
      await changeContact(deps, member, { contact, now: await deps.time.now(member) });
      return { status: 200, body: await readProfile(deps, member) };
    },
  });
}

function addRemoving(add: AddOpenRoute, deps: CardDeps): void {
  add({
    method: 'DELETE',
    url: '/v1/card/:organization/me/contacts/:kind',
    id: 'removeCardContact',
    tag: 'Card',
    access: 'member',
    summary: 'Take the telephone or the e-mail address away',
    description: 'One of the two stays: it is the only way in.',
    params: z.strictObject({ organization: uuidField, kind: z.enum(['phone', 'email']) }),
    query: noQuery,
    body: noBody,
    answers: { 200: cardProfileSchema },
    codes: ['card_contact_last'],
    handle: async ({ visitor, params: { organization, kind } }) => {
      const member = await deps.cardSessions.member(visitor, organization);
      await removeContact(deps, member, { kind, now: await deps.time.now(member) });
      return { status: 200, body: await readProfile(deps, member) };
    },
  });
}
