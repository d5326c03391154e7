/** Accounts as such: opening them, finding those that something is due for. */
import type { Instant } from '@kopilka/engine';
import { z } from 'zod';
import { execute, query, queryOne, sql, type Queryable } from '../kit/sql.ts';
import { iso } from './account-row.ts';
import { shardOf } from './ids.ts';
import type { NewAccount } from './ledger.ts';

/** Accounts whose alarm is set by one statement. */
const REARM_PAGE = 1_000;

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

/** So many accounts of one organization that something is due for, soonest first. */
export function dueAccounts(
  on: Queryable,
  { organizationId, now, count }: { readonly organizationId: string; readonly now: Instant; readonly count: number },
): Promise<readonly DueAccount[]> {
  return query(
    on,
    sql`select account_id, program_id from accounts
      where organization_id = ${organizationId} and due_at <= ${iso(now)}
      order by due_at
      limit ${count}`,
    dueSchema,
  );
}

const rearmedSchema = z.object({ last: z.string().nullable() });

/**
 * Sets the alarm of all accounts of a program to ring at `from` at the latest, page by page. Those that have not lived yet have
 * nothing that could be due, and their past may still be imported.
 */
export async function rearmAccounts(
  on: Queryable,
  organizationId: string,
  programId: string,
  from: Instant,
): Promise<void> {
  let after: string | null = '00000000-0000-0000-0000-000000000000';
  while (after !== null) {
    // Rows are written in the order of commits, so that neither waits for the other in a circle; should they on a cluster, where
    // that cannot be said, a commit is tried again, and so is this.
    const row: z.infer<typeof rearmedSchema> | undefined = await queryOne(
      on,
      sql`with page as materialized (
          select shard, account_id
          from accounts
          where organization_id = ${organizationId} and program_id = ${programId} and account_id > ${after}::uuid
          order by account_id
          limit ${REARM_PAGE}
        ), later as materialized (
          select shard, account_id from page order by shard, account_id
        ), rearmed as (
          update accounts a
          set due_at = ${iso(from)}
          from later l
          where a.shard = l.shard and a.account_id = l.account_id
            and a.version > 0 and (a.due_at is null or a.due_at > ${iso(from)})
        )
        select max(account_id::text) as last from page`,
      rearmedSchema,
    );
    after = row?.last ?? null;
  }
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
