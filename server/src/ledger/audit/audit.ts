/**
 * Proves the ledger's invariants on the whole database, in one snapshot, beside a running server if need be: every account's
 * rows against each other, every operation decided again, every key against its operation, and the totals of everything.
 */
import { z } from 'zod';
import { query, sql, type Queryable } from '../../kit/sql.ts';
import type { ProgramSource, ProgramTimeline } from '../program-source.ts';
import { examine } from './examine.ts';
import { readPage } from './page.ts';
import { createQuotaTally, examineQuotas } from './quotas.ts';
import { createFindings, type AuditReport, type Findings } from './report.ts';

/** Accounts read and examined at a time. */
const PAGE = 200;

export interface AuditOptions {
  /** One connection inside a repeatable-read transaction that sees all organizations. */
  readonly snapshot: Queryable;
  readonly programs: ProgramSource;
  readonly onProgress?: (accountsDone: number, accountsTotal: number) => void;
}

export async function audit({ snapshot, programs, onProgress }: AuditOptions): Promise<AuditReport> {
  const findings = createFindings();
  const counts = await countAll(snapshot);
  const timelines = new Map<string, ProgramTimeline | null>();
  const tally = createQuotaTally();
  let after = { shard: -1, accountId: '00000000-0000-0000-0000-000000000000' };
  let done = 0;
  for (;;) {
    const page = await readPage(snapshot, after, PAGE);
    for (const file of page) {
      const { organization_id, program_id } = file.account;
      const name = `${organization_id}/${program_id}`;
      if (!timelines.has(name)) timelines.set(name, await programs.timeline(organization_id, program_id));
      examine(file, timelines.get(name) ?? null, findings);
      tally.add(file);
    }
    done += page.length;
    onProgress?.(done, counts.accounts);
    const last = page.at(-1);
    if (last === undefined) break;
    after = { shard: last.account.shard, accountId: last.account.account_id };
  }
  await examineKeys(snapshot, findings);
  await examineQuotas(snapshot, tally, findings);
  const totals = await examineTotals(snapshot, findings);
  return { ...counts, ...totals, offenceCount: findings.count(), offences: findings.kept };
}

const countSchema = z.object({ accounts: z.int(), operations: z.int(), entries: z.int(), lots: z.int() });

async function countAll(on: Queryable): Promise<z.infer<typeof countSchema>> {
  const [counts] = await query(
    on,
    sql`select (select count(*) from accounts) as accounts, (select count(*) from operations) as operations,
      (select count(*) from journal) as entries, (select count(*) from lots) as lots`,
    countSchema,
  );
  if (counts === undefined) throw new Error('counting answered nothing');
  return counts;
}

const keySchema = z.object({ account_id: z.string().nullable(), operation_id: z.string(), detail: z.string() });

/** A claim may stand for an operation that never happened (it was refused); the rest must fit together. */
async function examineKeys(on: Queryable, findings: Findings): Promise<void> {
  // Whole tables against whole tables: a planner without statistics would look up one by one, for minutes.
  await on.query(sql`set local enable_nestloop = off`);
  const bad = [...(await misfitKeys(on)), ...(await misfitGuests(on))];
  for (const { account_id, operation_id, detail } of bad)
    findings.add('key_applied_once', account_id, `operation ${operation_id}: ${detail}`);
}

/** Claims and operations are gathered by operation rather than joined: on a cluster they are on different nodes. */
function misfitKeys(on: Queryable): Promise<readonly z.infer<typeof keySchema>[]> {
  return query(
    on,
    sql`select min(account) filter (where happened) as account_id, operation_id,
        case
          when count(*) filter (where happened) > 1 then 'applied ' || count(*) filter (where happened) || ' times'
          when min(account) <> max(account) then 'claimed for another account'
          else 'a purchase with a receipt that nobody claimed'
        end as detail
      from (
        select shard as place, operation_id, account_id::text as account, true as happened, false as claimed,
          type = 'purchase' and event::json -> 'receipt' ->> 'id' is not null as named
        from operations
        union all
        select bucket, operation_id, coalesce(account_id::text, 'nobody'), false, kind in ('receipt', 'checkout'), false
        from claims
      ) x
      group by operation_id
      having count(*) filter (where happened) > 1
        or bool_or(happened) and min(account) <> max(account)
        or bool_or(named) and not bool_or(claimed)
      limit 1000`,
    keySchema,
  );
}

function misfitGuests(on: Queryable): Promise<readonly z.infer<typeof keySchema>[]> {
  return query(
    on,
    sql`select null as account_id, g.receipt_id as operation_id, 'a receipt of nobody whose number is claimed otherwise' as detail
      from guest_receipts g
      left join claims c
        on c.bucket = g.bucket and c.organization_id = g.organization_id and c.kind = 'receipt' and c.key = g.receipt_key
        and c.operation_id = g.receipt_id
      where c.bucket is null
      limit 1000`,
    keySchema,
  );
}

const totalSchema = z.object({ wallet: z.string(), kind: z.string(), units: z.int() });

async function examineTotals(on: Queryable, findings: Findings): Promise<Pick<AuditReport, 'totals' | 'outstanding'>> {
  const moved = await query(
    on,
    sql`select a.program_id || '/' || j.wallet as wallet, j.kind, sum(j.units)::bigint as units
      from journal j
      join accounts a on a.shard = j.shard and a.account_id = j.account_id
      group by 1, 2
      order by 1, 2`,
    totalSchema,
  );
  const held = await query(
    on,
    sql`select wallet, 'outstanding' as kind, sum(units)::bigint as units
      from (
        select a.program_id || '/' || l.wallet as wallet, l.remaining as units
        from lots l
        join accounts a on a.shard = l.shard and a.account_id = l.account_id
        union all
        select a.program_id || '/' || d.key, -d.value::bigint
        from accounts a
        cross join lateral jsonb_each_text(a.debts) d
      ) x
      group by 1`,
    totalSchema,
  );
  const totals: Record<string, Record<string, number>> = {};
  for (const { wallet, kind, units } of moved) (totals[wallet] ??= {})[kind] = units;
  const outstanding = Object.fromEntries(held.map(({ wallet, units }) => [wallet, units]));
  for (const wallet of new Set([...Object.keys(totals), ...Object.keys(outstanding)])) {
    const journal = Object.values(totals[wallet] ?? {}).reduce((sum, units) => sum + units, 0);
    if (journal !== (outstanding[wallet] ?? 0))
      findings.add(
        'totals_balance',
        null,
        `${wallet}: movements leave ${journal}, accounts hold ${outstanding[wallet] ?? 0}`,
      );
    if ((totals[wallet]?.['join'] ?? 0) !== 0)
      findings.add('totals_balance', null, `${wallet}: joining lots made or lost ${totals[wallet]?.['join']} units`);
  }
  return { totals, outstanding };
}
