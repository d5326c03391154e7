/**
 * Statements about gift cards: their batches, codes and state. What money is on a card only the ledger knows. Locks: a batch while a
 * page of it is made; otherwise single rows.
 */
import { instant, type Instant, money, type Money } from '@kopilka/engine';
import { z } from 'zod';
import type { Tx } from '../../kit/db.ts';
import { countAdded, execute, type Queryable, query, queryOne, sql } from '../../kit/sql.ts';
import { codeBucket } from '../coupons/code-text.ts';
import type { Numbers } from '../coupons/csv-answer.ts';

export interface StoredCardBatch {
  readonly batchId: string;
  /** The shop's program that sells them. */
  readonly programId: string;
  /** The program that their money lives by. */
  readonly ledgerProgramId: string;
  readonly nominal: Money;
  readonly currency: string;
  readonly wanted: number;
  readonly made: number;
  readonly tried: number;
  readonly request: { readonly key: string; readonly hash: string } | null;
  readonly createdAt: Instant;
}

export interface StoredCard {
  readonly code: string;
  readonly accountId: string;
  readonly batchId: string;
  readonly programId: string;
  readonly ledgerProgramId: string;
  readonly nominal: Money;
  readonly currency: string;
  readonly status: 'inactive' | 'active';
  readonly blocked: { readonly at: Instant; readonly reason: string } | null;
  readonly soldAt: Instant | null;
  readonly buyerId: string | null;
  readonly expiresAt: Instant | null;
}

const batchRow = z
  .object({
    batch_id: z.string(),
    program_id: z.string(),
    ledger_program_id: z.string(),
    nominal: z.int(),
    currency: z.string(),
    wanted: z.int(),
    made: z.int(),
    tried: z.int(),
    request_key: z.string().nullable(),
    request_hash: z.string().nullable(),
    created_at: z.number(),
  })
  .transform((row): StoredCardBatch => ({
    batchId: row.batch_id,
    programId: row.program_id,
    ledgerProgramId: row.ledger_program_id,
    nominal: money(row.nominal),
    currency: row.currency,
    wanted: row.wanted,
    made: row.made,
    tried: row.tried,
    request:
      row.request_key === null || row.request_hash === null ? null : { key: row.request_key, hash: row.request_hash },
    createdAt: instant(row.created_at),
  }));

const cardRow = z
  .object({
    code: z.string(),
    account_id: z.string(),
    batch_id: z.string(),
    program_id: z.string(),
    ledger_program_id: z.string(),
    nominal: z.int(),
    currency: z.string(),
    status: z.enum(['inactive', 'active']),
    blocked_at: z.number().nullable(),
    blocked_reason: z.string().nullable(),
    sold_at: z.number().nullable(),
    buyer_id: z.string().nullable(),
    expires_at: z.number().nullable(),
  })
  .transform((row): StoredCard => ({
    code: row.code,
    accountId: row.account_id,
    batchId: row.batch_id,
    programId: row.program_id,
    ledgerProgramId: row.ledger_program_id,
    nominal: money(row.nominal),
    currency: row.currency,
    status: row.status,
    blocked:
      row.blocked_at === null || row.blocked_reason === null
        ? null
        : { at: instant(row.blocked_at), reason: row.blocked_reason },
    soldAt: row.sold_at === null ? null : instant(row.sold_at),
    buyerId: row.buyer_id,
    expiresAt: row.expires_at === null ? null : instant(row.expires_at),
  }));

const programRow = z.object({ ledger_program_id: z.string() }).transform((row) => row.ledger_program_id);

export async function findMoneyProgram(tx: Tx, organizationId: string, programId: string): Promise<string | null> {
  const id = await queryOne(
    tx,
    sql`
      select ledger_program_id
      from gift_card_programs
      where organization_id = ${organizationId} and program_id = ${programId}`,
    programRow,
  );
  return id ?? null;
}

export function listMoneyPrograms(tx: Tx, organizationId: string): Promise<readonly string[]> {
  return query(
    tx,
    sql`select ledger_program_id from gift_card_programs where organization_id = ${organizationId}`,
    programRow,
  );
}

/** What is there already stays. */
export async function insertMoneyProgram(
  tx: Tx,
  organizationId: string,
  { programId, ledgerProgramId }: { readonly programId: string; readonly ledgerProgramId: string },
): Promise<void> {
  await execute(
    tx,
    sql`
      insert into gift_card_programs (organization_id, program_id, ledger_program_id)
      values (${organizationId}, ${programId}, ${ledgerProgramId})
      on conflict do nothing`,
  );
}

