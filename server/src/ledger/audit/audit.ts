/**
 * Proves the ledger's invariants on the whole database, in one snapshot, beside a running server if need be: every account's
 * rows against each other, every operation decided again, every key against its operation, and the totals of everything.
 */
import { z } from 'zod';
import { query, sql, type Queryable } from '../../kit/sql.ts';
import type { ProgramSource, ProgramTimeline } from '../program-source.ts';
import { examine } from './examine.ts';
import { examineKeys } from './keys.ts';
import { readPage } from './page.ts';
import { createQuotaTally, examineQuotas } from './quotas.ts';
import { createFindings, type AuditReport, type Findings } from './report.ts';

/** Accounts read and examined at a time. */
const PAGE = 200;
/** Of more the keys are examined where they are (keys.ts). */
const OPERATIONS_GATHERED_MAX = 100_000;

export interface AuditOptions {
  /** One connection inside a repeatable-read transaction that sees all organizations. */
  readonly snapshot: Queryable;
  readonly programs: ProgramSource;
  /** Otherwise than usual, in tests. */
  readonly gatheredMax?: number;
  readonly onProgress?: (accountsDone: number, accountsTotal: number) => void;
}

export async function audit({
  snapshot,
  programs,
  onProgress,
  gatheredMax = OPERATIONS_GATHERED_MAX,
}: AuditOptions): Promise<AuditReport> {
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
  await examineKeys(snapshot, findings, counts.operations > gatheredMax);
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
