/** What members are given to choose, collect and win: rewards, coupons, referral, challenges, choices, leaderboards, draws. */
import { z } from 'zod';
import { byLevel } from './document-by-level.ts';
import { effectsSchema } from './document-effects.ts';
import { limitsSchema } from './document-limit.ts';
import { LIMITS, WINDOWS } from './document-limits.ts';
import { scheduleSchema } from './document-schedule.ts';
import { expiresSchema } from './document-wallet.ts';
import { localTextSchema } from './document-words.ts';
import {
  decimalField,
  durationField,
  expressionField,
  momentField,
  nameField,
  slugField,
  wholeField,
} from './fields.ts';

const conditionSchema = expressionField({
  description: 'A CEL condition over receipt, lines, account, member, event, time.',
  examples: ['account.tier == "gold"'],
});
const windowSchema = z.enum(WINDOWS).meta({ description: 'Within what it counts; ever when absent.' });
const idField = slugField.meta({ description: 'Unique among its kind.', examples: ['croissant'] });
const list = <Item extends z.ZodType>(item: Item) => z.array(item).max(LIMITS.catalogue);

export const rewardsSchema = list(
  z.strictObject({
    id: idField,
    name: localTextSchema.optional(),
    about: localTextSchema.meta({ description: 'A sentence for the catalogue.' }).optional(),
    price: z
      .record(nameField, decimalField({ description: 'So many units.', examples: ['150'] }))
      .refine((price) => Object.keys(price).length === 1, {
        error: 'the price is not in one wallet',
        params: { hint: 'like price: { bonus: 150 }' },
      })
      .meta({
        description: 'What it costs, in one wallet: { bonus: 150 }; free when absent.',
        examples: [{ bonus: '150' }],
      })
      .optional(),
    pay: decimalField({
      description: 'Money that the customer pays besides the units, at the till.',
      examples: ['99.00'],
    }).optional(),
    gives: effectsSchema,
    use: z
      .enum(['receipt', 'catalogue'])
      .meta({
        description:
          'Where it is used: in a purchase (the default for what changes a receipt: discount, free delivery, multiply), or from the catalogue by itself.',
      })
      .optional(),
    if: conditionSchema.optional(),
    when: scheduleSchema.optional(),
    birthday: byLevel(
      durationField({ description: 'From the birthday on for so long.', examples: ['P7D'] }),
      'expected a duration, or durations by level',
      'Only around the birthday: from it on for so long; P1D is the day itself.',
    ).optional(),
    stock: wholeField(0, 1_000_000_000, { description: 'So many there are.', examples: ['500'] }).optional(),
    limits: limitsSchema.optional(),
    collect: durationField({
      description: 'Reserved for so long; then it cancels itself and the units come back. For ever when absent.',
      examples: ['P7D'],
    }).optional(),
    codes: z
      .literal(true)
      .meta({ description: 'Each comes with a code of a pool that the shop has loaded.' })
      .optional(),
  }),
).meta({ description: 'The catalogue: what units buy.' });

export const couponsSchema = list(
  z.strictObject({
    id: idField,
    name: localTextSchema.optional(),
    gives: effectsSchema,
    if: conditionSchema.optional(),
    when: scheduleSchema.optional(),
    limits: limitsSchema.optional(),
    expires: expiresSchema.meta({ description: 'How long one lives on a card; never when absent.' }).optional(),
    group: nameField.meta({ description: 'Stands for other rules of the group, as `groups` says.' }).optional(),
    exclusive: z.literal(true).meta({ description: 'Where it applies, no other rule discounts.' }).optional(),
  }),
).meta({ description: 'Kinds of coupons. A coupon is on a card, or is a code that somebody brings.' });

export const referralSchema = z
  .strictObject({
    qualifies: expressionField({
      description: 'Which purchase of the friend counts: a CEL condition.',
      examples: ['receipt.paid >= 500.00'],
    }),
    within: durationField({
      description: 'So long after joining; without end when absent.',
      examples: ['P30D'],
    }).optional(),
    friend: effectsSchema.optional(),
    referrer: effectsSchema.optional(),
    limits: limitsSchema.meta({ description: 'Of the referrer.' }).optional(),
  })
  .meta({ description: 'A member brings a friend.' });

