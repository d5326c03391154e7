/** A page of accounts with everything that the ledger stores about them, read in one snapshot. */
import {
  accountStateSchema,
  dayField,
  ENTRY_KINDS,
  grantSchema,
  storedDecisionField,
  storedEventField,
  type Entry,
} from '@kopilka/engine';
import { z } from 'zod';
import { query, sql, type Queryable } from '../../kit/sql.ts';
import { storedJson } from '../stored-json.ts';

const accountSchema = z.object({
  shard: z.int(),
  account_id: z.string(),
  organization_id: z.string(),
  program_id: z.string(),
  version: z.int(),
  as_of: z.number().nullable(),
  tier: z.string(),
  grants: z.array(grantSchema),
  sums: z.record(z.string(), z.int()),
  window_from: z.string().nullable(),
  debts: z.record(z.string(), z.int()),
  due_at: z.number().nullable(),
  state: accountStateSchema,
});
const sealSchema = z.object({
  account_id: z.string(),
  seq: z.int(),
  as_of: z.number(),
  grants: z.array(grantSchema),
  sums: z.record(z.string(), z.int()),
  window_from: dayField.nullable(),
  state: accountStateSchema,
});
const operationSchema = z.object({
  account_id: z.string(),
  seq: z.int(),
  operation_id: z.string(),
  type: z.string(),
  program_version: z.int(),
  event: storedJson(storedEventField),
  decision: storedJson(storedDecisionField),
});
const entrySchema = z.object({
  account_id: z.string(),
  seq: z.int(),
  entry: z.int(),
  wallet: z.string(),
  kind: z.enum(ENTRY_KINDS),
  units: z.int(),
  lot_from: z.number().nullable(),
  lot_to: z.number().nullable(),
  debt: z.boolean(),
  rule: z.string().nullable(),
  partner: z.string().nullable(),
});
const lotSchema = z.object({
  account_id: z.string(),
  wallet: z.string(),
  lot_from: z.number(),
  lot_to: z.number().nullable(),
  issued: z.int(),
  remaining: z.int(),
});
const meterSchema = z.object({ account_id: z.string(), day: z.string(), meter: z.string(), value: z.int() });
const holdSchema = z.object({
  account_id: z.string(),
  checkout_id: z.string(),
  status: z.string(),
  wallet: z.string().nullable(),
  units: z.int(),
  until: z.number(),
  costs: z.record(z.string(), z.int()).nullable(),
});
const returnSchema = z.object({
  account_id: z.string(),
  seq: z.int(),
  purchase_id: z.string(),
  line: z.int(),
  quantity: z.int(),
});

export type AuditedAccount = z.infer<typeof accountSchema>;
export type AuditedSeal = z.infer<typeof sealSchema>;
export type AuditedOperation = z.infer<typeof operationSchema>;
export type AuditedEntry = z.infer<typeof entrySchema>;
export type AuditedLot = z.infer<typeof lotSchema>;
export type AuditedMeter = z.infer<typeof meterSchema>;
export type AuditedHold = z.infer<typeof holdSchema>;
export type AuditedReturn = z.infer<typeof returnSchema>;

export interface AccountFile {
  readonly account: AuditedAccount;
  /** Where the people behind the account were forgotten; null when they were not. */
  readonly seal: AuditedSeal | null;
  readonly operations: readonly AuditedOperation[];
  readonly entries: readonly AuditedEntry[];
  readonly lots: readonly AuditedLot[];
  readonly meters: readonly AuditedMeter[];
  readonly holds: readonly AuditedHold[];
  readonly returns: readonly AuditedReturn[];
}

