/** The codes of a batch as a CSV file that grows while it is read, so that a million of them need no memory. */
import type { Database } from '../../kit/db.ts';
import { csvRow } from '../exports/csv.ts';
import { listCodes } from './store.ts';

const PAGE = 5_000;

/** Each page is of its own moment: what is used meanwhile may show as used or not. */
export async function* codesAsCsv(db: Database, organizationId: string, batchId: string): AsyncGenerator<string> {
  yield csvRow(['code', 'blocked', 'reserved', 'used']);
  let after = 0;
  for (;;) {
    const cursor = after;
    const page = await db.tenant(organizationId, (tx) =>
      listCodes(tx, organizationId, { batchId, after: cursor, limit: PAGE }),
    );
    const last = page.at(-1);
    if (last === undefined) return;
    yield page
      .map(({ code, blocked, reserved, used }) => csvRow([code, blocked ? 'yes' : 'no', reserved, used]))
      .join('');
    after = last.number;
  }
}
