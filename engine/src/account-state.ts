/**
 * What an account remembers besides units, levels and meters: small, bounded by the program and not by the length of the
 * history, and stored as one document. A part that the program has no use for is absent, so that it costs nothing.
 */
import { z } from 'zod';
import { lotKeySchema } from './lot.ts';
import { WINDOWS } from './program/document-limits.ts';
import { unitsField } from './values/amount.ts';
import { dayField, instantField } from './values/time.ts';

/** A count within one period: [first day of the period ("" for ever), value]. A later period begins anew. */
export const counterSchema = z.tuple([z.union([dayField, z.literal('')]), z.int()]);

/** Units drawn from lots; a lot null is debt. */
export const drawSchema = z.strictObject({ lot: lotKeySchema.nullable(), units: unitsField });

/** What an operation counted, to be given back when it is undone; period null is a limit that accounts share, by its key. */
export const countedSchema = z.strictObject({ counter: z.string(), period: z.string().nullable(), add: z.int() });

const paidFor = {
  wallet: z.string(),
  units: unitsField,
  draws: z.array(drawSchema),
  counted: z.array(countedSchema),
};

/** Units given by a rule outside of a receipt's lines. */
export const givenSchema = z.strictObject({
  rule: z.string(),
  wallet: z.string(),
  units: unitsField,
  lot: lotKeySchema,
  /** Counters that count these units, by unit. */
  counted: z.array(countedSchema).optional(),
});

/**
 * What is not finished. `hold` belongs to a checkout; `redemption` and `payout` hold their units until collected or cancelled; `expected` waits for a
 * confirmation; `award` can be taken back while returns may still undo what it was given for.
 */
export const itemSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('redemption'),
    reward: z.string(),
    quantity: z.int(),
    code: z.string().optional(),
    /** When it cancels itself; null never. */
    until: instantField.nullable(),
    ...paidFor,
    /** What else it has brought, which goes when it is cancelled. */
    given: z.array(givenSchema).optional(),
  }),
  z.strictObject({ type: z.literal('payout'), until: z.null(), ...paidFor }),
  /** What a checkout has set aside of limits that accounts share, until it ends or its time is over. */
  z.strictObject({ type: z.literal('hold'), until: instantField, counted: z.array(countedSchema) }),
  z.strictObject({
    type: z.literal('expected'),
    /** Until when it is remembered that it was cancelled; null while it is expected. */
    until: instantField.nullable(),
    /** What is still expected of each; nothing of what was cancelled. */
    given: z.array(givenSchema),
    partner: z.string().optional(),
  }),
  z.strictObject({
    type: z.literal('award'),
    /** The challenge, streak or referral it is for. */
    cause: z.string(),
    /** What it was given for: a meter within a window, "" for a referral. */
    meter: z.string(),
    every: z.enum(WINDOWS),
    /** The period that it was reached in, and by how much: a return of more takes it back. */
    period: z.string(),
    margin: z.int(),
    until: instantField,
    given: z.array(givenSchema),
    /** What it has used once, whatever the units. */
    counted: z.array(countedSchema).optional(),
  }),
]);

export const accountStateSchema = z.strictObject({
  /** The moment of its first operation, where the program asks for it. */
  since: instantField.optional(),
  /** The last thing that its people did themselves, where inactivity matters. */
  activeAt: instantField.optional(),
  /** By wallet: the last deed before a silence that has ended its units. */
  silenced: z.record(z.string(), instantField).optional(),
  counters: z.record(z.string(), counterSchema).optional(),
  attributes: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  dates: z.array(z.strictObject({ whose: z.string(), on: z.string() })).optional(),
  statementDay: z.int().optional(),
  /** By choice: what was picked for the period that begins on `from`; the current and the next. */
  choices: z.record(z.string(), z.array(z.strictObject({ from: dayField, picks: z.array(z.string()) }))).optional(),
  /** By choice: the list offered to this account alone. */
  offers: z.record(z.string(), z.array(z.string())).optional(),
  referral: z
    .strictObject({
      by: z.string(),
      at: instantField,
      status: z.enum(['joined', 'qualified']),
      /** The purchase that qualified. */
      purchase: z.string().optional(),
      /** The account that was brought, where that has been merged into this one since. */
      friend: z.string().optional(),
    })
    .optional(),
  /** By id of the operation that opened it. */
  items: z.record(z.string(), itemSchema).optional(),
  /** The account has been merged into this one. */
  heir: z.string().optional(),
});

export type Counter = Readonly<z.infer<typeof counterSchema>>;
export type Counted = Readonly<z.infer<typeof countedSchema>>;
export type Draw = Readonly<z.infer<typeof drawSchema>>;
export type Given = Readonly<z.infer<typeof givenSchema>>;
export type Item = Readonly<z.infer<typeof itemSchema>>;
export type AccountState = Readonly<z.infer<typeof accountStateSchema>>;
