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
import { isConnectionLost } from '../kit/connection-lost.ts';
import { execute, query, queryOne, sql, type Queryable } from '../kit/sql.ts';
import { iso } from './account-row.ts';
import { shardOf } from './ids.ts';
import type { Ledger, OperationKey, PostResult, StoredOperation } from './ledger.ts';
import { insertMessages, messageDataSchema } from './messages.ts';

/** Tries before a row is set aside. */
export const TRIES_MAX = 10;
/** The n-th retry waits 2^n of these. */
const RETRY_BASE_SECONDS = 2;
const PAGE = 200;
/** Of each organization whose rows are many, when they take turns, and so many of these at once. */
const SHARE = 50;
const TOGETHER = 4;
const REASON_CHARACTERS_MAX = 200;

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
  attempts: z.int(),
  read_at: z.number(),
});

type OutboxRow = z.infer<typeof rowSchema>;

/**
 * Delivers what is waiting; answers how many rows were delivered. When there is more than a page, organizations take turns: whoever waits
 * for little does not wait behind another's much.
 */
export async function drainOutbox(on: Queryable, ledger: Ledger): Promise<number> {
  let delivered = 0;
  for (;;) {
    const rows = await dueRows(on, PAGE);
    if (rows.length < PAGE) return delivered + (await deliverAll(on, ledger, rows));
    const [few, many] = partition(await waiting(on), ({ rows: count }) => count <= SHARE);
    delivered += await deliverAll(on, ledger, await dueRows(on, PAGE, few));
    for (let first = 0; first < many.length; first += TOGETHER) {
      const some = many.slice(first, first + TOGETHER);
      const shares = await Promise.all(some.map((organization) => dueRows(on, SHARE, [organization])));
      delivered += await deliverAll(on, ledger, shares.flat());
    }
  }
}

/** The oldest first; of these organizations when given. An index of its own for organizations would cost every operation more than it brings here. */
function dueRows(on: Queryable, limit: number, of?: readonly Waiting[]): Promise<readonly OutboxRow[]> {
  const organizations = of?.map(({ organization_id }) => organization_id) ?? null;
  return query(
    on,
    sql`select shard, account_id, seq, entry, organization_id, program_id, topic, payload, occurred_at, target_account_id, refused,
        attempts, now() as read_at
      from outbox
      where next_try_at <= now() and attempts < ${TRIES_MAX}
        and (${organizations}::uuid[] is null or organization_id = any (${organizations}::uuid[]))
      order by next_try_at
      limit ${limit}`,
    rowSchema,
  );
}

const waitingSchema = z.object({ organization_id: z.string(), rows: z.int() });
type Waiting = z.infer<typeof waitingSchema>;

function waiting(on: Queryable): Promise<readonly Waiting[]> {
  return query(
    on,
    sql`select organization_id, count(*)::int as rows
      from outbox
      where next_try_at <= now() and attempts < ${TRIES_MAX}
      group by organization_id
      order by 2`,
    waitingSchema,
  );
}

async function deliverAll(on: Queryable, ledger: Ledger, rows: readonly OutboxRow[]): Promise<number> {
  const [messages, events] = partition(rows, ({ topic }) => topic === 'message');
  const tries = await Promise.all([
    deliverMessages(on, messages),
    ...events.map(async (row) => [await deliver(on, ledger, row)]),
  ]);
  const ends = tries.flat();
  const done = ends.filter(({ type }) => type !== 'failed');
  await remove(
    on,
    ends.flatMap((end) => (end.type === 'delivered' ? [end.row] : [])),
  );
  await postpone(
    on,
    ends.flatMap((end) => (end.type === 'failed' ? [end] : [])),
  );
  return done.length;
}

/** What a try ended with. */
type End =
  /** The row may go. */
  | { readonly type: 'delivered'; readonly row: OutboxRow }
  /** It stays, for its owner to see; nobody tries it any more. */
  | { readonly type: 'aside'; readonly row: OutboxRow }
  | { readonly type: 'failed'; readonly row: OutboxRow; readonly why: string };

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

/** All of a page together. */
async function deliverMessages(on: Queryable, rows: readonly OutboxRow[]): Promise<readonly End[]> {
  const read = rows.map((row) => ({ row, data: messageDataSchema.safeParse(row.payload) }));
  const good = read.flatMap(({ row, data }) => (data.success ? [{ row, words: data.data }] : []));
  const bad = read.flatMap(({ row, data }) =>
    data.success ? [] : [{ type: 'failed', row, why: 'a message without words' } as const],
  );
  return [...bad, ...(await deliverWords(on, good))];
}

interface Words {
  readonly row: OutboxRow;
  readonly words: z.infer<typeof messageDataSchema>;
}

