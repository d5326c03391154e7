/** A database in which a test stands between whoever asks and what is answered: of the statements that are transactions of their own. */
import type { Database } from '../../src/kit/db.ts';
import type { Queryable, Statement } from '../../src/kit/sql.ts';

/** Whatever `hear` answers instead is the answer. */
export function overheard(
  db: Database,
  hear: (statement: Statement) => Awaited<ReturnType<Queryable['query']>> | undefined,
): Database {
  const query = async (statement: Statement) => hear(statement) ?? (await db.system.query(statement));
  const system = new Proxy(db.system, {
    get: (pool, name): unknown => (name === 'query' ? query : Reflect.get(pool, name)),
  });
  return { ...db, system };
}
