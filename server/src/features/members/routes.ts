/** /v1/members: people with their identities, balances and levels. */
import { z } from 'zod';
import { programIdField, uuidField } from '../../fields.ts';
import { type AddRoute, noBody, noParams, noQuery } from '../../route.ts';
import { consentsField, readConsents, writeConsents } from '../consents/given.ts';
import { typedCodeField } from '../coupons/code-text.ts';
import type { OrganizationClock } from '../organizations/clock.ts';
import type { QuoteDeps } from '../quotes/ask.ts';
import { hintsField } from '../referrals/hints.ts';
import { expectFriend, welcomeFriend, welcomeUnfinished } from '../referrals/new-member.ts';
import { soldBy } from '../tills/seller.ts';
import { memberSchema, readMember, shownTo } from './answer.ts';
import { changeMember } from './change.ts';
import { createMember } from './create.ts';
import { identityFields, listIdentities } from './identity.ts';
import { keepInStep } from './keep-in-step.ts';
import { profileChangeSchema, profileSchema } from './profile.ts';
import { findByIdentity, MEMBER_STATUSES } from './store.ts';

const identitiesSchema = z.strictObject(identityFields).partial();
const newIdentitiesSchema = identitiesSchema.refine(
  (given) => listIdentities(given).length > 0,
  'a member needs at least one identity',
);
const changedIdentitiesSchema = z
  .strictObject({
    phone: identityFields.phone.nullable(),
    email: identityFields.email.nullable(),
    card: identityFields.card.nullable(),
    external: identityFields.external.nullable(),
  })
  .partial();

const createSchema = z
  .strictObject({
    identities: newIdentitiesSchema,
    profile: profileSchema.default({}),
    programId: programIdField.optional(),
    referralCode: typedCodeField
      .optional()
      .meta({ description: 'Of whoever brought the member; see POST /v1/referrals.' }),
    referralHints: hintsField.default({}),
    consents: consentsField
      .default({})
      .meta({ description: 'What the member has said to the texts of GET /v1/public/organizations/{id}/consents.' }),
  })
  .meta({
    examples: [
      {
        identities: { phone: '+79991234567', card: '2000000012345' },
        profile: { name: 'Анна', birthday: '1990-05-17' },
      },
    ],
  });

const changeSchema = z
  .strictObject({
    identities: changedIdentitiesSchema.default({}).meta({ description: 'What is given replaces, null removes.' }),
    profile: profileChangeSchema.default({}).meta({ description: 'What is given replaces, null removes.' }),
    status: z.enum(MEMBER_STATUSES).optional(),
  })
  .meta({ examples: [{ identities: { card: null }, status: 'blocked' }] });

const findQuery = identitiesSchema.refine(
  (given) => listIdentities(given).length === 1,
  'ask by exactly one of phone, email, card and external',
);
const params = z.strictObject({ id: uuidField });

type Deps = QuoteDeps & { readonly time: OrganizationClock };

export function addMemberRoutes(add: AddRoute, deps: Deps): void {
  addReading(add, deps);
  addWriting(add, deps);
}

function addWriting(add: AddRoute, deps: Deps): void {
  add({
    method: 'POST',
    url: '/v1/members',
    id: 'createMember',
    isSelling: true,
    tag: 'Members',
    scopes: ['till', 'import'],
    summary: 'Make a member',
    description:
      'The member joins every program of the organization, or the one that is named. Phones become E.164, e-mails lower case.',
    params: noParams,
    query: noQuery,
    body: createSchema,
    answers: { 201: memberSchema },
    codes: [
      'identity_taken',
      'program_unknown',
      'referral_not_offered',
      'referral_code_unknown',
      'too_many_guesses',
      'consent_outdated',
    ],
    handle: async ({ caller, address, body }) => {
      const { organizationId, keyId } = caller;
      const now = await deps.time.now(caller);
      const { profile, programId, referralCode: code, referralHints: hints } = body;
      const asker = { keyId, address };
      const friend = code === undefined ? null : { organizationId, programId, code, hints, asker, now };
      const programIds = friend === null ? [] : await expectFriend(deps, friend);
      const consents = await readConsents(deps.db, { organizationId, given: body.consents, by: 'staff', now });
      const memberId = await createMember(soldBy(deps, caller), {
        organizationId,
        identities: listIdentities(body.identities),
        profile,
        programId,
        now,
        alongside: (tx, made) => writeConsents(tx, organizationId, { memberId: made, consents }),
      }).catch(async (error: unknown) => {
        if (friend !== null) await welcomeUnfinished(soldBy(deps, caller), friend, { refused: error, programIds });
        throw error;
      });
      if (friend !== null) await welcomeFriend(soldBy(deps, caller), friend, { memberId, programIds });
      return {
        status: 201,
        body: shownTo(caller, await readMember(deps, { organizationId, memberId, now })),
        headers: { location: `/v1/members/${memberId}` },
      };
    },
  });
  add({
    method: 'PATCH',
    url: '/v1/members/:id',
    id: 'changeMember',
    tag: 'Members',
    scopes: ['till'],
    summary: 'Change a member',
    description:
      'Identities and profile: what is given replaces, null removes. A blocked member’s purchases and quotes are refused.',
    params,
    query: noQuery,
    body: changeSchema,
    answers: { 200: memberSchema },
    codes: ['member_unknown', 'identity_taken'],
    handle: async ({ caller, params: { id }, body }) => {
      const { organizationId } = caller;
      const now = await deps.time.now(caller);
      const { identities, profile, status } = body;
      await changeMember(deps.db, { organizationId, memberId: id, identities, profile, status, now });
      await keepInStep(soldBy(deps, caller), {
        organizationId,
        memberId: id,
        birthday: profile.birthday !== undefined,
        now,
      });
      return { status: 200, body: shownTo(caller, await readMember(deps, { organizationId, memberId: id, now })) };
    },
  });
}

function addReading(add: AddRoute, deps: Deps): void {
  add({
    method: 'GET',
    url: '/v1/members',
    id: 'findMember',
    tag: 'Members',
    scopes: ['till', 'read'],
    summary: 'Find a member',
    description: 'By exactly one of phone, email, card and external. An empty list when there is none.',
    params: noParams,
    query: findQuery,
    body: noBody,
    answers: { 200: z.strictObject({ members: z.array(memberSchema) }) },
    codes: [],
    handle: async ({ caller, query }) => {
      const { organizationId } = caller;
      const [identity] = listIdentities(query);
      if (identity === undefined) return { status: 200, body: { members: [] } };
      const memberId = await deps.db.tenant(organizationId, (tx) => findByIdentity(tx, organizationId, identity));
      if (memberId === null) return { status: 200, body: { members: [] } };
      const member = await readMember(deps, { organizationId, memberId, now: await deps.time.now(caller) });
      return { status: 200, body: { members: [shownTo(caller, member)] } };
    },
  });
  add({
    method: 'GET',
    url: '/v1/members/:id',
    id: 'getMember',
    tag: 'Members',
    scopes: ['till', 'read'],
    summary: 'A member with balances',
    description:
      'By program: what is available, pending, held and owed by wallet, what expires next, the level and the distance to the next.',
    params,
    query: noQuery,
    body: noBody,
    answers: { 200: memberSchema },
    codes: ['member_unknown'],
    handle: async ({ caller, params: { id } }) => {
      const now = await deps.time.now(caller);
      const member = await readMember(deps, { organizationId: caller.organizationId, memberId: id, now });
      return { status: 200, body: shownTo(caller, member) };
    },
  });
}
