/** Rows of the outbox that nobody tries any more: shown to the shop's owner, tried again, or given up. */
import { instant, type Instant } from '@kopilka/engine';
import { z } from 'zod';
import { execute, query, queryOne, sql, type Queryable } from '../kit/sql.ts';
import { shardOf } from './ids.ts';
import { TRIES_MAX } from './outbox.ts';

/** Where a row comes from: the place in its operation's decision. */
export interface OutboxPlace {
  readonly accountId: string;
  readonly seq: number;
  readonly entry: number;
}

export interface SetAside extends OutboxPlace {
  readonly programId: string;
  /** Whom it was for; null: for the account that it comes from. */
  readonly targetAccountId: string | null;
  /** message, receive (units on their way), or the name of an event. */
  readonly topic: string;
  readonly at: Instant;
  /** The code of the account's refusal; null when it was tried too often. */
  readonly refusal: string | null;
  /** What the last try failed with, in words for whoever looks after the server; null when none failed since it is tried. */
  readonly failure: string | null;
  /** Units that were sent are with their sender again, so that there is nothing left to do. */
  readonly isSettled: boolean;
  /** Units that left one account and have not arrived anywhere. */
  readonly holdsUnits: boolean;
}

const asideSchema = z
  .object({
    account_id: z.string(),
    seq: z.int(),
    entry: z.int(),
    program_id: z.string(),
    target_account_id: z.string().nullable(),
    topic: z.string(),
    occurred_at: z.number(),
    refused: z.string().nullable(),
    failure: z.string().nullable(),
    attempts: z.int(),
    cause: z.string().nullable(),
  })
  .transform((row): SetAside => {
    const hasParcel = row.topic === 'receive';
    const isSettled = hasParcel && row.cause === 'transfer' && row.refused !== null && row.attempts < TRIES_MAX;
    return {
      accountId: row.account_id,
      seq: row.seq,
      entry: row.entry,
      programId: row.program_id,
      targetAccountId: row.target_account_id,
      topic: row.topic,
      at: instant(row.occurred_at),
      refusal: row.refused,
      failure: row.failure,
      isSettled,
      holdsUnits: hasParcel && !isSettled,
    };
  });

/** In the order of accounts, after the place when given. */
export function listSetAside(
  on: Queryable,
  organizationId: string,
  page: { readonly after?: OutboxPlace; readonly limit: number },
): Promise<readonly SetAside[]> {
  const { accountId, seq, entry } = page.after ?? FIRST;
  const shard = page.after === undefined ? -1 : shardOf(accountId);
  return query(
    on,
    sql`select account_id, seq, entry, program_id, target_account_id, topic, occurred_at, refused, failure, attempts,
        payload ->> 'cause' as cause
      from outbox
      where organization_id = ${organizationId} and (attempts >= ${TRIES_MAX} or next_try_at = 'infinity')
        and (shard, account_id, seq, entry) > (${shard}::smallint, ${accountId}::uuid, ${seq}::bigint, ${entry}::smallint)
      order by shard, account_id, seq, entry
      limit ${page.limit}`,
    asideSchema,
  );
}

const FIRST: OutboxPlace = { accountId: '00000000-0000-0000-0000-000000000000', seq: 0, entry: 0 };

/** null when nothing is set aside there: it was delivered, dropped, is waiting, or never was. */
export async function findSetAside(
  on: Queryable,
  organizationId: string,
  { accountId, seq, entry }: OutboxPlace,
): Promise<SetAside | null> {
  const row = await queryOne(
    on,
    sql`select account_id, seq, entry, program_id, target_account_id, topic, occurred_at, refused, failure, attempts,
        payload ->> 'cause' as cause
      from outbox
      where shard = ${shardOf(accountId)} and account_id = ${accountId} and seq = ${seq} and entry = ${entry}
        and organization_id = ${organizationId} and (attempts >= ${TRIES_MAX} or next_try_at = 'infinity')`,
    asideSchema,
  );
  return row ?? null;
}

/**
 * It is tried again from the beginning. What was refused is offered once more; units on their way back to their sender go on
 * back, because whoever they were for must not get them any more.
 */
export async function retrySetAside(on: Queryable, organizationId: string, row: SetAside): Promise<void> {
  await execute(
    on,
    sql`update outbox
      set attempts = 0, next_try_at = now(), failure = null,
        refused = case when topic = 'receive' and payload ->> 'cause' = 'transfer' then refused end
      where shard = ${shardOf(row.accountId)} and account_id = ${row.accountId} and seq = ${row.seq} and entry = ${row.entry}
        and organization_id = ${organizationId} and (attempts >= ${TRIES_MAX} or next_try_at = 'infinity')`,
  );
}

/** Never to be called for one that holds units: they would be nowhere. */
export async function dropSetAside(on: Queryable, organizationId: string, row: SetAside): Promise<void> {
  if (row.holdsUnits) throw new Error('units on their way were about to be dropped');
  await execute(
    on,
    sql`delete from outbox
      where shard = ${shardOf(row.accountId)} and account_id = ${row.accountId} and seq = ${row.seq} and entry = ${row.entry}
        and organization_id = ${organizationId} and (attempts >= ${TRIES_MAX} or next_try_at = 'infinity')`,
  );
}