/** Answers whether it was inserted: not when there is a batch of the same request. */
export async function insertCardBatch(tx: Tx, organizationId: string, batch: StoredCardBatch): Promise<boolean> {
  const inserted = await execute(
    tx,
    sql`
      insert into gift_card_batches (
        organization_id, batch_id, program_id, ledger_program_id, nominal, currency, wanted, made, tried, request_key,
        request_hash, created_at
      )
      values (
        ${organizationId}, ${batch.batchId}, ${batch.programId}, ${batch.ledgerProgramId}, ${batch.nominal},
        ${batch.currency}, ${batch.wanted}, ${batch.made}, ${batch.tried}, ${batch.request?.key ?? null},
        decode(${batch.request?.hash ?? null}, 'hex'), ${new Date(batch.createdAt)}
      )
      on conflict (organization_id, request_key) where request_key is not null do nothing`,
  );
  return inserted === 1;
}

export async function findCardBatch(tx: Tx, organizationId: string, batchId: string): Promise<StoredCardBatch | null> {
  const row = await queryOne(
    tx,
    sql`
      select batch_id, program_id, ledger_program_id, nominal, currency, wanted, made, tried, request_key,
        encode(request_hash, 'hex') as request_hash, created_at
      from gift_card_batches
      where organization_id = ${organizationId} and batch_id = ${batchId}`,
    batchRow,
  );
  return row ?? null;
}

export async function findCardBatchByRequest(
  tx: Tx,
  organizationId: string,
  key: string,
): Promise<StoredCardBatch | null> {
  const row = await queryOne(
    tx,
    sql`
      select batch_id, program_id, ledger_program_id, nominal, currency, wanted, made, tried, request_key,
        encode(request_hash, 'hex') as request_hash, created_at
      from gift_card_batches
      where organization_id = ${organizationId} and request_key = ${key}`,
    batchRow,
  );
  return row ?? null;
}

