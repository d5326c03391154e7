/** Between an account's rows and the engine's account. Parsed at this border; inside, types are true. */
import {
  accountStateSchema,
  dayField,
  grantSchema,
  instant,
  meterDays,
  NEW_ACCOUNT,
  units,
  unitsField,
  type Account,
  type Instant,
} from '@kopilka/engine';
import { z } from 'zod';

/** Times inside JSON come as ISO text; a lot that never expires ends at infinity. */
const isoInstant = z.string().transform((text) => instant(Date.parse(text)));
const isoEnd = z.string().transform((text) => (text === 'infinity' ? null : instant(Date.parse(text))));

export const accountRowSchema = z.compile(
  z.object({
    account_id: z.string(),
    organization_id: z.string(),
    program_id: z.string(),
    version: z.int(),
    as_of: z.number().nullable(),
    grants: z.array(grantSchema),
    sums: z.record(z.string(), z.int()),
    window_from: dayField.nullable(),
    debts: z.record(z.string(), unitsField),
    state: accountStateSchema,
    due_at: z.number().nullable(),
    lots: z.array(z.tuple([z.string(), isoInstant, isoEnd, z.int()])).nullable(),
    days: z.array(z.tuple([z.string(), dayField, z.int()])).nullable(),
    holds: z
      .array(
        z.tuple([
          z.string(),
          z.enum(['open', 'committed', 'cancelled']),
          z.string().nullable(),
          z.int(),
          isoInstant,
          z.record(z.string(), unitsField).nullable(),
        ]),
      )
      .nullable(),
  }),
);

export type AccountRow = z.infer<typeof accountRowSchema>;

/** An account with the version it was loaded at. */
export interface LoadedAccount {
  readonly accountId: string;
  readonly organizationId: string;
  readonly programId: string;
  readonly version: number;
  /** When its alarm rings; null for never. */
  readonly dueAt: Instant | null;
  readonly account: Account;
}

export function loadedFrom(row: AccountRow): LoadedAccount {
  return {
    accountId: row.account_id,
    organizationId: row.organization_id,
    programId: row.program_id,
    version: row.version,
    dueAt: row.due_at === null ? null : instant(row.due_at),
    account: {
      ...NEW_ACCOUNT,
      id: row.account_id,
      asOf: row.as_of === null ? null : instant(row.as_of),
      lots: (row.lots ?? []).map(([wallet, from, to, remaining]) => ({
        wallet,
        key: { from, to },
        remaining: units(remaining),
      })),
      debts: row.debts,
      grants: row.grants,
      sums: row.sums,
      windowFrom: row.window_from,
      days: meterDays((row.days ?? []).map(([meter, day, value]) => ({ meter, day, value }))),
      checkouts: (row.holds ?? []).map(([id, status, wallet, amount, until, costs]) => ({
        id,
        status,
        wallet,
        units: units(amount),
        until,
        ...(costs === null ? {} : { costs }),
      })),
      state: row.state,
    },
  };
}

export function iso(at: Instant): string {
  let text = known.get(at);
  if (text === undefined) {
    if (known.size >= KNOWN_MAX) known.clear();
    text = new Date(at).toISOString();
    known.set(at, text);
  }
  return text;
}

/** The ends of lots and levels are few and recur in every batch; writing them anew took a tenth of a batch's time. */
const known = new Map<Instant, string>();
const KNOWN_MAX = 4096;

/** The end of a lot as the database keeps it. */
export function isoEndOf(to: Instant | null): string {
  return to === null ? 'infinity' : iso(to);
}
