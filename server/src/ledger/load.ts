/**
 * Loads what operations can touch, for many accounts with one set-based query: the row, open lots, open reservations, and of
 * the meters only the days that may leave the tiers' window, so that the cost does not grow with an account's history.
 */
import { quantity, storedPurchaseField, type Instant, type PurchaseRecord, type Quantity } from '@kopilka/engine';
import { z } from 'zod';
import { query, sql, type Queryable } from '../kit/sql.ts';
import { accountRowSchema, iso, loadedFrom, type LoadedAccount } from './account-row.ts';
import { arrayOf } from './columns.ts';
import { homeOf, onlyShards, type Homes } from './homes.ts';
import { shardOf } from './ids.ts';
import { storedJson } from './stored-json.ts';

export interface LoadRequest {
  readonly accountId: string;
  /** Earliest and latest time of the operations waiting. */
  readonly at: Instant;
  /** The meter of the program's tiers; null without tiers. */
  readonly meter: string | null;
  /** First day of the tiers' window at the latest time; null for a window without beginning. */
  readonly windowFrom: string | null;
  /** Checkouts to load whatever their status. */
  readonly checkouts: readonly string[];
  /** All days of the window, for an account that moves out with everything it has. */
  readonly isWhole: boolean;
}

/** By account id; accounts that do not exist are absent. One statement for each node. */
export async function loadAccounts(
  on: Queryable,
  homes: Homes,
  requests: readonly LoadRequest[],
): Promise<Map<string, LoadedAccount>> {
  const parts = [...Map.groupBy(requests, ({ accountId }) => homeOf(homes, shardOf(accountId)))];
  const rows = await Promise.all(parts.map(([home, part]) => loadPart(on, home, part)));
  return new Map(rows.flat().map((row) => [row.account_id, loadedFrom(row)]));
}

/** Accounts of one node. */
function loadPart(on: Queryable, home: number | null, requests: readonly LoadRequest[]) {
  const [first] = requests;
  return query(
    on,
    {
      name: 'ledger-load-accounts',
      text: 'select * from ledger_load($1::smallint, $2, $3, $4, $5, $6, $7, $8)',
      values: [
        home === null || first === undefined ? null : shardOf(first.accountId),
        arrayOf(requests.map((request) => shardOf(request.accountId))),
        arrayOf(requests.map((request) => request.accountId)),
        arrayOf(requests.map((request) => iso(request.at))),
        arrayOf(requests.map((request) => request.meter)),
        arrayOf(requests.map((request) => request.windowFrom)),
        arrayOf(requests.map(({ checkouts }) => (checkouts.length === 0 ? null : `{${checkouts.join(',')}}`))),
        arrayOf(requests.map((request) => request.isWhole)),
      ],
    },
    accountRowSchema,
  );
}

const purchaseRowSchema = z.object({
  operation_id: z.string(),
  account_id: z.string(),
  decision: storedJson(storedPurchaseField),
});
const returnedRowSchema = z.object({ purchase_id: z.string(), line: z.int(), quantity: z.int() });

/** Purchases that returns name, with what has been returned of them so far; by operation id, only those of the named account. */
export async function loadPurchases(
  on: Queryable,
  homes: Homes,
  wanted: readonly { readonly accountId: string; readonly purchaseId: string }[],
): Promise<Map<string, PurchaseRecord & { readonly accountId: string }>> {
  if (wanted.length === 0) return new Map();
  const shards = wanted.map((one) => shardOf(one.accountId));
  const accounts = wanted.map((one) => one.accountId);
  const ids = wanted.map((one) => one.purchaseId);
  const only = onlyShards(homes, shards);
  const purchasesAsked = query(
    on,
    sql`select o.operation_id, o.account_id, o.decision
      from unnest(${shards}::smallint[], ${accounts}::uuid[], ${ids}::uuid[]) as x (shard, account_id, operation_id)
      join operations o on o.shard = x.shard and o.operation_id = x.operation_id and o.account_id = x.account_id
      where o.type = 'purchase' and (${only}::smallint[] is null or o.shard = any (${only}::smallint[]))`,
    purchaseRowSchema,
  );
  const [purchases, returned] = await Promise.all([purchasesAsked, loadReturned(on, homes, wanted)]);
  return new Map(
    purchases.map(({ operation_id, account_id, decision }) => {
      const lines = returned.get(operation_id);
      return [
        operation_id,
        {
          accountId: account_id,
          decision,
          returned: decision.purchase.lines.map((_, line) => lines?.get(line) ?? quantity(0)),
        },
      ];
    }),
  );
}

/** Millionths returned so far, by purchase and line; of one organization only when it is named. A purchase may be wanted by several returns of a batch. */
export async function loadReturned(
  on: Queryable,
  homes: Homes,
  wanted: readonly { readonly accountId: string; readonly purchaseId: string }[],
  organizationId: string | null = null,
): Promise<Map<string, Map<number, Quantity>>> {
  const shards = wanted.map((one) => shardOf(one.accountId));
  const only = onlyShards(homes, shards);
  const rows = await query(
    on,
    sql`select r.purchase_id, r.line, sum(r.quantity)::bigint as quantity
      from (
        select distinct shard, account_id, purchase_id
        from unnest(${shards}::smallint[], ${wanted.map((one) => one.accountId)}::uuid[],
          ${wanted.map((one) => one.purchaseId)}::uuid[]) as w (shard, account_id, purchase_id)
      ) x
      join return_parts r on r.shard = x.shard and r.account_id = x.account_id and r.purchase_id = x.purchase_id
      where (${only}::smallint[] is null or r.shard = any (${only}::smallint[]))
        and (${organizationId}::uuid is null or r.organization_id = ${organizationId}::uuid)
      group by r.purchase_id, r.line`,
    returnedRowSchema,
  );
  const byPurchase = new Map<string, Map<number, Quantity>>();
  for (const row of rows) {
    const lines = byPurchase.get(row.purchase_id) ?? new Map<number, Quantity>();
    lines.set(row.line, quantity(row.quantity));
    byPurchase.set(row.purchase_id, lines);
  }
  return byPurchase;
}
