/**
 * What becomes of a batch: claim keys, load accounts, decide, commit, answer. An account that changed meanwhile is
 * loaded and decided again; a batch that the database refuses is tried account by account, so that one poisoned operation
 * fails alone. A connection lost in the middle leaves it unknown whether the batch was committed: it is tried again, and what
 * was committed is found by its operation id.
 */
import type { Event, Instant, PurchaseRecord } from '@kopilka/engine';
import type { LoadedAccount } from './account-row.ts';
import type { Queryable } from '../kit/sql.ts';
import { rowsOf, type Chain } from './book.ts';
import { claimAll, type ClaimOutcome, type ClaimRequest } from './claims.ts';
import { commitRows } from './commit.ts';
import { isConnectionLost, isDeadlock } from '../kit/connection-lost.ts';
import { LedgerConflictError } from './ledger-error.ts';
import type { OperationRequest, PostResult, StoredOperation } from './ledger.ts';
import { begin, chainOf, live, liveUntil, type Life } from './live.ts';
import { loadAccounts, loadPurchases, type LoadRequest } from './load.ts';
import { loadOperations } from './operation-row.ts';
import type { ProgramTimeline } from './program-source.ts';
import { windowOf } from './window.ts';

/** Rounds of load, decide, commit before giving up. */
const ATTEMPTS_MAX = 12;
/** Pause before the n-th try after a lost connection: n × this. */
const RECONNECT_PAUSE_MS = 200;

/** A request on its way, or (without a request) time that an account should live up to. */
export interface Task {
  readonly organizationId: string;
  readonly programId: string;
  readonly accountId: string;
  readonly timeline: ProgramTimeline;
  /** Until when time passes before and without an event. */
  readonly until: Instant;
  readonly request: OperationRequest | null;
  readonly operationId: string;
  readonly resolve: (result: PostResult | TaskForeign | TaskLived) => void;
  readonly reject: (error: unknown) => void;
}

/** The task's receipt is claimed for another account. */
export type TaskForeign = Extract<ClaimOutcome, { type: 'foreign' }>;

/** Time passed; so many operations happened. */
export interface TaskLived {
  readonly type: 'lived';
  readonly operations: number;
}

/** A task whose keys are claimed. */
interface Work {
  readonly task: Task;
  readonly operationId: string;
  readonly event: Event | null;
  /** The operation may exist already: look before deciding. */
  readonly mayExist: boolean;
  readonly sameBody: boolean;
}

interface Answer {
  readonly work: Work;
  readonly result: PostResult | TaskLived;
}

/** A pool whose connections take several statements at once and answer them in order. */
export interface Connections {
  connect(): Promise<Queryable & { release(broken?: boolean): void }>;
}

export interface PostContext {
  readonly connections: Connections;
  /** The machine's time, for the rows' accepted_at. */
  readonly nowMs: () => Instant;
  readonly onConflict: (accounts: number) => void;
  readonly onBatch: (operations: number) => void;
}

export async function postBatch(context: PostContext, tasks: readonly Task[]): Promise<void> {
  context.onBatch(tasks.length);
  try {
    const { works, accounts } = await opened(context, tasks);
    await settleAll(context, works, accounts);
  } catch (error) {
    for (const task of tasks) task.reject(error);
  }
}

/** Works on one connection; a failed one is thrown away. */
async function connected<T>({ connections }: PostContext, work: (on: Queryable) => Promise<T>): Promise<T> {
  const client = await connections.connect();
  let failed = true;
  try {
    const result = await work(client);
    failed = false;
    return result;
  } finally {
    client.release(failed);
  }
}

type Accounts = ReadonlyMap<string, LoadedAccount>;

interface Opened {
  readonly works: readonly Work[];
  readonly accounts: Accounts;
}

/** Claims the keys and loads the accounts, both in one journey to the database. */
async function opened(context: PostContext, tasks: readonly Task[]): Promise<Opened> {
  const unclaimed = tasks.map((task): Work => ({
    task,
    operationId: task.operationId,
    event: eventOf(task, task.operationId),
    mayExist: false,
    sameBody: true,
  }));
  const [outcomes, accounts] = await retrying(() =>
    connected(context, (on) =>
      Promise.all([claimAll(on, tasks.map(claimRequestOf)), loadAccounts(on, loadRequestsOf(unclaimed))]),
    ),
  );
  return { works: claimed(tasks, outcomes), accounts };
}

