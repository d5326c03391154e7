/** The call of ledger_commit (see migrations/0002-commit.sql and 0003), the only statement that writes an account. */
import { z } from 'zod';
import { queryOne, type Queryable } from '../kit/sql.ts';
import type { Row, Rows } from './book.ts';
import type { LeasedQuotaRow } from './purse.ts';

/** Between stored documents: JSON writes control characters as escapes, so it never contains this one. */
const RECORD_SEPARATOR = '\u001E';
/** Between columns. */
const GROUP_SEPARATOR = '\u001D';

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

/** Rows as columns, each the text of an array, in one text; null when there are no rows. */
function columnsOf(rows: readonly Row[]): string | null {
  const [first] = rows;
  if (first === undefined) return null;
  const columns = first.map((_, column) => `{${rows.map((row) => elementOf(row[column] ?? null)).join(',')}}`);
  return columns.join(GROUP_SEPARATOR);
}

/** What needs no quotes inside the text of an array: numbers, ids, slugs, times. */
const PLAIN = /^[\w.:+-]+$/;

function elementOf(value: Row[number]): string {
  if (typeof value !== 'string') return String(value);
  // "null" would be read as no value. Quotes and backslashes are escaped as in JSON; other escapes do not occur here.
  return PLAIN.test(value) && value.toLowerCase() !== 'null'
    ? value
    : `"${value.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}
