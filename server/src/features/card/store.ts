/** Statements about the sessions of cards. */
import { z } from 'zod';
import type { Tx } from '../../kit/db.ts';
import { execute, query, type Queryable, queryOne, sql } from '../../kit/sql.ts';
import { shardOf } from '../../ledger/ids.ts';

export interface NewSession {
  readonly organizationId: string;
  readonly memberId: string;
  readonly sessionId: string;
  readonly tokenHash: Buffer;
  readonly address: string;
  readonly browser: string;
  readonly now: number;
  readonly expiresAt: number;
}

export async function insertSession(tx: Tx, session: NewSession): Promise<void> {
  const { organizationId, memberId, sessionId, tokenHash, address, browser } = session;
  const at = new Date(session.now);
  await execute(
    tx,
    sql`
      insert into card_sessions
        (shard, member_id, session_id, organization_id, token_hash, address, browser, created_at, seen_at, expires_at)
      values (
        ${shardOf(memberId)}, ${memberId}, ${sessionId}, ${organizationId}, ${tokenHash}, ${address}, ${browser}, ${at}, ${at},
        ${new Date(session.expiresAt)}
      )`,
  );
}

/** All but the newest. */
export async function endOldest(tx: Tx, memberId: string, keep: number): Promise<void> {
  const shard = shardOf(memberId);
  await execute(
    tx,
    sql`
      delete from card_sessions
      where shard = ${shard} and member_id = ${memberId} and session_id in (
        select session_id
        from card_sessions
        where shard = ${shard} and member_id = ${memberId}
        order by created_at desc, session_id
        offset ${keep}
      )`,
  );
}

const standingRow = z
  .object({ token_hash: z.instanceof(Buffer), key_number: z.int(), seen_at: z.number(), sandbox: z.boolean() })
  .transform((row) => ({
    tokenHash: row.token_hash,
    keyNumber: row.key_number,
    seenAt: row.seen_at,
    sandbox: row.sandbox,
  }));

export interface FoundSession {
  readonly memberId: string;
  readonly sessionId: string;
}

/** undefined also when it is over, or its member was forgotten. */
export async function findSession(
  tx: Tx,
  { memberId, sessionId }: FoundSession,
): Promise<z.output<typeof standingRow> | undefined> {
  return queryOne(
    tx,
    sql`
      select s.token_hash, s.key_number, s.seen_at, o.sandbox_now is not null as sandbox
      from card_sessions s
      join members m on m.shard = s.shard and m.member_id = s.member_id
      join organizations o on o.organization_id = s.organization_id
      where s.shard = ${shardOf(memberId)} and s.member_id = ${memberId} and s.session_id = ${sessionId}
        and s.expires_at > now() and m.status <> 'forgotten'`,
    standingRow,
  );
}

export async function seeSession(tx: Tx, { memberId, sessionId }: FoundSession, now: number): Promise<void> {
  await execute(
    tx,
    sql`
      update card_sessions
      set seen_at = ${new Date(now)}
      where shard = ${shardOf(memberId)} and member_id = ${memberId} and session_id = ${sessionId}`,
  );
}

const keyNumberRow = z.object({ key_number: z.int() }).transform((row) => row.key_number);

/** The number of the next secret of the device; undefined when the session is over. */
export async function nextKey(tx: Tx, { memberId, sessionId }: FoundSession): Promise<number | undefined> {
  return queryOne(
    tx,
    sql`
      update card_sessions
      set key_number = key_number + 1
      where shard = ${shardOf(memberId)} and member_id = ${memberId} and session_id = ${sessionId} and expires_at > now()
      returning key_number`,
    keyNumberRow,
  );
}

const keyRow = z
  .object({ session_id: z.string(), key_number: z.int(), status: z.enum(['active', 'blocked']) })
  .transform((row) => ({ sessionId: row.session_id, keyNumber: row.key_number, status: row.status }));

/** Of all devices of a member that is not forgotten. */
export async function listKeys(tx: Tx, memberId: string): Promise<readonly z.output<typeof keyRow>[]> {
  return query(
    tx,
    sql`
      select s.session_id, s.key_number, m.status
      from card_sessions s
      join members m on m.shard = s.shard and m.member_id = s.member_id
      where s.shard = ${shardOf(memberId)} and s.member_id = ${memberId} and s.expires_at > now()
        and m.status <> 'forgotten'`,
    keyRow,
  );
}

const sessionRow = z
  .object({
    session_id: z.string(),
    address: z.string(),
    browser: z.string(),
    created_at: z.number(),
    seen_at: z.number(),
    expires_at: z.number(),
  })
  .transform((row) => ({
    sessionId: row.session_id,
    address: row.address,
    browser: row.browser,
    createdAt: row.created_at,
    seenAt: row.seen_at,
    expiresAt: row.expires_at,
  }));

export type StoredSession = z.output<typeof sessionRow>;

/** Last seen first. */
export async function listSessions(tx: Tx, memberId: string): Promise<readonly StoredSession[]> {
  return query(
    tx,
    sql`
      select session_id, address, browser, created_at, seen_at, expires_at
      from card_sessions
      where shard = ${shardOf(memberId)} and member_id = ${memberId} and expires_at > now()
      order by seen_at desc, session_id`,
    sessionRow,
  );
}

/** Answers whether the member had such a session. */
export async function endSession(tx: Tx, { memberId, sessionId }: FoundSession): Promise<boolean> {
  const ended = await execute(
    tx,
    sql`
      delete from card_sessions
      where shard = ${shardOf(memberId)} and member_id = ${memberId} and session_id = ${sessionId}`,
  );
  return ended === 1;
}

export async function endSessions(
  tx: Tx,
  { memberId, except }: { readonly memberId: string; readonly except: string | null },
): Promise<void> {
  await execute(
    tx,
    sql`
      delete from card_sessions
      where shard = ${shardOf(memberId)} and member_id = ${memberId} and session_id is distinct from ${except}::uuid`,
  );
}

export async function tidySessions(on: Queryable): Promise<void> {
  await execute(on, sql`delete from card_sessions where expires_at < now()`);
}