function claimRequestOf({ organizationId, accountId, operationId, request }: Task): ClaimRequest {
  return { organizationId, accountId, operationId, keys: request?.keys ?? [], bodyHash: request?.bodyHash ?? '' };
}

function claimed(tasks: readonly Task[], outcomes: readonly ClaimOutcome[]): readonly Work[] {
  return tasks.flatMap((task, index) => {
    const outcome = outcomes[index];
    if (outcome === undefined) throw new Error('a claim was not answered');
    if (outcome.type !== 'mine') {
      task.resolve(outcome);
      return [];
    }
    const { operationId, fresh, sameBody } = outcome;
    const event = eventOf(task, operationId);
    return [{ task, operationId, event, mayExist: !fresh || event?.type === 'void', sameBody }];
  });
}

function eventOf({ request }: Task, operationId: string): Event | null {
  if (request === null) return null;
  return typeof request.event === 'function' ? request.event(operationId) : request.event;
}

/** Tries until every work is answered. The first try decides on the accounts that are loaded already, if they are. */
async function settleAll(context: PostContext, works: readonly Work[], accounts?: Accounts): Promise<void> {
  let left = works;
  let loaded = accounts;
  for (let attempt = 1; left.length > 0; attempt += 1) {
    if (attempt > ATTEMPTS_MAX) throw new LedgerConflictError();
    try {
      const now = left;
      const at = loaded;
      loaded = undefined;
      left = await connected(context, (on) => round(context, on, now, at));
    } catch (error) {
      if (isDeadlock(error) && attempt < ATTEMPTS_MAX) continue;
      if (isConnectionLost(error) && attempt < ATTEMPTS_MAX) {
        await new Promise((resolve) => setTimeout(resolve, RECONNECT_PAUSE_MS * attempt));
        left = left.map((work) => ({ ...work, mayExist: true }));
      } else {
        await isolate(context, left, error);
        return;
      }
    }
  }
}

/** The database refused a batch: each account's part is tried alone, and only the guilty one fails. */
async function isolate(context: PostContext, works: readonly Work[], error: unknown): Promise<void> {
  const accounts = Map.groupBy(works, (work) => work.task.accountId);
  if (accounts.size <= 1) {
    for (const work of works) work.task.reject(error);
    return;
  }
  for (const own of accounts.values()) {
    await settleAll(context, own).catch((failure: unknown) => {
      for (const work of own) work.task.reject(failure);
    });
  }
}

/** One try; answers the works whose accounts had changed since they were loaded. */
async function round(
  context: PostContext,
  on: Queryable,
  works: readonly Work[],
  accounts?: Accounts,
): Promise<readonly Work[]> {
  const acceptedAt = context.nowMs();
  const { lives, answers } = decideAll(works, await loadWith(on, works, accounts), acceptedAt);
  const chains = lives.flatMap((life): readonly Chain[] => {
    const chain = chainOf(life);
    return chain === null ? [] : [chain];
  });
  const changed = chains.length === 0 ? NONE : await commitRows(on, rowsOf(chains, acceptedAt));
  if (changed.size > 0) context.onConflict(changed.size);
  for (const { work, result } of answers) if (!changed.has(work.task.accountId)) work.task.resolve(result);
  return answers.filter(({ work }) => changed.has(work.task.accountId)).map(({ work }) => work);
}

const NONE: ReadonlySet<string> = new Set();

/** What the works of one round share: answers so far, and the operations that exist by now. */
interface Deciding {
  readonly answers: Answer[];
  readonly known: Map<string, StoredOperation>;
  readonly acceptedAt: Instant;
}

interface Decided {
  readonly lives: readonly Life[];
  readonly answers: readonly Answer[];
}

/** Everything that the works need: accounts, operations that may exist already, purchases that returns name. */
interface Loaded {
  readonly accounts: Accounts;
  readonly existing: ReadonlyMap<string, StoredOperation>;
  readonly purchases: ReadonlyMap<string, PurchaseRecord & { readonly accountId: string }>;
}

