/** What a scan means, as the till is told in one answer. */
import { z } from 'zod';
import { momentAnswer, programIdField, unitsAnswer } from '../../fields.ts';
import { balancesSchema } from '../accounts/standing.ts';
import { checkedCodeSchema } from '../coupons/schema.ts';
import { cardSchema } from '../gift-cards/schema.ts';
import { memberSchema } from '../members/answer.ts';
import { memberReferenceField } from '../members/reference.ts';
import { wordsSchema } from '../profiles/words.ts';

/** Longer than anything that means something: the whole of a strange code is answered "unknown", not "invalid". */
const SCAN_CHARACTERS_MAX = 20_000;

export const identifyBodySchema = z
  .strictObject({
    scan: z
      .string()
      .max(SCAN_CHARACTERS_MAX)
      .optional()
      .meta({ description: 'As it was scanned or typed: a card, a phone, a coupon code, a gift card.' }),
    member: memberReferenceField.optional().meta({
      description:
        'Without `scan`: somebody chosen from a list. With it: who stands at the till already; their personal codes are known then.',
    }),
    programId: programIdField.optional(),
  })
  .refine(({ scan, member }) => scan !== undefined || member !== undefined, 'say what was scanned, or who was chosen')
  .meta({ examples: [{ scan: '2000000012345' }] });

const levelSchema = z
  .strictObject({
    level: z.string(),
    name: wordsSchema,
    until: momentAnswer
      .nullable()
      .meta({ description: 'Until when the level is kept whatever happens; null without end.' }),
    next: z
      .strictObject({ level: z.string(), name: wordsSchema, missing: z.int() })
      .nullable()
      .meta({ description: 'null at the highest level, and where levels are reached by tasks.' }),
    measure: z
      .strictObject({
        isMoney: z.boolean(),
        scale: z.int().meta({ description: 'So many decimal places has `missing`.' }),
      })
      .nullable()
      .meta({ description: 'What levels are measured by; null where they are reached by tasks.' }),
  })
  .meta({ id: 'LevelInWords' });

export const knownMemberSchema = z
  .strictObject({
    id: z.string(),
    status: memberSchema.shape.status,
    name: z.string().nullable(),
    phone: z
      .string()
      .nullable()
      .meta({ description: 'Masked, for comparing.', examples: ['+7 ••• ••• 45-67'] }),
    programId: z.string(),
    accountId: z.string(),
    maySpend: z.boolean().meta({ description: 'In a family not everybody may.' }),
    balances: balancesSchema,
    tier: levelSchema.nullable().meta({ description: 'null in a program without levels.' }),
    coupons: z
      .array(
        z.strictObject({
          id: z.string(),
          name: wordsSchema,
          available: unitsAnswer,
          until: momentAnswer.nullable().meta({ description: 'Of those that end first; null never.' }),
        }),
      )
      .meta({ description: 'On the card, to be used now.' }),
    birthday: z
      .strictObject({ inDays: z.int() })
      .nullable()
      .meta({ description: 'When it is near and the program knows birthdays; 0 is today.' }),
  })
  .meta({ id: 'MemberAtTill' });

export const identifiedSchema = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('member'), member: knownMemberSchema }),
    z.strictObject({
      type: z.literal('coupon'),
      code: z.string().meta({ description: 'In its one spelling, for `apply`.' }),
      coupon: checkedCodeSchema,
    }),
    z.strictObject({
      type: z.literal('gift_card'),
      code: z.string().meta({ description: 'In its one spelling, to pay with.' }),
      card: cardSchema,
    }),
  ])
  .meta({ id: 'Identified' });

export type KnownMember = z.input<typeof knownMemberSchema>;
export type Identified = z.input<typeof identifiedSchema>;
