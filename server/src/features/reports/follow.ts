/**
 * Keeps the sums of days in step with the ledger. Each round looks for accounts with operations that were accepted since the last one,
 * reads of each what has not been counted, and writes the sums together with how far each account has been counted: a crash
 * leaves both or neither, and what comes twice is counted once.
 *
 * The time of acceptance only makes it quick. An operation may be committed a little after it was accepted, so each round looks back some
 * seconds, and looks once more at what has become so old that nothing of its time can come any more; and all accounts are gone through
 * again and again, which also is how a database is counted that was there before.
 */
import { type CompiledProgram, type Instant, instant } from '@kopilka/engine';
import { randomUUID } from 'node:crypto';
import type { Database } from '../../kit/db.ts';
import {
  type AccountNow,
  accountsAfter,
  accountsChanged,
  type AccountMark,
  type OperationRange,
  readOperations,
} from '../../ledger/follow.ts';
import { shardOf } from '../../ledger/ids.ts';
import type { ProgramRegistry } from '../programs/registry.ts';
import { rulesOf } from '../programs/rules-at.ts';
import {
  addSums,
  giveTurnBack,
  listLastVisits,
  listUncounted,
  listVisits,
  type Progress,
  saveProgress,
  takeTurn,
  type Turn,
  type Uncounted,
  writeAccounts,
  writeVisits,
} from './count-store.ts';
import { followGuests, followJoined } from './follow-days.ts';
import { type AccountStory, type CountedAccount, createTally, type Happening, tallyStory } from './tally.ts';
import { lateIn, openVisitBook, type KnownVisit } from './visit-book.ts';

/** Operations counted by one transaction. */
const OPERATIONS_PAGE = 1_000;
/** Accounts asked for at a time whether they are counted. */
const MARKS_PAGE = 2_000;
/** Time looked at by one statement at most: a job that was away for days need not hold all of it in memory … */
const WINDOW_MS_MAX = 300_000;
const WINDOW_MS_FIRST = 60_000;
const WINDOW_MS_MIN = 1_000;
/** … and if so many accounts were changed in it, the next is half as long. */
const MARKS_MANY = 20_000;
/** A commit seldom takes longer … */
const LOOK_BACK_MS = 5_000;
/** … and never so long: a statement is given up before, and a cluster has ended by then what was cut off between its nodes. */
const COMMIT_MS_MAX = 180_000;
/** What has become as old is looked at in pieces of so long, so that each is looked at once. */
const LATE_PIECE_MS = 30_000;
/** For so long a round goes through accounts that were never counted, before it looks at what is new. */
const SWEEP_MS = 10_000;

export interface FollowDeps {
  readonly db: Database;
  readonly programs: ProgramRegistry;
}

/** Up to which operation an account has been counted, and on which level that had left it. */
type Counted = Pick<CountedAccount, 'seq' | 'level'>;

/** [from, until). */
interface Span {
  readonly from: Instant;
  readonly until: Instant;
}

export interface Follower {
  /** One round; nothing while another process counts. Answers whether all that it found has been counted. */
  follow(signal?: AbortSignal): Promise<boolean>;
  /** Lets another process go on at once. */
  close(): Promise<void>;
}

export function createFollower({ db, programs }: FollowDeps): Follower {
  const holder = randomUUID();
  let lateUntil = Number.NEGATIVE_INFINITY;
  let windowMs = WINDOW_MS_FIRST;

  async function save(progress: Progress): Promise<void> {
    if (!(await saveProgress(db.system, holder, progress))) throw new Error('it is somebody else’s turn to count');
  }

  async function count(marks: readonly AccountMark[], signal: AbortSignal | undefined): Promise<void> {
    for (let start = 0; start < marks.length; start += MARKS_PAGE) {
      await countAccounts({ db, programs }, marks.slice(start, start + MARKS_PAGE), async () => {
        await save({});
        signal?.throwIfAborted();
      });
    }
  }

  /** Counts what was accepted in a span of time, part by part; `progressAt` is what is saved at the end of each. */
  async function followSpan(
    { from, until, progressAt = () => ({}) }: Span & { progressAt?: (end: Instant) => Progress },
    signal: AbortSignal | undefined,
  ): Promise<void> {
    let start: number = from;
    while (start < until) {
      const end = instant(Math.min(until, start + windowMs));
      const marks = await accountsChanged(db.system, instant(start), end);
      windowMs =
        marks.length < MARKS_MANY ? Math.min(WINDOW_MS_MAX, windowMs * 2) : Math.max(WINDOW_MS_MIN, windowMs / 2);
      await count(marks, signal);
      await save(progressAt(end));
      start = end;
    }
  }

  async function followNew(turn: Turn, signal: AbortSignal | undefined): Promise<void> {
    const { guestsUntil, joinedUntil } = turn;
    const [followed, now] = [turn.followedUntil ?? turn.now, instant(turn.now)];
    await followSpan(
      {
        from: instant(followed - LOOK_BACK_MS),
        until: now,
        progressAt: (end) => ({ followedUntil: instant(Math.max(end, turn.followedUntil ?? 0)) }),
      },
      signal,
    );
    const since = (done: number | null): Instant | null => (done === null ? null : instant(done - LOOK_BACK_MS));
    await followGuests({ db, programs }, since(guestsUntil), now);
    await save({ guestsUntil: now });
    await followJoined({ db, programs }, since(joinedUntil), now);
    await save({ joinedUntil: now });
  }

  /** What was committed later than rounds look back. Whoever counted before this process has done so not much less far. */
  async function followLate(turn: Turn, signal: AbortSignal | undefined): Promise<void> {
    const followed = turn.followedUntil ?? turn.now;
    const until = turn.now - COMMIT_MS_MAX;
    const from = Math.max(lateUntil, followed - 2 * COMMIT_MS_MAX);
    if (until - from < LATE_PIECE_MS) return;
    // After a pause, what is newer has just been looked at for the first time, when it was as old already.
    const span = { from: instant(from), until: instant(Math.min(until, followed)) };
    await followSpan(span, signal);
    await followGuests({ db, programs }, span.from, span.until);
    await followJoined({ db, programs }, span.from, span.until);
    lateUntil = until;
  }

  /** Answers whether all accounts have been gone through at least once. */
  async function sweep({ swept, now, isWhole }: Turn, signal: AbortSignal | undefined): Promise<boolean> {
    const startedAt = performance.now();
    let after = swept;
    for (;;) {
      const page = await accountsAfter(db.system, after, MARKS_PAGE);
      await count(page, signal);
      const last = page.at(-1);
      if (page.length < MARKS_PAGE || last === undefined) {
        const swept = { shard: -1, accountId: '00000000-0000-0000-0000-000000000000' };
        await save({ swept, wholeSince: instant(now) });
        return true;
      }
      after = { shard: shardOf(last.accountId), accountId: last.accountId };
      await save({ swept: after });
      if (isWhole || performance.now() - startedAt > SWEEP_MS) return isWhole;
    }
  }

  return {
    follow: async (signal) => {
      const turn = await takeTurn(db.system, holder);
      if (turn === null) return true;
      await followNew(turn, signal);
      await followLate(turn, signal);
      const isWhole = await sweep(turn, signal);
      await save({ countedUntil: instant(turn.now) });
      return isWhole;
    },
    close: () => giveTurnBack(db.system, holder),
  };
}

