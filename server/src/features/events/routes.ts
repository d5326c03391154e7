/** /v1/events: what a shop tells of its members besides receipts; rules wait for these names. */
import { z } from 'zod';
import { ApiError } from '../../errors.ts';
import {
  label,
  momentAnswer,
  momentField,
  momentText,
  moneyField,
  programIdField,
  text,
  unitsAnswer,
} from '../../fields.ts';
import { type AddRoute, noParams, noQuery } from '../../route.ts';
import { balancesAnswer, balancesSchema, tierAnswer, tierSchema } from '../accounts/standing.ts';
import { findMemberAccount } from '../members/find-account.ts';
import { completedOnce } from '../members/keep-in-step.ts';
import { memberReferenceField } from '../members/reference.ts';
import { idempotencyKeys, meaningHash } from '../operations/keys.ts';
import { postOperation } from '../operations/post.ts';
import { acknowledged } from '../operations/posted.ts';
import { reasonAnswers, reasonAnswerSchema } from '../operations/reasons.ts';
import type { OrganizationClock } from '../organizations/clock.ts';
import { rulesAt, rulesOf } from '../programs/rules-at.ts';
import type { QuoteDeps } from '../quotes/ask.ts';
import { momentOf } from '../receipts/moment.ts';
import { receiptKey, sourceField } from '../receipts/schema.ts';

const DATA_BYTES_MAX = 4096;
const DATA_KEYS_MAX = 64;

const dataSchema = z
  .record(
    z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,63}$/, 'must be a name'),
    z.union([text(1000), z.literal(''), z.number(), z.boolean(), z.null()]),
  )
  .refine((data) => Object.keys(data).length <= DATA_KEYS_MAX, `at most ${DATA_KEYS_MAX} names`)
  .refine(
    (data) => Buffer.byteLength(JSON.stringify(data)) <= DATA_BYTES_MAX,
    `at most ${DATA_BYTES_MAX} bytes of JSON`,
  );

/** Of the system's own names, those that somebody has to tell; the others happen here. */
const TOLD = [
  'payment',
  'profile.completed',
  'visit',
  'review.published',
  'survey.answered',
  'app.installed',
  'subscribed',
] as const;
const OWN_NAME = /^shop\.[a-z0-9][a-z0-9._-]{0,58}$/;

const bodySchema = z
  .strictObject({
    member: memberReferenceField,
    programId: programIdField.optional(),
    name: z
      .union(
        [z.enum(TOLD), z.string().regex(OWN_NAME)],
        `must begin with "shop." and be lower case, or be one of ${TOLD.join(', ')}`,
      )
      .meta({ description: `The shop's own, shop.…; or one of ${TOLD.join(', ')}.` }),
    at: momentField.optional(),
    id: label(100)
      .optional()
      .meta({ description: 'The event’s own number, unique for its source; a repeat is applied once.' }),
    source: sourceField,
    amount: moneyField
      .optional()
      .meta({ description: 'Minor money that it is about (a payment, a reload): rates are taken of it.' }),
    partner: label(40)
      .optional()
      .meta({ description: 'The coalition’s partner where it happened, by its id in the program.' }),
    data: dataSchema.default({}).meta({ description: 'Flat JSON for the rules’ conditions, up to 4 KB.' }),
  })
  .meta({ examples: [{ member: { phone: '+79991234567' }, name: 'shop.review', id: 'review-8', data: { stars: 5 } }] });

const eventSchema = z
  .strictObject({
    id: z.string(),
    accountId: z.string(),
    at: momentAnswer,
    programVersion: z.int(),
    earned: z.array(z.strictObject({ rule: z.string(), wallet: z.string(), units: unitsAnswer })),
    balances: balancesSchema,
    tier: tierSchema,
    reasons: z.array(reasonAnswerSchema),
  })
  .meta({ id: 'RecordedEvent' });

export function addEventRoutes(add: AddRoute, deps: QuoteDeps & { readonly time: OrganizationClock }): void {
  add({
    method: 'POST',
    url: '/v1/events',
    id: 'recordEvent',
    isSelling: true,
    tag: 'Events',
    scopes: ['shop'],
    idempotent: true,
    summary: 'Tell an event',
    description:
      'An event of the shop’s own, named shop.…, or one that every program knows (a payment, a visit, a review); the program’s rules may wait for it. With an id it is applied once.',
    params: noParams,
    query: noQuery,
    body: bodySchema,
    answers: { 201: eventSchema, 200: eventSchema },
    codes: [
      'member_unknown',
      'member_blocked',
      'program_unknown',
      'program_required',
      'partner_unknown',
      'account_closed',
      'amount_too_large',
      'receipt_in_future',
      'receipt_too_old',
      'key_reused',
    ],
    handle: async ({ caller, body, idempotencyKey }) => {
      const { organizationId, scopes } = caller;
      const now = await deps.time.now(caller);
      const at = momentOf({ at: body.at, history: false, now, scopes });
      const { programId, active } = await rulesAt(deps.programs, { organizationId, programId: body.programId, at });
      const { accountId, memberId } = await findMemberAccount(deps, {
        organizationId,
        programId,
        member: body.member,
        now,
      });
      const { name, data, source, id, amount, partner } = body;
      const { program } = active;
      if (partner !== undefined && !program.partners.has(partner)) throw new ApiError('partner_unknown', { partner });
      const about = {
        ...(amount === undefined ? {} : { amount }),
        ...(partner === undefined ? {} : { partner }),
      };
      const own = id === undefined ? [] : [{ kind: 'event', key: receiptKey({ source, id }) } as const];
      const { operation, repeated } = await postOperation(
        deps,
        {
          organizationId,
          programId,
          accountId,
          now,
          history: false,
          event: { type: 'custom', at, name, data, ...about, ...(program.keeps.member ? { member: memberId } : {}) },
          ...(name === 'profile.completed'
            ? completedOnce(programId, memberId)
            : {
                keys: [...own, ...idempotencyKeys('recordEvent', idempotencyKey)],
                bodyHash: meaningHash({ memberId, name, data, at: body.at, source, id, ...about }),
              }),
        },
        program,
      ).catch(asReused);
      const { decision } = operation;
      if (decision.type !== 'custom') throw new ApiError('key_reused');
      const by = await rulesOf(deps.programs, { organizationId, programId, version: operation.programVersion });
      const answer = {
        id: operation.operationId,
        accountId,
        at: momentText(decision.at),
        programVersion: by.version,
        earned: decision.earned.map((earned) => ({ rule: earned.rule, wallet: earned.wallet, units: earned.units })),
        balances: balancesAnswer(decision.after),
        tier: tierAnswer(decision.after),
        reasons: reasonAnswers(decision.reasons, by.program),
      };
      return acknowledged(answer, repeated);
    },
  });
}

/** An event has no receipt: its number with other contents is a key used again. */
function asReused(error: unknown): never {
  throw error instanceof ApiError && error.code === 'receipt_taken' ? new ApiError('key_reused') : error;
}
