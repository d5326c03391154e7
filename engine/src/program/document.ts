/**
 * The program document as its author writes it: the first floor of the language. Objects are strict, so a mistyped key is
 * a mistake and not a silence. Defaults are applied by compile.ts, not here: a stored document says what was written.
 * What needs more than one place to judge (references, contradictions) is in check.ts.
 */
import { z } from 'zod';
import { ENDS_OF_NEXT, LIMITS, PERIODS, WEEKDAYS } from './document-limits.ts';
import { activatesSchema, expiresSchema, walletSchema } from './document-wallet.ts';
import { localTextSchema } from './document-words.ts';
import {
  currencyField,
  decimalField,
  durationField,
  expressionField,
  hoursField,
  momentField,
  nameField,
  rateField,
  slugField,
  zoneField,
} from './fields.ts';

const meterSchema = z
  .strictObject({
    on: z.enum(['purchase']).meta({ description: 'The event that it counts.', examples: ['purchase'] }),
    add: z.enum(['paid', 'total', 'quantity', 'count', 'earned']).meta({
      description:
        'What a purchase adds: paid (money, net of discounts and units), total (before them), quantity (pieces), count (1), earned (units of `wallet`).',
      examples: ['paid'],
    }),
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
      'A named count by account and day. `spend` ({ on: purchase, add: paid }) exists without being declared.',
  });

const tiersSchema = z
  .strictObject({
    by: nameField.meta({ description: 'The meter that levels are measured by.', examples: ['spend'] }),
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
          }),
          name: localTextSchema.optional(),
        }),
      )
      .min(1)
      .max(LIMITS.levels)
      .meta({ description: "From the lowest, which is everybody's.", examples: [[{ id: 'regular', from: '0' }]] }),
  })
  .meta({ description: 'Levels of accounts.' });

const rateSchema = rateField({
  description:
    'A share of the money: 5%. With `worth`, that share of value is given back (5% at worth 0.10 gives 50 units for 100.00); without, 5% is 0.05 of a unit for each 1.00. Or "1 per 33.00".',
  examples: ['5%', '1 per 33.00'],
});
const unitsSchema = decimalField({ description: 'So many units.', examples: ['100'] });

const earnSchema = z
  .strictObject({
    wallet: nameField.meta({ description: 'Where units go.', examples: ['bonus'] }),
    rate: byLevel(
      rateSchema,
      'expected a rate like 5%, or rates by level',
      'A rate, or one for each level: { regular: 5%, gold: 7% }.',
    ).optional(),
    step: z
      .strictObject({
        units: byLevel(unitsSchema, 'expected a number of units, or numbers by level', 'So many units, or by level.'),
        per: decimalField({ description: 'For every full so much money of the receipt.', examples: ['100.00'] }),
      })
      .meta({
        description: 'So many units for every full amount: { units: 10, per: 100.00 }.',
        examples: [{ units: 10, per: '100.00' }],
      })
      .optional(),
    units: byLevel(
      unitsSchema,
      'expected a number of units, or numbers by level',
      'So many units once: 100, or by level.',
    ).optional(),
    lines: expressionField({
      description: 'Only these lines earn: a CEL condition over `line`.',
      examples: ['line.category != "tobacco"'],
    }).optional(),
    of: z
      .enum(['gross', 'discounted', 'paid'])
      .meta({
        description: 'The money that earns: before discounts, after them, or only what money pays (the default).',
        examples: ['paid'],
      })
      .optional(),
    round: z
      .enum(['floor', 'halfUp', 'ceil'])
      .meta({ description: 'How parts of the smallest unit are rounded; floor when absent.', examples: ['floor'] })
      .optional(),
    at: z
      .enum(['receipt', 'line'])
      .meta({
        description: 'Where rounding happens: once a receipt (the default) or for each line.',
        examples: ['receipt'],
      })
      .optional(),
    activates: activatesSchema.optional(),
    expires: expiresSchema.optional(),
  })
  .meta({
    description: 'What the rule gives: exactly one of rate, step, units.',
    examples: [{ wallet: 'bonus', rate: '5%' }],
  });

const scheduleSchema = z
  .strictObject({
    days: z
      .array(z.enum(WEEKDAYS))
      .min(1)
      .max(WEEKDAYS.length)
      .meta({ description: "Weekdays in the program's zone.", examples: [['mon', 'tue']] })
      .optional(),
    hours: hoursField({
      description: 'Hours of the day, the last exclusive; may run over midnight.',
      examples: ['08:00-10:00'],
    }).optional(),
    from: momentField({
      description: 'The first moment: a date (from its beginning) or a time.',
      examples: ['2026-12-01'],
    }).optional(),
    until: momentField({
      description: 'Exclusive: a date means through the end of the day before it.',
      examples: ['2027-01-01'],
    }).optional(),
  })
  .meta({
    description: 'When the rule works; all that is given must hold.',
    examples: [{ days: ['sat', 'sun'], until: '2027-01-01' }],
  });

const ruleSchema = z
  .strictObject({
    id: slugField.meta({
      description: 'Unique in the program; kept in the journal as the cause of units.',
      examples: ['base'],
    }),
    name: localTextSchema.optional(),
    on: z
      .string()
      .refine((text) => /^(purchase|enrolled|tier\.changed|shop\.[a-z][a-z0-9_.-]{0,59})$/.test(text), {
        error: (issue) => `unknown event: "${String(issue.input)}"`,
        params: {
          hint: 'purchase, enrolled, tier.changed, or an event of your own like shop.review',
          known: ['purchase', 'enrolled', 'tier.changed'],
        },
      })
      .meta({
        description: "The event: purchase, enrolled, tier.changed, or an event of the shop's own, shop.<name>.",
        examples: ['purchase', 'shop.review'],
      }),
    if: expressionField({
      description: 'A CEL condition over receipt, lines, account, event.',
      examples: ['receipt.total >= 500.00'],
    }).optional(),
    when: scheduleSchema.optional(),
    earn: earnSchema,
  })
  .meta({ description: 'On an event, if a condition holds, then units.' });

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
      .refine((wallets) => isCountWithin(wallets, LIMITS.wallets), {
        error: 'none or too many wallets',
        params: { hint: `declare 1 to ${LIMITS.wallets}` },
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
    rules: z.array(ruleSchema).max(LIMITS.rules).meta({ description: 'What gives units, in order.' }),
  })
  .meta({ title: 'Kopilka program', description: 'A loyalty program of Kopilka.' });

/** A document of the right shape; numbers are decimal text. Whether it makes sense is for check.ts. */
export type ProgramDocument = z.output<typeof programSchema>;
export type WalletDocument = ProgramDocument['wallets'][string];
export type MeterDocument = NonNullable<ProgramDocument['meters']>[string];
export type TiersDocument = NonNullable<ProgramDocument['tiers']>;
export type RuleDocument = ProgramDocument['rules'][number];
export type EarnDocument = RuleDocument['earn'];
export type LocalTextDocument = ProgramDocument['name'];
export type ActivatesDocument = z.output<typeof activatesSchema>;
export type ExpiresDocument = z.output<typeof expiresSchema>;
export type ByLevelDocument = string | Readonly<Record<string, string>>;

function byLevel<Leaf extends z.ZodType<string>>(leaf: Leaf, error: string, description: string) {
  return z.union([leaf, z.record(slugField, leaf)], { error }).meta({ description });
}

function isCountWithin(record: object, max: number): boolean {
  const count = Object.keys(record).length;
  return count >= 1 && count <= max;
}
