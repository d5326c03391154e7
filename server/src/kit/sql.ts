// Statements as data. sql`select name from stores where id = ${id}` becomes text with $1 and a list of values, so a
// value can never turn into SQL. Statements do not compose on purpose: each is one readable piece of plain SQL.

import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';

export interface Statement {
  readonly text: string;
  readonly values: unknown[];
  /** Prepared once per connection under this name; the text must then always be the same. */
  readonly name?: string;
}

export function sql(parts: TemplateStringsArray, ...values: unknown[]): Statement {
  return { text: parts.reduce((text, part, index) => `${text}$${index}${part}`), values };
}

/** A statement of a hot path, parsed and planned by PostgreSQL once per connection. */
export function prepared(name: string, statement: Statement): Statement {
  return { ...statement, name };
}

/** What runs statements: a pool, a connection, a transaction. */
export interface Queryable {
  query(statement: Statement): Promise<{ readonly rows: readonly unknown[]; readonly rowCount: number | null }>;
}

/** What turns a row into a type; every zod schema is one. */
export interface RowParser<Row> {
  parse(row: unknown): Row;
}

export async function query<Row>(on: Queryable, statement: Statement, row: RowParser<Row>): Promise<readonly Row[]> {
  const { rows } = await on.query(statement);
  return rows.map((raw) => row.parse(raw));
}

/** Rows read at once by `queryInPieces`: some milliseconds for the longest of them. */
const PIECE = 100;

/** The same for many rows that nobody waits for: whatever else this process has to do comes in between. */
export async function queryInPieces<Row>(
  on: Queryable,
  statement: Statement,
  row: RowParser<Row>,
): Promise<readonly Row[]> {
  const { rows } = await on.query(statement);
  const read: Row[] = [];
  for (let start = 0; start < rows.length; start += PIECE) {
    if (start > 0) await setImmediate();
    for (const raw of rows.slice(start, start + PIECE)) read.push(row.parse(raw));
  }
  return read;
}

/** The only row, or undefined; more than one is a mistake in the statement. */
export async function queryOne<Row>(
  on: Queryable,
  statement: Statement,
  row: RowParser<Row>,
): Promise<Row | undefined> {
  const rows = await query(on, statement, row);
  if (rows.length > 1) throw new Error(`A statement that finds one row found ${rows.length}: ${statement.text}`);
  return rows[0];
}

/** Runs a statement for its effect and answers how many rows it touched. */
export async function execute(on: Queryable, statement: Statement): Promise<number> {
  const { rowCount } = await on.query(statement);
  return rowCount ?? 0;
}

const addedRow = z.object({ added: z.int() });

/**
 * How many of the rows that a statement offers were new: it selects count(*) as added from what it has inserted. What PostgreSQL itself
 * tells with the end of a statement is, on a cluster, how many were offered.
 */
export async function countAdded(on: Queryable, statement: Statement): Promise<number> {
  return (await queryOne(on, statement, addedRow))?.added ?? 0;
}
