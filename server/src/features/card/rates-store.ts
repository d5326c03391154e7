/** Statements about rates: how often something happened to each subject within its window, which begins with the first time. */
import { z } from 'zod';
import type { Database } from '../../kit/db.ts';
import { execute, query, type Queryable, queryOne, sql } from '../../kit/sql.ts';

export const RATE_KINDS = ['soon', 'destination', 'address', 'organization', 'wrong'] as const;
export type RateKind = (typeof RATE_KINDS)[number];

export interface RateSubject {
  readonly kind: RateKind;
  /** A keyed hash, 32 bytes. */
  readonly subject: Buffer;
  readonly windowSeconds: number;
}

export interface RateCount {
  readonly kind: RateKind;
  readonly times: number;
  /** Until the window ends. */
  readonly secondsLeft: number;
}

const countRow = z
  .object({ kind: z.enum(RATE_KINDS), times: z.int(), seconds_left: z.coerce.number() })
  .transform((row): RateCount => ({ kind: row.kind, times: row.times, secondsLeft: row.seconds_left }));

const notedRow = z.object({ times: z.int(), since: z.number() });
const nowRow = z.object({ now: z.number() });

/** Subjects to whom nothing happened are left out. */
export async function countTimes(
  db: Database,
  organizationId: string,
  subjects: readonly RateSubject[],
): Promise<readonly RateCount[]> {
  const { buckets, kinds, names, windows } = columns(subjects);
  return db.tenant(organizationId, (tx) =>
    query(
      tx,
      sql`
        select r.kind, r.times,
          extract(epoch from r.since - clock_timestamp()) + wanted.seconds as seconds_left
        from card_rates r
        join unnest(${buckets}::int2[], ${kinds}::text[], ${names}::bytea[], ${windows}::int[])
          as wanted (bucket, kind, subject, seconds)
          using (bucket, kind, subject)
        where r.organization_id = ${organizationId} and r.since > clock_timestamp() - make_interval(secs => wanted.seconds)`,
      countRow,
    ),
  );
}

/**
 * Counts once more for each; answers the counts. The subjects' order is the order of locking. A row at a time, because a cluster loses the
 * parameters of a list on its way to a condition; there are a handful of them.
 */
export async function noteTimes(
  db: Database,
  organizationId: string,
  subjects: readonly RateSubject[],
): Promise<readonly RateCount[]> {
  return db.tenant(organizationId, async (tx) => {
    // Beside the rows: a cluster tells no time with what it has written.
    const now = await queryOne(tx, sql`select clock_timestamp() as now`, nowRow);
    const counts: RateCount[] = [];
    for (const { kind, subject, windowSeconds } of subjects) {
      const row = await queryOne(
        tx,
        sql`
          insert into card_rates as r (bucket, organization_id, kind, subject, times, since)
          values (${subject[0] ?? 0}::int2, ${organizationId}, ${kind}, ${subject}::bytea, 1, clock_timestamp())
          on conflict (bucket, organization_id, kind, subject) do update
          set
            -- Differences only: what depends on a time zone is not done on the nodes of a cluster.
            times = case
              when excluded.since - r.since >= make_interval(secs => ${windowSeconds}::int) then 1
              else r.times + 1
            end,
            since = case
              when excluded.since - r.since >= make_interval(secs => ${windowSeconds}::int) then excluded.since
              else r.since
            end
          returning times, since`,
        notedRow,
      );
      if (row === undefined || now === undefined) throw new Error('a time was not counted');
      counts.push({ kind, times: row.times, secondsLeft: (row.since - now.now) / 1000 + windowSeconds });
    }
    return counts;
  });
}

/** Counts of windows that are long over. */
export async function forgetRates(on: Queryable, olderThanSeconds: number): Promise<void> {
  await execute(on, sql`delete from card_rates where since < now() - make_interval(secs => ${olderThanSeconds}::int)`);
}

function columns(subjects: readonly RateSubject[]) {
  return {
    buckets: subjects.map(({ subject }) => subject[0] ?? 0),
    kinds: subjects.map(({ kind }) => kind),
    names: subjects.map(({ subject }) => subject),
    windows: subjects.map(({ windowSeconds }) => windowSeconds),
  };
}
