/** Statements about failures to sign in: how often each subject has failed within its window, which begins with its first failure. */
import { z } from 'zod';
import { execute, query, type Queryable, queryOne, sql } from '../../kit/sql.ts';

export interface FailureSubject {
  readonly kind: 'account' | 'address';
  /** sha-256, 32 bytes. */
  readonly subject: Buffer;
}

export interface FailureCount {
  readonly kind: FailureSubject['kind'];
  readonly failures: number;
  /** Until the window ends. */
  readonly secondsLeft: number;
}

export interface FailureQuestion {
  readonly subjects: readonly FailureSubject[];
  readonly windowSeconds: number;
}

const countRow = z
  .object({ kind: z.enum(['account', 'address']), failures: z.int(), seconds_left: z.coerce.number() })
  .transform((row): FailureCount => ({ kind: row.kind, failures: row.failures, secondsLeft: row.seconds_left }));

const notedRow = z.object({ failures: z.int(), since: z.number() });
const nowRow = z.object({ now: z.number() });

/** Subjects without failures are left out. */
export async function countFailures(
  on: Queryable,
  { subjects, windowSeconds }: FailureQuestion,
): Promise<readonly FailureCount[]> {
  const { buckets, kinds, names } = columns(subjects);
  return query(
    on,
    sql`
      select kind, failures, extract(epoch from since - clock_timestamp()) + ${windowSeconds}::int as seconds_left
      from sign_in_failures
      join unnest(${buckets}::int2[], ${kinds}::text[], ${names}::bytea[]) as wanted (bucket, kind, subject)
        using (bucket, kind, subject)
      where since > clock_timestamp() - make_interval(secs => ${windowSeconds}::int)`,
    countRow,
  );
}

/**
 * Counts one failure of each; answers the counts. The subjects' order is the order of locking. A row at a time, because a cluster loses the
 * parameters of a list on its way to a condition; there are two of them.
 */
export async function noteFailures(
  on: Queryable,
  { subjects, windowSeconds }: FailureQuestion,
): Promise<readonly FailureCount[]> {
  // Beside the rows: a cluster tells no time with what it has written.
  const now = await queryOne(on, sql`select clock_timestamp() as now`, nowRow);
  const counts: FailureCount[] = [];
  for (const { kind, subject } of subjects) {
    const row = await queryOne(
      on,
      sql`
        insert into sign_in_failures as f (bucket, kind, subject, failures, since)
        values (${subject[0] ?? 0}::int2, ${kind}, ${subject}::bytea, 1, clock_timestamp())
        on conflict (bucket, kind, subject) do update
        set
          -- Differences only: what depends on a time zone is not done on the nodes of a cluster.
          failures = case
            when excluded.since - f.since >= make_interval(secs => ${windowSeconds}::int) then 1
            else f.failures + 1
          end,
          since = case
            when excluded.since - f.since >= make_interval(secs => ${windowSeconds}::int) then excluded.since
            else f.since
          end
        returning failures, since`,
      notedRow,
    );
    if (row === undefined || now === undefined) throw new Error('a failure to sign in was not counted');
    counts.push({ kind, failures: row.failures, secondsLeft: (row.since - now.now) / 1000 + windowSeconds });
  }
  return counts;
}

export async function forgetFailures(on: Queryable, subjects: readonly FailureSubject[]): Promise<void> {
  const { buckets, kinds, names } = columns(subjects);
  await execute(
    on,
    sql`
      delete from sign_in_failures
      using unnest(${buckets}::int2[], ${kinds}::text[], ${names}::bytea[]) as gone (bucket, kind, subject)
      where sign_in_failures.bucket = gone.bucket and sign_in_failures.kind = gone.kind
        and sign_in_failures.subject = gone.subject`,
  );
}

function columns(subjects: readonly FailureSubject[]) {
  return {
    buckets: subjects.map(({ subject }) => subject[0] ?? 0),
    kinds: subjects.map(({ kind }) => kind),
    names: subjects.map(({ subject }) => subject),
  };
}