export const challengesSchema = list(
  z.strictObject({
    id: idField,
    name: localTextSchema.optional(),
    meter: nameField.meta({ description: 'What is counted.', examples: ['coffees'] }),
    target: decimalField({ description: 'How much of it.', examples: ['5'] }),
    every: windowSchema.optional(),
    repeat: z
      .literal(true)
      .meta({ description: 'Every full target within the window counts, not only the first.' })
      .optional(),
    if: conditionSchema.optional(),
    when: scheduleSchema.optional(),
    // oxlint-disable-next-line unicorn/no-thenable -- the author's word; its value is data and never a function
    then: effectsSchema,
  }),
).meta({ description: 'So much of a meter within a period.' });

export const streaksSchema = list(
  z.strictObject({
    id: idField,
    name: localTextSchema.optional(),
    meter: nameField.meta({ description: 'What must grow in each period.', examples: ['purchases'] }),
    every: z.enum(['day', 'week', 'month']).meta({ description: 'The period.' }),
    target: wholeField(2, 1000, { description: 'So many periods in a row.', examples: ['4'] }),
    // oxlint-disable-next-line unicorn/no-thenable -- the author's word; its value is data and never a function
    then: effectsSchema,
  }),
).meta({ description: 'Something in each of so many periods in a row; then it begins again.' });

export const badgesSchema = z
  .record(slugField, z.strictObject({ name: localTextSchema.optional(), about: localTextSchema.optional() }))
  .meta({ description: 'Badges by id.' });

export const choicesSchema = list(
  z.strictObject({
    id: nameField.meta({
      description: 'Unique among its kind; conditions read account.choices.<id>.',
      examples: ['favourites'],
    }),
    name: localTextSchema.optional(),
    pick: byLevel(
      decimalField({ description: 'At most so many.', examples: ['4'] }),
      'expected a number, or numbers by level',
      'At most so many, or by level.',
    ),
    every: z.enum(['month', 'period']).meta({ description: 'Each calendar month, or each period of the account.' }),
    of: z
      .array(
        z.union(
          [
            slugField,
            z.strictObject({ id: slugField.meta({ description: 'What conditions ask for.' }), name: localTextSchema }),
          ],
          {
            error: 'expected an id like taxi, or { id: taxi, name: { ru: Такси, en: Taxi } }',
          },
        ),
      )
      .min(1)
      .max(LIMITS.catalogue)
      .meta({
        description: 'What is offered to everybody, by id or with a name; one account may be offered a part of it.',
        examples: [['coffee', { id: 'bread', name: { ru: 'Хлеб', en: 'Bread' } }]],
      }),
    until: wholeField(1, 31, {
      description: 'For the current period only within its first so many days; any day when absent.',
      examples: ['5'],
    }).optional(),
    final: z.literal(true).meta({ description: 'What was picked for the current period stays.' }).optional(),
  }),
).meta({ description: 'What a member picks each period; conditions read account.choices.' });

export const leaderboardsSchema = list(
  z.strictObject({
    id: idField,
    name: localTextSchema.optional(),
    meter: nameField.meta({ description: 'What is compared.', examples: ['coffees'] }),
    every: z.enum(['week', 'month', 'quarter', 'year', 'ever']).meta({ description: 'Within what.' }),
    levels: z.array(slugField).min(1).meta({ description: 'Only accounts of these levels.' }).optional(),
    names: z
      .enum(['initials', 'first', 'number'])
      .meta({ description: 'What others see of a member: initials (the default), the first name, or a number only.' })
      .optional(),
  }),
).meta({ description: 'Who has most of a meter.' });

export const drawsSchema = list(
  z.strictObject({
    id: idField,
    name: localTextSchema.optional(),
    tickets: nameField.meta({ description: 'The wallet whose units are tickets.', examples: ['ticket'] }),
    at: momentField({ description: 'When tickets are counted.', examples: ['2026-12-31T12:00'] }),
    prizes: z
      .array(
        z.strictObject({
          name: localTextSchema,
          count: wholeField(1, 1000, { description: 'So many.', examples: ['1'] }).optional(),
        }),
      )
      .min(1)
      .max(LIMITS.list)
      .meta({ description: 'What is won, in the order of drawing.' }),
  }),
).meta({ description: 'Prize draws: a ticket is a unit of a wallet.' });
