/** /v1/referrals: members bring friends; what looks like one person with two cards waits for a person. */
import { z } from 'zod';
import { limitField, programIdField, text, uuidField } from '../../fields.ts';
import { type AddRoute, noBody, noParams, noQuery } from '../../route.ts';
import { typedCodeField } from '../coupons/code-text.ts';
import { memberReferenceField } from '../members/reference.ts';
import { acknowledged } from '../operations/posted.ts';
import type { OrganizationClock } from '../organizations/clock.ts';
import type { QuoteDeps } from '../quotes/ask.ts';
import { soldBy } from '../tills/seller.ts';
import { referralAnswer, referralCardSchema, referralSchema, referralSettingsSchema } from './answer.ts';
import { readCard } from './card.ts';
import { changeLink, settingsOf } from './code.ts';
import { approveReferral, rejectReferral } from './decide.ts';
import { HINT_KINDS, hintsField } from './hints.ts';
import { qualifiedAmong } from './progress.ts';
import { type Referred, referFriend } from './refer.ts';
import { tellHints } from './tell-hints.ts';
import { listReferrals, REFERRAL_STATUSES } from './store.ts';

const params = z.strictObject({ id: uuidField });
const bodySchema = z
  .strictObject({
    code: typedCodeField,
    member: memberReferenceField.meta({ description: 'The friend, who is a member by now.' }),
    programId: programIdField.optional(),
    hints: hintsField.default({}),
  })
  .meta({ examples: [{ code: 'CFGH-3467', member: { phone: '+79991234567' }, hints: { device: 'c0ffee-42' } }] });
const settingsBody = z
  .strictObject({
    link: text(500)
      .refine((link) => link.includes('{code}'), 'must contain {code}')
      .nullable()
      .meta({
        description: 'Where friends land; {code} stands for the code.',
        examples: ['https://shop.example/?friend={code}'],
      }),
  })
  .meta({ examples: [{ link: 'https://shop.example/?friend={code}' }] });
const listQuery = z.strictObject({
  status: z
    .enum(REFERRAL_STATUSES)
    .optional()
    .meta({ description: 'review is the queue; joined holds the qualified too.' }),
  member: uuidField.optional().meta({ description: 'Only those brought by this member.' }),
  cursor: uuidField.optional(),
  limit: limitField,
});
const listSchema = z.strictObject({
  referrals: z.array(referralSchema),
  next: z.string().nullable().meta({ description: 'Cursor of the next page; null at the end.' }),
});

type Deps = QuoteDeps & { readonly time: OrganizationClock };

export function addReferralRoutes(add: AddRoute, deps: Deps): void {
  addBringing(add, deps);
  addHints(add, deps);
  addReview(add, deps);
  addReading(add, deps);
}

function addBringing(add: AddRoute, deps: Deps): void {
  add({
    method: 'POST',
    url: '/v1/referrals',
    id: 'referFriend',
    tag: 'Referrals',
    scopes: ['till'],
    summary: 'A friend names who brought them',
    description:
      'For a new member without purchases, once. What is suspicious (the same phone, card, device or address) answers with the status review and counts only when approved. A repeat answers the same referral.',
    params: noParams,
    query: noQuery,
    body: bodySchema,
    answers: { 201: referralSchema, 200: referralSchema },
    codes: [
      'referral_not_offered',
      'referral_code_unknown',
      'too_many_guesses',
      'referral_self',
      'referral_exists',
      'referral_late',
      'account_closed',
      'transfer_to_self',
      'member_unknown',
      'member_blocked',
      'program_unknown',
      'program_required',
      'receipt_taken',
    ],
    handle: async ({ caller, address, body }) => {
      const { organizationId, keyId } = caller;
      const now = await deps.time.now(caller);
      const { code, member, programId, hints } = body;
      const asker = { keyId, address };
      return answered(
        deps,
        await referFriend(soldBy(deps, caller), { organizationId, programId, code, member, hints, asker, now }),
        now,
      );
    },
  });
}

function addHints(add: AddRoute, deps: Deps): void {
  add({
    method: 'POST',
    url: '/v1/members/:id/referral/hints',
    id: 'tellReferralHints',
    tag: 'Referrals',
    scopes: ['till'],
    summary: 'Tell what is known of a referrer',
    description:
      'Which device, payment card or address a member has, told for instance when the shop’s app shows the member the code. A friend who comes with the same waits for a person. Kept as keyed hashes; twice is the same as once.',
    params,
    query: noQuery,
    body: hintsField,
    answers: { 200: z.strictObject({ told: z.array(z.enum(HINT_KINDS)) }) },
    codes: ['member_unknown'],
    handle: async ({ caller, params: { id }, body }) => {
      const { organizationId } = caller;
      const now = await deps.time.now(caller);
      return {
        status: 200,
        body: { told: [...(await tellHints(deps, { organizationId, memberId: id, hints: body, now }))] },
      };
    },
  });
}

