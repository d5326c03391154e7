/**
 * Statements about batches of codes and the codes themselves. Locks: a batch while a page of it is made; a code's row while one of its
 * uses changes (use-store.ts), never two codes in one transaction.
 */
import { instant, type Instant } from '@kopilka/engine';
import { z } from 'zod';
import type { Tx } from '../../kit/db.ts';
import { countAdded, execute, type Queryable, query, queryOne, sql } from '../../kit/sql.ts';
import { codeBucket } from './code-text.ts';
import type { Numbers } from './csv-answer.ts';

/** What all codes of a batch have in common. */
export interface CodeTerms {
  readonly batchId: string;
  readonly programId: string;
  readonly couponId: string;
  /** null as often as one likes. */
  readonly usesMax: number | null;
  readonly memberId: string | null;
  readonly from: Instant | null;
  /** Exclusive. */
  readonly until: Instant | null;
}

export interface StoredBatch extends CodeTerms {
  readonly prefix: string;
  readonly wanted: number;
  readonly made: number;
  readonly tried: number;
  readonly blocked: boolean;
  readonly request: { readonly key: string; readonly hash: string } | null;
  readonly createdAt: Instant;
}

export interface StoredCode {
  readonly code: string;
  readonly number: number;
  /** The code's own or its batch's. */
  readonly blocked: boolean;
  /** Counted where the terms have usesMax. */
  readonly uses: number;
  readonly terms: CodeTerms;
}

const termsFields = {
  batch_id: z.string(),
  program_id: z.string(),
  coupon_id: z.string(),
  uses_max: z.int().nullable(),
  member_id: z.string().nullable(),
  valid_from: z.number().nullable(),
  valid_until: z.number().nullable(),
};
const termsRow = z.object(termsFields);

const batchRow = z
  .object({
    ...termsFields,
    prefix: z.string(),
    wanted: z.int(),
    made: z.int(),
    tried: z.int(),
    blocked: z.boolean(),
    request_key: z.string().nullable(),
    request_hash: z.string().nullable(),
    created_at: z.number(),
  })
  .transform((row): StoredBatch => ({
    ...termsOf(row),
    prefix: row.prefix,
    wanted: row.wanted,
    made: row.made,
    tried: row.tried,
    blocked: row.blocked,
    request:
      row.request_key === null || row.request_hash === null ? null : { key: row.request_key, hash: row.request_hash },
    createdAt: instant(row.created_at),
  }));

const codeRow = z
  .object({ ...termsFields, code: z.string(), number: z.int(), blocked: z.boolean(), uses: z.int() })
  .transform((row): StoredCode => ({
    code: row.code,
    number: row.number,
    blocked: row.blocked,
    uses: row.uses,
    terms: termsOf(row),
  }));

const idRow = z.object({ organization_id: z.string(), batch_id: z.string() });

function termsOf(row: z.infer<typeof termsRow>): CodeTerms {
  return {
    batchId: row.batch_id,
    programId: row.program_id,
    couponId: row.coupon_id,
    usesMax: row.uses_max,
    memberId: row.member_id,
    from: row.valid_from === null ? null : instant(row.valid_from),
    until: row.valid_until === null ? null : instant(row.valid_until),
  };
}

/** Answers whether it was inserted: not when there is a batch of the same request. */
export async function insertBatch(tx: Tx, organizationId: string, batch: StoredBatch): Promise<boolean> {
  const inserted = await execute(
    tx,
    sql`
      insert into coupon_batches (
        organization_id, batch_id, program_id, coupon_id, uses_max, member_id, valid_from, valid_until, prefix, wanted,
        made, tried, blocked, request_key, request_hash, created_at
      )
      values (
        ${organizationId}, ${batch.batchId}, ${batch.programId}, ${batch.couponId}, ${batch.usesMax}, ${batch.memberId},
        ${dateOf(batch.from)}, ${dateOf(batch.until)}, ${batch.prefix}, ${batch.wanted}, ${batch.made}, ${batch.tried},
        ${batch.blocked}, ${batch.request?.key ?? null}, decode(${batch.request?.hash ?? null}, 'hex'),
        ${new Date(batch.createdAt)}
      )
      on conflict (organization_id, request_key) where request_key is not null do nothing`,
  );
  return inserted === 1;
}

export async function findBatch(tx: Tx, organizationId: string, batchId: string): Promise<StoredBatch | null> {
  const row = await queryOne(
    tx,
    sql`
      select batch_id, program_id, coupon_id, uses_max, member_id, valid_from, valid_until, prefix, wanted, made, tried,
        blocked, request_key, encode(request_hash, 'hex') as request_hash, created_at
      from coupon_batches
      where organization_id = ${organizationId} and batch_id = ${batchId}`,
    batchRow,
  );
  return row ?? null;
}

export async function findBatchByRequest(tx: Tx, organizationId: string, key: string): Promise<StoredBatch | null> {
  const row = await queryOne(
    tx,
    sql`
      select batch_id, program_id, coupon_id, uses_max, member_id, valid_from, valid_until, prefix, wanted, made, tried,
        blocked, request_key, encode(request_hash, 'hex') as request_hash, created_at
      from coupon_batches
      where organization_id = ${organizationId} and request_key = ${key}`,
    batchRow,
  );
  return row ?? null;
}

