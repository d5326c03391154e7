/**
 * Alarms of accounts follow a new version of their program: what it brings by itself (birthdays, silence) may be due before
 * anything that the accounts know of. Done once every process has heard of the version; the row remembers that it is to do.
 */
import { type CompiledProgram, instant, type Instant, loadProgram } from '@kopilka/engine';
import { z } from 'zod';
import type { Database } from '../../kit/db.ts';
import { execute, query, sql } from '../../kit/sql.ts';
import type { Ledger } from '../../ledger/ledger.ts';

const waitingSchema = z.object({
  organization_id: z.string(),
  program_id: z.string(),
  version: z.int(),
  source: z.string(),
  format: z.enum(['yaml', 'json']),
  /** null: from the beginning of time. */
  effective_ms: z.number().nullable(),
});

/** Sets alarms for the versions that wait for it; answers how many versions that were. */
export async function rearmPublished(db: Database, ledger: Ledger): Promise<number> {
  const waiting = await query(
    db.system,
    sql`select organization_id, program_id, version, source, format,
        case when isfinite(effective_from) then (extract(epoch from effective_from) * 1000)::bigint::float8 end as effective_ms
      from program_versions
      where rearm_at <= now()
      order by rearm_at
      limit 100`,
    waitingSchema,
  );
  for (const one of waiting) {
    const from = startOf(one.effective_ms);
    if (from !== null && bringsAlarms(one)) await ledger.rearm(one.organization_id, one.program_id, from);
    await execute(
      db.system,
      sql`update program_versions set rearm_at = null
        where organization_id = ${one.organization_id} and program_id = ${one.program_id} and version = ${one.version}`,
    );
  }
  return waiting.length;
}

/** The first version rules from the beginning of time: no account is older than it. */
function startOf(effectiveMs: number | null): Instant | null {
  return effectiveMs === null ? null : instant(effectiveMs);
}

function bringsAlarms({ source, format }: Pick<z.infer<typeof waitingSchema>, 'source' | 'format'>): boolean {
  const loaded = loadProgram(source, format);
  return loaded.ok && hasAlarms(loaded.program);
}

function hasAlarms({ rulesOn, wallets }: CompiledProgram): boolean {
  return (
    rulesOn.has('birthday') ||
    rulesOn.has('inactive') ||
    [...wallets.values()].some((wallet) => wallet.expires.type === 'inactive')
  );
}
