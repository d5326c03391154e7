/**
 * The way in: hands an operation to the queue and brings back what became of it. Also lets time pass over accounts
 * that something is due for.
 */
import { instant, type Instant } from '@kopilka/engine';
import type { Clock } from '../kit/clock.ts';
import { execute, sql, type Queryable } from '../kit/sql.ts';
import { advance } from './advance.ts';
import { repoint } from './claims.ts';
import type { LedgerObserver } from './create-ledger.ts';
import { homeOf, type HomeFinder, type Homes } from './homes.ts';
import { newOperationId, shardOf } from './ids.ts';
import type { OperationPlace, OperationRequest, PostResult, StoredOperation, UsedUp } from './ledger.ts';
import { findOperation } from './operation-row.ts';
import { postBatch, type Connections } from './post.ts';
import { LedgerClosedError } from './ledger-error.ts';
import type { ProgramSource } from './program-source.ts';
import { createQueue, type Queue } from './queue.ts';
import { createQuotaLeases, type QuotaLeases } from './quota-leases.ts';
import type { Task, TaskForeign, TaskLived } from './task.ts';

/** While history is posted, alarms of its organization are held for this long from the last hold. */
const HISTORY_HOLD_MS = 120_000;
const HISTORY_HOLD_RENEW_MS = 30_000;

export interface DoorOptions {
  readonly system: Queryable & Connections;
  readonly homes: HomeFinder;
  readonly programs: ProgramSource;
  readonly observe: LedgerObserver | undefined;
  readonly clock: Clock;
}

export interface Door {
  post(request: OperationRequest): Promise<PostResult>;
  useUp(place: OperationPlace): Promise<UsedUp>;
  advance(organizationId: string, now: Instant, signal?: AbortSignal): Promise<number>;
  waiting(): number;
  close(): Promise<void>;
}

/** A task without what the door adds to it. */
type Errand = Omit<Task, 'acceptedAtMs' | 'resolve' | 'reject'>;
type Send = (errand: Errand) => Promise<PostResult | TaskForeign | TaskLived>;

export function createDoor(options: DoorOptions): Door {
  const { system, homes, programs, observe, clock } = options;
  const quotas = createQuotaLeases(system);
  const postNow = createPoster(options, quotas);
  const queues = createQueues(postNow);
  const time = createTime(options, queues, postNow);
  const holdAlarms = createAlarmHold(system);

  const send: Send = async (errand) => {
    const known = homes.known() ?? (await homes.lookUp());
    const acceptedAtMs = performance.now();
    return new Promise((resolve, reject) =>
      queues.of(known, errand.accountId).push({ ...errand, acceptedAtMs, resolve, reject }),
    );
  };

  async function submit(request: OperationRequest): Promise<PostResult | TaskForeign> {
    const { organizationId, programId, accountId, now: until } = request;
    const timeline = await programs.timeline(organizationId, programId);
    if (timeline === null) return { type: 'account_unknown' };
    if (request.history) await holdAlarms(organizationId);
    const operationId = request.operationId ?? newOperationId(clock.now(), shardOf(accountId));
    const result = await send({ organizationId, programId, accountId, timeline, request, until, operationId });
    if (result.type === 'lived') throw new Error('an operation was answered as time');
    return result;
  }

  /**
   * The key is claimed for another account or operation. If that operation never happened (it was refused, or a crash came
   * between), the claim is taken over: its id is used up first, so that it cannot happen any more.
   */
  async function takeOver(request: OperationRequest, foreign: TaskForeign): Promise<PostResult | TaskForeign> {
    const { accountId, operationId: from, key } = foreign;
    if (accountId === null) return { type: 'receipt_taken' };
    const { organizationId, programId, event, now } = request;
    const at = typeof event === 'function' ? now : event.at;
    const used = await useUp({ organizationId, programId, accountId, operationId: from, now: at });
    if (used.type !== 'used_up') return { type: 'receipt_taken' };
    const operationId = request.operationId ?? newOperationId(clock.now(), shardOf(request.accountId));
    await repoint(system, { key, from, to: { ...request, operationId } });
    return submit(request);
  }

  async function useUp({ operationId, ...place }: OperationPlace): Promise<UsedUp> {
    const { organizationId, programId, accountId, now } = place;
    const timeline = await programs.timeline(organizationId, programId);
    if (timeline === null) return { type: 'account_unknown' };
    const event = { type: 'void', at: now } as const;
    const request: OperationRequest = { ...place, event, history: false, keys: [], bodyHash: '' };
    const used = await send({ organizationId, programId, accountId, timeline, until: now, request, operationId });
    switch (used.type) {
      case 'done':
      case 'repeated':
        return { type: 'used_up' };
      case 'account_unknown':
        return used;
      case 'receipt_taken': {
        const operation = await findOperation(system, organizationId, operationId);
        if (operation === null) throw new Error(`an operation that has happened is not there: ${operationId}`);
        return { type: 'happened', operation };
      }
      default:
        // Whoever is told that it happened may believe it, which a refusal does not say.
        throw new Error(`an operation's id could not be used up: ${used.type}`);
    }
  }

  /** Each of its keys may have been claimed for something else. */
  async function postOrTakeOver(request: OperationRequest): Promise<PostResult> {
    let result = await submit(request);
    for (const _ of request.keys) if (result.type === 'foreign') result = await takeOver(request, result);
    return result.type === 'foreign' ? { type: 'receipt_taken' } : result;
  }

  return {
    useUp,
    post: async (request) => {
      const result = await postOrTakeOver(request);
      observe?.posted(typeof request.event === 'function' ? 'hold' : request.event.type, result.type);
      if (observe !== undefined && result.type === 'done') countFailures(observe, result.operation);
      return result;
    },
    advance: time.advance,
    waiting: queues.waiting,
    close: async () => {
      await queues.close();
      await time.stopped();
      await quotas.close();
    },
  };
}

