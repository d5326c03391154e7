/** The one door, put together: see ledger.ts for what it promises. */
import { decide, instant, type Instant } from '@kopilka/engine'
import { z } from 'zod'
import { createBatcher } from '../kit/batcher.ts'
import { execute, query, sql, type Queryable } from '../kit/sql.ts'
import { iso, type LoadedAccount } from './account-row.ts'
import { findClaim, repoint } from './claims.ts'
import { recordGuests } from './guests.ts'
import { newOperationId, shardOf } from './ids.ts'
import { listJournal } from './journal.ts'
import type { GuestReceipt, GuestResult, Ledger, NewAccount, OperationRequest, PostResult, QuoteRequest, QuoteResult } from './ledger.ts'
import { begin, live, liveUntil } from './live.ts'
import { loadAccounts, loadPurchases, loadReturned, type LoadRequest } from './load.ts'
import { findOperation, listOperations } from './operation-row.ts'
import { laneOf, postBatch, type Connections, type Task, type TaskForeign, type TaskLived } from './post.ts'
import type { ProgramSource, ProgramTimeline } from './program-source.ts'
import { createQueue } from './queue.ts'
import { windowOf } from './window.ts'

export interface LedgerOptions {
  /** Connections that see all organizations (see kit/db.ts). */
  readonly system: Queryable & Connections
  readonly programs: ProgramSource
  /** Batches under way at once. */
  readonly lanes?: number
  readonly observe?: LedgerObserver
}

/** What the metrics listen to. */
export interface LedgerObserver {
  batch(operations: number): void
  conflict(accounts: number): void
  posted(type: string, outcome: PostResult['type']): void
}

const LANES = 2
/** Receipts of nobody recorded by one statement. */
const GUEST_BATCH_MAX = 256
/** Accounts loaded by one query for quotes. */
const QUOTE_BATCH_MAX = 128
const QUOTE_BATCHES_PARALLEL = 3
/** Due accounts handed to the lanes at a time. */
const ADVANCE_PAGE = 500
/** While history is posted, alarms of its organization are held for this long from the last hold. */
const HISTORY_HOLD_MS = 120_000
const HISTORY_HOLD_RENEW_MS = 30_000

