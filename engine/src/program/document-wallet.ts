/** Wallets in a program document: what units are worth, when they live, on what terms they pay. */
import { z } from 'zod';
import { LIMITS, PERIODS } from './document-limits.ts';
import { pluralSchema } from './document-words.ts';
import { limitsSchema } from './document-limit.ts';
import {
  decimalField,
  durationField,
  expressionField,
  monthDayField,
  percentField,
  slugField,
  wholeField,
} from './fields.ts';

export const activatesSchema = z
  .union(
    [
      z.literal('at once'),
      z.strictObject({
        after: durationField({ description: 'From the end of the day so much later.', examples: ['P1D'] }),
      }),
      z.strictObject({
        on: z.enum(['statement', 'confirmed']).meta({
          description: "statement: on the account's next statement day; confirmed: when the operation is confirmed.",
        }),
        after: durationField({ description: 'So much later still.', examples: ['P10D'] }).optional(),
      }),
    ],
    {
      error: 'expected "at once", { after: P1D }, { on: statement } or { on: confirmed, after: P10D }',
    },
  )
  .meta({
    description:
      'When earned units can be spent: at once (the default), { after: P1D }, { on: statement } or { on: confirmed, after: P10D }.',
    examples: [{ after: 'P1D' }],
  });

export const expiresSchema = z
  .union(
    [
      z.literal('never'),
      z.strictObject({
        after: durationField({ description: 'How long units live.', examples: ['P180D'] }),
        roundUp: z
          .enum(['day', ...PERIODS])
          .meta({
            description: 'Live on to the end of this day (the default), month, quarter or year.',
            examples: ['month'],
          })
          .optional(),
      }),
      z.strictObject({
        on: monthDayField({ description: 'At the end of this date, every year.', examples: ['12-31'] }),
      }),
      z.strictObject({
        inactive: durationField({
          description: 'All at once, after so long without a purchase or another deed of the member.',
          examples: ['P6M'],
        }),
        except: z
          .array(slugField)
          .min(1)
          .max(LIMITS.levels)
          .meta({ description: 'Levels whose units stay.', examples: [['gold']] })
          .optional(),
      }),
    ],
    { error: 'expected never, { after: P180D }, { on: "12-31" } or { inactive: P6M }' },
  )
  .meta({
    description:
      'When units expire: never (the default), { after: P180D }, { after: P1Y, roundUp: month }, { on: "12-31" } or { inactive: P6M }.',
    examples: [{ after: 'P180D' }],
  });

const paySchema = z
  .strictObject({
    max: percentField({
      description: 'The largest part that units may pay; 100% when absent.',
      examples: ['50%'],
    }).optional(),
    of: z
      .enum(['line', 'receipt'])
      .meta({ description: 'Whether max is of each line or of the receipt (the default).', examples: ['line'] })
      .optional(),
    minReceipt: decimalField({
      description: 'The smallest receipt that units may pay a part of, in money.',
      examples: ['300.00'],
    }).optional(),
    leave: decimalField({
      description: 'What stays to be paid by money on every line, so that no line is free.',
      examples: ['0.01'],
    }).optional(),
    step: decimalField({
      description: 'Units pay only in multiples of so many: 500.',
      examples: ['500'],
    }).optional(),
    except: expressionField({
      description: 'Lines that units cannot pay: a CEL condition over `line`.',
      examples: ['line.category == "tobacco"'],
    }).optional(),
  })
  .meta({
    description: 'On what terms units pay for purchases. Needs `worth`.',
    examples: [{ max: '50%', of: 'line', minReceipt: '300.00' }],
  });

export const walletSchema = z
  .strictObject({
    name: pluralSchema.optional(),
    decimals: wholeField(0, LIMITS.walletDecimals, {
      description: 'Decimal places of a unit; 0 (the default) for whole units, 2 for cashback money.',
      examples: ['0'],
    }).optional(),
    worth: decimalField({
      description: 'Money that one unit pays. Absent: units of this wallet cannot pay.',
      examples: ['1.00'],
    }).optional(),
    activates: activatesSchema.optional(),
    expires: expiresSchema.optional(),
    pay: paySchema.optional(),
    earn: z
      .strictObject({
        except: expressionField({
          description: 'Lines that never earn units of this wallet: a CEL condition over `line`.',
          examples: ['line.category == "tobacco"'],
        }).optional(),
        minReceipt: decimalField({
          description: 'The smallest receipt that earns units of this wallet, in money.',
          examples: ['100.00'],
        }).optional(),
      })
      .meta({ description: 'What holds for every rule that earns units of this wallet.' })
      .optional(),
    transfer: z
      .strictObject({
        min: decimalField({ description: 'The least units at once.', examples: ['1'] }).optional(),
        limits: limitsSchema.optional(),
      })
      .meta({ description: 'Members may give units to each other. Not allowed when absent.' })
      .optional(),
    payout: z
      .strictObject({
        min: decimalField({ description: 'The least units at once.', examples: ['100.00'] }).optional(),
        limits: limitsSchema.optional(),
      })
      .meta({ description: 'Units may be paid out as money. Not allowed when absent; needs `worth`.' })
      .optional(),
    debt: z
      .enum(['allow', 'withhold'])
      .meta({
        description:
          'When a return takes units already spent: allow a debt that later earnings repay (the default), or let the till withhold money.',
        examples: ['allow'],
      })
      .optional(),
    grace: durationField({
      description: 'How long units live again that a return brings back after they have expired; P14D when absent.',
      examples: ['P14D'],
    }).optional(),
  })
  .meta({ description: 'A kind of unit on an account: bonuses, stars, cashback, status points.' });
