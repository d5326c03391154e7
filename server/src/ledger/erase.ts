/**
 * Forgetting the people behind an account: its stored operations lose what may name a person, for ever. First the account is
 * sealed as it is, then the operations up to the seal are rewritten; from then on the audit decides again only what came after.
 * Both may be repeated: a crash in between is finished by the next call.
 */
import { decisionWithoutPeople, emittedWithoutPeople, eventWithoutPeople } from '@kopilka/engine';
import { z } from 'zod';
import { execute, query, queryOne, sql, type Queryable } from '../kit/sql.ts';
import { shardOf } from './ids.ts';
import type { StoredOperation } from './ledger.ts';
import { deleteMessages } from './messages.ts';
import { listOperations } from './operation-row.ts';

/** Operations read and rewritten at a time. */
const PAGE = 200;

export interface ToErase {
  readonly organizationId: string;
  readonly accountId: string;
  /** Whether the account's messages go too: nobody else can have been meant. */
  readonly messages: boolean;
}

export async function eraseHistory(on: Queryable, wanted: ToErase): Promise<void> {
  const seq = await seal(on, wanted);
  if (seq === null) return;
  await eraseOperations(on, wanted, seq);
  await eraseOutbox(on, wanted);
  if (wanted.messages) await deleteMessages(on, wanted.organizationId, wanted.accountId);
}

const sealedSchema = z.object({ seq: z.int() });

/** As the account's row is at one moment; null when nothing has happened on it. */
async function seal(on: Queryable, { organizationId, accountId }: ToErase): Promise<number | null> {
  const row = await queryOne(
    on,
    sql`insert into account_seals (
        shard, account_id, organization_id, seq, as_of, grants, sums, window_from, state, sealed_at
      )
      select shard, account_id, organization_id, version, as_of, grants, sums, window_from, state, now()
      from accounts
      where shard = ${shardOf(accountId)} and account_id = ${accountId} and organization_id = ${organizationId} and version > 0
      on conflict (shard, account_id) do update
      set seq = excluded.seq, as_of = excluded.as_of, grants = excluded.grants, sums = excluded.sums,
        window_from = excluded.window_from, state = excluded.state, sealed_at = excluded.sealed_at
      returning seq`,
    sealedSchema,
  );
  return row?.seq ?? null;
}

/** From the newest backwards. */
async function eraseOperations(on: Queryable, { organizationId, accountId }: ToErase, seq: number): Promise<void> {
  let beforeSeq: number | undefined = seq + 1;
  while (beforeSeq !== undefined) {
    const page: readonly StoredOperation[] = await listOperations(on, organizationId, accountId, {
      beforeSeq,
      limit: PAGE,
    });
    const erased = page.map((operation) => ({
      seq: operation.seq,
      event: JSON.stringify(eventWithoutPeople(operation.event)),
      decision: JSON.stringify(decisionWithoutPeople(operation.decision)),
    }));
    await execute(
      on,
      sql`update operations o
        set event = x.event, decision = x.decision
        from unnest(
          ${erased.map((one) => one.seq)}::bigint[], ${erased.map((one) => one.event)}::text[],
          ${erased.map((one) => one.decision)}::text[]
        ) as x (seq, event, decision)
        where o.shard = ${shardOf(accountId)} and o.account_id = ${accountId} and o.seq = x.seq
          and (o.event <> x.event or o.decision <> x.decision)`,
    );
    beforeSeq = page.at(-1)?.seq;
  }
}

const outboxSchema = z.object({
  seq: z.int(),
  entry: z.int(),
  topic: z.string(),
  payload: z.record(z.string(), z.string()),
});

/** What was set aside because nobody took it, and what is on its way. */
async function eraseOutbox(on: Queryable, { accountId }: ToErase): Promise<void> {
  const rows = await query(
    on,
    sql`select seq, entry, topic, payload from outbox where shard = ${shardOf(accountId)} and account_id = ${accountId}`,
    outboxSchema,
  );
  for (const { seq, entry, topic, payload } of rows) {
    const { data } = emittedWithoutPeople({ name: topic, data: payload });
    await execute(
      on,
      sql`update outbox
        set payload = ${JSON.stringify(data)}, failure = null
        where shard = ${shardOf(accountId)} and account_id = ${accountId} and seq = ${seq} and entry = ${entry}`,
    );
  }
}
