/**
 * Accounts of a program against each other. These read all of them: an index would make every purchase dearer for a page that
 * is seldom looked at.
 */
import { units, type Instant, type Units } from '@kopilka/engine';
import { z } from 'zod';
import { query, queryOne, sql, type Queryable } from '../kit/sql.ts';
import { iso } from './account-row.ts';
import { shardOf } from './ids.ts';
import type { RankedBy } from './ledger.ts';

interface OfProgram {
  readonly organizationId: string;
  readonly programId: string;
}

const rankedSchema = z
  .object({ account_id: z.string(), value: z.int() })
  .transform((row) => ({ accountId: row.account_id, value: row.value }));

export function listRanking(
  on: Queryable,
  { organizationId, programId, meter, from, until, tiers, limit }: OfProgram & RankedBy & { readonly limit: number },
): Promise<readonly { readonly accountId: string; readonly value: number }[]> {
  return query(
    on,
    sql`select a.account_id, sum(m.value)::bigint as value
      from accounts a
      join meters m on m.shard = a.shard and m.account_id = a.account_id
      where a.organization_id = ${organizationId} and a.program_id = ${programId}
        and (${tiers ?? null}::text[] is null or a.tier = any (${tiers ?? null}::text[]))
        and m.meter = ${meter} and m.day >= coalesce(${from}::date, '-infinity') and m.day < coalesce(${until}::date, 'infinity')
      group by a.account_id
      having sum(m.value) > 0
      order by value desc, a.account_id
      limit ${limit}`,
    rankedSchema,
  );
}

const placeSchema = z.object({ rank: z.int(), value: z.int() });

export async function placeIn(
  on: Queryable,
  { organizationId, programId, meter, from, until, tiers }: OfProgram & RankedBy,
  accountId: string,
): Promise<{ readonly rank: number; readonly value: number } | null> {
  const row = await queryOne(
    on,
    sql`with own as (
        select sum(m.value)::bigint as value
        from accounts a
        join meters m on m.shard = a.shard and m.account_id = a.account_id
        where a.shard = ${shardOf(accountId)} and a.account_id = ${accountId}
          and a.organization_id = ${organizationId} and a.program_id = ${programId}
          and (${tiers ?? null}::text[] is null or a.tier = any (${tiers ?? null}::text[]))
          and m.meter = ${meter} and m.day >= coalesce(${from}::date, '-infinity') and m.day < coalesce(${until}::date, 'infinity')
        having sum(m.value) > 0
      ), ahead as (
        select a.account_id
        from accounts a
        join meters m on m.shard = a.shard and m.account_id = a.account_id
        where a.organization_id = ${organizationId} and a.program_id = ${programId}
          and (${tiers ?? null}::text[] is null or a.tier = any (${tiers ?? null}::text[]))
          and m.meter = ${meter} and m.day >= coalesce(${from}::date, '-infinity') and m.day < coalesce(${until}::date, 'infinity')
        group by a.account_id
        having sum(m.value) > (select value from own)
      )
      select 1 + (select count(*) from ahead) as rank, value from own`,
    placeSchema,
  );
  return row ?? null;
}

const holderSchema = z
  .object({ account_id: z.string(), units: z.int() })
  .transform((row) => ({ accountId: row.account_id, units: units(row.units) }));

/**
 * An account's entries happen in the order of its time, so those up to a moment add up to where it stood then, whatever has been
 * earned, returned or has expired since. Reads the journal of the program: it is asked once a draw.
 */
export function listTicketHolders(
  on: Queryable,
  { organizationId, programId, wallet, at }: OfProgram & { readonly wallet: string; readonly at: Instant },
): Promise<readonly { readonly accountId: string; readonly units: Units }[]> {
  return query(
    on,
    sql`select a.account_id, sum(j.units)::bigint as units
      from accounts a
      join journal j on j.shard = a.shard and j.account_id = a.account_id
      where a.organization_id = ${organizationId} and a.program_id = ${programId}
        and j.wallet = ${wallet} and j.lot_from <= ${iso(at)} and j.lot_to > ${iso(at)} and j.occurred_at <= ${iso(at)}
      group by a.account_id
      having sum(j.units) > 0
      order by a.account_id`,
    holderSchema,
  );
}
