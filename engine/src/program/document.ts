/**
 * The program document as its author writes it: the first floor of the language. Objects are strict, so a mistyped key is
 * a mistake and not a silence. Defaults are applied by compile.ts, not here: a stored document says what was written.
 * What needs more than one place to judge (references, contradictions) is in check.ts.
 */
import { z } from 'zod';
import {
  badgesSchema,
  challengesSchema,
  choicesSchema,
  couponsSchema,
  drawsSchema,
  leaderboardsSchema,
  referralSchema,
  rewardsSchema,
  streaksSchema,
} from './document-benefits.ts';
import { byLevel } from './document-by-level.ts';
import type { effectsSchema } from './document-effects.ts';
import type { limitSchema } from './document-limit.ts';
import { ENDS_OF_NEXT, LIMITS, PERIODS, WINDOWS } from './document-limits.ts';
import { conversionsSchema, giftCardsSchema, partnersSchema, storesSchema } from './document-network.ts';
import { eventField, ruleSchema } from './document-rule.ts';
import { type activatesSchema, type expiresSchema, walletSchema } from './document-wallet.ts';
import { localTextSchema } from './document-words.ts';
import {
  currencyField,
  decimalField,
  durationField,
  expressionField,
  nameField,
  percentField,
  slugField,
  wholeField,
  zoneField,
} from './fields.ts';

const ADDED = ['paid', 'total', 'quantity', 'count', 'earned', 'amount'] as const;

const meterSchema = z
  .strictObject({
    on: eventField,
    add: z
      .string()
      .refine((text) => isAdded(text), {
        error: (issue) => `unknown: "${String(issue.input)}"`,
        params: { hint: `one of ${ADDED.join(', ')}, or a number of the event like data.amount`, known: [...ADDED] },
      })
      .meta({
        description:
          'What a purchase adds: paid (money, net of discounts and units), total (before them), quantity (pieces), count (1), earned (units of `wallet`). Another event: count, amount (its money), or a number that it carries: data.steps.',
        examples: ['paid'],
      }),
    if: expressionField({
      description: 'Only these events count: a CEL condition over receipt, lines, event.',
      examples: ['receipt.total >= 100.00'],
    }).optional(),
    wallet: nameField
      .meta({ description: 'With `add: earned`: whose units are counted.', examples: ['star'] })
      .optional(),
    lines: expressionField({
      description: 'Only these lines count: a CEL condition over `line`.',
      examples: ['line.category == "coffee"'],
    }).optional(),
  })
  .meta({
    description:
      'A named count by account and day. `spend` ({ on: purchase, add: paid }) and `purchases` ({ on: purchase, add: count }) exist without being declared.',
  });

const tiersSchema = z
  .strictObject({
    by: nameField
      .meta({
        description: 'The meter that levels are measured by; absent where each level has `if`.',
        examples: ['spend'],
      })
      .optional(),
    window: z
      .union(
        [
          z.strictObject({ rolling: durationField({ description: 'The last so long.', examples: ['P12M'] }) }),
          z.strictObject({
            calendar: z.enum(PERIODS).meta({ description: 'The current month, quarter or year.', examples: ['year'] }),
          }),
        ],
        { error: 'expected { rolling: P12M } or { calendar: year }' },
      )
      .meta({
        description: 'What is measured: { rolling: P12M }, { calendar: year }, or everything ever when absent.',
        examples: [{ rolling: 'P12M' }],
      })
      .optional(),
    keeps: z
      .union(
        [
          z.literal('ever'),
          z.strictObject({
            for: durationField({ description: 'So long from the day it was reached.', examples: ['P12M'] }),
          }),
          z.strictObject({
            until: z
              .enum(ENDS_OF_NEXT)
              .meta({ description: 'The end of the next period.', examples: ['end of next year'] }),
          }),
        ],
        { error: 'expected ever, { for: P12M } or { until: end of next year }' },
      )
      .meta({
        description:
          'How long a reached level is kept before it is measured again. By default as the window: rolling → for the same duration, calendar → until the end of the next period, ever → ever.',
        examples: [{ for: 'P12M' }, { until: 'end of next year' }],
      })
      .optional(),
    levels: z
      .array(
        z.strictObject({
          id: slugField.meta({ description: 'Used in conditions and rates.', examples: ['gold'] }),
          from: decimalField({
            description: 'The least measure that reaches this level; 0 for the first.',
            examples: ['20000.00'],
          }).optional(),
          if: expressionField({
            description:
              'Tasks instead of a measure: a CEL condition over account, like account.month.spend >= 5000.00. Not for the first level.',
            examples: ['account.month.spend >= 5000.00'],
          }).optional(),
          name: localTextSchema.optional(),
          privileges: z
            .array(localTextSchema)
            .max(LIMITS.list)
            .meta({ description: 'What members of this level have, in words for the card.' })
            .optional(),
        }),
      )
      .min(1)
      .max(LIMITS.levels)
      .meta({ description: "From the lowest, which is everybody's.", examples: [[{ id: 'regular', from: '0' }]] }),
  })
  .meta({ description: 'Levels of accounts.' });

