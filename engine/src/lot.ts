/** Names of things that an account holds, as they are stored: lots of units and levels granted. */
import { z } from 'zod';
import { instant, instantField } from './values/time.ts';

/** Where lots of units begin that wait for a confirmation: they are never active (the last day of the year 9999). */
export const EXPECTED_FROM = instant(253_402_214_400_000);

/** Which lot of a wallet: lots with the same dates are one. `to` null never expires. */
export const lotKeySchema = z.strictObject({ from: instantField, to: instantField.nullable() });

/**
 * A level held until an instant, whatever is measured meanwhile; `margin` is how far above the threshold it was reached. One
 * given by hand or by a rule has no threshold: no return undoes it.
 */
export const grantSchema = z.strictObject({
  level: z.string(),
  since: instantField,
  until: instantField.nullable(),
  margin: z.int(),
  given: z.literal(true).optional(),
  /** The rule that gave it; absent for one given by hand. */
  rule: z.string().optional(),
});

export type LotKey = Readonly<z.infer<typeof lotKeySchema>>;
export type Grant = Readonly<z.infer<typeof grantSchema>>;
