/**
 * The small pieces that requests and answers are made of, each with its limits: text, ids, moments, amounts. Parsing
 * makes true types of them; what PostgreSQL could not store (NUL, half of a surrogate pair) is refused here.
 */
import {
  instant,
  type Instant,
  money,
  parseQuantity,
  quantity,
  QUANTITY_SCALE,
  type Quantity,
  units,
} from '@kopilka/engine';
import { z } from 'zod';

/**
 * What is asked for with classes of characters is checked here and not published as a pattern: other languages' expressions know
 * no \p{…}, or mean something else by it without a flag, and a pattern has no flags in JSON Schema.
 */
const INVISIBLE = /[\p{C}\p{Zl}\p{Zp}]/u;
const NO_SPACES_AROUND = /^\S(.*\S)?$/;
const VISIBLE_ASCII = /^[\x21-\x7e]+$/;

const VISIBLE = 'must be visible characters without spaces around';

/** Words for people. */
export function text(charactersMax: number) {
  return z
    .string()
    .min(1)
    .max(charactersMax)
    .refine((value) => value.isWellFormed() && !value.includes('\0'), 'must be well-formed text without NUL');
}

/** A name or number by which a shop knows something. */
export function label(charactersMax: number) {
  return z
    .string()
    .min(1)
    .max(charactersMax)
    .regex(NO_SPACES_AROUND, { error: VISIBLE, abort: true })
    .refine((value) => !INVISIBLE.test(value), VISIBLE);
}

export const idempotencyKeyField = z
  .string()
  .min(1)
  .max(255)
  .regex(VISIBLE_ASCII, 'must be visible ASCII characters')
  .meta({
    description: 'Protects from applying the request twice: a repeat with the same key and body gets the first answer.',
  });

export const programIdField = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,62}$/, 'must be lower-case letters, digits and dashes')
  .meta({ description: 'May be left out when the organization has one program.', examples: ['corner-coffee'] });

export const walletField = z
  .string()
  .regex(/^[a-z][a-z0-9_-]{0,62}$/, 'must be the id of a wallet')
  .meta({ examples: ['bonus'] });

export const uuidField = z.uuid().transform((id) => id.toLowerCase());

/** A moment with its offset; inside it is milliseconds since the epoch. */
export const momentField = z.iso
  .datetime({ offset: true, error: 'must be an ISO 8601 moment with an offset, such as 2026-11-22T10:15:00+03:00' })
  .transform((text) => instant(Date.parse(text)));

export const moneyField = z
  .int()
  .min(0)
  .transform(money)
  .meta({ description: 'Minor units of the currency (kopecks, pence).', examples: [25000] });

export const positiveMoneyField = z
  .int()
  .min(1)
  .transform(money)
  .meta({ description: 'Minor units of the currency (kopecks, pence), above zero.', examples: [25000] });

export const positiveUnitsField = z.int().min(1).transform(units);
export const signedUnitsField = z
  .int()
  .refine((value) => value !== 0, 'must not be zero')
  .transform(units);

const QUANTITY_PIECES_MAX = 1_000_000_000;

/** "0.355" or 2; more than zero. */
export const quantityField = z
  .union(
    [
      z.string().max(20),
      z
        .int()
        .min(1)
        .max(QUANTITY_PIECES_MAX - 1),
    ],
    'must be decimal text such as "0.355" or a whole number',
  )
  .transform((value, context): Quantity => {
    const parsed = typeof value === 'number' ? quantity(value * QUANTITY_SCALE) : parseQuantity(value);
    if (parsed !== null && parsed > 0) return parsed;
    context.addIssue({
      code: 'custom',
      message: 'must be more than zero, with at most 6 decimal places',
      input: value,
    });
    return z.NEVER;
  })
  .meta({
    description: 'Decimal text with at most 6 places, or a whole number; above zero.',
    examples: ['1', '0.355', 2],
  });

export const cursorField = z.string().min(1).max(200).optional();
export const limitField = z.coerce.number().int().min(1).max(200).default(50);

/** Answers: moments are UTC text, counts are whole numbers. */
export const momentAnswer = z.iso.datetime().meta({ examples: ['2026-11-22T07:15:00.000Z'] });
export const wholeAnswer = z.int();
export const unitsAnswer = z.int().meta({ description: 'Whole units in the smallest part of the wallet.' });
export const moneyAnswer = z.int().meta({ description: 'Minor units of the currency.' });

export function momentText(at: Instant): string {
  return new Date(at).toISOString();
}
