/**
 * Time passes over the accounts of an organization that something is due for (expiry, a review of levels). Nobody waits for it, so it
 * does not stand in the queue: it goes through the same door in batches of its own, and gives way to whoever waits at a till. What keeps
 * an account's operations in order is its version: one that somebody else has written meanwhile is loaded and decided again.
 */
import type { Instant } from '@kopilka/engine';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../kit/clock.ts';
import { isConnectionLost, isWriteRefused } from '../kit/connection-lost.ts';
import type { Queryable } from '../kit/sql.ts';
import { dueAccounts, type DueAccount } from './accounts.ts';
import { homeOf, type HomeFinder } from './homes.ts';
import { newOperationId, shardOf } from './ids.ts';
import { LedgerClosedError } from './ledger-error.ts';
import type { ProgramSource } from './program-source.ts';
import type { Task } from './task.ts';

/** Due accounts looked for at a time. */
const DUE_PAGE = 10_000;
/** Accounts of one batch: this process thinks of nothing else for some milliseconds, and whoever buys on one of them waits. */
const BATCH_MAX = 256;
/** While the database works on two batches, this process computes the third: with two in all, a sixth fewer. */
const LANES = 3;
/** From so many operations waiting, tills come first … */
const TILLS_FIRST_FROM = 8;
/** … and time goes on after so many times as long as its last batch took, so that it passes everywhere in the end. */
const REST_MAX = 3;
/** With anybody waiting it rests for this part of it: three lanes without a rest took a third of what tills could sell. */
const REST_MIN = 0.12;
const REST_STEP_MS = 4;

export interface AdvanceDeps {
  readonly system: Queryable;
  readonly programs: ProgramSource;
  readonly clock: Clock;
  readonly homes: HomeFinder;
  /** Operations that somebody waits for and that are in no batch yet. */
  waiting(): number;
  isClosed(): boolean;
  /** Settles every task of a batch, all of whose accounts are of one node. */
  post(batch: readonly Task[]): Promise<void>;
}

export interface Advance {
  readonly organizationId: string;
  readonly now: Instant;
  /** Stops after the batches under way. */
  readonly signal?: AbortSignal | undefined;
}

/** What has become of the due accounts so far. */
interface Course {
  operations: number;
  /** Accounts whose operation failed by itself, and why the first of them did. */
  readonly failed: Set<string>;
  failure?: Error;
  /** Why there is no use in going on. */
  end?: Error;
}

/** Answers how many operations happened. An account that fails holds up no other; its error is thrown at the end. */
export async function advance(deps: AdvanceDeps, wanted: Advance): Promise<number> {
  const course: Course = { operations: 0, failed: new Set() };
  let idlePages = 0;
  while (wanted.signal?.aborted !== true) {
    const found = await dueAccounts(deps.system, { ...wanted, count: DUE_PAGE + course.failed.size });
    const due = found.filter(({ accountId }) => !course.failed.has(accountId));
    if (due.length === 0) break;
    const before = course.operations + course.failed.size;
    await letLive(deps, wanted, { due, course });
    // Once or twice is no wonder: another process may have been quicker.
    idlePages = course.operations + course.failed.size === before ? idlePages + 1 : 0;
    if (idlePages > 2) throw new Error('accounts are due, but nothing happens to them');
  }
  if (course.failure !== undefined) throw course.failure;
  return course.operations;
}

interface Page {
  readonly due: readonly DueAccount[];
  readonly course: Course;
}

/** In the order of the accounts' key, so that what is written together lies together. */
async function letLive(deps: AdvanceDeps, wanted: Advance, { due, course }: Page): Promise<void> {
  const homes = deps.homes.known() ?? (await deps.homes.lookUp());
  const byHome = Map.groupBy(due.toSorted(byKey), ({ accountId }) => homeOf(homes, shardOf(accountId)));
  const batches = [...byHome.values()].flatMap(batchesOf).values();

  async function lane(): Promise<void> {
    let tookMs = 0;
    for (const batch of batches) {
      await giveWay(deps, tookMs);
      if (course.end !== undefined || wanted.signal?.aborted === true) return;
      if (deps.isClosed()) throw new LedgerClosedError();
      const startedAtMs = performance.now();
      await deps.post(await tasksOf(deps, wanted, { due: batch, course }));
      tookMs = performance.now() - startedAtMs;
    }
  }

  const lanes = Array.from({ length: LANES }, () => lane().catch((error: unknown) => (course.end ??= errorOf(error))));
  await Promise.all(lanes);
  if (course.end !== undefined) throw course.end;
}

function byKey({ accountId: a }: DueAccount, { accountId: b }: DueAccount): number {
  return shardOf(a) - shardOf(b) || (a < b ? -1 : 1);
}

function batchesOf(due: readonly DueAccount[]): readonly (readonly DueAccount[])[] {
  return Array.from({ length: Math.ceil(due.length / BATCH_MAX) }, (_, index) =>
    due.slice(index * BATCH_MAX, (index + 1) * BATCH_MAX),
  );
}

async function giveWay({ waiting }: AdvanceDeps, tookMs: number): Promise<void> {
  const now = performance.now();
  const fromMs = waiting() === 0 ? now : now + tookMs * REST_MIN;
  const untilMs = now + tookMs * REST_MAX;
  const isResting = (atMs: number): boolean => atMs < fromMs || (waiting() >= TILLS_FIRST_FROM && atMs < untilMs);
  while (isResting(performance.now())) await sleep(REST_STEP_MS);
}

async function tasksOf(
  { programs, clock }: AdvanceDeps,
  { organizationId, now: until }: Advance,
  { due, course }: Page,
): Promise<readonly Task[]> {
  const acceptedAtMs = performance.now();
  const ids = [...new Set(due.map(({ programId }) => programId))];
  const known = await Promise.all(ids.map(async (id) => [id, await programs.timeline(organizationId, id)] as const));
  const timelines = new Map(known);
  return due.flatMap(({ accountId, programId }): readonly Task[] => {
    const reject = (error: unknown): void => fail(course, accountId, error);
    const timeline = timelines.get(programId) ?? null;
    if (timeline === null) {
      reject(new Error(`the program ${programId} of a due account is gone`));
      return [];
    }
    const resolve: Task['resolve'] = (result) => {
      if (result.type === 'lived') course.operations += result.operations;
    };
    const operationId = newOperationId(clock.now(), shardOf(accountId));
    const place = { organizationId, programId, accountId, timeline };
    return [{ ...place, until, request: null, operationId, acceptedAtMs, resolve, reject }];
  });
}

function fail(course: Course, accountId: string, error: unknown): void {
  course.failed.add(accountId);
  course.failure ??= errorOf(error);
  if (isConnectionLost(error) || isWriteRefused(error)) course.end ??= errorOf(error);
}

function errorOf(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
