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

/** Tasks not answered yet, with the operation that each stands for and whether it may have happened already. */
type Open = Map<Task, { readonly operationId: string; readonly mayExist: boolean }>;

/** Settles every task, one way or the other; never throws. */
export async function postBatch(context: PostContext, tasks: readonly Task[]): Promise<void> {
  context.onBatch(tasks.length);
  await settle(context, new Map(tasks.map((task) => [task, { operationId: task.operationId, mayExist: false }])));
}

/**
 * Tries until every task is answered. Each try begins with the claims: after a crash of the database a claim that was not
 * flushed yet is gone, and what is decided on the strength of it must not be committed. For the same reason a try keeps to
 * one connection, which does not outlive a crash.
 */
async function settle(context: PostContext, open: Open): Promise<void> {
  for (let attempt = 1; open.size > 0; attempt += 1) {
    try {
      await connected(context, (on) => tryAll(context, on, open));
    } catch (error) {
      const again = attempt < ATTEMPTS_MAX && (isConnectionLost(error) || isDeadlock(error));
      if (!again) return isolate(context, open, error);
      for (const [task, { operationId }] of open) open.set(task, { operationId, mayExist: true });
      await new Promise((resolve) => setTimeout(resolve, RECONNECT_PAUSE_MS * attempt));
    }
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

/** One try: claim and load in one journey to the database, then decide and commit, again for accounts that had changed. */
async function tryAll(context: PostContext, on: Queryable, open: Open): Promise<void> {
  const asked = [...open].map(([task, { operationId, mayExist }]): Work => {
    return { task, operationId, event: eventOf(task, operationId), mayExist, sameBody: true };
  });
  const [outcomes, accounts] = await Promise.all([
    claimAll(on, asked.map(claimRequestOf)),
    loadAccounts(on, loadRequestsOf(asked)),
  ]);
  let works = asked.flatMap((work, index) => claimed(work, outcomes[index], open));
  let loaded: Accounts | undefined = accounts;
  for (let rounds = 1; works.length > 0; rounds += 1) {
    if (rounds > ATTEMPTS_MAX) throw new LedgerConflictError();
    const changed = await round(context, on, works, loaded);
    for (const { task } of works) if (!changed.has(task.accountId)) open.delete(task);
    works = works.filter((work) => changed.has(work.task.accountId));
    loaded = undefined;
  }
}

function claimRequestOf({ task, operationId }: Work): ClaimRequest {
  const { organizationId, accountId, request } = task;
  return { organizationId, accountId, operationId, keys: request?.keys ?? [], bodyHash: request?.bodyHash ?? '' };
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
  if (accounts.size <= 1) {
    for (const task of open.keys()) task.reject(error);
    return;
  }
  for (const own of accounts.values()) await settle(context, new Map(own));
}

/** Decides and commits; answers the accounts that had changed since they were loaded, whose works are not answered. */
async function round(
  context: PostContext,
  on: Queryable,
  works: readonly Work[],
  accounts?: Accounts,
): Promise<ReadonlySet<string>> {
  const acceptedAt = context.nowMs();
  const { lives, answers } = decideAll(works, await loadWith(on, works, accounts), acceptedAt);
  const chains = lives.flatMap((life): readonly Chain[] => {
    const chain = chainOf(life);
    return chain === null ? [] : [chain];
  });
  const changed = chains.length === 0 ? NONE : await commitRows(on, rowsOf(chains, acceptedAt));
  if (changed.size > 0) context.onConflict(changed.size);
  for (const { work, result } of answers) if (!changed.has(work.task.accountId)) work.task.resolve(result);
  return changed;
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
