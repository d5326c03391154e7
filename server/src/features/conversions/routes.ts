/** /v1/conversions: units of one wallet exchanged for those of another, at the program's rate. */
import type { CompiledProgram } from '@kopilka/engine';
import { z } from 'zod';
import { label, positiveUnitsField, programIdField, unitsAnswer } from '../../fields.ts';
import { type AddRoute, type Input, noBody, noParams, noQuery } from '../../route.ts';
import { requireSpending } from '../families/rights.ts';
import { findMemberAccount } from '../members/find-account.ts';
import { memberReferenceField } from '../members/reference.ts';
import { idempotencyKeys } from '../operations/keys.ts';
import { acknowledged } from '../operations/posted.ts';
import type { OrganizationClock } from '../organizations/clock.ts';
import { purposeOf, requireConfirmedMove, type RequirementDeps } from '../pay-confirmations/required.ts';
import { record, type Recorded, recordedFields } from '../profiles/recorded.ts';
import { wordsAnswer, wordsSchema } from '../profiles/words.ts';
import { rulesAt } from '../programs/rules-at.ts';
import type { QuoteDeps } from '../quotes/ask.ts';
import { confirmationField } from '../receipts/schema.ts';
import { soldBy } from '../tills/seller.ts';

const bodySchema = z
  .strictObject({
    member: memberReferenceField,
    programId: programIdField.optional(),
    conversionId: label(40),
    units: positiveUnitsField.meta({ description: 'Given, in the smallest part of their wallet.', examples: [1000] }),
    confirmation: confirmationField,
  })
  .meta({ examples: [{ member: { phone: '+79991234567' }, conversionId: 'to-rubles', units: 1000 }] });

type Body = z.output<typeof bodySchema>;

const conversionSchema = z
  .strictObject({
    id: z.string(),
    name: wordsSchema,
    from: z.string().meta({ description: 'The wallet that is given.' }),
    to: z.string().meta({ description: 'The wallet that is got.' }),
    rate: z.strictObject({ give: z.int(), get: z.int() }).meta({
      description: 'For every `give` smallest units of the one, `get` smallest units of the other; rounded down.',
    }),
    min: unitsAnswer.meta({ description: 'The fewest that can be given at once.' }),
  })
  .meta({ id: 'Conversion' });

const recordedSchema = z
  .strictObject({
    ...recordedFields,
    conversionId: z.string(),
    given: z.strictObject({ wallet: z.string(), units: unitsAnswer }),
    got: z.strictObject({ wallet: z.string(), units: unitsAnswer }),
  })
  .meta({ id: 'RecordedConversion' });

type Deps = QuoteDeps & RequirementDeps & { readonly time: OrganizationClock };

export function addConversionRoutes(add: AddRoute, deps: Deps): void {
  addListing(add, deps);
  addConverting(add, deps);
}

function addListing(add: AddRoute, deps: Deps): void {
  add({
    method: 'GET',
    url: '/v1/conversions',
    id: 'listConversions',
    tag: 'Conversions',
    scopes: ['till', 'read'],
    summary: 'What can be exchanged',
    description: 'The exchanges between wallets that the program offers, with their rates.',
    params: noParams,
    query: z.strictObject({ programId: programIdField.optional() }),
    body: noBody,
    answers: { 200: z.strictObject({ programId: z.string(), conversions: z.array(conversionSchema) }) },
    codes: ['program_unknown', 'program_required'],
    handle: async ({ caller, query }) => {
      const at = await deps.time.now(caller);
      const { organizationId } = caller;
      const { programId, active } = await rulesAt(deps.programs, { organizationId, programId: query.programId, at });
      return { status: 200, body: { programId, conversions: conversionsOf(active.program) } };
    },
  });
}

function addConverting(add: AddRoute, deps: Deps): void {
  add({
    method: 'POST',
    url: '/v1/conversions',
    id: 'convertUnits',
    tag: 'Conversions',
    scopes: ['till'],
    idempotent: true,
    summary: 'Exchange units',
    description:
      'Units of one wallet become units of another, rounded down; they get the dates of their new wallet from now on. A till needs a code from the customer for units worth more than the organization’s limit, as when they pay.',
    params: noParams,
    query: noQuery,
    body: bodySchema,
    answers: { 201: recordedSchema, 200: recordedSchema },
    codes: [
      'member_unknown',
      'member_blocked',
      'program_unknown',
      'program_required',
      'conversion_unknown',
      'conversion_not_allowed',
      'wallet_unknown',
      'account_in_debt',
      'units_insufficient',
      'limit_reached',
      'account_closed',
      'amount_too_large',
      'family_spending_not_allowed',
      'confirmation_required',
      'confirmation_wrong',
      'key_reused',
    ],
    handle: async ({ caller, body, idempotencyKey }) => {
      const { operation, answer, repeated } = await convert(deps, { caller, body, idempotencyKey });
      const { conversionId } = body;
      const { decision } = operation;
      if (decision.type !== 'convert') throw new Error(`an exchange was decided as ${decision.type}`);
      const { from, units: left, to, into } = decision.converted;
      const told = { given: { wallet: from, units: left }, got: { wallet: to, units: into } };
      return acknowledged({ ...answer, conversionId, ...told }, repeated);
    },
  });
}

async function convert(
  deps: Deps,
  { caller, body, idempotencyKey }: Pick<Input<unknown, unknown, Body>, 'caller' | 'body' | 'idempotencyKey'>,
): Promise<Recorded> {
  const { organizationId, till } = caller;
  const { member, conversionId, units, confirmation: code } = body;
  const now = await deps.time.now(caller);
  const { programId, active } = await rulesAt(deps.programs, { organizationId, programId: body.programId, at: now });
  const owner = await findMemberAccount(deps, { organizationId, programId, member, now });
  const keys = idempotencyKeys('convertUnits', idempotencyKey);
  await requireSpending(deps, { organizationId, ...owner }, keys);
  const event = { type: 'convert', at: now, conversion: conversionId, units } as const;
  const move = {
    organizationId,
    programId,
    ...owner,
    till,
    code,
    keys,
    usedFor: purposeOf('exchange', keys),
    event,
    now,
  };
  await requireConfirmedMove(deps, move, active.program);
  return record(soldBy(deps, caller), {
    organizationId,
    programId,
    accountId: owner.accountId,
    event,
    now,
    keys,
    meaning: { memberId: owner.memberId, programId, conversionId, units },
  });
}

function conversionsOf({ conversions }: CompiledProgram): z.input<typeof conversionSchema>[] {
  return [...conversions.values()].map(({ id, name, from, to, rate, min }) => ({
    id,
    name: wordsAnswer(name),
    from,
    to,
    rate: { give: Number(rate.den), get: Number(rate.num) },
    min,
  }));
}
