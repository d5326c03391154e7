/** /v1/accounts/{id}/profile: what rules may ask of an account's people: attributes, dates of every year, the statement day. */
import { z } from 'zod';
import { label, text, uuidField } from '../../fields.ts';
import { type AddRoute, noQuery } from '../../route.ts';
import { ownerOfAccount } from '../members/find-account.ts';
import { requireLiving } from '../members/forget.ts';
import { birthdaysOn, datesWith } from '../members/keep-in-step.ts';
import { idempotencyKeys } from '../operations/keys.ts';
import { acknowledged } from '../operations/posted.ts';
import type { OrganizationClock } from '../organizations/clock.ts';
import type { QuoteDeps } from '../quotes/ask.ts';
import { record, recordedFields } from './recorded.ts';

const ATTRIBUTES_MAX = 64;
const DATES_MAX = 20;
/** A leap year, so that 29 February is a date. */
const LEAP_YEAR = '2024';

const dateSchema = z.strictObject({
  whose: label(40).meta({ description: 'self, child …: conditions read event.data.whose.', examples: ['child'] }),
  on: z
    .string()
    .regex(/^\d{2}-\d{2}$/, 'must be a month and a day, such as 05-17')
    .refine((on) => z.iso.date().safeParse(`${LEAP_YEAR}-${on}`).success, 'must be a day that there is')
    .meta({ examples: ['05-17'] }),
});

const bodySchema = z
  .strictObject({
    attributes: z
      .record(
        z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,63}$/, 'must be a name'),
        z.union([text(200), z.literal(''), z.number(), z.boolean(), z.null()]),
      )
      .refine((given) => Object.keys(given).length <= ATTRIBUTES_MAX, `at most ${ATTRIBUTES_MAX} names`)
      .optional()
      .meta({ description: 'Those that the program declares: what is given replaces, null forgets.' }),
    dates: z
      .array(dateSchema)
      .max(DATES_MAX)
      .optional()
      .meta({ description: 'Replaces all. Birthdays that the members’ profiles have are there anyway, as self.' }),
    statementDay: z
      .int()
      .min(1)
      .max(28)
      .optional()
      .meta({ description: 'Day of the month on which the account’s own periods begin.' }),
  })
  .refine((body) => Object.keys(body).length > 0, 'says nothing')
  .meta({ examples: [{ attributes: { employee: true }, dates: [{ whose: 'child', on: '05-17' }], statementDay: 5 }] });

const recordedProfileSchema = z
  .strictObject({
    ...recordedFields,
    dates: z
      .array(z.strictObject({ whose: z.string(), on: z.string() }))
      .nullable()
      .meta({ description: 'All dates from now on; null when they were not given.' }),
  })
  .meta({ id: 'RecordedProfile' });

type Deps = QuoteDeps & { readonly time: OrganizationClock };

export function addProfileRoutes(add: AddRoute, deps: Deps): void {
  add({
    method: 'PUT',
    url: '/v1/accounts/:id/profile',
    id: 'putAccountProfile',
    tag: 'Accounts',
    scopes: ['shop'],
    idempotent: true,
    summary: 'Tell rules about an account’s people',
    description:
      'Attributes for conditions (member.…), dates of every year for rules on birthdays, the statement day. Names and contacts do not belong here: they are the member’s profile.',
    params: z.strictObject({ id: uuidField }),
    query: noQuery,
    body: bodySchema,
    answers: { 201: recordedProfileSchema, 200: recordedProfileSchema },
    codes: ['account_unknown', 'member_unknown', 'attribute_unknown', 'account_closed', 'key_reused'],
    handle: async ({ caller, params: { id: accountId }, body, idempotencyKey }) => {
      const { organizationId } = caller;
      const now = await deps.time.now(caller);
      const { programId } = await ownerOfAccount(deps, organizationId, accountId);
      await requireLiving(deps.db, organizationId, accountId);
      const { attributes, statementDay } = body;
      const dates =
        body.dates === undefined ? null : await datesOf(deps, { organizationId, accountId, told: body.dates });
      const { operation, answer, repeated } = await record(deps, {
        organizationId,
        programId,
        accountId,
        event: {
          type: 'profile',
          at: now,
          ...(attributes === undefined ? {} : { attributes }),
          ...(dates === null ? {} : { dates }),
          ...(statementDay === undefined ? {} : { statementDay }),
        },
        now,
        keys: idempotencyKeys('putAccountProfile', idempotencyKey),
        meaning: { accountId, ...body },
      });
      const known = operation.event.type === 'profile' ? (operation.event.dates ?? null) : null;
      return acknowledged({ ...answer, dates: known }, repeated);
    },
  });
}

/** A shop that tells the members' own birthdays knows better than their profiles. */
async function datesOf(
  deps: QuoteDeps,
  {
    organizationId,
    accountId,
    told,
  }: {
    readonly organizationId: string;
    readonly accountId: string;
    readonly told: readonly z.output<typeof dateSchema>[];
  },
): Promise<z.output<typeof dateSchema>[]> {
  if (told.some(({ whose }) => whose === 'self')) return [...told];
  return datesWith([...told], await birthdaysOn(deps, organizationId, accountId));
}