type Post = (batch: readonly Task[]) => Promise<void>;

/** Posts a batch whose accounts are of one node. */
function createPoster({ system, homes, observe, clock }: DoorOptions, quotas: QuotaLeases): Post {
  const context = {
    connections: system,
    quotas,
    nowMs: () => instant(clock.now()),
    onBatch: (operations: number, waitedMs: number) => observe?.batch(operations, waitedMs),
    onConflict: (accounts: number) => observe?.conflict(accounts),
    onRefused: (error: unknown) => observe?.batchRefused(error),
    onWritten: (organizationId: string, accountId: string) => observe?.written(organizationId, accountId),
  };
  return (batch) => {
    const known = homes.known() ?? [];
    const shard = batch[0] === undefined ? null : shardOf(batch[0].accountId);
    const isAlone = shard === null || homeOf(known, shard) === null;
    return postBatch({ ...context, homes: known, shard: isAlone ? null : shard }, batch);
  };
}

/** Lets time pass until the queues are closed. */
function createTime(options: DoorOptions, { waiting, isClosed }: Queues, post: Post) {
  const underWay = new Set<Promise<unknown>>();
  return {
    advance: (organizationId: string, now: Instant, signal?: AbortSignal): Promise<number> => {
      const passing = advance({ ...options, waiting, isClosed, post }, { organizationId, now, signal });
      underWay.add(passing);
      return passing.finally(() => underWay.delete(passing));
    },
    stopped: (): Promise<unknown> => Promise.allSettled(underWay),
  };
}

type Queues = ReturnType<typeof createQueues>;

/** A queue for each node, so that a batch is of one node. */
function createQueues(work: Post) {
  const queues = new Map<number | null, Queue<Task>>();
  let closed = false;
  return {
    of: (homes: Homes, accountId: string): Queue<Task> => {
      if (closed) throw new LedgerClosedError();
      const home = homeOf(homes, shardOf(accountId));
      const known = queues.get(home);
      if (known !== undefined) return known;
      const queue = createQueue<Task>({
        accountOf: (task) => task.accountId,
        ownerOf: (task) => task.organizationId,
        work,
      });
      queues.set(home, queue);
      return queue;
    },
    isClosed: () => closed,
    waiting: (): number => [...queues.values()].reduce((sum, queue) => sum + queue.waiting(), 0),
    close: async (): Promise<void> => {
      closed = true;
      await Promise.all([...queues.values()].map((queue) => queue.close()));
    },
  };
}

/** Conditions that failed on this operation's data: a shop should hear of them, since its rule does not work. */
function countFailures(observe: LedgerObserver, { decision }: StoredOperation): void {
  const failed = decision.reasons.filter(({ code }) => code === 'condition_failed').length;
  if (failed > 0) observe.ruleFailures(failed);
}

/** Keeps alarms away from an organization whose past is being posted, writing the hold down now and then only. */
function createAlarmHold(system: Queryable): (organizationId: string) => Promise<void> {
  const heldUntil = new Map<string, number>();
  return async (organizationId) => {
    const now = performance.now();
    if ((heldUntil.get(organizationId) ?? 0) > now + HISTORY_HOLD_MS - HISTORY_HOLD_RENEW_MS) return;
    heldUntil.set(organizationId, now + HISTORY_HOLD_MS);
    await execute(
      system,
      sql`update organizations
        set alarms_held_until = greatest(alarms_held_until, now() + make_interval(secs => ${HISTORY_HOLD_MS / 1000}))
        where organization_id = ${organizationId}`,
    );
  };
}