/** Holds the batch; null when another process has it in hand, or nothing of it is left to make. */
export async function lockUnfinished(tx: Tx, organizationId: string, batchId: string): Promise<StoredBatch | null> {
  const row = await queryOne(
    tx,
    sql`
      select batch_id, program_id, coupon_id, uses_max, member_id, valid_from, valid_until, prefix, wanted, made, tried,
        blocked, request_key, encode(request_hash, 'hex') as request_hash, created_at
      from coupon_batches
      where organization_id = ${organizationId} and batch_id = ${batchId} and made < wanted
      for update skip locked`,
    batchRow,
  );
  return row ?? null;
}

/** Of all organizations. */
export async function listUnfinished(
  on: Queryable,
): Promise<readonly { readonly organizationId: string; readonly batchId: string }[]> {
  const rows = await query(
    on,
    sql`select organization_id, batch_id from coupon_batches where made < wanted order by organization_id, batch_id`,
    idRow,
  );
  return rows.map((row) => ({ organizationId: row.organization_id, batchId: row.batch_id }));
}

/** Codes that exist already are left out; answers how many were new. They are numbered on from `after`. */
export function insertCodes(
  tx: Tx,
  organizationId: string,
  { batchId, codes, after }: { readonly batchId: string; readonly codes: readonly string[]; readonly after: number },
): Promise<number> {
  return countAdded(
    tx,
    sql`
      with added as (
        insert into coupon_codes (bucket, organization_id, code, batch_id, number)
        select bucket, ${organizationId}, code, ${batchId}, ${after}::int + n
        from unnest(${codes.map(codeBucket)}::int2[], ${codes}::text[]) with ordinality as made (bucket, code, n)
        on conflict do nothing
        returning 1
      )
      select count(*) as added from added`,
  );
}

export async function advanceBatch(
  tx: Tx,
  organizationId: string,
  { batchId, made, tried }: Pick<StoredBatch, 'batchId' | 'made' | 'tried'>,
): Promise<void> {
  await execute(
    tx,
    sql`
      update coupon_batches
      set made = ${made}, tried = ${tried}
      where organization_id = ${organizationId} and batch_id = ${batchId}`,
  );
}

export async function findStoredCode(tx: Tx, organizationId: string, code: string): Promise<StoredCode | null> {
  const row = await queryOne(
    tx,
    sql`
      select c.code, c.number, c.blocked or b.blocked as blocked, c.uses, b.batch_id, b.program_id, b.coupon_id, b.uses_max,
        b.member_id, b.valid_from, b.valid_until
      from coupon_codes c
      join coupon_batches b using (organization_id, batch_id)
      where c.bucket = ${codeBucket(code)} and c.organization_id = ${organizationId} and c.code = ${code}`,
    codeRow,
  );
  return row ?? null;
}

/** The code that a number of a batch stands for. */
export async function findNumberedCode(
  tx: Tx,
  organizationId: string,
  { batchId, number }: { readonly batchId: string; readonly number: number },
): Promise<StoredCode | null> {
  const row = await queryOne(
    tx,
    sql`
      select c.code, c.number, c.blocked or b.blocked as blocked, c.uses, b.batch_id, b.program_id, b.coupon_id, b.uses_max,
        b.member_id, b.valid_from, b.valid_until
      from coupon_codes c
      join coupon_batches b using (organization_id, batch_id)
      where c.organization_id = ${organizationId} and c.batch_id = ${batchId} and c.number = ${number}`,
    codeRow,
  );
  return row ?? null;
}

/** Answers whether there is such a code. */
export async function setCodeBlocked(
  tx: Tx,
  organizationId: string,
  { code, blocked }: { readonly code: string; readonly blocked: boolean },
): Promise<boolean> {
  const touched = await execute(
    tx,
    sql`
      update coupon_codes
      set blocked = ${blocked}
      where bucket = ${codeBucket(code)} and organization_id = ${organizationId} and code = ${code}`,
  );
  return touched === 1;
}

/** Answers whether there is such a batch. */
export async function setBatchBlocked(
  tx: Tx,
  organizationId: string,
  { batchId, blocked }: { readonly batchId: string; readonly blocked: boolean },
): Promise<boolean> {
  const touched = await execute(
    tx,
    sql`
      update coupon_batches
      set blocked = ${blocked}
      where organization_id = ${organizationId} and batch_id = ${batchId}`,
  );
  return touched === 1;
}

export interface ExportedCode {
  readonly number: number;
  readonly code: string;
  readonly blocked: boolean;
  readonly reserved: number;
  readonly used: number;
}

const exportedRow = z.object({
  number: z.int(),
  code: z.string(),
  blocked: z.boolean(),
  reserved: z.int(),
  used: z.int(),
});

/** Those with such numbers, in their order. */
export function listCodes(
  tx: Tx,
  organizationId: string,
  page: { readonly batchId: string } & Numbers,
): Promise<readonly ExportedCode[]> {
  return query(
    tx,
    sql`
      select c.number, c.code, c.blocked, u.reserved, u.used
      from coupon_codes c
      cross join lateral (
        select count(*) filter (where status = 'reserved') as reserved, count(*) filter (where status = 'used') as used
        from coupon_code_uses
        where bucket = c.bucket and organization_id = c.organization_id and code = c.code and batch_id = c.batch_id
      ) u
      where c.organization_id = ${organizationId} and c.batch_id = ${page.batchId} and c.number > ${page.after}
        and c.number <= ${page.upTo}
      order by c.number`,
    exportedRow,
  );
}

function dateOf(at: Instant | null): Date | null {
  return at === null ? null : new Date(at);
}