/** The accounts after a cursor in key order; empty when there are no more. */
export async function readPage(
  on: Queryable,
  after: { readonly shard: number; readonly accountId: string },
  limit: number,
): Promise<readonly AccountFile[]> {
  const accounts = await query(
    on,
    sql`select shard, account_id, organization_id, program_id, version, as_of, tier, grants, sums, window_from, debts, due_at, state
      from accounts
      where (shard, account_id) > (${after.shard}::smallint, ${after.accountId}::uuid)
      order by shard, account_id
      limit ${limit}`,
    accountSchema,
  );
  const shards = accounts.map((account) => account.shard);
  const ids = accounts.map((account) => account.account_id);
  const seals = await query(
    on,
    sql`select s.account_id, s.seq, s.as_of, s.grants, s.sums, s.window_from, s.state
      from unnest(${shards}::smallint[], ${ids}::uuid[]) as x (shard, account_id)
      join account_seals s on s.shard = x.shard and s.account_id = x.account_id`,
    sealSchema,
  );
  const operations = await query(
    on,
    sql`select o.account_id, o.seq, o.operation_id, o.type, o.program_version, o.event, o.decision
      from unnest(${shards}::smallint[], ${ids}::uuid[]) as x (shard, account_id)
      join operations o on o.shard = x.shard and o.account_id = x.account_id
      order by o.account_id, o.seq`,
    operationSchema,
  );
  const entries = await query(
    on,
    sql`select j.account_id, j.seq, j.entry, j.wallet, j.kind, j.units, j.lot_from, j.lot_to, j.lot_from is null as debt, j.rule,
        j.partner
      from unnest(${shards}::smallint[], ${ids}::uuid[]) as x (shard, account_id)
      join journal j on j.shard = x.shard and j.account_id = x.account_id
      order by j.account_id, j.seq, j.entry`,
    entrySchema,
  );
  const lots = await query(
    on,
    sql`select l.account_id, l.wallet, l.lot_from, l.lot_to, l.issued, l.remaining
      from unnest(${shards}::smallint[], ${ids}::uuid[]) as x (shard, account_id)
      join lots l on l.shard = x.shard and l.account_id = x.account_id`,
    lotSchema,
  );
  const meters = await query(
    on,
    sql`select m.account_id, m.day, m.meter, m.value
      from unnest(${shards}::smallint[], ${ids}::uuid[]) as x (shard, account_id)
      join meters m on m.shard = x.shard and m.account_id = x.account_id
      where m.value <> 0`,
    meterSchema,
  );
  const holds = await query(
    on,
    sql`select h.account_id, h.checkout_id, h.status, h.wallet, h.units, h.until, h.costs
      from unnest(${shards}::smallint[], ${ids}::uuid[]) as x (shard, account_id)
      join holds h on h.shard = x.shard and h.account_id = x.account_id`,
    holdSchema,
  );
  const returns = await query(
    on,
    sql`select r.account_id, r.seq, r.purchase_id, r.line, r.quantity
      from unnest(${shards}::smallint[], ${ids}::uuid[]) as x (shard, account_id)
      join return_parts r on r.shard = x.shard and r.account_id = x.account_id`,
    returnSchema,
  );
  const by = <T extends { readonly account_id: string }>(rows: readonly T[]): Map<string, T[]> =>
    Map.groupBy(rows, (row) => row.account_id);
  const [o, e, l, m, h, r] = [by(operations), by(entries), by(lots), by(meters), by(holds), by(returns)];
  return accounts.map((account) => ({
    account,
    seal: seals.find((seal) => seal.account_id === account.account_id) ?? null,
    operations: o.get(account.account_id) ?? [],
    entries: e.get(account.account_id) ?? [],
    lots: l.get(account.account_id) ?? [],
    meters: m.get(account.account_id) ?? [],
    holds: h.get(account.account_id) ?? [],
    returns: r.get(account.account_id) ?? [],
  }));
}

/** The decided entry in the words of the database, to compare with what is stored. */
export function storedForm(accountId: string, seq: number, entry: Entry, number: number): AuditedEntry {
  return {
    account_id: accountId,
    seq,
    entry: number,
    wallet: entry.wallet,
    kind: entry.kind,
    units: entry.units,
    lot_from: entry.lot?.from ?? null,
    lot_to: entry.lot?.to ?? null,
    debt: entry.lot === null,
    rule: entry.rule ?? null,
    partner: entry.partner ?? null,
  };
}
