/** What batches of codes are asked for with, and told as. */
import type { Instant } from '@kopilka/engine';
import { z } from 'zod';
import { label, momentAnswer, momentField, momentText, programIdField } from '../../fields.ts';
import { memberReferenceField } from '../members/reference.ts';
import { namedCodeField } from './code-text.ts';
import { type CodeTerms, type StoredBatch } from './store.ts';

const CODES_MAX = 1_000_000;
const USES_MAX = 1_000_000_000;

export const couponIdField = label(40).meta({
  description: 'A kind of coupon of the program.',
  examples: ['free-coffee'],
});

export const batchBodySchema = z
  .strictObject({
    couponId: couponIdField,
    programId: programIdField.optional(),
    count: z
      .int()
      .min(1)
      .max(CODES_MAX)
      .optional()
      .meta({ description: 'So many codes that nobody can guess.', examples: [500] }),
    code: namedCodeField.optional().meta({ description: 'One code with this text, instead of `count`.' }),
    usesMax: z.int().min(1).max(USES_MAX).optional().meta({
      description:
        'How often each may be used. Absent: once with `count`, without limit with `code` (the coupon’s own limits hold in any case).',
    }),
    prefix: z
      .string()
      .regex(/^[A-Za-z0-9]{1,10}$/, 'must be 1 to 10 Latin letters and digits')
      .transform((prefix) => prefix.toUpperCase())
      .optional()
      .meta({ description: 'What every code of `count` begins with.', examples: ['NY26'] }),
    from: momentField.optional().meta({ description: 'From when they can be used.' }),
    until: momentField.optional().meta({ description: 'Until when, exclusive.' }),
    member: memberReferenceField.optional().meta({ description: 'Whose they are: to others they are unknown codes.' }),
  })
  .superRefine((body, context) => {
    const complain = (path: string, message: string): void =>
      context.addIssue({ code: 'custom', path: [path], message, input: body });
    if ((body.count === undefined) === (body.code === undefined))
      complain('count', 'say exactly one of count and code');
    if (body.code !== undefined && body.prefix !== undefined)
      complain('prefix', 'a code with its own text has no prefix');
    if (body.from !== undefined && body.until !== undefined && body.from >= body.until)
      complain('until', 'must be after from');
  })
  .meta({ examples: [{ couponId: 'free-coffee', count: 500, prefix: 'NY26', until: '2027-01-15T00:00:00+03:00' }] });

export type BatchBody = z.output<typeof batchBodySchema>;

const kindField = z
  .enum(['single', 'multi', 'personal'])
  .meta({ description: 'single: each is used once; multi: often; personal: by one member only.' });

const batchFields = {
  id: z.string(),
  programId: z.string(),
  couponId: z.string(),
  kind: kindField,
  usesMax: z.int().nullable().meta({ description: 'null: without limit.' }),
  memberId: z.string().nullable(),
  from: momentAnswer.nullable(),
  until: momentAnswer.nullable(),
  count: z.int().meta({ description: 'Codes that there will be.' }),
  createdAt: momentAnswer,
};

/** What does not change any more once it was asked for, so that a repeat gets the first answer to the byte. */
export const createdBatchSchema = z.strictObject(batchFields).meta({ id: 'CreatedCouponBatch' });

export const batchSchema = z
  .strictObject({
    ...batchFields,
    status: z.enum(['making', 'ready']),
    made: z.int().meta({ description: 'Codes that are there so far.' }),
    used: z.int().meta({ description: 'Uses so far.' }),
    blocked: z.boolean(),
  })
  .meta({ id: 'CouponBatch' });

export const checkedCodeSchema = z
  .strictObject({
    status: z
      .enum(['usable', 'used', 'in_use', 'blocked', 'expired', 'not_yet'])
      .meta({ description: 'in_use: a checkout or a purchase under way has reserved it.' }),
    programId: z.string(),
    couponId: z.string(),
    name: z.strictObject({ ru: z.string().optional(), en: z.string().optional() }),
    kind: kindField,
    from: momentAnswer.nullable(),
    until: momentAnswer.nullable(),
    usesLeft: z.int().nullable().meta({ description: 'null: without limit.' }),
  })
  .meta({ id: 'CheckedCouponCode' });

export function kindOf({ memberId, usesMax }: Pick<CodeTerms, 'memberId' | 'usesMax'>): z.infer<typeof kindField> {
  if (memberId !== null) return 'personal';
  return usesMax === 1 ? 'single' : 'multi';
}

export function createdBatchAnswer(batch: StoredBatch): z.input<typeof createdBatchSchema> {
  return {
    id: batch.batchId,
    programId: batch.programId,
    couponId: batch.couponId,
    kind: kindOf(batch),
    usesMax: batch.usesMax,
    memberId: batch.memberId,
    from: momentOrNull(batch.from),
    until: momentOrNull(batch.until),
    count: batch.wanted,
    createdAt: momentText(batch.createdAt),
  };
}

export function batchAnswer(batch: StoredBatch, used: number): z.input<typeof batchSchema> {
  return {
    ...createdBatchAnswer(batch),
    status: batch.made < batch.wanted ? 'making' : 'ready',
    made: batch.made,
    used,
    blocked: batch.blocked,
  };
}

export function momentOrNull(at: Instant | null): string | null {
  return at === null ? null : momentText(at);
}