/** Holds the batch; null when another process has it in hand, or nothing of it is left to make. */
export async function lockUnfinished(tx: Tx, organizationId: string, batchId: string): Promise<StoredCardBatch | null> {
  const row = await queryOne(
    tx,
    sql`
      select batch_id, program_id, ledger_program_id, nominal, currency, wanted, made, tried, request_key,
        encode(request_hash, 'hex') as request_hash, created_at
      from gift_card_batches
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
    sql`select organization_id, batch_id from gift_card_batches where made < wanted order by organization_id, batch_id`,
    z.object({ organization_id: z.string(), batch_id: z.string() }),
  );
  return rows.map((row) => ({ organizationId: row.organization_id, batchId: row.batch_id }));
}

/** Codes that exist already are left out; answers how many were new. They are numbered on from `after`. */
export function insertCards(
  tx: Tx,
  organizationId: string,
  cards: {
    readonly batchId: string;
    readonly codes: readonly string[];
    /** One for each code. */
    readonly accountIds: readonly string[];
    readonly after: number;
    readonly createdAt: Instant;
  },
): Promise<number> {
  const { batchId, codes, accountIds, after, createdAt } = cards;
  return countAdded(
    tx,
    sql`
      with added as (
        insert into gift_cards (bucket, organization_id, code, account_id, batch_id, number, status, created_at)
        select bucket, ${organizationId}, code, account_id, ${batchId}, ${after}::int + n, 'inactive', ${new Date(createdAt)}
        from unnest(${codes.map(codeBucket)}::int2[], ${codes}::text[], ${accountIds}::uuid[])
          with ordinality as made (bucket, code, account_id, n)
        on conflict do nothing
        returning 1
      )
      select count(*) as added from added`,
  );
}

export async function advanceCardBatch(
  tx: Tx,
  organizationId: string,
  { batchId, made, tried }: Pick<StoredCardBatch, 'batchId' | 'made' | 'tried'>,
): Promise<void> {
  await execute(
    tx,
    sql`
      update gift_card_batches
      set made = ${made}, tried = ${tried}
      where organization_id = ${organizationId} and batch_id = ${batchId}`,
  );
}

export async function findCardByCode(tx: Tx, organizationId: string, code: string): Promise<StoredCard | null> {
  const row = await queryOne(
    tx,
    sql`
      select c.code, c.account_id, c.batch_id, b.program_id, b.ledger_program_id, b.nominal, b.currency, c.status,
        c.blocked_at, c.blocked_reason, c.sold_at, c.buyer_id, c.expires_at
      from gift_cards c
      join gift_card_batches b using (organization_id, batch_id)
      where c.bucket = ${codeBucket(code)} and c.organization_id = ${organizationId} and c.code = ${code}`,
    cardRow,
  );
  return row ?? null;
}

export async function findCardByAccount(tx: Tx, organizationId: string, accountId: string): Promise<StoredCard | null> {
  const row = await queryOne(
    tx,
    sql`
      select c.code, c.account_id, c.batch_id, b.program_id, b.ledger_program_id, b.nominal, b.currency, c.status,
        c.blocked_at, c.blocked_reason, c.sold_at, c.buyer_id, c.expires_at
      from gift_cards c
      join gift_card_batches b using (organization_id, batch_id)
      where c.account_id = ${accountId} and c.organization_id = ${organizationId}`,
    cardRow,
  );
  return row ?? null;
}

/** Those with such numbers, in their order. */
export function listCards(
  tx: Tx,
  organizationId: string,
  page: { readonly batchId: string } & Numbers,
): Promise<
  readonly { readonly number: number; readonly code: string; readonly status: string; readonly blocked: boolean }[]
> {
  return query(
    tx,
    sql`
      select number, code, status, blocked_at is not null as blocked
      from gift_cards
      where organization_id = ${organizationId} and batch_id = ${page.batchId} and number > ${page.after}
        and number <= ${page.upTo}
      order by number`,
    z.object({ number: z.int(), code: z.string(), status: z.string(), blocked: z.boolean() }),
  );
}

/** A card is brought to pay a receipt, perhaps again. `receipt` is its number after its source. */
export async function noteReceipt(
  tx: Tx,
  organizationId: string,
  { receipt, accountId }: { readonly receipt: string; readonly accountId: string },
): Promise<void> {
  await execute(
    tx,
    sql`
      insert into gift_card_receipts (bucket, organization_id, receipt, account_id)
      values (${codeBucket(receipt)}, ${organizationId}, ${receipt}, ${accountId})
      on conflict do nothing`,
  );
}

/** Accounts of the cards that were brought to pay a receipt, whether they did or not. */
export function listReceiptCards(tx: Tx, organizationId: string, receipt: string): Promise<readonly string[]> {
  return query(
    tx,
    sql`
      select account_id
      from gift_card_receipts
      where bucket = ${codeBucket(receipt)} and organization_id = ${organizationId} and receipt = ${receipt}
      order by account_id`,
    z.object({ account_id: z.string() }).transform((row) => row.account_id),
  );
}

/** Writes down what the ledger has done; what was written down of the sale stays, and what was not known then is added. */
export async function markActive(
  tx: Tx,
  organizationId: string,
  sold: {
    readonly code: string;
    readonly soldAt: Instant;
    readonly receipt: string | null;
    readonly buyerId: string | null;
    readonly expiresAt: Instant | null;
  },
): Promise<void> {
  await execute(
    tx,
    sql`
      update gift_cards
      set status = 'active', sold_at = ${new Date(sold.soldAt)}, sold_receipt = ${sold.receipt}, buyer_id = ${sold.buyerId},
        expires_at = ${sold.expiresAt === null ? null : new Date(sold.expiresAt)}
      where bucket = ${codeBucket(sold.code)} and organization_id = ${organizationId} and code = ${sold.code}
        and (status = 'inactive' or (sold_receipt is null and buyer_id is null))`,
  );
}

/** null unblocks; a card that is blocked already keeps its reason. */
export async function setBlocked(
  tx: Tx,
  organizationId: string,
  { code, blocked }: { readonly code: string; readonly blocked: NonNullable<StoredCard['blocked']> | null },
): Promise<void> {
  await execute(
    tx,
    sql`
      update gift_cards
      set blocked_at = ${blocked === null ? null : new Date(blocked.at)}, blocked_reason = ${blocked?.reason ?? null}
      where bucket = ${codeBucket(code)} and organization_id = ${organizationId} and code = ${code}
        and (blocked_at is null) = ${blocked !== null}`,
  );
}
