/** What happens without anybody asking: codes are made and tidied, alarms ring, joining is finished, the outbox is delivered. */
import { finishLeftDeletions } from '../../features/card/deletion.ts';
import { tidyCards } from '../../features/card/tidy.ts';
import { makeWaitingCodes } from '../../features/coupons/make-codes.ts';
import { tidyCodes } from '../../features/coupons/tidy-codes.ts';
import { makeWaitingCards } from '../../features/gift-cards/make-cards.ts';
import { forgetOldDeeds } from '../../features/deeds/forget.ts';
import { tidyCashiers } from '../../features/cashiers/working.ts';
import { tidyPayConfirmations } from '../../features/pay-confirmations/tidy.ts';
import { createPost } from '../../features/letters/send.ts';
import { tidyOldLetters } from '../../features/letters/tidy.ts';
import { createImportWorker } from '../../features/imports/work.ts';
import { forgetOldImports } from '../../features/imports/tidy.ts';
import { finishLeftJoining } from '../../features/members/joining.ts';
import { makeSearchable } from '../../features/members/make-searchable.ts';
import { createMemberResolver } from '../../features/members/resolve.ts';
import { tidySignIns } from '../../features/people/tidy.ts';
import { rearmPublished } from '../../features/programs/rearm.ts';
import { createFollower } from '../../features/reports/follow.ts';
import { tidyClaims } from '../../features/rewards/tidy-claims.ts';
import type { Config } from '../../kit/config.ts';
import type { Log } from '../../kit/log.ts';
import { everySoOften, ringAlarms } from '../../ledger/alarms.ts';
import { drainOutbox } from '../../ledger/outbox.ts';
import { createBacklogWatch } from './backlog-watch.ts';
import type { Runtime } from '../runtime.ts';

const ALARM_PAUSE_MS = 5_000;
const JOINING_PAUSE_MS = 5_000;
const OUTBOX_PAUSE_MS = 500;
const BACKLOG_PAUSE_MS = 15_000;
const CODES_PAUSE_MS = 1_000;
const CODES_TIDY_PAUSE_MS = 60_000;
const PEOPLE_TIDY_PAUSE_MS = 60_000;
const LETTERS_PAUSE_MS = 2_000;
const DELETIONS_PAUSE_MS = 60_000;
const SEARCH_PAUSE_MS = 2_000;
const IMPORTS_PAUSE_MS = 1_000;
const REPORTS_PAUSE_MS = 3_000;

/** Begins; the answer stops everything and waits for what is under way. */
export function startJobs(
  runtime: Pick<Runtime, 'db' | 'ledger' | 'registry' | 'metrics' | 'clock'>,
  log: Log,
  config: Pick<Config, 'mail' | 'sms' | 'journalDays'>,
): () => Promise<void> {
  const { db, ledger, registry: programs, metrics, clock } = runtime;
  const { mail, sms, journalDays } = config;
  const stopping = new AbortController();
  const backlog = createBacklogWatch(db, metrics);
  const post = createPost(db, { mail, sms });
  const resolveMember = createMemberResolver(db);
  const reports = createFollower({ db, programs });
  const imports = createImportWorker({ db, ledger, programs, resolveMember, clock });
  const stops = [
    ...startTidying(runtime, log, journalDays),
    everySoOften(
      LETTERS_PAUSE_MS,
      async () => {
        await post.sendWaiting();
      },
      (error) => log.warn({ err: error }, 'letters were not sent, trying again'),
    ),
    everySoOften(BACKLOG_PAUSE_MS, backlog, (error) => log.warn({ err: error }, 'the backlog was not measured')),
    everySoOften(
      CODES_PAUSE_MS,
      async () => {
        await makeWaitingCodes(db, stopping.signal);
        await makeWaitingCards(db, stopping.signal);
      },
      (error) => log.warn({ err: error }, 'codes were not made, trying again'),
    ),
    everySoOften(
      ALARM_PAUSE_MS,
      async () => {
        await rearmPublished(db, ledger);
        await ringAlarms(db.system, ledger, stopping.signal);
      },
      (error) => log.warn({ err: error }, 'alarms failed, trying again'),
    ),
    everySoOften(
      JOINING_PAUSE_MS,
      () => finishLeftJoining({ db, ledger, programs }),
      (error) => log.warn({ err: error }, 'joining was not finished, trying again'),
    ),
    everySoOften(
      DELETIONS_PAUSE_MS,
      () => finishLeftDeletions({ db, ledger, programs, resolveMember }),
      (error) => log.warn({ err: error }, 'accounts were not deleted, trying again'),
    ),
    everySoOften(
      SEARCH_PAUSE_MS,
      () => makeSearchable(db, stopping.signal),
      (error) => log.warn({ err: error }, 'members were not made searchable, trying again'),
    ),
    // Apart, so that a file is looked through while another is brought in.
    ...[imports.check, imports.run].map((work) =>
      everySoOften(
        IMPORTS_PAUSE_MS,
        () => work(stopping.signal),
        (error) => log.warn({ err: error }, 'an import was broken off, trying again'),
      ),
    ),
    everySoOften(
      OUTBOX_PAUSE_MS,
      () => drainOutbox(db.system, ledger),
      (error) => log.warn({ err: error }, 'outbox failed, trying again'),
    ),
    everySoOften(
      REPORTS_PAUSE_MS,
      () => reports.follow(stopping.signal),
      (error) => {
        if (!stopping.signal.aborted) log.warn({ err: error }, 'reports were not counted, trying again');
      },
    ),
  ];
  return async () => {
    stopping.abort();
    await Promise.all(stops.map((stop) => stop()));
    post.close();
    await reports.close().catch(() => undefined);
  };
}

/** What is over is forgotten. */
function startTidying(
  { db, ledger, registry: programs }: Pick<Runtime, 'db' | 'ledger' | 'registry'>,
  log: Log,
  journalDays: number,
): readonly (() => Promise<void>)[] {
  return [
    everySoOften(
      PEOPLE_TIDY_PAUSE_MS,
      async () => {
        await tidySignIns(db);
        await tidyOldLetters(db);
        await tidyCards(db);
        await tidyCashiers(db);
        await tidyPayConfirmations(db);
        await forgetOldDeeds(db, journalDays);
        await forgetOldImports(db);
      },
      (error) => log.warn({ err: error }, 'sessions, letters, tills, deeds and imports were not tidied, trying again'),
    ),
    everySoOften(
      CODES_TIDY_PAUSE_MS,
      () => tidyCodes(db, ledger),
      (error) => log.warn({ err: error }, 'codes were not tidied, trying again'),
    ),
    everySoOften(
      CODES_TIDY_PAUSE_MS,
      () => tidyClaims({ db, ledger, programs }),
      (error) => log.warn({ err: error }, 'codes of rewards were not tidied, trying again'),
    ),
  ];
}