/** Counts of accounts what has not been counted; `afterPage` once for each transaction. */
async function countAccounts(
  deps: FollowDeps,
  marks: readonly AccountMark[],
  afterPage: () => Promise<void>,
): Promise<void> {
  const uncounted = await deps.db.lookUps((tx) => listUncounted(tx, marks));
  const counted = new Map<string, Counted>(uncounted.map((account) => [account.accountId, account]));
  for (const page of pagesOf(uncounted)) {
    for (const account of await countPage(deps, page, counted)) counted.set(account.account_id, account);
    await afterPage();
  }
}

/** Their operations in pages of so many. */
function pagesOf(accounts: readonly Uncounted[]): readonly (readonly OperationRange[])[] {
  const pages: OperationRange[][] = [];
  let room = 0;
  for (const { accountId, seq, until: last } of accounts) {
    let after = seq;
    while (after < last) {
      if (room === 0) {
        pages.push([]);
        room = OPERATIONS_PAGE;
      }
      const until = Math.min(last, after + room);
      pages.at(-1)?.push({ accountId, after, until });
      room -= until - after;
      after = until;
    }
  }
  return pages;
}

/** `counted` is what had been counted of each account before; answers what has been since. */
async function countPage(
  { db, programs }: FollowDeps,
  ranges: readonly OperationRange[],
  counted: ReadonlyMap<string, Counted>,
): Promise<readonly CountedAccount[]> {
  const { accounts, operations } = await db.lookUps((tx) => readOperations(tx, ranges));
  const byAccount = Map.groupBy(operations, ({ accountId }) => accountId);
  const programOf = createRulesFinder(programs);
  const stories: AccountStory[] = [];
  for (const account of accounts) {
    const before = counted.get(account.accountId);
    const own = byAccount.get(account.accountId) ?? [];
    const seqBefore = before?.seq ?? 0;
    if (own.at(-1)?.seq !== seqBefore + own.length) throw new Error('operations of an account are missing');
    const happenings: Happening[] = [];
    for (const operation of own) {
      const program = await programOf(account, operation.programVersion);
      happenings.push({ ...operation, program, day: program.calendar.dayOf(operation.at) });
    }
    stories.push({ account, seqBefore, levelBefore: before?.level ?? null, happenings });
  }
  const coming = stories.flatMap(({ account, happenings }) =>
    happenings.flatMap(({ bought, day: on }): readonly KnownVisit[] =>
      bought === null ? [] : ['', bought.store].map((store) => ({ account_id: account.accountId, store, day: on })),
    ),
  );
  const visits = await db.lookUps(async (tx) => {
    const last = await listLastVisits(tx, [...new Set(coming.map(({ account_id }) => account_id))]);
    const late = lateIn(coming, last);
    return openVisitBook({ last, late, days: await listVisits(tx, late) });
  });
  const tally = createTally();
  for (const story of stories) tallyStory(tally, visits, story);
  await db.transaction(async (tx) => {
    await writeAccounts(tx, tally.accounts);
    await writeVisits(tx, visits.written());
    await addSums(tx, tally);
  });
  return tally.accounts;
}

/** Answers the rules that an operation was decided by. */
function createRulesFinder(
  programs: ProgramRegistry,
): (account: AccountNow, version: number) => Promise<CompiledProgram> {
  const found = new Map<string, CompiledProgram>();
  return async ({ organizationId, programId }, version) => {
    const name = `${organizationId}/${programId}/${version}`;
    const program = found.get(name) ?? (await rulesOf(programs, { organizationId, programId, version })).program;
    found.set(name, program);
    return program;
  };
}
