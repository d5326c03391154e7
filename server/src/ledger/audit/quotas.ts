/** Quotas that accounts share against the decisions that took of them: what is taken or leased is counted, to the unit. */
import { z } from 'zod';
import { query, sql, type Queryable } from '../../kit/sql.ts';
import type { AccountFile } from './page.ts';
import type { Findings } from './report.ts';

/** What operations took, by quota; gathered while the accounts go by. */
export interface QuotaTally {
  add(file: AccountFile): void;
  readonly taken: ReadonlyMap<string, number>;
}

export function createQuotaTally(): QuotaTally {
  const taken = new Map<string, number>();
  return {
    add: ({ account, operations }) => {
      for (const { decision } of operations) {
        for (const [key, units] of Object.entries(decision.quotas ?? {})) {
          const name = `${account.organization_id}/${account.program_id}/${key}`;
          taken.set(name, (taken.get(name) ?? 0) + units);
        }
      }
    },
    taken,
  };
}

const countedSchema = z.object({ name: z.string(), taken: z.int(), leased: z.int() });

export async function examineQuotas(on: Queryable, { taken }: QuotaTally, findings: Findings): Promise<void> {
  const counted = await query(
    on,
    sql`select organization_id || '/' || program_id || '/' || key as name, sum(taken)::bigint as taken, sum(leased)::bigint as leased
      from (
        select organization_id, program_id, key, taken, 0 as leased from quotas
        union all
        select organization_id, program_id, key, 0, left_units from quota_leases
      ) x
      group by organization_id, program_id, key`,
    countedSchema,
  );
  const byName = new Map(counted.map((row) => [row.name, row]));
  for (const name of new Set([...taken.keys(), ...byName.keys()])) {
    const row = byName.get(name) ?? { taken: 0, leased: 0 };
    const decided = taken.get(name) ?? 0;
    if (decided !== row.taken - row.leased)
      findings.add(
        'quotas_within_limits',
        null,
        `${name}: operations took ${decided}; ${row.taken} are counted as taken, ${row.leased} of them leased`,
      );
  }
}
