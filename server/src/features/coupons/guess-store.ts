/** Statements about guesses: how often each subject has failed within its window, which begins with its first failure. */
import { hash } from 'node:crypto';
import { z } from 'zod';
import type { Database } from '../../kit/db.ts';
import { execute, query, type Queryable, queryOne, sql } from '../../kit/sql.ts';

export interface GuessSubject {
  readonly kind: 'address' | 'key' | 'member';
  readonly subject: string;
}

export interface GuessCount {
  readonly kind: GuessSubject['kind'];
  readonly failures: number;
  /** Until the window ends. */
  readonly secondsLeft: number;
}

const countRow = z
  .object({ kind: z.enum(['address', 'key', 'member']), failures: z.int(), seconds_left: z.coerce.number() })
  .transform((row): GuessCount => ({ kind: row.kind, failures: row.failures, secondsLeft: row.seconds_left }));

const notedRow = z.object({ failures: z.int(), since: z.number() });
const nowRow = z.object({ now: z.number() });

/** Subjects without failures are left out. */
export async function countGuesses(
  db: Database,
  organizationId: string,
  { subjects, windowSeconds }: { readonly subjects: readonly GuessSubject[]; readonly windowSeconds: number },
): Promise<readonly GuessCount[]> {
  const kinds = subjects.map(({ kind }) => kind);
  const names = subjects.map(({ subject }) => subject);
  return db.tenant(organizationId, (tx) =>
    query(
      tx,
      sql`
        select kind, failures, extract(epoch from since - clock_timestamp()) + ${windowSeconds}::int as seconds_left
        from code_guesses
        join unnest(${subjects.map(bucketOf)}::int2[], ${kinds}::text[], ${names}::text[]) as wanted (bucket, kind, subject)
          using (bucket, kind, subject)
        where organization_id = ${organizationId} and since > clock_timestamp() - make_interval(secs => ${windowSeconds}::int)`,
      countRow,
    ),
  );
}

/**
 * Counts one failure of each, up to its most; answers the counts. The subjects' order is the order of locking. A row at a time, because a
 * cluster loses the parameters of a list on its way to a condition; there are a few of them.
 */
export async function noteGuess(
  db: Database,
  organizationId: string,
  {
    subjects,
    windowSeconds,
  }: { readonly subjects: readonly (GuessSubject & { readonly most: number })[]; readonly windowSeconds: number },
): Promise<readonly GuessCount[]> {
  return db.tenant(organizationId, async (tx) => {
    // Beside the rows: a cluster tells no time with what it has written.
    const now = await queryOne(tx, sql`select clock_timestamp() as now`, nowRow);
    const counts: GuessCount[] = [];
    for (const one of subjects) {
      const { kind, subject, most } = one;
      const row = await queryOne(
        tx,
        sql`
          insert into code_guesses as g (bucket, organization_id, kind, subject, failures, since)
          values (${bucketOf(one)}::int2, ${organizationId}, ${kind}, ${subject}, 1, clock_timestamp())
          on conflict (bucket, organization_id, kind, subject) do update
          set
            -- Differences only: what depends on a time zone is not done on the nodes of a cluster.
            failures = case
              when excluded.since - g.since >= make_interval(secs => ${windowSeconds}::int) then 1
              else least(g.failures + 1, 0 + ${most}::int)
            end,
            since = case
              when excluded.since - g.since >= make_interval(secs => ${windowSeconds}::int) then excluded.since
              else g.since
            end
          returning failures, since`,
        notedRow,
      );
      if (row === undefined || now === undefined) throw new Error('a guess was not counted');
      counts.push({ kind, failures: row.failures, secondsLeft: (row.since - now.now) / 1000 + windowSeconds });
    }
    return counts;
  });
}

/** Counts of windows that are long over. Answers how many. */
export function forgetGuesses(on: Queryable, olderThanSeconds: number): Promise<number> {
  return execute(
    on,
    sql`delete from code_guesses where since < now() - make_interval(secs => ${olderThanSeconds}::int)`,
  );
}

function bucketOf({ kind, subject }: GuessSubject): number {
  return hash('sha256', `${kind}/${subject}`, 'buffer')[0] ?? 0;
}
