/** Which tables a database has, and what is in them at all. */
import { z } from 'zod';
import { query, sql, type Queryable } from '../sql.ts';

export interface Table {
  readonly name: string;
  readonly columns: readonly string[];
}

const tableSchema = z.object({ name: z.string(), columns: z.array(z.string()), needs: z.array(z.string()) });

/** Of the schema itself, and of a restore under way. */
const NOT_DATA: readonly string[] = ['schema_migrations', 'restore_progress'];

/** All tables with data, each after those that its foreign keys name. */
export async function listTables(on: Queryable): Promise<readonly Table[]> {
  const found = await query(
    on,
    sql`select c.relname as name,
        (
          select array_agg(a.attname::text order by a.attnum)
          from pg_attribute a
          where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
        ) as columns,
        array(
          select distinct t.relname::text
          from pg_constraint f
          join pg_class t on t.oid = f.confrelid
          where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid
        ) as needs
      from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
        and c.relname <> all (${NOT_DATA}::text[])
      order by c.relname`,
    tableSchema,
  );
  const ordered: Table[] = [];
  let left = found;
  while (left.length > 0) {
    const done = new Set(ordered.map(({ name }) => name));
    const next = left.filter(({ needs }) => needs.every((need) => done.has(need)));
    if (next.length === 0) throw new Error(`tables that need each other: ${left.map(({ name }) => name).join(', ')}`);
    ordered.push(...next.map(({ name, columns }) => ({ name, columns })));
    left = left.filter((table) => !next.includes(table));
  }
  return ordered;
}

/** A name as it stands in SQL. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
