/** What a rule takes off the price: exactly one form, over the lines that it looks at. */
import { z } from 'zod';
import { byLevel } from './document-by-level.ts';
import { LIMITS } from './document-limits.ts';
import { decimalField, expressionField, percentField, wholeField } from './fields.ts';

const linesSchema = expressionField({
  description: 'Only these lines: a CEL condition over `line`.',
  examples: ['line.category == "coffee"'],
});
const percentSchema = percentField({ description: 'A share of the price: 10%.', examples: ['10%'] });
const moneySchema = decimalField({ description: 'Money.', examples: ['100.00'] });
const piecesSchema = wholeField(1, 1000, { description: 'So many pieces.', examples: ['2'] });

export const discountEffectSchema = z
  .strictObject({
    percent: byLevel(
      percentSchema,
      'expected a percentage like 10%, or percentages by level',
      'A share of the price, or one for each level.',
    ).optional(),
    amount: byLevel(
      moneySchema,
      'expected money like 100.00, or amounts by level',
      'So much money off, spread over the lines; never more than they cost.',
    ).optional(),
    price: moneySchema.meta({ description: 'Each piece costs this much instead.', examples: ['99.00'] }).optional(),
    cheapest: z
      .strictObject({
        of: piecesSchema.meta({ description: 'Of every so many pieces …', examples: [3] }),
        count: piecesSchema
          .meta({ description: '… so many of the cheapest (1 when absent) …', examples: [1] })
          .optional(),
        percent: percentSchema
          .meta({ description: '… cost so much less; free when absent.', examples: ['100%'] })
          .optional(),
        times: piecesSchema.meta({ description: 'At most so many sets; as many as there are when absent.' }).optional(),
      })
      .meta({ description: 'The cheapest of every three is free: { of: 3 }.', examples: [{ of: 3 }] })
      .optional(),
    buy: z
      .strictObject({
        pieces: piecesSchema.meta({ description: 'So many pieces bought at full price …', examples: [2] }),
        get: piecesSchema.meta({ description: '… make so many others cheaper …', examples: [1] }),
        from: linesSchema.meta({ description: '… of these lines; the same as `lines` when absent …' }).optional(),
        percent: percentSchema.meta({ description: '… by so much; free when absent.' }).optional(),
        times: piecesSchema.meta({ description: 'At most so many sets.' }).optional(),
      })
      .meta({ description: 'Buy X, get Y: { pieces: 2, get: 1 }.', examples: [{ pieces: 2, get: 1 }] })
      .optional(),
    bundle: z
      .strictObject({
        parts: z
          .array(z.strictObject({ lines: linesSchema, pieces: piecesSchema.optional() }))
          .min(2)
          .max(LIMITS.list)
          .meta({ description: 'One piece (or so many) of each.' }),
        price: moneySchema.meta({ description: 'What one of everything costs together.', examples: ['250.00'] }),
        times: piecesSchema.meta({ description: 'At most so many bundles.' }).optional(),
      })
      .meta({ description: 'Things together for one price.' })
      .optional(),
    ladder: z
      .array(
        z.strictObject({
          from: moneySchema.meta({ description: 'The least amount of this step.', examples: ['1000.00'] }),
          percent: percentSchema.optional(),
          amount: moneySchema.optional(),
        }),
      )
      .min(1)
      .max(LIMITS.list)
      .meta({ description: 'By the amount of the lines, from the lowest: the highest step that is reached.' })
      .optional(),
    lines: linesSchema.optional(),
    max: moneySchema.meta({ description: 'No more than so much money a receipt.', examples: ['500.00'] }).optional(),
  })
  .meta({
    description: 'Money off: exactly one of percent, amount, price, cheapest, buy, bundle, ladder.',
    examples: [{ percent: '10%' }],
  });
