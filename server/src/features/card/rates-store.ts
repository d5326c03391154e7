/** Statements about rates: how often something happened to each subject within its window, which begins with the first time. */
import { z } from 'zod';
import type { Database } from '../../kit/db.ts';
import { execute, query, type Queryable, sql } from '../../kit/sql.ts';

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

/** Counts once more for each; answers the counts. The subjects' order is the order of locking. */
export async function noteTimes(
  db: Database,
  organizationId: string,
  subjects: readonly RateSubject[],
): Promise<readonly RateCount[]> {
  const { buckets, kinds, names } = columns(subjects);
  const seconds = JSON.stringify(Object.fromEntries(subjects.map(({ kind, windowSeconds }) => [kind, windowSeconds])));
  return db.tenant(organizationId, (tx) =>
    query(
      tx,
      sql`
        insert into card_rates as r (bucket, organization_id, kind, subject, times, since)
        select bucket, ${organizationId}, kind, subject, 1, clock_timestamp()
        from unnest(${buckets}::int2[], ${kinds}::text[], ${names}::bytea[]) with ordinality
          as one (bucket, kind, subject, n)
        order by n
        on conflict (bucket, organization_id, kind, subject) do update
        set
          -- Differences only: what depends on a time zone is not done on the nodes of a cluster.
          times = case
            when excluded.since - r.since >= make_interval(secs => (${seconds}::jsonb ->> r.kind)::int) then 1
            else r.times + 1
          end,
          since = case
            when excluded.since - r.since >= make_interval(secs => (${seconds}::jsonb ->> r.kind)::int)
              then excluded.since
            else r.since
          end
        returning kind, times,
          extract(epoch from since - clock_timestamp()) + (${seconds}::jsonb ->> kind)::int as seconds_left`,
      countRow,
    ),
  );
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
