/** What goes from one account to another: units with the dates of their lots and, when accounts are merged, everything else. */
import { z } from 'zod';
import { accountStateSchema, countedSchema, givenSchema, itemSchema } from './account-state.ts';
import { grantSchema, lotKeySchema } from './lot.ts';
import { unitsField } from './values/amount.ts';
import { dayField, instantField } from './values/time.ts';

/** What a return of a merged account's purchase undoes at its heir, who has it all. */
export const undoneSchema = z.strictObject({
  /** Units earned, with how many of them go. */
  taken: z.array(z.strictObject({ purchase: z.string(), partner: z.string().optional(), given: givenSchema })),
  counted: z.array(countedSchema),
  /** Purchases of which nothing is left, and when they were. */
  purchases: z.array(z.strictObject({ purchase: z.string(), at: instantField })),
});

export const parcelSchema = z.strictObject({
  lots: z.array(z.strictObject({ wallet: z.string(), key: lotKeySchema, units: unitsField })),
  debts: z.record(z.string(), unitsField),
  /** Days of the meter that levels are measured by, within its window. */
  days: z.array(z.strictObject({ meter: z.string(), day: dayField, value: z.int() })).optional(),
  /** Days of other meters, for what is counted within periods; the days themselves stay where they were counted. */
  counts: z.array(z.strictObject({ meter: z.string(), day: dayField, value: z.int() })).optional(),
  /** What was opened by something that still came to an account after it had been merged. */
  items: z.record(z.string(), itemSchema).optional(),
  undone: undoneSchema.optional(),
  grants: z.array(grantSchema).optional(),
  state: accountStateSchema.optional(),
});

export type Undone = z.infer<typeof undoneSchema>;
export type Parcel = Readonly<z.infer<typeof parcelSchema>>;
