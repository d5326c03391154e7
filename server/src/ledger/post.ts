/**
 * What becomes of a batch: claim keys, load accounts, decide, commit, answer. An account that changed meanwhile is
 * loaded and decided again; a batch that the database refuses is tried account by account, so that one poisoned operation
 * fails alone. A connection lost in the middle leaves it unknown whether the batch was committed: it is tried again, and what
 * was committed is found by its operation id.
 */
import type { Event, Instant } from '@kopilka/engine';
import { isConnectionLost, isDeadlock, isWriteRefused } from '../kit/connection-lost.ts';
import { limitSilence } from '../kit/silence.ts';
import type { Queryable } from '../kit/sql.ts';
import { rowsOf, type Chain } from './book.ts';
import { claimAll, type ClaimOutcome, type ClaimRequest } from './claims.ts';
import { commitRows } from './commit.ts';
import { decideAll } from './decide-all.ts';
import type { Homes } from './homes.ts';
import { LedgerBusyError, LedgerConflictError } from './ledger-error.ts';
import { chainOf } from './live.ts';
import { loadAccounts } from './load.ts';
import { loadRequestsOf, loadWith, type Accounts, type Loaded } from './load-works.ts';
import { loadOperations } from './operation-row.ts';
import { ANSWER_MS_MAX, hasTriedEnough, isTooLate } from './patience.ts';
import { createPurse, type Purse } from './purse.ts';
import type { QuotaLeases } from './quota-leases.ts';
import { isLeaseGone } from './quota-store.ts';
import type { Answer, Task, Work } from './task.ts';

/** Rounds of load, decide, commit before giving up. */
const ATTEMPTS_MAX = 12;
/** Pause before the n-th try after a lost connection: n × this. */
const RECONNECT_PAUSE_MS = 200;

/** A pool whose connections take several statements at once and answer them in order. */
export interface Connections {
  connect(): Promise<Queryable & { release(broken?: boolean): void }>;
}

export interface PostContext {
  readonly connections: Connections;
  readonly quotas: QuotaLeases;
  readonly homes: Homes;
  /** Any shard of the batch, whose accounts are of one node; null on a server alone. */
  readonly shard: number | null;
  /** The machine's time, for the rows' accepted_at. */
  readonly nowMs: () => Instant;
  readonly onConflict: (accounts: number) => void;
  readonly onRefused: (error: unknown) => void;
  readonly onBatch: (operations: number, waitedMs: number) => void;
  /** An operation was committed to this account. */
  readonly onWritten: (organizationId: string, accountId: string) => void;
}

/** Tasks not answered yet, with the operation that each stands for and whether it may have happened already. */
type Open = Map<Task, { readonly operationId: string; readonly mayExist: boolean }>;

/** Settles every task, one way or the other; never throws. */
export async function postBatch(context: PostContext, tasks: readonly Task[]): Promise<void> {
  const nowMs = performance.now();
  context.onBatch(tasks.length, nowMs - Math.min(...tasks.map((task) => task.acceptedAtMs)));
  // An id that came with the request may have been posted before.
  const open = tasks.flatMap((task) => {
    if (isTooLate(task, nowMs)) {
      task.reject(new LedgerBusyError());
      return [];
    }
    const mayExist = task.request?.operationId !== undefined;
    return [[task, { operationId: task.operationId, mayExist }] as const];
  });
  await settle(context, new Map(open));
}

/**
 * Tries until every task is answered. Each try claims anew: after a crash of the database a claim that was not
 * flushed yet is gone, and what is decided on the strength of it must not be committed. For the same reason a try keeps to
 * one connection, which does not outlive a crash. When the database stays away or cannot write, all who wait at a till hear of it together.
 */
async function settle(context: PostContext, open: Open): Promise<void> {
  const startedAtMs = performance.now();
  for (let attempt = 1; open.size > 0; attempt += 1) {
    try {
      await connected(context, (on) => tryAll(context, on, open));
    } catch (error) {
      const isGone = isConnectionLost(error);
      if (isWriteRefused(error)) return refuse(open, error);
      if (isGone) giveUp(open, performance.now() - startedAtMs, error);
      // Even if nothing of ours was committed: what we claimed is found by others, who may have done it meanwhile.
      for (const [task, { operationId }] of open) open.set(task, { operationId, mayExist: true });
      if (!isGone && !(attempt < ATTEMPTS_MAX && isDeadlock(error))) return isolate(context, open, error);
      await new Promise((resolve) => setTimeout(resolve, RECONNECT_PAUSE_MS * attempt));
    }
  }
}

/** Works on one connection; a failed one is thrown away. */
async function connected<T>({ connections }: PostContext, work: (on: Queryable) => Promise<T>): Promise<T> {
  const client = await connections.connect();
  limitSilence(client, ANSWER_MS_MAX);
  let failed = true;
  try {
    const result = await work(client);
    failed = false;
    return result;
  } finally {
    client.release(failed);
  }
}

/**
 * One try: load and claim in one journey to the database, then decide and commit, again for accounts that had changed. The load
 * comes first: whoever finds our claim and does its operation before us has then changed the account that we loaded, so that the
 * second round, which looks what has happened already, finds it.
 */
