/**
 * What one operation sets off elsewhere. A row written with the operation is delivered at least once; the operation it causes
 * has a key derived from the row, so it happens once. A row that keeps failing is set aside, visible, and blocks nobody.
 */
import { instant, type Event } from '@kopilka/engine';
import { z } from 'zod';
import { execute, query, sql, type Queryable } from '../kit/sql.ts';
import type { Ledger } from './ledger.ts';

/** Tries before a row is set aside. */
const TRIES_MAX = 10;
/** The n-th retry waits 2^n of these. */
const RETRY_BASE_SECONDS = 2;
const PAGE = 200;

const rowSchema = z.object({
  shard: z.int(),
  account_id: z.string(),
  seq: z.int(),
  entry: z.int(),
  organization_id: z.string(),
  program_id: z.string(),
  topic: z.string(),
  payload: z.record(z.string(), z.string()),
  occurred_at: z.number(),
});

type OutboxRow = z.infer<typeof rowSchema>;

/** Delivers what is waiting; answers how many rows were delivered. */
export async function drainOutbox(on: Queryable, ledger: Ledger): Promise<number> {
  let delivered = 0;
  for (;;) {
    const rows = await query(
      on,
      sql`select shard, account_id, seq, entry, organization_id, program_id, topic, payload, occurred_at
        from outbox
        where next_try_at <= now() and attempts < ${TRIES_MAX}
        order by next_try_at
        limit ${PAGE}`,
      rowSchema,
    );
    const outcomes = await Promise.all(rows.map((row) => deliver(on, ledger, row)));
    delivered += outcomes.filter(Boolean).length;
    if (rows.length < PAGE) return delivered;
  }
}

async function deliver(on: Queryable, ledger: Ledger, row: OutboxRow): Promise<boolean> {
  const at = instant(row.occurred_at);
  const event: Event = { type: 'custom', at, name: row.topic, data: row.payload };
  const result = await ledger
    .post({
      organizationId: row.organization_id,
      programId: row.program_id,
      accountId: row.account_id,
      event,
      now: at,
      history: false,
      keys: [{ kind: 'event', key: `outbox/${row.account_id}/${row.seq}/${row.entry}` }],
      bodyHash: '00',
    })
    .catch(() => null);
  const done = result?.type === 'done' || result?.type === 'repeated';
  await (done ? remove(on, row) : postpone(on, row));
  return done;
}

function remove(on: Queryable, row: OutboxRow): Promise<number> {
  return execute(
    on,
    sql`delete from outbox
      where shard = ${row.shard} and account_id = ${row.account_id} and seq = ${row.seq} and entry = ${row.entry}`,
  );
}

function postpone(on: Queryable, row: OutboxRow): Promise<number> {
  return execute(
    on,
    sql`update outbox
      set attempts = attempts + 1, next_try_at = now() + make_interval(secs => ${RETRY_BASE_SECONDS} * 2 ^ attempts)
      where shard = ${row.shard} and account_id = ${row.account_id} and seq = ${row.seq} and entry = ${row.entry}`,
  );
}
