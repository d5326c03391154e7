/** Statements of the demo: is there anything here yet. */
import { z } from 'zod';
import type { Database } from '../../kit/db.ts';
import { query, sql } from '../../kit/sql.ts';

const organizationRow = z
  .object({ organization_id: z.string(), name: z.string(), created_at: z.number() })
  .transform((row) => ({ organizationId: row.organization_id, name: row.name, createdAt: row.created_at }));

export type KnownOrganization = z.infer<typeof organizationRow>;

/** The oldest few; that there is more than one is all that anybody needs to know. */
export function listOrganizations(db: Database): Promise<readonly KnownOrganization[]> {
  return query(
    db.system,
    sql`select organization_id, name, created_at from organizations order by created_at limit 10`,
    organizationRow,
  );
}
