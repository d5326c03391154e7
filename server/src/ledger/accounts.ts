/** Accounts as such: opening them, finding those that something is due for. */
import type { Instant } from '@kopilka/engine';
import { z } from 'zod';
import { execute, query, queryOne, sql, type Queryable } from '../kit/sql.ts';
import { iso } from './account-row.ts';
import { shardOf } from './ids.ts';
import type { NewAccount } from './ledger.ts';

/** Due accounts handed out at a time. */
const DUE_PAGE = 500;

/** An account that exists already is left as it is. */
export async function openAccounts(on: Queryable, accounts: readonly NewAccount[]): Promise<void> {
  if (accounts.length === 0) return;
  const rows = accounts.map((account) => ({
    shard: shardOf(account.accountId),
    account_id: account.accountId,
    organization_id: account.organizationId,
    program_id: account.programId,
    opened_at: iso(account.openedAt),
  }));
  await execute(
    on,
    sql`insert into accounts (shard, account_id, organization_id, program_id, version, tier, grants, sums, debts, opened_at)
      select shard, account_id, organization_id, program_id, 0, '', '[]', '{}', '{}', opened_at
      from json_to_recordset(${JSON.stringify(rows)}::json) as x (
        shard smallint, account_id uuid, organization_id uuid, program_id text, opened_at timestamptz
      )
      order by shard, account_id
      on conflict do nothing`,
  );
}

export interface DueAccount {
  readonly accountId: string;
  readonly programId: string;
}

const dueSchema = z
  .object({ account_id: z.string(), program_id: z.string() })
  .transform((row): DueAccount => ({ accountId: row.account_id, programId: row.program_id }));

/** Some accounts of one organization that something is due for, soonest first. */
export function dueAccounts(on: Queryable, organizationId: string, now: Instant): Promise<readonly DueAccount[]> {
  return query(
    on,
    sql`select account_id, program_id from accounts
      where organization_id = ${organizationId} and due_at <= ${iso(now)}
      order by due_at
      limit ${DUE_PAGE}`,
    dueSchema,
  );
}

/** The program of an organization's account; null when it has no such account. */
export async function programOf(on: Queryable, organizationId: string, accountId: string): Promise<string | null> {
  const row = await queryOne(
    on,
    sql`select account_id, program_id from accounts
      where shard = ${shardOf(accountId)} and account_id = ${accountId} and organization_id = ${organizationId}`,
    dueSchema,
  );
  return row?.programId ?? null;
}
