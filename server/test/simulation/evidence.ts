/** What the API tells after a storm, as the auditor reads it: shapes of answers written down from the reference, not from the server's code. */
import { z } from 'zod';

const standing = z.looseObject({ available: z.int(), pending: z.int(), held: z.int(), debt: z.int() });
const balances = z.record(z.string(), standing);
const moved = z.array(z.looseObject({ rule: z.string().optional(), wallet: z.string(), units: z.int() }));
const tier = z.looseObject({ level: z.string() }).nullable();

export const operationSchema = z.looseObject({
  id: z.string(),
  seq: z.int(),
  type: z.string(),
  entries: z.array(
    z.looseObject({ wallet: z.string(), kind: z.string(), units: z.int(), rule: z.string().optional() }),
  ),
  balances,
  standing: tier,
});
export type Operation = z.infer<typeof operationSchema>;

export const pageSchema = z.looseObject({
  operations: z.array(z.looseObject({ id: z.string(), seq: z.int() })),
  next: z.string().nullable(),
});

export const memberSchema = z.looseObject({
  id: z.string(),
  accounts: z.array(z.looseObject({ accountId: z.string(), balances })),
});
export const foundSchema = z.looseObject({ members: z.array(memberSchema) });

const receipt = {
  id: z.string(),
  total: z.int(),
  discount: z.int(),
  toPay: z.int(),
  payment: z.looseObject({ units: z.int(), money: z.int() }).nullable(),
  costs: moved,
  earned: moved,
  lines: z.array(
    z.looseObject({
      discount: z.int(),
      payMoney: z.int(),
      payUnits: z.int(),
      earned: moved,
      prices: z.array(z.looseObject({ quantity: z.string() })),
    }),
  ),
  balances,
  tier,
};
export const purchaseSchema = z.looseObject(receipt);
export type Purchase = z.infer<typeof purchaseSchema>;

export const returnSchema = z.looseObject({
  id: z.string(),
  money: z.int(),
  withheld: z.int(),
  parts: z.array(
    z.looseObject({
      purchaseId: z.string(),
      lines: z.array(z.looseObject({ line: z.int(), quantity: z.string() })),
      money: z.int(),
      restored: moved,
      takenBack: moved,
    }),
  ),
  balances,
});
export type Return = z.infer<typeof returnSchema>;

export const otherSchema = z.looseObject({ id: z.string(), balances });
export const eventSchema = z.looseObject({ id: z.string(), earned: moved, balances });
export const redemptionSchema = z.looseObject({
  id: z.string(),
  price: z.looseObject({ units: z.int() }).nullable(),
  code: z.string().nullable(),
  balances,
});

/** All that a shop's members have lived through. */
export interface ShopEvidence {
  readonly accounts: readonly AccountEvidence[];
}

export interface AccountEvidence {
  readonly accountId: string;
  /** In the order in which the account lived through them. */
  readonly operations: readonly Operation[];
  /** Balances as the member is shown now. */
  readonly now: Readonly<Record<string, z.infer<typeof standing>>>;
}

/** Whatever is in lots or owed: no movement but a journal entry changes it. */
export function netOf(all: Operation['balances']): number {
  const bonus = all['bonus'];
  return bonus === undefined ? 0 : bonus.available + bonus.pending + bonus.held - bonus.debt;
}

export function sumOf(all: readonly { readonly units: number }[]): number {
  return all.reduce((sum, { units }) => sum + units, 0);
}