export function createLedger({ system, programs, lanes = LANES, observe }: LedgerOptions): Ledger {
  const queue = createQueue<Task>(lanes, (batch) =>
    postBatch(
      {
        connections: system,
        nowMs: () => instant(Date.now()),
        onBatch: (operations) => observe?.batch(operations),
        onConflict: (accounts) => observe?.conflict(accounts),
      },
      batch,
    ),
  )
  const loadOne = createBatcher<LoadRequest, LoadedAccount | undefined>({
    load: async (requests) => {
      // One row answers every request for its account; reservations named by none are not needed for a quote.
      const accounts = await loadAccounts(system, [...new Map(requests.map((request) => [request.accountId, request])).values()])
      return requests.map((request) => accounts.get(request.accountId))
    },
    sizeMax: QUOTE_BATCH_MAX,
    parallelMax: QUOTE_BATCHES_PARALLEL,
  })
  const recordGuest = createBatcher<GuestReceipt, GuestResult>({
    load: (receipts) => recordGuests(system, receipts, Date.now()),
    sizeMax: GUEST_BATCH_MAX,
    parallelMax: 2,
  })
  const heldUntil = new Map<string, number>()

  async function submit(request: OperationRequest): Promise<PostResult | TaskForeign> {
    const timeline = await programs.timeline(request.organizationId, request.programId)
    if (timeline === null) return { type: 'account_unknown' }
    if (request.history) await holdAlarms(request.organizationId)
    const result = await enqueue(request.organizationId, request.programId, request.accountId, timeline, request, request.now)
    if (result.type === 'lived') throw new Error('an operation was answered as time')
    return result
  }

  function enqueue(
    organizationId: string,
    programId: string,
    accountId: string,
    timeline: ProgramTimeline,
    request: OperationRequest | null,
    until: Instant,
  ): Promise<PostResult | TaskForeign | TaskLived> {
    const operationId = newOperationId(Date.now(), shardOf(accountId))
    return new Promise((resolve, reject) => {
      queue.push({ organizationId, programId, accountId, timeline, until, request, operationId, resolve, reject }, laneOf(accountId))
    })
  }

  async function post(request: OperationRequest): Promise<PostResult> {
    let result = await submit(request)
    if (result.type === 'foreign') result = await takeOver(request, result)
    observe?.posted(typeof request.event === 'function' ? 'hold' : request.event.type, result.type)
    return result
  }

  /**
   * The receipt is claimed for another account. If its operation never happened (it was refused, or a crash came between), the
   * claim is taken over: the other operation's id is used up first, so that it cannot happen any more.
   */
  async function takeOver(request: OperationRequest, foreign: TaskForeign): Promise<PostResult> {
    if (foreign.accountId === null) return { type: 'receipt_taken' }
    const timeline = await programs.timeline(request.organizationId, request.programId)
    if (timeline === null) return { type: 'account_unknown' }
    const { accountId, operationId } = foreign
    const voided = await new Promise<PostResult | TaskForeign | TaskLived>((resolve, reject) => {
      const at = typeof request.event === 'function' ? request.now : request.event.at
      const own: OperationRequest = { ...request, accountId, event: { type: 'void', at }, keys: [], bodyHash: '' }
      queue.push(
        { organizationId: request.organizationId, programId: request.programId, accountId, timeline, until: request.now, request: own, operationId, resolve, reject },
        laneOf(accountId),
      )
    })
    if (voided.type !== 'done' && voided.type !== 'repeated') return { type: 'receipt_taken' }
    await repoint(system, foreign.key, operationId, {
      organizationId: request.organizationId,
      accountId: request.accountId,
      operationId: newOperationId(Date.now(), shardOf(request.accountId)),
      keys: request.keys,
      bodyHash: request.bodyHash,
    })
    const again = await submit(request)
    return again.type === 'foreign' ? { type: 'receipt_taken' } : again
  }

  async function quote(request: QuoteRequest): Promise<QuoteResult> {
    const timeline = await programs.timeline(request.organizationId, request.programId)
    if (timeline === null) return { type: 'account_unknown' }
    const { program } = timeline.at(request.event.at)
    const loaded = await loadOne({ accountId: request.accountId, at: request.event.at, ...windowOf(program, request.event.at), checkouts: [] })
    if (loaded === undefined || loaded.organizationId !== request.organizationId || loaded.programId !== request.programId) return { type: 'account_unknown' }
    const life = begin(await withPurchases(loaded, request), timeline)
    const step = live(life, { operationId: newOperationId(Date.now(), 0), event: request.event, programVersion: undefined })
    return 'type' in step ? step : { type: 'quoted', decision: step.decision }
  }

  async function withPurchases(loaded: LoadedAccount, { event, accountId }: QuoteRequest): Promise<LoadedAccount> {
    if (event.type !== 'return') return loaded
    const purchases = await loadPurchases(system, event.parts.map((part) => ({ accountId, purchaseId: part.purchase })))
    return { ...loaded, account: { ...loaded.account, purchases } }
  }

  async function advance(organizationId: string, now: Instant): Promise<number> {
    let operations = 0
    for (;;) {
      const due = await dueAccounts(system, organizationId, now)
      if (due.length === 0) return operations
      const lived = await Promise.all(
        due.map(async ({ accountId, programId }) => {
          const timeline = await programs.timeline(organizationId, programId)
          if (timeline === null) throw new Error(`the program ${programId} of a due account is gone`)
          return enqueue(organizationId, programId, accountId, timeline, null, now)
        }),
      )
      operations += lived.reduce((sum, result) => sum + (result.type === 'lived' ? result.operations : 0), 0)
    }
  }

  async function holdAlarms(organizationId: string): Promise<void> {
    const now = Date.now()
    if ((heldUntil.get(organizationId) ?? 0) > now + HISTORY_HOLD_MS - HISTORY_HOLD_RENEW_MS) return
    heldUntil.set(organizationId, now + HISTORY_HOLD_MS)
    await execute(
      system,
      sql`update organizations set alarms_held_until = now() + make_interval(secs => ${HISTORY_HOLD_MS / 1000})
        where organization_id = ${organizationId}`,
    )
  }

  return {
    openAccounts: (accounts) => openAccounts(system, accounts),
    post,
    quote,
    recordGuests: (receipts) => Promise.all(receipts.map(recordGuest)),
    advance,
    standing: async (organizationId, accountId, now) => {
      const [loaded] = (await loadAccounts(system, [{ accountId, at: now, meter: null, windowFrom: null, checkouts: [] }])).values()
      if (loaded === undefined || loaded.organizationId !== organizationId) return null
      const timeline = await programs.timeline(organizationId, loaded.programId)
      if (timeline === null) return null
      const { program } = timeline.at(now)
      const again = await loadOne({ accountId, at: now, ...windowOf(program, now), checkouts: [] })
      if (again === undefined) return null
      const life = begin(again, timeline)
      liveUntil(life, now)
      const verdict = decide(program, life.account, { type: 'clock', at: now })
      return verdict.type === 'decided' ? verdict.decision.after : null
    },
    journal: (organizationId, accountId, page) => listJournal(system, organizationId, accountId, page),
    operations: (organizationId, accountId, page) => listOperations(system, organizationId, accountId, page),
    operation: (organizationId, operationId) => findOperation(system, organizationId, operationId),
    claimed: (organizationId, key) => findClaim(system, organizationId, key),
    returned: (_organizationId, accountId, purchaseIds) =>
      loadReturned(system, purchaseIds.map((purchaseId) => ({ accountId, purchaseId }))),
    close: () => queue.close(),
  }
}

const dueSchema = z.object({ account_id: z.string(), program_id: z.string() }).transform((row) => ({ accountId: row.account_id, programId: row.program_id }))

/** The accounts of one organization that something is due for, soonest first. */
function dueAccounts(on: Queryable, organizationId: string, now: Instant): Promise<readonly { accountId: string; programId: string }[]> {
  return query(
    on,
    sql`select account_id, program_id from accounts
      where organization_id = ${organizationId} and due_at <= ${iso(now)}
      order by due_at
      limit ${ADVANCE_PAGE}`,
    dueSchema,
  )
}

async function openAccounts(on: Queryable, accounts: readonly NewAccount[]): Promise<void> {
  if (accounts.length === 0) return
  const rows = accounts.map((account) => ({
    shard: shardOf(account.accountId),
    account_id: account.accountId,
    organization_id: account.organizationId,
    program_id: account.programId,
    opened_at: iso(account.openedAt),
  }))
  await execute(
    on,
    sql`insert into accounts (shard, account_id, organization_id, program_id, version, tier, grants, sums, debts, opened_at)
      select shard, account_id, organization_id, program_id, 0, '', '[]', '{}', '{}', opened_at
      from json_to_recordset(${JSON.stringify(rows)}::json) as x (
        shard smallint, account_id uuid, organization_id uuid, program_id text, opened_at timestamptz
      )
      order by shard, account_id
      on conflict do nothing`,
  )
}