async function loadWith(on: Queryable, works: readonly Work[], accounts?: Accounts): Promise<Loaded> {
  const [own, existing, purchases] = await Promise.all([
    accounts ?? loadAccounts(on, loadRequestsOf(works)),
    loadOperations(
      on,
      works.flatMap((work) => (work.mayExist ? [work.operationId] : [])),
    ),
    loadPurchases(on, works.flatMap(purchasesNamedBy)),
  ]);
  return { accounts: own, existing, purchases };
}

function decideAll(works: readonly Work[], { accounts, existing, purchases }: Loaded, acceptedAt: Instant): Decided {
  const lives: Life[] = [];
  const deciding: Deciding = { answers: [], known: new Map(existing), acceptedAt };
  for (const [accountId, own] of Map.groupBy(works, (work) => work.task.accountId)) {
    const loaded = accounts.get(accountId);
    const timeline = own[0]?.task.timeline;
    if (loaded === undefined || timeline === undefined) {
      for (const work of own) deciding.answers.push({ work, result: { type: 'account_unknown' } });
      continue;
    }
    const mine = [...purchases].filter(([, record]) => record.accountId === accountId);
    const life = begin({ ...loaded, account: { ...loaded.account, purchases: new Map(mine) } }, timeline);
    lives.push(life);
    for (const work of own) answerIn(life, work, deciding);
  }
  return { lives, answers: deciding.answers };
}

/** Decides one work on its account's life. An operation that throws fails alone; the account goes on without it. */
function answerIn(life: Life, work: Work, deciding: Deciding): void {
  try {
    deciding.answers.push({ work, result: resultIn(life, work, deciding) });
  } catch (error) {
    work.task.reject(error);
  }
}

function resultIn(life: Life, work: Work, { known, acceptedAt }: Deciding): PostResult | TaskLived {
  const { task, event, operationId } = work;
  const { loaded } = life;
  if (loaded.organizationId !== task.organizationId || loaded.programId !== task.programId)
    return { type: 'account_unknown' };
  if (event === null) {
    const before = life.steps.length;
    liveUntil(life, task.until);
    return { type: 'lived', operations: life.steps.length - before };
  }
  const first = known.get(operationId);
  if (first !== undefined) {
    const same =
      event.type === 'void' ? first.decision.type === 'void' : first.decision.type !== 'void' && work.sameBody;
    return same ? { type: 'repeated', operation: first } : { type: 'receipt_taken' };
  }
  const step = live(life, { operationId, event, programVersion: task.request?.programVersion });
  if ('type' in step) return step;
  const operation: StoredOperation = {
    operationId,
    organizationId: loaded.organizationId,
    accountId: loaded.accountId,
    seq: loaded.version + life.steps.length,
    programVersion: step.programVersion,
    acceptedAt,
    event,
    decision: step.decision,
  };
  known.set(operationId, operation);
  return { type: 'done', operation };
}

function loadRequestsOf(works: readonly Work[]): readonly LoadRequest[] {
  return [...Map.groupBy(works, (work) => work.task.accountId).values()].map(loadRequestOf);
}

function loadRequestOf(own: readonly Work[]): LoadRequest {
  const [first] = own;
  if (first === undefined) throw new Error('no work for an account');
  const times = own.map((work) => work.event?.at ?? work.task.until);
  const latest = times.reduce((a, b) => (a > b ? a : b));
  const { program } = first.task.timeline.at(latest);
  return {
    accountId: first.task.accountId,
    at: times.reduce((a, b) => (a < b ? a : b)),
    ...windowOf(program, latest),
    checkouts: own.flatMap(({ event }) => {
      if (event?.type === 'purchase') return event.checkout === undefined ? [] : [event.checkout];
      return event?.type === 'release' ? [event.checkout] : [];
    }),
  };
}

function purchasesNamedBy({
  event,
  task,
}: Work): readonly { readonly accountId: string; readonly purchaseId: string }[] {
  if (event?.type !== 'return') return [];
  return event.parts.map((part) => ({ accountId: task.accountId, purchaseId: part.purchase }));
}

async function retrying<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isConnectionLost(error) || attempt >= ATTEMPTS_MAX) throw error;
      await new Promise((resolve) => setTimeout(resolve, RECONNECT_PAUSE_MS * attempt));
    }
  }
}
