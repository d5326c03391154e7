/** Others that take part: partners of a coalition, stores, wallets exchanged for each other, gift cards. */
import { z } from 'zod';
import { limitsSchema } from './document-limit.ts';
import { LIMITS } from './document-limits.ts';
import { localTextSchema } from './document-words.ts';
import {
  decimalField,
  durationField,
  expressionField,
  nameField,
  percentField,
  rateField,
  slugField,
  zoneField,
} from './fields.ts';

export const partnersSchema = z
  .record(
    slugField,
    z.strictObject({
      name: localTextSchema.optional(),
      issue: decimalField({
        description:
          'Money that the partner owes for each unit given for its sales; the worth of the unit when absent.',
        examples: ['1.00'],
      }).optional(),
      redeem: decimalField({
        description: 'Money that the partner is owed for each unit that paid at its place; the worth when absent.',
        examples: ['0.95'],
      }).optional(),
      pay: z
        .strictObject({
          max: percentField({
            description: 'The largest part of a receipt there that units may pay.',
            examples: ['99%'],
          }),
        })
        .meta({ description: "The partner's own terms of payment with units; 0% takes none." })
        .optional(),
    }),
  )
  .meta({ description: 'Partners of a coalition, by the id that their receipts carry.' });

export const storesSchema = z
  .record(
    z.string().min(1).max(100),
    z.strictObject({ name: localTextSchema.optional(), timezone: zoneField.optional() }),
  )
  .refine((stores) => Object.keys(stores).length <= LIMITS.catalogue, {
    error: 'too many stores',
    params: { hint: `at most ${LIMITS.catalogue}; only those with a zone of their own need to be here` },
  })
  .meta({ description: 'Stores that live in a zone of their own: schedules go by it.' });

export const conversionsSchema = z
  .array(
    z.strictObject({
      id: slugField.meta({ description: 'Unique among exchanges.', examples: ['to-rubles'] }),
      name: localTextSchema.optional(),
      from: nameField.meta({ description: 'The wallet that is given.', examples: ['bonus'] }),
      to: nameField.meta({ description: 'The wallet that is got.', examples: ['rub'] }),
      rate: rateField({
        description: 'Units of `to` for each unit of `from`: "1 per 1", or 90%.',
        examples: ['1 per 1'],
      }),
      min: decimalField({ description: 'The least units of `from` at once.', examples: ['100'] }).optional(),
      if: expressionField({
        description: 'Who may: a CEL condition over account and member.',
        examples: ['account.tier == "top"'],
      }).optional(),
      limits: limitsSchema.meta({ description: 'Units are those of `from`.' }).optional(),
    }),
  )
  .max(LIMITS.list)
  .meta({ description: 'Wallets that can be exchanged for each other.' });

export const giftCardsSchema = z
  .strictObject({
    amounts: z
      .array(decimalField({ description: 'Money on a card.', examples: ['1000.00'] }))
      .min(1)
      .max(LIMITS.list)
      .meta({ description: 'What cards are sold for; any amount within min and max when absent.' })
      .optional(),
    min: decimalField({ description: 'The least money on a card.', examples: ['100.00'] }).optional(),
    max: decimalField({ description: 'The most money on a card.', examples: ['50000.00'] }).optional(),
    expires: durationField({
      description: 'How long a card lives from its activation; for ever when absent.',
      examples: ['P3Y'],
    }).optional(),
  })
  .meta({ description: 'Gift cards: money paid in advance, not points.' });
