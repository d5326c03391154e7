/**
 * The way in: hands an operation to the queue and brings back what became of it. Also lets time pass over accounts
 * that something is due for.
 */
import { instant, type Instant } from '@kopilka/engine';
import { execute, sql, type Queryable } from '../kit/sql.ts';
import { dueAccounts } from './accounts.ts';
import { repoint } from './claims.ts';
import type { LedgerObserver } from './create-ledger.ts';
import { newOperationId, shardOf } from './ids.ts';
import type { OperationRequest, PostResult, StoredOperation } from './ledger.ts';
import { postBatch, type Connections } from './post.ts';
import type { ProgramSource, ProgramTimeline } from './program-source.ts';
import { createQueue } from './queue.ts';
import { createQuotaLeases } from './quota-leases.ts';
import type { Task, TaskForeign, TaskLived } from './task.ts';

/** While history is posted, alarms of its organization are held for this long from the last hold. */
const HISTORY_HOLD_MS = 120_000;
const HISTORY_HOLD_RENEW_MS = 30_000;

export interface DoorOptions {
  readonly system: Queryable & Connections;
  readonly programs: ProgramSource;
  readonly observe: LedgerObserver | undefined;
}

export interface Door {
  post(request: OperationRequest): Promise<PostResult>;
  advance(organizationId: string, now: Instant): Promise<number>;
  close(): Promise<void>;
}

/** A task without what the door adds to it. */
type Errand = Omit<Task, 'resolve' | 'reject' | 'operationId'> & { readonly operationId?: string };

export function createDoor({ system, programs, observe }: DoorOptions): Door {
  const quotas = createQuotaLeases(system);
  const queue = createQueue<Task>({
    accountOf: (task) => task.accountId,
    work: (batch) =>
      postBatch(
        {
          connections: system,
          quotas,
          nowMs: () => instant(Date.now()),
          onBatch: (operations) => observe?.batch(operations),
          onConflict: (accounts) => observe?.conflict(accounts),
        },
        batch,
      ),
  });
  const holdAlarms = createAlarmHold(system);

  function send(errand: Errand): Promise<PostResult | TaskForeign | TaskLived> {
    const operationId = errand.operationId ?? newOperationId(Date.now(), shardOf(errand.accountId));
    return new Promise((resolve, reject) => queue.push({ ...errand, operationId, resolve, reject }));
  }

  async function submit(request: OperationRequest): Promise<PostResult | TaskForeign> {
    const { organizationId, programId, accountId, now: until } = request;
    const timeline = await programs.timeline(organizationId, programId);
    if (timeline === null) return { type: 'account_unknown' };
    if (request.history) await holdAlarms(organizationId);
    const result = await send({ organizationId, programId, accountId, timeline, request, until });
    if (result.type === 'lived') throw new Error('an operation was answered as time');
    return result;
  }

  /**
   * The receipt is claimed for another account. If its operation never happened (it was refused, or a crash came between),
   * the claim is taken over: the other operation's id is used up first, so that it cannot happen any more.
   */
  async function takeOver(request: OperationRequest, foreign: TaskForeign): Promise<PostResult> {
    if (foreign.accountId === null) return { type: 'receipt_taken' };
    const { organizationId, programId } = request;
    const timeline = await programs.timeline(organizationId, programId);
    if (timeline === null) return { type: 'account_unknown' };
    const used = await send(voidErrand(request, foreign, timeline));
    // Whoever is told that it is taken may believe that it happened there, which a refusal does not say.
    if (used.type === 'refused') throw new Error(`the id of a foreign claim could not be used up: ${used.code}`);
    if (used.type !== 'done' && used.type !== 'repeated') return { type: 'receipt_taken' };
    const operationId = newOperationId(Date.now(), shardOf(request.accountId));
    await repoint(system, { key: foreign.key, from: foreign.operationId, to: { ...request, operationId } });
    const again = await submit(request);
    return again.type === 'foreign' ? { type: 'receipt_taken' } : again;
  }

  return {
    post: async (request) => {
      const first = await submit(request);
      const result = first.type === 'foreign' ? await takeOver(request, first) : first;
      observe?.posted(typeof request.event === 'function' ? 'hold' : request.event.type, result.type);
      if (observe !== undefined && result.type === 'done') countFailures(observe, result.operation);
      return result;
    },
    advance: async (organizationId, now) => {
      let operations = 0;
      let idleRounds = 0;
      for (;;) {
        const due = await dueAccounts(system, organizationId, now);
        if (due.length === 0) return operations;
        const lived = due.map(async ({ accountId, programId }) => {
          const timeline = await programs.timeline(organizationId, programId);
          if (timeline === null) throw new Error(`the program ${programId} of a due account is gone`);
          return send({ organizationId, programId, accountId, timeline, until: now, request: null });
        });
        const before = operations;
        for (const result of await Promise.all(lived)) operations += result.type === 'lived' ? result.operations : 0;
        // Once is no wonder: another process may have been quicker.
        idleRounds = operations === before ? idleRounds + 1 : 0;
        if (idleRounds > 1) throw new Error('accounts are due, but nothing happens to them');
      }
    },
    close: async () => {
      await queue.close();
      await quotas.close();
    },
  };
}

/** Conditions that failed on this operation's data: a shop should hear of them, since its rule does not work. */
function countFailures(observe: LedgerObserver, { decision }: StoredOperation): void {
  const failed = decision.reasons.filter(({ code }) => code === 'condition_failed').length;
  if (failed > 0) observe.ruleFailures(failed);
}

/** Uses up the id that a foreign claim reserved, on the account it was reserved for. */
function voidErrand(request: OperationRequest, foreign: TaskForeign, timeline: ProgramTimeline): Errand {
  const { organizationId, programId, event, now } = request;
  const at = typeof event === 'function' ? now : event.at;
  const accountId = foreign.accountId ?? '';
  const own: OperationRequest = { ...request, accountId, event: { type: 'void', at }, keys: [], bodyHash: '' };
  const { operationId } = foreign;
  return { organizationId, programId, accountId, timeline, until: at, request: own, operationId };
}

/** Keeps alarms away from an organization whose past is being posted, writing the hold down now and then only. */
function createAlarmHold(system: Queryable): (organizationId: string) => Promise<void> {
  const heldUntil = new Map<string, number>();
  return async (organizationId) => {
    const now = Date.now();
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
