/** The call of ledger_commit (see migrations/0002-commit.sql), the only statement that writes an account. */
import { z } from 'zod'
import { queryOne, type Queryable } from '../kit/sql.ts'
import type { Rows } from './book.ts'

const answerSchema = z.object({ changed: z.array(z.string()) })

/** Writes a batch in one transaction; answers the accounts that had changed since they were loaded and were left out. */
export async function commitRows(on: Queryable, rows: Rows): Promise<ReadonlySet<string>> {
  const rest = rows.holds.length + rows.returns.length + rows.outbox.length > 0
  const answer = await queryOne(
    on,
    {
      name: 'ledger-commit',
      text: 'select ledger_commit($1, $2, $3, $4, $5, $6, $7) as changed',
      values: [
        0,
        JSON.stringify(rows.accounts),
        JSON.stringify(rows.operations),
        JSON.stringify(rows.journal),
        JSON.stringify(rows.lots),
        JSON.stringify(rows.meters),
        rest ? JSON.stringify({ holds: rows.holds, returns: rows.returns, outbox: rows.outbox }) : null,
      ],
    },
    answerSchema,
  )
  return new Set(answer?.changed)
}
