/** What a coalition's partners owe and are owed: the part of the journal that names them. */
import { ENTRY_KINDS, units, type Instant } from '@kopilka/engine';
import { z } from 'zod';
import { query, sql, type Queryable } from '../kit/sql.ts';
import { iso } from './account-row.ts';
import type { PartnerMovement } from './ledger.ts';

const movementSchema = z
  .object({ partner: z.string(), wallet: z.string(), kind: z.enum(ENTRY_KINDS), units: z.int() })
  .transform((row): PartnerMovement => ({ ...row, units: units(row.units) }));

/** By the time of acceptance, which only goes forward: a month that has been settled stays as it was, however late a receipt comes. */
export function listPartnerMovements(
  on: Queryable,
  {
    organizationId,
    programId,
    from,
    until,
  }: { readonly organizationId: string; readonly programId: string; readonly from: Instant; readonly until: Instant },
): Promise<readonly PartnerMovement[]> {
  return query(
    on,
    sql`select j.partner, j.wallet, j.kind, sum(j.units)::bigint as units
      from operations o
      join accounts a on a.shard = o.shard and a.account_id = o.account_id
      join journal j on j.shard = o.shard and j.account_id = o.account_id and j.seq = o.seq
      where o.organization_id = ${organizationId} and o.accepted_at >= ${iso(from)} and o.accepted_at < ${iso(until)}
        and a.program_id = ${programId} and j.partner is not null
      group by j.partner, j.wallet, j.kind
      order by j.partner, j.wallet, j.kind`,
    movementSchema,
  );
}
