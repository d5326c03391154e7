/** Who somebody who types may mean: the ids of members, those first that fit best. */
import type { Database, Tx } from '../../kit/db.ts';
import { listByBeginning, listByTerm, listByWords, type Range } from './search-store.ts';
import { readQuestion } from './search-terms.ts';

export interface Search {
  readonly organizationId: string;
  readonly typed: string;
  readonly limit: number;
}

export interface SearchFound {
  readonly memberIds: readonly string[];
  /** Whether others fit as well. */
  readonly hasMore: boolean;
}

/** A member may stand in a range with each of several words or numbers. */
const TIMES = 3;

export async function searchMembers(db: Database, { organizationId, typed, limit }: Search): Promise<SearchFound> {
  const found = await db.tenant(organizationId, (tx) => findAll(tx, { organizationId, typed, limit }));
  const memberIds = [...new Set(found.flat())];
  return { memberIds: memberIds.slice(0, limit), hasMore: memberIds.length > limit };
}

/** Sent together: one journey to the database. */
function findAll(tx: Tx, { organizationId, typed, limit }: Search): Promise<readonly (readonly string[])[]> {
  const { identities, digits, words, phrases } = readQuestion(typed);
  const range = (beginning: string): Range => ({ organizationId, beginning, limit: (limit + 1) * TIMES });
  const [first, ...others] = words;
  return Promise.all([
    ...identities.map(({ kind, beginning }) => listByBeginning(tx, kind, range(beginning))),
    ...(digits === null ? [] : [listByTerm(tx, 'digits', range(digits))]),
    ...phrases.map((phrase) => listByTerm(tx, 'name', range(phrase))),
    ...(first === undefined
      ? []
      : [others.length === 0 ? listByTerm(tx, 'name', range(first)) : listByWords(tx, range(first), others)]),
  ]);
}
