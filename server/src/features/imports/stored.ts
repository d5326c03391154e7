/** What is kept of an import as JSON: each value with the version of its shape. */
import { z } from 'zod';
import { guessSchema } from './schema.ts';

/** How the bytes become rows of cells. */
const shapeSchema = z.object({
  format: z.enum(['csv', 'xlsx']),
  /** The CSV is packed. */
  gzip: z.boolean(),
  /** Of a CSV file. */
  encoding: z.string(),
  delimiter: z.string(),
  /** Lines before the header: Excel's "sep=;". */
  skipped: z.int(),
  /** Of a workbook. */
  sheet: z.string().nullable(),
  /** What fractions are written with; a workbook's numbers become text with it. */
  decimal: z.enum(['.', ',']),
});
export type FileShape = z.infer<typeof shapeSchema>;

const fileSchema = z.object({
  shape: shapeSchema,
  sheets: z.array(z.string()),
  columns: z.array(z.string()),
  sample: z.array(z.array(z.string())),
  rows: z.int().nullable(),
  /** Of receipts: how many rows must be held to put them into order; null until that is known. */
  window: z.int().nullable().default(null),
});
export type StoredFile = z.infer<typeof fileSchema>;

/** As a spreadsheet numbers its rows: the header is the first, unless something stands before it. */
export function rowInSheet(row: number, file: StoredFile | null): number {
  return row + 1 + (file?.shape.skipped ?? 0);
}

const problemSchema = z.object({
  code: z.string(),
  count: z.int(),
  rows: z.array(z.int()),
  example: z.string().nullable(),
});

const countsSchema = z.object({
  rows: z.int(),
  good: z.int(),
  refused: z.int(),
  problems: z.array(problemSchema),
  /** Members made, or to be made; and those who were there. */
  opened: z.int(),
  known: z.int(),
  /** Opening balances, in the smallest part of the wallet; null where the file has none. */
  units: z.int().nullable(),
  wallet: z.string().nullable(),
  receipts: z
    .object({
      total: z.int(),
      purchases: z.int(),
      returns: z.int(),
      anonymous: z.int(),
      empty: z.int(),
      amount: z.int(),
      currency: z.string(),
      repeated: z.int(),
      returnsUnmatched: z.int(),
      unmatchedLines: z.int(),
      unmatchedAmount: z.int(),
      firstAt: z.int().nullable(),
      lastAt: z.int().nullable(),
    })
    .nullable(),
});
/** What a check has found, or what a run has done so far. */
export type Counts = z.infer<typeof countsSchema>;

const progressSchema = z.object({
  done: z.int(),
  total: z.int().nullable(),
  perSecond: z.int().nullable(),
  /** Members made so far, where work begins anew and finds those that it had made before: at most a second's are missing after a crash. */
  opened: z.int().default(0),
  /** What everything up to here came to: whoever goes on begins with it. null where work begins anew. */
  counts: countsSchema.nullable(),
});
export type StoredProgress = z.infer<typeof progressSchema>;

const failureSchema = z.object({ code: z.string() });

const versioned = z.object({ v: z.literal(1), value: z.unknown() }).transform(({ value }) => value);

export const storedFile = versioned.pipe(fileSchema);
export const storedMapping = versioned.pipe(guessSchema);
export const storedCounts = versioned.pipe(countsSchema);
export const storedProgress = versioned.pipe(progressSchema);
export const storedFailure = versioned.pipe(failureSchema);

/** The column's JSON. */
export function versionOne(value: object): string {
  return JSON.stringify({ v: 1, value });
}