/** When the database refuses them together, each alone, so that one which it cannot take keeps no other. */
async function deliverWords(on: Queryable, read: readonly Words[]): Promise<readonly End[]> {
  try {
    await insertMessages(
      on,
      read.map(({ row, words }) => ({
        ...words,
        source: nameOf(row),
        accountId: recipientOf(row),
        organizationId: row.organization_id,
        programId: row.program_id,
        at: instant(row.occurred_at),
      })),
    );
    return read.map(({ row }) => ({ type: 'delivered', row }));
  } catch (error) {
    if (isConnectionLost(error)) throw error;
    const [only, ...more] = read;
    if (only !== undefined && more.length === 0) return [{ type: 'failed', row: only.row, why: reasonOf(error) }];
    return (await Promise.all(read.map((one) => deliverWords(on, [one])))).flat();
  }
}

async function deliver(on: Queryable, ledger: Ledger, row: OutboxRow): Promise<End> {
  // It was refused before, and what has to happen then has not happened yet.
  if (row.refused !== null) return sendBack(on, ledger, row);
  const result = await post(ledger, row, () => eventOf(row));
  switch (result.type) {
    case 'done':
    case 'repeated':
      return { type: 'delivered', row };
    case 'refused':
      return refuse(on, ledger, { ...row, refused: result.code });
    case 'account_unknown':
      return refuse(on, ledger, { ...row, refused: result.type });
    // The key stands for something else: units that another process has just sent back.
    case 'receipt_taken':
    case 'key_reused':
      return { type: 'failed', row, why: result.type };
    case 'failed':
      return { type: 'failed', row, why: result.why };
  }
}

/** The reason is written first: from then on nobody tries to deliver it there. */
async function refuse(on: Queryable, ledger: Ledger, row: OutboxRow): Promise<End> {
  await execute(
    on,
    sql`update outbox
      set refused = ${row.refused}, attempts = 0, next_try_at = ${isTransfer(row) ? 'now' : 'infinity'}::timestamptz
      where shard = ${row.shard} and account_id = ${row.account_id} and seq = ${row.seq} and entry = ${row.entry}`,
  );
  return isTransfer(row) ? sendBack(on, ledger, { ...row, attempts: 0 }) : { type: 'aside', row };
}

async function sendBack(on: Queryable, ledger: Ledger, row: OutboxRow): Promise<End> {
  const result = await post(ledger, row, () => returnOf(row));
  switch (result.type) {
    case 'done':
    case 'repeated':
      await setAside(on, row);
      return { type: 'aside', row };
    // It had arrived after all, before it was refused to somebody who tried again.
    case 'receipt_taken':
      return { type: 'delivered', row };
    case 'failed':
      return { type: 'failed', row, why: result.why };
    default:
      return { type: 'failed', row, why: result.type };
  }
}

async function post(
  ledger: Ledger,
  row: OutboxRow,
  makeEvent: () => Event,
): Promise<PostResult | { readonly type: 'failed'; readonly why: string }> {
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
  } catch (error) {
    return { type: 'failed', why: reasonOf(error) };
  }
}

/** For whoever looks why it failed. */
function reasonOf(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return text.slice(0, REASON_CHARACTERS_MAX);
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

async function postpone(on: Queryable, failed: readonly (End & { readonly type: 'failed' })[]): Promise<void> {
  if (failed.length === 0) return;
  const rows = failed.map(({ row }) => row);
  await execute(
    on,
    sql`update outbox o
      set attempts = x.attempts, next_try_at = x.next_try_at, failure = x.failure
      from unnest(${rows.map((row) => row.shard)}::smallint[], ${rows.map((row) => row.account_id)}::uuid[],
        ${rows.map((row) => row.seq)}::bigint[], ${rows.map((row) => row.entry)}::smallint[],
        ${rows.map((row) => row.attempts + 1)}::smallint[], ${rows.map(nextTry)}::timestamptz[], ${failed.map(({ why }) => why)}::text[]
      ) as x (shard, account_id, seq, entry, attempts, next_try_at, failure)
      where o.shard = x.shard and o.account_id = x.account_id and o.seq = x.seq and o.entry = x.entry
        -- Nobody else has dealt with it meanwhile.
        and o.attempts = x.attempts - 1 and o.next_try_at < 'infinity'`,
  );
}

/** By the database's time. After the last try it is set aside, out of the way of whoever looks for what is due. */
function nextTry({ attempts, read_at }: OutboxRow): string {
  if (attempts + 1 >= TRIES_MAX) return 'infinity';
  return iso(instant(read_at + RETRY_BASE_SECONDS * 2 ** attempts * 1000));
}

/** Those of which it is so, and the others. */
function partition<T>(all: readonly T[], isSo: (one: T) => boolean): readonly [readonly T[], readonly T[]] {
  return [all.filter(isSo), all.filter((one) => !isSo(one))];
}
