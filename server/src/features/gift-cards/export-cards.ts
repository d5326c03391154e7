/** The cards of a batch as a CSV file, for whoever prints them. */
import type { Database } from '../../kit/db.ts';
import { csvPages } from '../coupons/csv-answer.ts';
import { listCards, type StoredCardBatch } from './store.ts';

/** Each page is of its own moment. */
export function cardsAsCsv(
  db: Database,
  organizationId: string,
  { batchId, tried }: Pick<StoredCardBatch, 'batchId' | 'tried'>,
): AsyncGenerator<string> {
  return csvPages(['code', 'status', 'blocked'], tried, async (numbers) => {
    const cards = await db.tenant(organizationId, (tx) => listCards(tx, organizationId, { batchId, ...numbers }));
    return cards.map(({ code, status, blocked }) => [code, status, blocked ? 'yes' : 'no']);
  });
}
