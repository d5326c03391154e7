// Puts tables into their places on a Citus cluster. On a server without the extension there is nothing to do, and on a cluster
// only what is not in its place yet: new tables of later migrations, or all of them with their rows when a server has become a cluster.
import type pg from 'pg';
import { z } from 'zod';

export type TablePlace = 'everywhere' | 'shard' | 'bucket' | 'one-node';

/** By table; those that others refer to come first. */
export type TablePlaces = Readonly<Record<string, TablePlace>>;

/** All functions of this name that have this argument. */
export interface DelegatedFunction {
  readonly name: string;
  readonly argument: string;
}

export interface ClusterLayout {
  readonly tables: TablePlaces;
  readonly functions: readonly DelegatedFunction[];
  /** What policies that ask something once for a statement say here, where Citus refuses them: the same, asked for each row. */
  readonly policy: string;
  /** Migrations that only make a server alone quicker, in words that Citus refuses for tables which have their places. */
  readonly aloneOnly: readonly number[];
}

const CITUS = `select from pg_extension where extname = 'citus'`;

const nameSchema = z.object({ name: z.string() });

/** Answers how many tables it has put into their places; all of them or none. */
export async function distribute(client: pg.Client, { tables, functions, policy }: ClusterLayout): Promise<number> {
  if ((await client.query(CITUS)).rowCount === 0) return 0;
  // A new table that refers to one which is everywhere is known to Citus at once, and is still on this node only.
  const { rows } = await client.query(
    'select logicalrelid::regclass::text as name from pg_dist_partition where not autoconverted',
  );
  const placed = new Set(rows.map((row) => nameSchema.parse(row).name));
  // An older schema, such as a backup's before the later migrations, does not have all of them.
  const there = await client.query('select name from unnest($1::text[]) as name where to_regclass(name) is not null', [
    Object.keys(tables),
  ]);
  const existing = new Set(there.rows.map((row) => nameSchema.parse(row).name));
  const missing = Object.entries(tables).filter(([table]) => existing.has(table) && !placed.has(table));
  await client.query('begin');
  try {
    // One connection to each node: tables that refer to each other cannot be made over several.
    await client.query(`set local citus.multi_shard_modify_mode = 'sequential'`);
    await simplifyPolicies(client, [...existing], policy);
    const first = new Map<string, string>();
    for (const [table, place] of Object.entries(tables)) if (placed.has(table)) remember(first, table, place);
    for (const [table, place] of missing) {
      await putInPlace(client, table, place, first);
      remember(first, table, place);
    }
    await letPlansDiffer(client);
    for (const each of functions) await delegate(client, each, first.get('spread'));
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
  return missing.length;
}

/** Within a migration's transaction: on a cluster it changes only what this node knows of the tables, not their parts. */
export async function keepHere(client: pg.Client): Promise<void> {
  if ((await client.query(CITUS)).rowCount !== 0) await client.query('set local citus.enable_ddl_propagation = off');
}

const policySchema = z.object({ name: z.string(), table: z.string() });

async function simplifyPolicies(client: pg.Client, tables: readonly string[], policy: string): Promise<void> {
  const { rows } = await client.query(
    `select policyname as name, tablename as table
     from pg_policies
     where schemaname = 'public' and tablename = any ($1::text[]) and qual like '%SELECT%'`,
    [tables],
  );
  for (const row of rows) {
    const { name, table } = policySchema.parse(row);
    await client.query(
      `alter policy ${client.escapeIdentifier(name)} on ${client.escapeIdentifier(table)} using (${policy})`,
    );
  }
}

/** Tables of a kind are kept with the first of it. */
function remember(first: Map<string, string>, table: string, place: TablePlace): void {
  const kind = kindOf(place);
  if (!first.has(kind)) first.set(kind, table);
}

function kindOf(place: TablePlace): string {
  return place === 'shard' || place === 'bucket' ? 'spread' : place;
}

async function putInPlace(
  client: pg.Client,
  table: string,
  place: TablePlace,
  first: ReadonlyMap<string, string>,
): Promise<void> {
  if (place === 'everywhere') {
    await client.query('select create_reference_table($1)', [table]);
    return;
  }
  const column = place === 'one-node' ? null : place;
  const beside = first.get(kindOf(place)) ?? 'none';
  await client.query('select create_distributed_table($1::regclass, $2::text, colocate_with => $3::text)', [
    table,
    column,
    beside,
  ]);
}

/** One plan for whatever is asked saves a server alone the planning. Citus plans by the values, which say where the rows are. */
async function letPlansDiffer(client: pg.Client): Promise<void> {
  const { rows } = await client.query(
    `select oid::regprocedure::text as name
     from pg_proc
     where pronamespace = 'public'::regnamespace and 'plan_cache_mode=force_generic_plan' = any (proconfig)`,
  );
  for (const row of rows) await client.query(`alter function ${nameSchema.parse(row).name} reset plan_cache_mode`);
}

async function delegate(
  client: pg.Client,
  { name, argument }: DelegatedFunction,
  beside: string | undefined,
): Promise<void> {
  const { rows } = await client.query(
    `select p.oid::regprocedure::text as name
     from pg_proc p
     left join pg_catalog.pg_dist_object o on o.classid = 'pg_proc'::regclass and o.objid = p.oid
     where p.proname = $1 and $2 = any (p.proargnames) and o.distribution_argument_index is null`,
    [name, argument],
  );
  for (const row of rows) {
    await client.query('select create_distributed_function($1::regprocedure, $2::text, colocate_with => $3::text)', [
      nameSchema.parse(row).name,
      argument,
      beside,
    ]);
  }
}
