/**
 * What one operation sets off elsewhere: an event for its own account or another, or a message to its members. A row written
 * with the operation is delivered at least once; what it causes has a key derived from the row, so it happens once. A row that
 * keeps failing is set aside, visible, and blocks nobody.
 *
 * A row that the account refuses is set aside at once, with the reason. Units on their way to it go back to whoever sent them,
 * under the same key: it stands for one operation, so they arrive on one side only, however often and from wherever it is tried.
 */
import { instant, receiveEventSchema, type Event } from '@kopilka/engine';
import { z } from 'zod';
import { execute, query, queryOne, sql, type Queryable } from '../kit/sql.ts';
import { shardOf } from './ids.ts';
import type { Ledger, OperationKey, PostResult, StoredOperation } from './ledger.ts';
import { insertMessages, messageDataSchema } from './messages.ts';

/** Tries before a row is set aside. */
export const TRIES_MAX = 10;
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
  target_account_id: z.string().nullable(),
  refused: z.string().nullable(),
});

type OutboxRow = z.infer<typeof rowSchema>;

/** Delivers what is waiting; answers how many rows were delivered. */
export async function drainOutbox(on: Queryable, ledger: Ledger): Promise<number> {
  let delivered = 0;
  for (;;) {
    const rows = await query(
      on,
      sql`select shard, account_id, seq, entry, organization_id, program_id, topic, payload, occurred_at, target_account_id, refused
        from outbox
        where next_try_at <= now() and attempts < ${TRIES_MAX}
        order by next_try_at
        limit ${PAGE}`,
      rowSchema,
    );
    const { message = [], event = [] } = Object.groupBy(rows, (row) => (row.topic === 'message' ? 'message' : 'event'));
    const outcomes = await Promise.all([deliverMessages(on, message), ...event.map((row) => deliver(on, ledger, row))]);
    delivered += outcomes.reduce((sum, count) => sum + count, 0);
    if (rows.length < PAGE) return delivered;
  }
}

const foundSchema = z.object({ found: z.boolean() });

/** Whether something that one of these accounts took along when it ended has not arrived yet. */
export async function isMovingOut(on: Queryable, accountIds: readonly string[]): Promise<boolean> {
  const row = await queryOne(
    on,
    sql`select exists (
        select 1
        from unnest(${accountIds.map(shardOf)}::smallint[], ${accountIds}::uuid[]) as x (shard, account_id)
        join outbox o on o.shard = x.shard and o.account_id = x.account_id
        where o.topic = 'receive' and o.payload ->> 'cause' = 'merge' and o.refused is null and o.attempts < ${TRIES_MAX}
      ) as found`,
    foundSchema,
  );
  return row?.found ?? false;
}

/** All of a page together; one without words is tried again until it is set aside. */
async function deliverMessages(on: Queryable, rows: readonly OutboxRow[]): Promise<number> {
  if (rows.length === 0) return 0;
  const read = rows.map((row) => ({ row, data: messageDataSchema.safeParse(row.payload) }));
  const good = read.flatMap(({ row, data }) => (data.success ? [{ row, words: data.data }] : []));
  const bad = read.flatMap(({ row, data }) => (data.success ? [] : [row]));
  await insertMessages(
    on,
    good.map(({ row, words }) => ({
      ...words,
      source: nameOf(row),
      accountId: recipientOf(row),
      organizationId: row.organization_id,
      programId: row.program_id,
      at: instant(row.occurred_at),
    })),
  );
  await remove(
    on,
    good.map(({ row }) => row),
  );
  await Promise.all(bad.map((row) => postpone(on, row)));
  return good.length;
}

/** Answers 1 when the row is done with. */
async function deliver(on: Queryable, ledger: Ledger, row: OutboxRow): Promise<number> {
  // It was refused before, and what has to happen then has not happened yet.
  if (row.refused !== null) return sendBack(on, ledger, row);
  const result = await post(ledger, row, () => eventOf(row));
  switch (result?.type) {
    case 'done':
    case 'repeated':
      await remove(on, [row]);
      return 1;
    case 'refused':
      return refuse(on, ledger, { ...row, refused: result.code });
    case 'account_unknown':
      return refuse(on, ledger, { ...row, refused: result.type });
    // The key stands for something else: units that another process has just sent back.
    case 'receipt_taken':
    case 'key_reused':
    case undefined:
      await postpone(on, row);
      return 0;
  }
}

