/**
 * Which node of a cluster a shard or a bucket lives on, so that batches are of one node each. On a server alone everything is at home.
 *
 * What is remembered may be out of date while shards are being moved. Nothing then goes wrong, it only takes longer: a node that is
 * called for a shard it does not have asks the one that does, in one transaction over both.
 */
import { z } from 'zod';
import { query, queryOne, sql, type Queryable } from '../kit/sql.ts';

/** The node of each shard. */
export type Homes = readonly number[];

/** Looked up again after this long, because somebody may be moving shards. */
const FRESH_MS = 60_000;
const SHARDS = 256;
const ALONE: Homes = [];

const citusSchema = z.object({ citus: z.boolean() });
const homeSchema = z.object({ shard: z.int(), home: z.int() });

export interface HomeFinder {
  /** What is known; undefined when it has to be looked up first. */
  known(): Homes | undefined;
  lookUp(): Promise<Homes>;
}

/** Null on a server alone. */
export function homeOf(homes: Homes, shard: number): number | null {
  return homes[shard] ?? null;
}

/** The shards that a statement is about, for a cluster to ask no others; null on a server alone, which would only look them up. */
export function onlyShards(homes: Homes, shards: readonly number[]): readonly number[] | null {
  return homes.length === 0 ? null : [...new Set(shards)];
}

const finders = new WeakMap<Queryable, HomeFinder>();

/** The finder of a pool, always the same. */
export function homeFinderOf(pool: Queryable): HomeFinder {
  const known = finders.get(pool);
  if (known !== undefined) return known;
  const finder = createHomeFinder(pool);
  finders.set(pool, finder);
  return finder;
}

/** Where everything is, for whoever asks now and then. */
export async function homesOf(pool: Queryable): Promise<Homes> {
  const finder = homeFinderOf(pool);
  return finder.known() ?? finder.lookUp();
}

function createHomeFinder(on: Queryable): HomeFinder {
  let found: Homes | undefined;
  let freshUntilMs = 0;
  let looking: Promise<Homes> | undefined;

  async function look(): Promise<Homes> {
    try {
      found = await findHomes(on);
      freshUntilMs = Date.now() + FRESH_MS;
      return found;
    } finally {
      looking = undefined;
    }
  }

  return {
    known: () => {
      if (found === undefined || found === ALONE || Date.now() < freshUntilMs) return found;
      // What was found last will do until the answer is there.
      looking ??= look().catch(() => found ?? ALONE);
      return found;
    },
    lookUp: () => (looking ??= look()),
  };
}

async function findHomes(on: Queryable): Promise<Homes> {
  const row = await queryOne(on, sql`select to_regclass('pg_dist_partition') is not null as citus`, citusSchema);
  if (row?.citus !== true) return ALONE;
  // Accounts and claims are kept together: equal shards and buckets are on one node.
  const rows = await query(
    on,
    sql`select s.shard, p.groupid as home
      from generate_series(0, ${SHARDS - 1}::integer) as s (shard)
      join pg_dist_placement p
        on p.shardid = get_shard_id_for_distribution_column('accounts', s.shard::smallint)
      where exists (select 1 from pg_dist_partition where logicalrelid = 'accounts'::regclass)
      order by s.shard`,
    homeSchema,
  );
  return rows.length === 0 ? ALONE : rows.map((each) => each.home);
}
