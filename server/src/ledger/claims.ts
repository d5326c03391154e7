/**
 * Keys. A key is claimed for an operation id before the operation is posted; whoever comes second, in whatever process,
 * finds the claim and finishes or repeats the same operation. So a key is applied once however often it is sent.
 */
import { hash } from 'node:crypto';
import { z } from 'zod';
import { execute, query, queryOne, sql, type Queryable } from '../kit/sql.ts';
import type { Row } from './book.ts';
import { arrayOf, columnsOf } from './columns.ts';
import type { OperationKey, StoredOperation } from './ledger.ts';
import { homeOf, homesOf, type Homes } from './homes.ts';
import { loadOperations } from './operation-row.ts';

/** Whose keys, and the operation that they should stand for when nobody was first. */
export interface ClaimRequest {
  readonly organizationId: string;
  /** null for a receipt of nobody. */
  readonly accountId: string | null;
  readonly operationId: string;
  readonly keys: readonly OperationKey[];
  readonly bodyHash: string;
  /** The keys must stand for this very operation; another one is foreign. */
  readonly fixed?: boolean;
}

/** What the keys of one request stand for. */
export type ClaimOutcome =
  /** `fresh` when this very request claimed it, so that the operation cannot exist yet. `sameBody` of whoever was first. */
  | { readonly type: 'mine'; readonly operationId: string; readonly fresh: boolean; readonly sameBody: boolean }
  /** The key is claimed for another account (null: for nobody) or operation, which may not have happened. */
  | {
      readonly type: 'foreign';
      readonly accountId: string | null;
      readonly operationId: string;
      readonly key: OperationKey;
    }
  | { readonly type: 'key_reused' };

/** A row of ledger_claim's arguments, and its place among all keys asked. */
interface Asked {
  readonly place: number;
  readonly bucket: number;
  readonly key: OperationKey;
  readonly request: ClaimRequest;
}

interface Claim {
  readonly accountId: string | null;
  readonly operationId: string;
  readonly bodyHash: string;
}

const claimRowSchema = z
  .object({ n: z.int(), account_id: z.string().nullable(), operation_id: z.string(), body_hash: z.string() })
  .transform((row) => ({
    n: row.n,
    accountId: row.account_id,
    operationId: row.operation_id,
    bodyHash: row.body_hash,
  }));

/**
 * Claims the keys of many requests, with one statement for each node; answers in their order. Requests without keys are their own.
 */
export async function claimAll(
  on: Queryable,
  homes: Homes,
  requests: readonly ClaimRequest[],
): Promise<readonly ClaimOutcome[]> {
  const wanted = new Map<string, Claim>();
  const asked: Asked[] = [];
  for (const request of requests) {
    for (const key of request.keys) {
      const name = nameOf(request.organizationId, key);
      if (wanted.has(name)) continue;
      asked.push({ place: wanted.size, bucket: bucketOf(key), key, request });
      wanted.set(name, request);
    }
  }
  if (wanted.size === 0)
    return requests.map((request) => ({ type: 'mine', operationId: request.operationId, fresh: true, sameBody: true }));
  const parts = [...Map.groupBy(asked, ({ bucket }) => homeOf(homes, bucket))];
  const rows = await Promise.all(parts.map(([home, part]) => claimPart(on, home, part)));
  const taken = new Map(rows.flat().map((row) => [row.n, row]));
  // A key without a row was new, and stands for the request that named it first.
  const claims = new Map([...wanted].map(([name, request], n) => [name, taken.get(n) ?? request]));
  return requests.map((request) => judge(request, (key) => claims.get(nameOf(request.organizationId, key))));
}

/** Claims keys of one node. No rows: every key was new. */
async function claimPart(on: Queryable, home: number | null, asked: readonly Asked[]) {
  const bucket = home === null ? null : (asked[0]?.bucket ?? null);
  const rows = await query(
    on,
    {
      name: 'ledger-claim-keys',
      text: 'select * from ledger_claim($1::smallint, $2::text, $3::text[])',
      values: [bucket, columnsOf(asked.map(rowOf)), arrayOf(asked.map(({ key }) => key.key))],
    },
    claimRowSchema,
  );
  return rows.flatMap((row) => {
    const place = asked[row.n - 1]?.place;
    return place === undefined ? [] : [{ ...row, n: place }];
  });
}

