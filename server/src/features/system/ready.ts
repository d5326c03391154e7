/** Whether the server can do its work: the database answers and has every migration this code knows. */
import { z } from 'zod';
import type { Database } from '../../kit/db.ts';
import { MIGRATIONS_DIRECTORY, readMigrations } from '../../kit/migrate.ts';
import { queryOne, sql } from '../../kit/sql.ts';

export type Readiness = { readonly ready: true } | { readonly ready: false; readonly reason: string };

const ANSWER_MS_MAX = 2_000;
const countRow = z.object({ count: z.number() });

export async function checkReadiness(db: Database): Promise<Readiness> {
  try {
    const applied = await withinTime(
      queryOne(db.system, sql`select count(*) as count from schema_migrations`, countRow),
    );
    const known = readMigrations(MIGRATIONS_DIRECTORY).length;
    return applied?.count === known
      ? { ready: true }
      : { ready: false, reason: `${applied?.count ?? 0} of ${known} migrations are applied` };
  } catch {
    return { ready: false, reason: 'the database does not answer' };
  }
}

async function withinTime<T>(work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('too slow')), ANSWER_MS_MAX);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}
