/** The call of ledger_commit (see migrations/0002-commit.sql and 0003), the only statement that writes an account. */
import { z } from 'zod';
import { queryOne, type Queryable } from '../kit/sql.ts';
import type { Rows } from './book.ts';
import { columnsOf } from './columns.ts';
import type { LeasedQuotaRow } from './purse.ts';

/** Between stored documents: JSON writes control characters as escapes, so it never contains this one. */
const RECORD_SEPARATOR = '\u001E';

const answerSchema = z.object({ changed: z.array(z.string()) });

/**
 * Writes a batch in one transaction; answers the accounts that had changed since they were loaded and were left out.
 * `shard` is any of theirs when they are of one node of a cluster, null on a server alone. Fails with isLeaseGone when quotas were spent of a lease that is not there any more; nothing is written then.
 */
export async function commitRows(
  on: Queryable,
  shard: number | null,
  rows: Rows,
  quotas: readonly LeasedQuotaRow[],
): Promise<ReadonlySet<string>> {
  const { holds, returns, outbox } = rows;
  const isRare = holds.length + returns.length + outbox.length + quotas.length > 0;
  const rest = isRare ? JSON.stringify({ holds, returns, outbox, quotas }) : null;
  const answer = await queryOne(
    on,
    {
      name: 'ledger-commit',
      text: 'select ledger_commit($1, $2, $3, $4, $5, $6, $7, $8, $9) as changed',
      values: [
        shard,
        columnsOf(rows.accounts),
        columnsOf(rows.operations),
        rows.events.join(RECORD_SEPARATOR),
        rows.decisions.join(RECORD_SEPARATOR),
        columnsOf(rows.journal),
        columnsOf(rows.lots),
        columnsOf(rows.meters),
        rest,
      ],
    },
    answerSchema,
  );
  return new Set(answer?.changed);
}
