/** Words for members: kept by account until somebody reads or sends them. */
import { createHash } from 'node:crypto';
import { instant, type Instant } from '@kopilka/engine';
import { z } from 'zod';
import { execute, query, sql, type Queryable } from '../kit/sql.ts';
import { iso } from './account-row.ts';
import { shardOf } from './ids.ts';
import type { Message } from './ledger.ts';

/** What an operation emitted as a message: at least one language. */
export const messageDataSchema = z
  .object({ rule: z.string(), ru: z.string().optional(), en: z.string().optional() })
  .refine(({ ru, en }) => ru !== undefined || en !== undefined);

export interface NewMessage extends z.infer<typeof messageDataSchema> {
  /** The outbox row that it comes from, which its id is made of. */
  readonly source: string;
  readonly accountId: string;
  readonly organizationId: string;
  readonly programId: string;
  readonly at: Instant;
}

/** One that is there already is left as it is. */
export async function insertMessages(on: Queryable, messages: readonly NewMessage[]): Promise<void> {
  if (messages.length === 0) return;
  const rows = messages.map((message) => ({
    shard: shardOf(message.accountId),
    account_id: message.accountId,
    message_id: messageId(message),
    organization_id: message.organizationId,
    program_id: message.programId,
    rule: message.rule,
    ru: message.ru ?? null,
    en: message.en ?? null,
    occurred_at: iso(message.at),
  }));
  await execute(
    on,
    sql`insert into messages (shard, account_id, message_id, organization_id, program_id, rule, ru, en, occurred_at, created_at)
      select shard, account_id, message_id, organization_id, program_id, rule, ru, en, occurred_at, now()
      from json_to_recordset(${JSON.stringify(rows)}::json) as x (
        shard smallint, account_id uuid, message_id uuid, organization_id uuid, program_id text, rule text, ru text, en text,
        occurred_at timestamptz
      )
      order by shard, account_id, message_id
      on conflict do nothing`,
  );
}

const messageSchema = z
  .object({
    message_id: z.string(),
    rule: z.string(),
    ru: z.string().nullable(),
    en: z.string().nullable(),
    occurred_at: z.number(),
  })
  .transform(({ message_id, occurred_at, ...words }): Message => ({
    messageId: message_id,
    ...words,
    at: instant(occurred_at),
  }));

/** Ids are in the order of time, so the newest first is the key backwards. */
export function listMessages(
  on: Queryable,
  organizationId: string,
  accountId: string,
  page: { readonly before?: string; readonly limit: number },
): Promise<readonly Message[]> {
  return query(
    on,
    sql`select message_id, rule, ru, en, occurred_at
      from messages
      where shard = ${shardOf(accountId)} and account_id = ${accountId} and organization_id = ${organizationId}
        and message_id < ${page.before ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff'}::uuid
      order by message_id desc
      limit ${page.limit}`,
    messageSchema,
  );
}

export async function deleteMessages(on: Queryable, organizationId: string, accountId: string): Promise<void> {
  await execute(
    on,
    sql`delete from messages
      where shard = ${shardOf(accountId)} and account_id = ${accountId} and organization_id = ${organizationId}`,
  );
}

/** A UUID of version 8: the time, then a hash of the row instead of chance, so that a row delivered again is the same message. */
function messageId({ source, at }: NewMessage): string {
  const time = Math.max(0, at).toString(16).padStart(12, '0');
  const hash = createHash('sha256').update(source).digest('hex');
  return `${time.slice(0, 8)}-${time.slice(8, 12)}-8${hash.slice(0, 3)}-a${hash.slice(3, 6)}-${hash.slice(6, 18)}`;
}
