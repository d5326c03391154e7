/**
 * The work on imports, by a job. Whoever works holds a lease and renews it; when the process dies another takes over within seconds and goes
 * on where it stood. Two that think it is theirs at once do no harm: whatever is brought in has a key, and only the holder writes how far it is.
 */
import { type Instant, instant, unreachable } from '@kopilka/engine';
import { randomUUID } from 'node:crypto';
import type { Clock } from '../../kit/clock.ts';
import { isConnectionLost, isDeadlock, isTooSlow, isWriteRefused } from '../../kit/connection-lost.ts';
import { everySoOften } from '../../kit/every-so-often.ts';
import { LedgerBusyError, LedgerClosedError, LedgerConflictError } from '../../ledger/ledger-error.ts';
import { createOrganizationClock } from '../organizations/clock.ts';
import { findTheOrganization } from '../organizations/find.ts';
import type { BringDeps } from './bring-members.ts';
import { ImportFileError } from './file-error.ts';
import { doImport, type Done, type ImportWork } from './do-import.ts';
import { endWork, giveBack, type Holder, postpone, renewLease, takeImport, type TakenImport } from './job-store.ts';
import type { ImportState } from './schema.ts';

/** A process that died is waited for so long. */
const LEASE_SECONDS = 15;
const RENEW_EVERY_MS = 2_000;
/** Begun so often without coming any further: something of the file kills whoever reads it. */
const TRIES_MAX = 5;
/** What could not be had a moment ago is not asked for at once. */
const PAUSE_SECONDS = 3;

export type WorkerDeps = BringDeps & { readonly clock: Clock };

export interface ImportWorker {
  /** Looks through one file, if one waits. Answers whether one did. */
  check(signal: AbortSignal): Promise<boolean>;
  /** Brings one in, until it is done or stopped. */
  run(signal: AbortSignal): Promise<boolean>;
}

export function createImportWorker(
  deps: WorkerDeps,
  {
    leaseSeconds = LEASE_SECONDS,
    renewEveryMs = RENEW_EVERY_MS,
  }: { leaseSeconds?: number; renewEveryMs?: number } = {},
): ImportWorker {
  const { db, clock } = deps;
  const holder: Holder = { id: randomUUID(), leaseSeconds };
  const time = createOrganizationClock(db, clock);

  async function workOn(states: readonly ImportState[], signal: AbortSignal): Promise<boolean> {
    const taken = await takeImport(db.system, holder, states);
    if (taken === null) return false;
    if (taken.tries > TRIES_MAX) {
      await endWork(db, taken, holder, { state: 'failed', failure: { code: 'import_interrupted' }, isFinal: true });
      return true;
    }
    if (taken.state === 'stopping') {
      await endWork(db, taken, holder, { state: stoppedState(taken), isFinal: false });
      return true;
    }
    const organization = await findTheOrganization(db, taken.organizationId);
    const now = async (): Promise<Instant> => time.now(organization);
    const stop = new AbortController();
    const watch = everySoOften({
      pauseMs: renewEveryMs,
      run: async () => {
        const state = await renewLease(db.system, taken, holder);
        if (state === null || state === 'stopping') stop.abort();
      },
      // A database that is away is noticed by the work itself.
      failed: () => undefined,
    });
    try {
      const since = instant(taken.startedAt ?? clock.now());
      const work: ImportWork = { taken, holder, since, now, signal: AbortSignal.any([signal, stop.signal]) };
      await end(taken, await doImport(deps, work));
    } catch (error) {
      if (error instanceof ImportFileError) {
        await endWork(db, taken, holder, { state: 'failed', failure: { code: error.code }, isFinal: true });
        return true;
      }
      // A database that is away cannot be told; then the lease runs out.
      if (isPassing(error))
        await postpone(db.system, taken, { holder, pauseSeconds: PAUSE_SECONDS }).catch(() => undefined);
      throw error;
    } finally {
      await watch.stop();
    }
    return true;
  }

  async function end(taken: TakenImport, done: Done): Promise<void> {
    switch (done.type) {
      case 'checked':
        return endWork(db, taken, holder, { state: 'checked', found: done.counts, file: done.file, isFinal: false });
      case 'done':
        return endWork(db, taken, holder, { state: 'done', result: done.counts, isFinal: true });
      case 'stopped': {
        const state = await renewLease(db.system, taken, holder);
        if (state === 'stopping') return endWork(db, taken, holder, { state: stoppedState(taken), isFinal: false });
        // This process ends, or the work is somebody else's.
        return giveBack(db.system, taken, holder);
      }
      default:
        return unreachable(done);
    }
  }

  return {
    check: (signal) => workOn(['checking'], signal),
    run: (signal) => workOn(['running', 'stopping'], signal),
  };
}

function isPassing(error: unknown): boolean {
  if (error instanceof LedgerBusyError || error instanceof LedgerConflictError || error instanceof LedgerClosedError)
    return true;
  return isConnectionLost(error) || isTooSlow(error) || isDeadlock(error) || isWriteRefused(error);
}

/** A check that is stopped leaves the file as it was read. */
function stoppedState({ startedAt }: TakenImport): ImportState {
  return startedAt === null ? 'read' : 'stopped';
}
