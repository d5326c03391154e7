/** The codes of a batch as a CSV file that grows while it is read, so that a million of them need no memory. */
import type { Database } from '../../kit/db.ts';
import { csvPages } from './csv-answer.ts';
import { listCodes, type StoredBatch } from './store.ts';

/** Each page is of its own moment: what is used meanwhile may show as used or not. */
export function codesAsCsv(
  db: Database,
  organizationId: string,
  { batchId, tried }: Pick<StoredBatch, 'batchId' | 'tried'>,
): AsyncGenerator<string> {
  return csvPages(['code', 'blocked', 'reserved', 'used'], tried, async (numbers) => {
    const codes = await db.tenant(organizationId, (tx) => listCodes(tx, organizationId, { batchId, ...numbers }));
    return codes.map(({ code, blocked, reserved, used }) => [code, blocked ? 'yes' : 'no', reserved, used]);
  });
}