/** What a key stands for; null when nobody has claimed it. */
export async function findClaim(on: Queryable, organizationId: string, key: OperationKey): Promise<Claim | null> {
  const row = await queryOne(
    on,
    sql`select 0 as n, account_id, operation_id, encode(body_hash, 'hex') as body_hash from claims
      where bucket = ${bucketOf(key)} and organization_id = ${organizationId} and kind = ${key.kind} and key = ${key.key}`,
    claimRowSchema,
  );
  return row ?? null;
}

const keyRowSchema = z.object({ key: z.string(), operation_id: z.string() });

/** The operations that have happened of those that keys of one kind stand for, by key. */
export async function findHappened(
  on: Queryable,
  {
    organizationId,
    kind,
    keys,
  }: { readonly organizationId: string; readonly kind: OperationKey['kind']; readonly keys: readonly string[] },
): Promise<ReadonlyMap<string, StoredOperation>> {
  if (keys.length === 0) return new Map();
  const buckets = keys.map((key) => bucketOf({ kind, key }));
  const claims = await query(
    on,
    sql`select c.key, c.operation_id
      from unnest(${buckets}::smallint[], ${keys}::text[]) as x (bucket, key)
      join claims c
        on c.bucket = x.bucket and c.organization_id = ${organizationId} and c.kind = ${kind} and c.key = x.key`,
    keyRowSchema,
  );
  const operations = await loadOperations(
    on,
    await homesOf(on),
    claims.map((claim) => claim.operation_id),
  );
  return new Map(
    claims.flatMap(({ key, operation_id }) => {
      const operation = operations.get(operation_id);
      return operation?.organizationId === organizationId ? [[key, operation] as const] : [];
    }),
  );
}

/** Points a key to another operation, if it still stands for the old one; answers whether it did. */
export async function repoint(
  on: Queryable,
  { key, from, to }: { readonly key: OperationKey; readonly from: string; readonly to: ClaimRequest },
): Promise<boolean> {
  const moved = await execute(
    on,
    sql`update claims
      set account_id = ${to.accountId}, operation_id = ${to.operationId}, body_hash = decode(${to.bodyHash}, 'hex')
      where bucket = ${bucketOf(key)} and organization_id = ${to.organizationId} and kind = ${key.kind} and key = ${key.key}
        and operation_id = ${from}`,
  );
  return moved === 1;
}

/** Which bucket a key lives in: a byte of its hash, so that it is known without a look-up. */
export function bucketOf(key: OperationKey): number {
  return Number.parseInt(hash('sha1', `${key.kind}/${key.key}`).slice(0, 2), 16);
}

/** The shop's own number rules over the caller's Idempotency-Key, which is only about the request. */
function judge(request: ClaimRequest, claimOf: (key: OperationKey) => Claim | undefined): ClaimOutcome {
  let outcome: ClaimOutcome = { type: 'mine', operationId: request.operationId, fresh: true, sameBody: true };
  for (const key of request.keys.toSorted(
    (a, b) => Number(a.kind !== 'idempotency') - Number(b.kind !== 'idempotency'),
  )) {
    const claim = claimOf(key);
    if (claim === undefined) throw new Error(`the claim of ${key.kind} key was neither made nor found`);
    const sameBody = claim.bodyHash === request.bodyHash;
    if (key.kind === 'idempotency' && !sameBody) return { type: 'key_reused' };
    const isOther = request.fixed === true && claim.operationId !== request.operationId;
    if (isOther || claim.accountId !== request.accountId)
      return { type: 'foreign', accountId: claim.accountId, operationId: claim.operationId, key };
    outcome = {
      type: 'mine',
      operationId: claim.operationId,
      fresh: claim.operationId === request.operationId,
      sameBody,
    };
  }
  return outcome;
}

function rowOf({ bucket, key, request }: Asked): Row {
  const { organizationId, accountId, operationId, bodyHash } = request;
  return [bucket, organizationId, key.kind, accountId, operationId, bodyHash];
}

function nameOf(organizationId: string, key: OperationKey): string {
  return `${organizationId}/${key.kind}/${key.key}`;
}