async function tryAll(context: PostContext, on: Queryable, open: Open): Promise<void> {
  const asked = [...open].map(([task, { operationId, mayExist }]): Work => {
    return { task, operationId, event: eventOf(task, operationId), mayExist, sameBody: true };
  });
  const [accounts, outcomes] = await Promise.all([
    loadAccounts(on, context.homes, loadRequestsOf(asked)),
    claimAll(on, context.homes, asked.map(claimRequestOf)),
  ]);
  let works = asked.flatMap((work, index) => claimed(work, outcomes[index], open));
  let loaded: Accounts | undefined = accounts;
  for (let rounds = 1; works.length > 0; rounds += 1) {
    if (rounds > ATTEMPTS_MAX) throw new LedgerConflictError();
    const changed = await round(context, on, works, loaded);
    for (const { task } of works) if (!changed.has(task.accountId)) open.delete(task);
    works = works.flatMap((work) => (changed.has(work.task.accountId) ? [{ ...work, mayExist: true }] : []));
    loaded = undefined;
  }
}

function claimRequestOf({ task, operationId }: Work): ClaimRequest {
  const { organizationId, accountId, request } = task;
  const { keys = [], bodyHash = '', operationId: only } = request ?? {};
  return { organizationId, accountId, operationId, keys, bodyHash, fixed: only !== undefined };
}

/** The work under the operation that its keys stand for; none when they answer the task themselves. */
function claimed(work: Work, outcome: ClaimOutcome | undefined, open: Open): readonly Work[] {
  if (outcome === undefined) throw new Error('a claim was not answered');
  const { task } = work;
  if (outcome.type !== 'mine') {
    task.resolve(outcome);
    open.delete(task);
    return [];
  }
  const { operationId, fresh, sameBody } = outcome;
  const event = eventOf(task, operationId);
  const mayExist = work.mayExist || !fresh || event?.type === 'void';
  open.set(task, { operationId, mayExist });
  return [{ task, operationId, event, mayExist, sameBody }];
}

function eventOf({ request }: Task, operationId: string): Event | null {
  if (request === null) return null;
  return typeof request.event === 'function' ? request.event(operationId) : request.event;
}

/** The database refused a batch: each account's part is tried alone, and only the guilty one fails. */
async function isolate(context: PostContext, open: Open, error: unknown): Promise<void> {
  const accounts = Map.groupBy(open, ([task]) => task.accountId);
  if (accounts.size <= 1) return refuse(open, error);
  context.onRefused(error);
  for (const own of accounts.values()) await settle(context, new Map(own));
}

/** Refuses what has been tried for long enough without a database. */
function giveUp(open: Open, tryingMs: number, error: unknown): void {
  for (const task of open.keys()) {
    if (!hasTriedEnough(task, tryingMs)) continue;
    open.delete(task);
    task.reject(error);
  }
}

function refuse(open: Open, error: unknown): void {
  for (const task of open.keys()) task.reject(error);
}

/** Decides and commits; answers the accounts that had changed since they were loaded, whose works are not answered. */
async function round(
  context: PostContext,
  on: Queryable,
  works: readonly Work[],
  accounts?: Accounts,
): Promise<ReadonlySet<string>> {
  const loaded = await loadWith(on, context.homes, works, accounts);
  for (let tries = 1; ; tries += 1) {
    const purse = createPurse(context.quotas);
    try {
      return await decideAndCommit({ ...context, on, purse }, works, loaded);
    } catch (error) {
      if (!isLeaseGone(error)) {
        purse.putBack();
        throw error;
      }
      await purse.giveUp(on);
      if (tries === ATTEMPTS_MAX) throw new LedgerConflictError();
    }
  }
}

async function decideAndCommit(
  {
    on,
    homes,
    shard,
    purse,
    nowMs,
    onConflict,
    onWritten,
  }: PostContext & { readonly on: Queryable; readonly purse: Purse },
  works: readonly Work[],
  loaded: Loaded,
): Promise<ReadonlySet<string>> {
  const acceptedAt = nowMs();
  let decided = decideAll(works, loaded, acceptedAt, purse);
  while (await purse.fill(on)) decided = decideAll(works, loaded, acceptedAt, purse);
  const chains = decided.lives.flatMap((life): readonly Chain[] => {
    const chain = chainOf(life);
    return chain === null ? [] : [chain];
  });
  const rows = rowsOf(chains, acceptedAt);
  const quotas = purse.leased(rows.quotas);
  const stale = chains.length === 0 ? NONE : await commitRows(on, shard, rows, quotas);
  purse.settle(quotas, stale);
  const written = new Set(chains.map(({ loaded: { accountId } }) => accountId));
  const changed = stale.union(await overtaken({ on, homes }, decided.answers, written));
  if (changed.size > 0) onConflict(changed.size);
  for (const {
    loaded: { accountId, organizationId },
  } of chains)
    if (!changed.has(accountId)) onWritten(organizationId, accountId);
  for (const answer of decided.answers) if (!changed.has(answer.work.task.accountId)) give(answer);
  return changed;
}

const NONE: ReadonlySet<string> = new Set();

/**
 * Accounts on which an operation was refused that somebody else has done meanwhile under the same key. A refusal writes nothing, so the
 * account's version does not tell: it may have been the very goods or units that the other one took that were missing here.
 */
async function overtaken(
  { on, homes }: { readonly on: Queryable; readonly homes: Homes },
  answers: readonly Answer[],
  written: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const refused = answers.flatMap(({ work, ...answer }) => {
    const isRefused = 'result' in answer && answer.result.type === 'refused';
    return isRefused && isNamed(work) && !written.has(work.task.accountId) ? [work.operationId] : [];
  });
  if (refused.length === 0) return NONE;
  return new Set([...(await loadOperations(on, homes, refused)).values()].map(({ accountId }) => accountId));
}

/** Whether another request could stand for the same operation. */
function isNamed({ task: { request } }: Work): boolean {
  return request !== null && (request.keys.length > 0 || request.operationId !== undefined);
}

function give(answer: Answer): void {
  if ('error' in answer) answer.work.task.reject(answer.error);
  else answer.work.task.resolve(answer.result);
}
