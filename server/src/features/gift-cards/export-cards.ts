/** The cards of a batch as a CSV file, for whoever prints them. */
import type { Database } from '../../kit/db.ts';
import { csvRow } from '../exports/csv.ts';
import { listCards } from './store.ts';

const PAGE = 5_000;

/** Each page is of its own moment. */
export async function* cardsAsCsv(db: Database, organizationId: string, batchId: string): AsyncGenerator<string> {
  yield csvRow(['code', 'status', 'blocked']);
  let after = 0;
  for (;;) {
    const cursor = after;
    const page = await db.tenant(organizationId, (tx) =>
      listCards(tx, organizationId, { batchId, after: cursor, limit: PAGE }),
    );
    const last = page.at(-1);
    if (last === undefined) return;
    yield page.map(({ code, status, blocked }) => csvRow([code, status, blocked ? 'yes' : 'no'])).join('');
    after = last.number;
  }
}
