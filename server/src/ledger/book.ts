/** From decisions to rows: everything that one batch writes, gathered for the set-based commit. */
import { levelIdAt, nextDue, type Account, type CompiledProgram, type Decision, type Entry, type Event, type Instant } from '@kopilka/engine'
import { iso, isoEndOf, type LoadedAccount } from './account-row.ts'
import { shardOf } from './ids.ts'

/** One decided operation of a chain. */
export interface Step {
  readonly operationId: string
  readonly event: Event
  readonly decision: Decision
  readonly programVersion: number
}

/** What an account lived through in this batch. */
export interface Chain {
  readonly loaded: LoadedAccount
  readonly steps: readonly Step[]
  /** The account after the last step, and the program of that step. */
  readonly account: Account
  readonly program: CompiledProgram
}

/** Arguments of ledger_commit, in its order. */
export interface Rows {
  readonly accounts: object[]
  readonly operations: object[]
  readonly journal: object[]
  readonly lots: object[]
  readonly meters: object[]
  readonly holds: HoldRow[]
  readonly returns: object[]
  readonly outbox: object[]
}

interface HoldRow {
  readonly checkout_id: string
  readonly status: 'open' | 'committed' | 'cancelled'
  readonly wallet: string | null
  readonly units: number
  readonly until: string
}

export function rowsOf(chains: readonly Chain[], acceptedAt: Instant): Rows {
  const rows: Rows = { accounts: [], operations: [], journal: [], lots: [], meters: [], holds: [], returns: [], outbox: [] }
  for (const chain of chains) addChain(rows, chain, iso(acceptedAt))
  // A checkout that begins and ends in one batch is one row.
  return { ...rows, holds: [...new Map(rows.holds.map((row) => [row.checkout_id, row])).values()] }
}

function addChain(rows: Rows, chain: Chain, acceptedAt: string): void {
  const { accountId, organizationId, version } = chain.loaded
  const owner = { shard: shardOf(accountId), account_id: accountId, organization_id: organizationId }
  chain.steps.forEach((step, index) => {
    const seq = version + index + 1
    const at = iso(step.decision.at)
    rows.operations.push({
      ...owner,
      seq,
      operation_id: step.operationId,
      type: step.decision.type,
      occurred_at: at,
      accepted_at: acceptedAt,
      program_version: step.programVersion,
      event: step.event,
      decision: step.decision,
    })
    step.decision.entries.forEach((entry, number) => rows.journal.push({ ...owner, seq, entry: number, ...journalRow(entry), occurred_at: at }))
    addRest(rows, chain, step, { ...owner, seq })
  })
  addLots(rows, chain, owner)
  addMeters(rows, chain, owner)
  rows.accounts.push(accountRow(chain, owner))
}

function accountRow({ loaded, steps, account, program }: Chain, owner: object): object {
  const due = nextDue(account)
  return {
    ...owner,
    version: loaded.version,
    new_version: loaded.version + steps.length,
    as_of: account.asOf === null ? null : iso(account.asOf),
    tier: levelIdAt(program, account) ?? '',
    grants: account.grants,
    sums: account.sums,
    window_from: account.windowFrom,
    debts: account.debts,
    due_at: due === null ? null : iso(due),
  }
}

function journalRow({ wallet, kind, units, lot, rule }: Entry): object {
  return { wallet, kind, units, lot_from: lot === null ? null : iso(lot.from), lot_to: lot === null ? null : isoEndOf(lot.to), rule: rule ?? null }
}

/** Movements of one lot add up to one row; a lot that was open when loaded is known to exist. */
function addLots(rows: Rows, { loaded, steps }: Chain, owner: object): void {
  const moved = new Map<string, { wallet: string; lot_from: string; lot_to: string; issued: number; remaining: number; known: boolean }>()
  const open = new Set(loaded.account.lots.map((lot) => `${lot.wallet}/${lot.key.from}/${lot.key.to}`))
  for (const { wallet, kind, units, lot } of steps.flatMap((step) => step.decision.entries)) {
    if (lot === null) continue
    const name = `${wallet}/${lot.from}/${lot.to}`
    const row = moved.get(name) ?? { wallet, lot_from: iso(lot.from), lot_to: isoEndOf(lot.to), issued: 0, remaining: 0, known: open.has(name) }
    row.remaining += units
    // Units given back were issued before; a lot for grace is new, and the database then issues what it holds.
    if (units > 0 && kind !== 'restore') row.issued += units
    moved.set(name, row)
  }
  for (const row of moved.values()) rows.lots.push({ ...owner, ...row })
}

function addMeters(rows: Rows, { steps }: Chain, owner: object): void {
  const added = new Map<string, { day: string; meter: string; value: number }>()
  for (const { meter, day, add } of steps.flatMap((step) => step.decision.meters)) {
    const row = added.get(`${day}/${meter}`) ?? { day, meter, value: 0 }
    row.value += add
    added.set(`${day}/${meter}`, row)
  }
  for (const row of added.values()) if (row.value !== 0) rows.meters.push({ ...owner, ...row })
}

/** What few operations have: a reservation begun or ended, a return, events for the outbox. */
function addRest(rows: Rows, chain: Chain, { decision }: Step, owner: object): void {
  if (decision.type === 'hold') {
    const { checkout, wallet, units, until } = decision.hold
    rows.holds.push({ ...owner, checkout_id: checkout, status: 'open', wallet, units, until: iso(until) })
  } else if (decision.type === 'release') {
    rows.holds.push(endedHold(chain, decision.checkout, 'cancelled', owner))
  } else if (decision.type === 'purchase' && decision.checkout !== undefined) {
    rows.holds.push(endedHold(chain, decision.checkout, 'committed', owner))
  } else if (decision.type === 'return') {
    for (const part of decision.return.parts) {
      for (const { line, quantity } of part.lines) rows.returns.push({ ...owner, purchase_id: part.purchase, line, quantity })
    }
  }
  decision.emits?.forEach(({ name, data }, entry) =>
    rows.outbox.push({ ...owner, entry, program_id: chain.loaded.programId, topic: name, payload: data, occurred_at: iso(decision.asOf) }),
  )
}

function endedHold({ loaded, steps }: Chain, checkout: string, status: 'committed' | 'cancelled', owner: object): HoldRow {
  const known = loaded.account.checkouts.find((each) => each.id === checkout)
  const made = steps.flatMap(({ decision }) => (decision.type === 'hold' && decision.hold.checkout === checkout ? [decision.hold] : []))[0]
  const until = known?.until ?? made?.until
  if (until === undefined) throw new Error('a checkout ended that was neither loaded nor begun here')
  return { ...owner, checkout_id: checkout, status, wallet: known?.wallet ?? made?.wallet ?? null, units: known?.units ?? made?.units ?? 0, until: iso(until) }
}
