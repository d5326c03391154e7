/** Statements of an import: while the past comes in, the organization's alarms stay quiet. */
import type { Database } from '../../kit/db.ts';
import { execute, sql } from '../../kit/sql.ts';

/**
 * Until then no alarm carries an account on to the present: its receipts of the past would come too late for it. Posting
 * history renews the hold, so this one has to cover only the time before the first receipt.
 */
const HOLD_SECONDS = 120;

export async function holdAlarms(db: Database, organizationId: string): Promise<void> {
  await db.tenant(organizationId, (tx) =>
    execute(
      tx,
      sql`
        update organizations
        set alarms_held_until = now() + make_interval(secs => ${HOLD_SECONDS})
        where organization_id = ${organizationId}`,
    ),
  );
}

export async function releaseAlarms(db: Database, organizationId: string): Promise<void> {
  await db.tenant(organizationId, (tx) =>
    execute(tx, sql`update organizations set alarms_held_until = null where organization_id = ${organizationId}`),
  );
}