export const programSchema = z
  .strictObject({
    kopilka: z
      .preprocess((value) => (value === '1' ? 1 : value), z.literal(1))
      .meta({ description: 'Version of this language: 1.', examples: [1] }),
    id: slugField.meta({ description: "The program's id, for example corner-coffee.", examples: ['corner-coffee'] }),
    name: localTextSchema,
    currency: currencyField,
    timezone: zoneField,
    wallets: z
      .record(nameField, walletSchema)
      .refine((wallets) => Object.keys(wallets).length <= LIMITS.wallets, {
        error: 'too many wallets',
        params: { hint: `at most ${LIMITS.wallets}` },
      })
      .meta({ description: 'Kinds of units by name.', examples: [{ bonus: { worth: '1.00' } }] }),
    meters: z
      .record(nameField, meterSchema)
      .refine((meters) => Object.keys(meters).length <= LIMITS.meters, {
        error: 'too many meters',
        params: { hint: `at most ${LIMITS.meters}` },
      })
      .meta({
        description: 'Counts by name.',
        examples: [{ coffees: { on: 'purchase', add: 'quantity', lines: 'line.category == "coffee"' } }],
      })
      .optional(),
    tiers: tiersSchema.optional(),
    rules: z.array(ruleSchema).max(LIMITS.rules).meta({ description: 'What gives, in order.' }),
    groups: z
      .record(
        nameField,
        z.enum(['best', 'first', 'all']).meta({ description: 'best: what gives most; first: by priority; all.' }),
      )
      .meta({
        description: 'How rules of one group stand for each other; best when a group is not here.',
        examples: [{ promo: 'best' }],
      })
      .optional(),
    caps: z
      .record(
        nameField,
        z.strictObject({
          units: byLevel(
            decimalField({ description: 'At most so many units.', examples: ['3000'] }),
            'expected a number of units, or numbers by level',
            'At most so many units together, or by level.',
          ),
          every: z.enum(WINDOWS).meta({ description: 'Within what they count.', examples: ['month'] }),
        }),
      )
      .meta({
        description: 'Bounds that rules share: for each account, all of them together.',
        examples: [{ promo: { units: '3000', every: 'month' } }],
      })
      .optional(),
    discounts: z
      .strictObject({
        max: percentField({
          description: 'The largest part of a line that all discounts together may take.',
          examples: ['70%'],
        }).optional(),
        leave: decimalField({ description: 'What stays of every line in money.', examples: ['0.01'] }).optional(),
        except: expressionField({
          description: 'Lines that no discount touches: a CEL condition over `line`.',
          examples: ['line.category == "tobacco"'],
        }).optional(),
      })
      .meta({ description: 'What holds for every discount.' })
      .optional(),
    attributes: z
      .record(
        nameField,
        z.strictObject({
          type: z.enum(['yes/no', 'number', 'text']).meta({ description: 'What it holds.' }),
          default: z
            .union([z.string(), z.number(), z.boolean()])
            .meta({ description: 'Where nothing is known: false, 0 or "" when absent.' })
            .optional(),
        }),
      )
      .meta({
        description: 'What the shop knows of members, for conditions: member.employee.',
        examples: [{ employee: { type: 'yes/no' } }],
      })
      .optional(),
    statement: z
      .strictObject({
        day: z
          .union([z.literal('joined'), wholeField(1, 28, { description: 'Day of the month.', examples: ['1'] })])
          .meta({
            description:
              "The day of the month on which an account's period begins: joined (its own, from the day of joining), or 1 to 28.",
          }),
      })
      .meta({ description: 'Periods of accounts; an account may have a day of its own.' })
      .optional(),
    rewards: rewardsSchema.optional(),
    coupons: couponsSchema.optional(),
    referral: referralSchema.optional(),
    challenges: challengesSchema.optional(),
    streaks: streaksSchema.optional(),
    badges: badgesSchema.optional(),
    choices: choicesSchema.optional(),
    leaderboards: leaderboardsSchema.optional(),
    draws: drawsSchema.optional(),
    partners: partnersSchema.optional(),
    stores: storesSchema.optional(),
    conversions: conversionsSchema.optional(),
    giftCards: giftCardsSchema.optional(),
  })
  .meta({ title: 'Kopilka program', description: 'A loyalty program of Kopilka.' });

/** A document of the right shape; numbers are decimal text. Whether it makes sense is for check.ts. */
export type ProgramDocument = z.output<typeof programSchema>;
export type WalletDocument = ProgramDocument['wallets'][string];
export type MeterDocument = NonNullable<ProgramDocument['meters']>[string];
export type TiersDocument = NonNullable<ProgramDocument['tiers']>;
export type RuleDocument = ProgramDocument['rules'][number];
export type EarnDocument = NonNullable<RuleDocument['earn']>;
export type MultiplyDocument = NonNullable<RuleDocument['multiply']>;
export type DiscountDocument = NonNullable<RuleDocument['discount']>;
export type EffectsDocument = z.output<typeof effectsSchema>;
export type LimitDocument = z.output<typeof limitSchema>;
export type ScheduleDocument = NonNullable<RuleDocument['when']>;
export type RewardDocument = NonNullable<ProgramDocument['rewards']>[number];
export type CouponDocument = NonNullable<ProgramDocument['coupons']>[number];
export type ChallengeDocument = NonNullable<ProgramDocument['challenges']>[number];
export type StreakDocument = NonNullable<ProgramDocument['streaks']>[number];
export type LocalTextDocument = ProgramDocument['name'];
export type ActivatesDocument = z.output<typeof activatesSchema>;
export type ExpiresDocument = z.output<typeof expiresSchema>;
export type ByLevelDocument = string | Readonly<Record<string, string>>;

function isAdded(text: string): boolean {
  return ADDED.some((known) => known === text) || /^data\.[A-Za-z_][A-Za-z0-9_]{0,63}$/.test(text);
}
