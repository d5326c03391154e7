/** What happens without anybody asking: codes are made and tidied, alarms ring, joining is finished, the outbox is delivered. */
import { finishLeftDeletions } from '../../features/card/deletion.ts';
import { tidyCards } from '../../features/card/tidy.ts';
import { makeWaitingCodes } from '../../features/coupons/make-codes.ts';
import { tidyCodes } from '../../features/coupons/tidy-codes.ts';
import { makeWaitingCards } from '../../features/gift-cards/make-cards.ts';
import { forgetOldDeeds } from '../../features/deeds/forget.ts';
import { tidyCashiers } from '../../features/cashiers/working.ts';
import { tidyPayConfirmations } from '../../features/pay-confirmations/tidy.ts';
import { createPost, type Post } from '../../features/letters/send.ts';
import { tidyOldLetters } from '../../features/letters/tidy.ts';
import { createImportWorker } from '../../features/imports/work.ts';
import { forgetOldImports } from '../../features/imports/tidy.ts';
import { finishLeftJoining } from '../../features/members/joining.ts';
import { makeSearchable } from '../../features/members/make-searchable.ts';
import { createMemberResolver } from '../../features/members/resolve.ts';
import { tidySignIns } from '../../features/people/tidy.ts';
import { rearmPublished } from '../../features/programs/rearm.ts';
import { createFollower, type Follower } from '../../features/reports/follow.ts';
import { tidyClaims } from '../../features/rewards/tidy-claims.ts';
import type { Clock } from '../../kit/clock.ts';
import type { Config } from '../../kit/config.ts';
import { everySoOften, type Recurrence, type Recurring } from '../../kit/every-so-often.ts';
import type { Log } from '../../kit/log.ts';
import { ringAlarms } from '../../ledger/alarms.ts';
import { drainOutbox } from '../../ledger/outbox.ts';
import { createBacklogWatch } from './backlog-watch.ts';
import type { Runtime } from '../runtime.ts';

/** What is over may wait for it. */
const TIDY_PAUSE_MS = 60_000;

type Parts = Pick<Runtime, 'db' | 'ledger' | 'registry' | 'metrics' | 'changes'> & { readonly clock: Clock };

interface Job extends Pick<Recurring, 'pauseMs' | 'idlePauseMs'> {
  /** A change of anything, anywhere, may give it something to do: then it looks at once. Hints get lost, so none of them waits for one. */
  readonly isWokenByChanges?: boolean;
  /** For the log. */
  readonly failure: string;
  run(signal: AbortSignal): Promise<unknown>;
}

/** Begins; the answer stops everything and waits for what is under way. */
export function startJobs(
  runtime: Parts,
  log: Log,
  config: Pick<Config, 'mail' | 'sms' | 'journalDays'>,
): () => Promise<void> {
  const { db, registry: programs } = runtime;
  const stopping = new AbortController();
  const post = createPost(db, config);
  const reports = createFollower({ db, programs });
  const jobs = [
    ...dueJobs(runtime),
    ...queueJobs(runtime, { post, reports }),
    ...tidyJobs(runtime, config.journalDays),
  ];
  const begun = jobs.map((job) => ({ job, recurrence: begin(job, log, stopping.signal) }));
  const stopListening = runtime.changes.watchAll(() => {
    for (const { job, recurrence } of begun) if (job.isWokenByChanges === true) recurrence.wake();
  });
  return async () => {
    stopping.abort();
    stopListening();
    await Promise.all(begun.map(({ recurrence }) => recurrence.stop()));
    post.close();
    await reports.close().catch(() => undefined);
  };
}

function begin({ pauseMs, idlePauseMs, failure, run }: Job, log: Log, stopping: AbortSignal): Recurrence {
  return everySoOften({
    pauseMs,
    idlePauseMs,
    run: () => run(stopping),
    failed: (error) => {
      if (!stopping.aborted) log.warn({ err: error }, `${failure}, trying again`);
    },
  });
}

/** What becomes due by itself, or was left by a process that died. */
function dueJobs({ db, ledger, registry: programs, metrics }: Parts): readonly Job[] {
  const resolveMember = createMemberResolver(db);
  return [
    {
      pauseMs: 5_000,
      idlePauseMs: 10_000,
      failure: 'alarms failed',
      run: async (signal) => (await rearmPublished(db, ledger)) + (await ringAlarms(db.system, ledger, signal)),
    },
    {
      pauseMs: 15_000,
      idlePauseMs: 30_000,
      failure: 'the backlog was not measured',
      run: createBacklogWatch(db, metrics),
    },
    {
      pauseMs: 5_000,
      idlePauseMs: 30_000,
      failure: 'joining was not finished',
      run: () => finishLeftJoining({ db, ledger, programs }),
    },
    {
      pauseMs: 60_000,
      failure: 'accounts were not deleted',
      run: () => finishLeftDeletions({ db, ledger, programs, resolveMember }),
    },
    {
      pauseMs: 2_000,
      idlePauseMs: 30_000,
      failure: 'members were not made searchable',
      run: (signal) => makeSearchable(db, signal),
    },
  ];
}

/** What somebody has asked for, or an operation has set off. */
function queueJobs(
  { db, ledger, registry: programs, clock }: Parts,
  { post, reports }: { readonly post: Post; readonly reports: Follower },
): readonly Job[] {
  const imports = createImportWorker({ db, ledger, programs, resolveMember: createMemberResolver(db), clock });
  return [
    {
      pauseMs: 500,
      idlePauseMs: 4_000,
      isWokenByChanges: true,
      failure: 'outbox failed',
      run: () => drainOutbox(db.system, ledger),
    },
    {
      pauseMs: 2_000,
      idlePauseMs: 4_000,
      isWokenByChanges: true,
      failure: 'letters were not sent',
      run: () => post.sendWaiting(),
    },
    {
      pauseMs: 1_000,
      idlePauseMs: 15_000,
      isWokenByChanges: true,
      failure: 'codes were not made',
      run: async (signal) => (await makeWaitingCodes(db, signal)) + (await makeWaitingCards(db, signal)),
    },
    // Apart, so that a file is looked through while another is brought in.
    ...[imports.check, imports.run].map((run) => ({
      pauseMs: 1_000,
      idlePauseMs: 5_000,
      isWokenByChanges: true,
      failure: 'an import was broken off',
      run,
    })),
    {
      pauseMs: 3_000,
      idlePauseMs: 15_000,
      isWokenByChanges: true,
      failure: 'reports were not counted',
      // What is new comes with a change; only what was there before still has to be found.
      run: async (signal) => !(await reports.follow(signal)),
    },
  ];
}

/** What is over is forgotten. */
function tidyJobs({ db, ledger, registry: programs }: Parts, journalDays: number): readonly Job[] {
  return [
    {
      pauseMs: TIDY_PAUSE_MS,
      failure: 'sessions, letters, tills, deeds and imports were not tidied',
      run: async () => {
        await tidySignIns(db);
        await tidyOldLetters(db);
        await tidyCards(db);
        await tidyCashiers(db);
        await tidyPayConfirmations(db);
        await forgetOldDeeds(db, journalDays);
        await forgetOldImports(db);
      },
    },
    { pauseMs: TIDY_PAUSE_MS, failure: 'codes were not tidied', run: () => tidyCodes(db, ledger) },
    {
      pauseMs: TIDY_PAUSE_MS,
      failure: 'codes of rewards were not tidied',
      run: () => tidyClaims({ db, ledger, programs }),
    },
  ];
}
