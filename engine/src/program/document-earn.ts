/** Units as an effect: how many, of what money, into which wallet, with which dates. */
import { z } from 'zod';
import { byLevel } from './document-by-level.ts';
import { LIMITS } from './document-limits.ts';
import { activatesSchema, expiresSchema } from './document-wallet.ts';
import { decimalField, expressionField, nameField, rateField, slugField } from './fields.ts';

const rateSchema = rateField({
  description:
    'A share of the money: 5%. With `worth`, that share of value is given back (5% at worth 0.10 gives 50 units for 100.00); without, 5% is 0.05 of a unit for each 1.00. Or "1 per 33.00".',
  examples: ['5%', '1 per 33.00'],
});
const unitsSchema = decimalField({ description: 'So many units.', examples: ['100'] });

const ratesSchema = byLevel(
  rateSchema,
  'expected a rate like 5%, or rates by level',
  'A rate, or one for each level: { regular: 5%, gold: 7% }.',
);
const amountsSchema = byLevel(
  unitsSchema,
  'expected a number of units, or numbers by level',
  'So many units once: 100, or by level.',
);

export const earnSchema = z
  .strictObject({
    wallet: nameField.meta({ description: 'Where units go.', examples: ['bonus'] }),
    rate: ratesSchema.optional(),
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
    units: amountsSchema.optional(),
    each: amountsSchema
      .meta({ description: 'So many units for every whole piece of the lines: 1 stamp for each coffee.' })
      .optional(),
    ladder: z
      .array(
        z.strictObject({
          from: decimalField({ description: 'The least money of this step.', examples: ['1000.00'] }),
          rate: rateSchema.optional(),
          units: unitsSchema.optional(),
        }),
      )
      .min(1)
      .max(LIMITS.list)
      .meta({
        description: 'By the amount, from the lowest: the highest step that is reached gives its rate or units.',
        examples: [
          [
            { from: '1000.00', units: '50' },
            { from: '3000.00', units: '200' },
          ],
        ],
      })
      .optional(),
    max: unitsSchema.meta({ description: 'No more than so many units at once.', examples: ['500'] }).optional(),
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
    to: decimalField({
      description: 'Rounded to multiples of so many units, as `round` says: 1 for whole rubles of cashback.',
      examples: ['1'],
    }).optional(),
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
    description: 'Units: exactly one of rate, step, units, each, ladder.',
    examples: [{ wallet: 'bonus', rate: '5%' }],
  });

export const multiplySchema = z
  .strictObject({
    rule: slugField.meta({ description: 'The rule whose units are multiplied.', examples: ['base'] }),
    by: byLevel(
      decimalField({ description: 'Times so much: 2 doubles.', examples: ['2'] }),
      'expected a number like 2, or numbers by level',
      'How many times, above 1: 2, or by level. Two multipliers add what each brings.',
    ),
    lines: expressionField({
      description: 'Only what these lines earned is multiplied: a CEL condition over `line`.',
      examples: ['line.category == "coffee"'],
    }).optional(),
  })
  .meta({ description: 'More of what another rule gives.', examples: [{ rule: 'base', by: '2' }] });