/** The reason is written first: from then on nobody tries to deliver it there. */
async function refuse(on: Queryable, ledger: Ledger, row: OutboxRow): Promise<number> {
  await execute(
    on,
    sql`update outbox
      set refused = ${row.refused}, attempts = 0, next_try_at = ${isTransfer(row) ? 'now' : 'infinity'}::timestamptz
      where shard = ${row.shard} and account_id = ${row.account_id} and seq = ${row.seq} and entry = ${row.entry}`,
  );
  return isTransfer(row) ? sendBack(on, ledger, row) : 0;
}

async function sendBack(on: Queryable, ledger: Ledger, row: OutboxRow): Promise<number> {
  const result = await post(ledger, row, () => returnOf(row));
  switch (result?.type) {
    case 'done':
    case 'repeated':
      await setAside(on, row);
      return 1;
    // It had arrived after all, before it was refused to somebody who tried again.
    case 'receipt_taken':
      await remove(on, [row]);
      return 1;
    default:
      await postpone(on, row);
      return 0;
  }
}

/** null when it failed, whyever. */
async function post(ledger: Ledger, row: OutboxRow, makeEvent: () => Event): Promise<PostResult | null> {
  try {
    const event = makeEvent();
    return await ledger.post({
      organizationId: row.organization_id,
      programId: row.program_id,
      accountId: row.refused === null ? recipientOf(row) : row.account_id,
      event,
      now: event.at,
      history: false,
      keys: [keyOf(row)],
      bodyHash: '00',
    });
  } catch {
    return null;
  }
}

/** An account that there is not cannot give up the key, and does not have to. */
function keyOf(row: OutboxRow): OperationKey {
  const { there, back } = keysNamed(nameOf(row));
  return row.refused === 'account_unknown' ? back : there;
}

/**
 * The keys of what the delivery of an operation's emitted event causes, by its place in the decision: `there` stands for the
 * arrival or, when it was refused, for the way back; `back` for the way back from an account that there is not.
 */
export function deliveryKeys({ accountId, seq }: StoredOperation, entry: number): DeliveryKeys {
  return keysNamed(`${accountId}/${seq}/${entry}`);
}

export interface DeliveryKeys {
  readonly there: OperationKey;
  readonly back: OperationKey;
}

function keysNamed(row: string): DeliveryKeys {
  const key = `outbox/${row}`;
  return { there: { kind: 'event', key }, back: { kind: 'event', key: `${key}/back` } };
}

function eventOf(row: OutboxRow): Event {
  const at = instant(row.occurred_at);
  const { topic: name, payload: data } = row;
  if (name !== 'receive') return { type: 'custom', at, name, data };
  const parcel: unknown = JSON.parse(data['parcel'] ?? 'null');
  return receiveEventSchema.parse({ type: 'receive', at, from: row.account_id, cause: data['cause'], parcel });
}

function returnOf(row: OutboxRow): Event {
  const event = eventOf(row);
  if (event.type !== 'receive') throw new Error(`a refused ${event.type} is not sent back`);
  return { ...event, from: recipientOf(row) };
}

function recipientOf(row: OutboxRow): string {
  return row.target_account_id ?? row.account_id;
}

function nameOf(row: OutboxRow): string {
  return `${row.account_id}/${row.seq}/${row.entry}`;
}

function isTransfer({ topic, payload }: OutboxRow): boolean {
  return topic === 'receive' && payload['cause'] === 'transfer';
}

function remove(on: Queryable, rows: readonly OutboxRow[]): Promise<number> {
  return execute(
    on,
    sql`delete from outbox o
      using unnest(${rows.map((row) => row.shard)}::smallint[], ${rows.map((row) => row.account_id)}::uuid[],
        ${rows.map((row) => row.seq)}::bigint[], ${rows.map((row) => row.entry)}::smallint[]) as x (shard, account_id, seq, entry)
      where o.shard = x.shard and o.account_id = x.account_id and o.seq = x.seq and o.entry = x.entry`,
  );
}

function setAside(on: Queryable, row: OutboxRow): Promise<number> {
  return execute(
    on,
    sql`update outbox
      set next_try_at = 'infinity'
      where shard = ${row.shard} and account_id = ${row.account_id} and seq = ${row.seq} and entry = ${row.entry}`,
  );
}

function postpone(on: Queryable, row: OutboxRow): Promise<number> {
  return execute(
    on,
    sql`update outbox
      set attempts = attempts + 1,
        -- The last time it is set aside, out of the way of whoever looks for what is due.
        next_try_at = case
          when attempts + 1 >= ${TRIES_MAX} then 'infinity'
          else now() + make_interval(secs => ${RETRY_BASE_SECONDS} * 2 ^ attempts)
        end
      where shard = ${row.shard} and account_id = ${row.account_id} and seq = ${row.seq} and entry = ${row.entry}`,
  );
}