function addReview(add: AddRoute, deps: Deps): void {
  for (const [name, decide] of [
    ['approve', approveReferral],
    ['reject', rejectReferral],
  ] as const) {
    add({
      method: 'POST',
      url: `/v1/referrals/:id/${name}`,
      id: `${name}Referral`,
      tag: 'Referrals',
      scopes: ['admin'],
      summary: name === 'approve' ? 'Let a referral count' : 'Reject a referral',
      description:
        name === 'approve'
          ? 'One in review joins from now on; twice is the same as once.'
          : 'One in review will never count; twice is the same as once.',
      params,
      query: noQuery,
      body: noBody,
      answers: { 201: referralSchema, 200: referralSchema },
      codes: [
        'referral_unknown',
        'referral_decided',
        'referral_exists',
        'account_closed',
        'transfer_to_self',
        'receipt_taken',
      ],
      handle: async ({ caller, params: { id } }) => {
        const { organizationId, keyId } = caller;
        const now = await deps.time.now(caller);
        return answered(deps, await decide(deps, { organizationId, referralId: id, keyId, now }), now);
      },
    });
  }
}

async function answered(deps: Deps, { referral, repeated }: Referred, now: Parameters<typeof qualifiedAmong>[2]) {
  const qualified = repeated ? await qualifiedAmong(deps.db, [referral], now) : new Set<string>();
  return acknowledged(referralAnswer(referral, qualified), repeated);
}

function addReading(add: AddRoute, deps: Deps): void {
  add({
    method: 'GET',
    url: '/v1/referrals',
    id: 'listReferrals',
    tag: 'Referrals',
    scopes: ['till', 'read'],
    summary: 'Who brought whom',
    description: 'Newest first. With status=review, what waits for a person.',
    params: noParams,
    query: listQuery,
    body: noBody,
    answers: { 200: listSchema },
    codes: [],
    handle: async ({ caller, query: { status, member, cursor, limit } }) => {
      const { organizationId } = caller;
      const page = { status: status ?? null, referrerId: member ?? null, before: cursor ?? null, limit };
      const found = await deps.db.tenant(organizationId, (tx) => listReferrals(tx, organizationId, page));
      const qualified = await qualifiedAmong(deps.db, found, await deps.time.now(caller));
      return {
        status: 200,
        body: {
          referrals: found.map((referral) => referralAnswer(referral, qualified)),
          next: found.length < limit ? null : (found.at(-1)?.referralId ?? null),
        },
      };
    },
  });
  add({
    method: 'GET',
    url: '/v1/members/:id/referral',
    id: 'getReferralCard',
    tag: 'Referrals',
    scopes: ['till', 'read'],
    summary: 'A member’s referral code',
    description: 'The code is made when it is first asked for and stays. With how many friends came by it.',
    params,
    query: z.strictObject({ programId: programIdField.optional() }),
    body: noBody,
    answers: { 200: referralCardSchema },
    codes: ['member_unknown', 'referral_not_offered', 'program_unknown', 'program_required'],
    handle: async ({ caller, params: { id }, query: { programId } }) => {
      const { organizationId } = caller;
      const now = await deps.time.now(caller);
      return { status: 200, body: await readCard(deps, { organizationId, programId, memberId: id, now }) };
    },
  });
  add({
    method: 'GET',
    url: '/v1/referrals/settings',
    id: 'getReferralSettings',
    tag: 'Referrals',
    scopes: ['till', 'read'],
    summary: 'Where friends land',
    description: 'The link that codes are put into.',
    params: noParams,
    query: noQuery,
    body: noBody,
    answers: { 200: referralSettingsSchema },
    codes: [],
    handle: async ({ caller: { organizationId } }) => {
      const { link } = await deps.db.tenant(organizationId, (tx) => settingsOf(tx, organizationId));
      return { status: 200, body: { link } };
    },
  });
  add({
    method: 'PUT',
    url: '/v1/referrals/settings',
    id: 'changeReferralSettings',
    tag: 'Referrals',
    scopes: ['shop'],
    summary: 'Say where friends land',
    description: 'The link of the shop’s own page; null when there is none.',
    params: noParams,
    query: noQuery,
    body: settingsBody,
    answers: { 200: referralSettingsSchema },
    codes: [],
    handle: async ({ caller: { organizationId }, body: { link } }) => {
      await changeLink(deps.db, organizationId, link);
      return { status: 200, body: { link } };
    },
  });
}
