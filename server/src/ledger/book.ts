/** From decisions to rows: everything that one batch writes, gathered for the set-based commit. */
import {
  levelIdAt,
  type Account,
  type CompiledProgram,
  type Decision,
  type Event,
  type Instant,
  type LotKey,
} from '@kopilka/engine';
import { iso, isoEndOf, type LoadedAccount } from './account-row.ts';
import { shardOf } from './ids.ts';
import type { QuotaRow } from './purse.ts';

/** One decided operation of a chain. */
export interface Step {
  readonly operationId: string;
  readonly event: Event;
  readonly decision: Decision;
  readonly programVersion: number;
  /** What it took of shared quotas beyond what was to be had, because it could not be refused; by key. */
  readonly overdrawn: Readonly<Record<string, number>>;
}

/** What an account lived through in this batch. */
export interface Chain {
  readonly loaded: LoadedAccount;
  readonly steps: readonly Step[];
  /** The account after the last step, and the program of that step. */
  readonly account: Account;
  readonly program: CompiledProgram;
  /** When something happens to it by itself. */
  readonly dueAt: Instant | null;
}

/** A row of a table whose columns are in the order that ledger_commit takes them. */
export type Row = readonly (string | number | boolean | null)[];

/** Arguments of ledger_commit. */
export interface Rows {
  readonly accounts: Row[];
  readonly operations: Row[];
  readonly events: string[];
  readonly decisions: string[];
  readonly journal: Row[];
  readonly lots: Row[];
  readonly meters: Row[];
  readonly holds: HoldRow[];
  readonly returns: object[];
  readonly outbox: object[];
  readonly quotas: QuotaRow[];
}

interface HoldRow {
  readonly checkout_id: string;
  readonly status: 'open' | 'committed' | 'cancelled';
  readonly wallet: string | null;
  readonly units: number;
  readonly until: string;
  readonly costs: Readonly<Record<string, number>> | null;
}

export function rowsOf(chains: readonly Chain[], acceptedAt: Instant): Rows {
  const rows: Rows = {
    accounts: [],
    operations: [],
    events: [],
    decisions: [],
    journal: [],
    lots: [],
    meters: [],
    holds: [],
    returns: [],
    outbox: [],
    quotas: [],
  };
  for (const chain of chains.toSorted(byKey)) addChain(rows, chain, iso(acceptedAt));
  // A checkout that begins and ends in one batch is one row.
  return { ...rows, holds: [...new Map(rows.holds.map((row) => [row.checkout_id, row])).values()] };
}

/** In the order of the accounts' key, so that batches lock rows in one order. */
function byKey({ loaded: a }: Chain, { loaded: b }: Chain): number {
  return shardOf(a.accountId) - shardOf(b.accountId) || (a.accountId < b.accountId ? -1 : 1);
}

function addChain(rows: Rows, chain: Chain, acceptedAt: string): void {
  const { accountId, organizationId, version } = chain.loaded;
  const shard = shardOf(accountId);
  chain.steps.forEach((step, index) => {
    const seq = version + index + 1;
    const { decision } = step;
    const at = iso(decision.at);
    rows.operations.push([
      shard,
      accountId,
      seq,
      step.operationId,
      organizationId,
      decision.type,
      at,
      acceptedAt,
      step.programVersion,
    ]);
    rows.events.push(JSON.stringify(step.event));
    rows.decisions.push(JSON.stringify(decision));
    decision.entries.forEach(({ wallet, kind, units, lot, rule, partner }, entry) => {
      const dates = lot === null ? [null, null] : [iso(lot.from), isoEndOf(lot.to)];
      rows.journal.push([
        shard,
        accountId,
        seq,
        entry,
        organizationId,
        wallet,
        kind,
        units,
        ...dates,
        rule ?? null,
        at,
        partner ?? null,
      ]);
    });
    addRest(rows, chain, step, { shard, account_id: accountId, organization_id: organizationId, seq });
  });
  addLots(rows, chain);
  addMeters(rows, chain);
  addQuotas(rows, chain);
  rows.accounts.push(accountRow(chain));
}

function accountRow({ loaded, steps, account, program, dueAt }: Chain): Row {
  return [
    shardOf(loaded.accountId),
    loaded.accountId,
    loaded.version,
    loaded.version + steps.length,
    account.asOf === null ? null : iso(account.asOf),
    levelIdAt(program, account) ?? '',
    JSON.stringify(account.grants),
    JSON.stringify(account.sums),
    account.windowFrom,
    JSON.stringify(account.debts),
    dueAt === null ? null : iso(dueAt),
    JSON.stringify(account.state),
  ];
}

/** Movements of one lot add up to one row: what it gains or, when negative, loses. */
function addLots(rows: Rows, { loaded, steps }: Chain): void {
  const moved = new Map<string, { readonly wallet: string; readonly key: LotKey; issued: number; remaining: number }>();
  for (const { decision } of steps) {
    for (const { wallet, kind, units, lot } of decision.entries) {
      if (lot === null) continue;
      const name = `${wallet}/${lot.from}/${lot.to}`;
      const row = moved.get(name) ?? { wallet, key: lot, issued: 0, remaining: 0 };
      row.remaining += units;
      // Units given back were issued before; a lot for grace is new, and the database then issues what it holds.
      if (units > 0 && kind !== 'restore') row.issued += units;
      moved.set(name, row);
    }
  }
  const { accountId, organizationId } = loaded;
  for (const { wallet, key, issued, remaining } of moved.values()) {
    rows.lots.push([
      shardOf(accountId),
      accountId,
      wallet,
      iso(key.from),
      isoEndOf(key.to),
      organizationId,
      issued,
      remaining,
    ]);
  }
}

function addMeters(rows: Rows, { loaded: { accountId, organizationId }, steps }: Chain): void {
  const added = new Map<string, { readonly day: string; readonly meter: string; value: number }>();
  for (const { decision } of steps) {
    for (const { meter, day, add } of decision.meters) {
      const row = added.get(`${day}/${meter}`) ?? { day, meter, value: 0 };
      row.value += add;
      added.set(`${day}/${meter}`, row);
    }
  }
  for (const { day, meter, value } of added.values()) {
    if (value !== 0) rows.meters.push([shardOf(accountId), accountId, day, meter, organizationId, value]);
  }
}

function addQuotas(rows: Rows, { loaded: { accountId, organizationId, programId }, steps }: Chain): void {
  const moved = new Map<string, number>();
  const beyond = new Map<string, number>();
  for (const { decision, overdrawn } of steps) {
    for (const [key, units] of Object.entries(decision.quotas ?? {})) {
      const more = overdrawn[key] ?? 0;
      moved.set(key, (moved.get(key) ?? 0) + units - more);
      if (more > 0) beyond.set(key, (beyond.get(key) ?? 0) + more);
    }
  }
  const owner = { account_id: accountId, organization_id: organizationId, program_id: programId };
  for (const [key, units] of moved) if (units !== 0) rows.quotas.push({ ...owner, key, units, isOverdrawn: false });
  for (const [key, units] of beyond) rows.quotas.push({ ...owner, key, units, isOverdrawn: true });
}

/** What few operations have: a reservation begun or ended, a return, events for the outbox. */
function addRest(rows: Rows, chain: Chain, { decision }: Step, owner: object): void {
  if (decision.type === 'hold') {
    const { checkout, wallet, units, until, costs = null } = decision.hold;
    rows.holds.push({ ...owner, checkout_id: checkout, status: 'open', wallet, units, until: iso(until), costs });
  } else if (decision.type === 'release') {
    rows.holds.push(endedHold(chain, decision.checkout, 'cancelled', owner));
  } else if (decision.type === 'purchase' && decision.checkout !== undefined) {
    rows.holds.push(endedHold(chain, decision.checkout, 'committed', owner));
  } else if (decision.type === 'return') {
    for (const part of decision.return.parts) {
      for (const { line, quantity } of part.lines)
        rows.returns.push({ ...owner, purchase_id: part.purchase, line, quantity });
    }
  }
  decision.emits?.forEach(({ name, to, data }, entry) =>
    rows.outbox.push({
      ...owner,
      entry,
      program_id: chain.loaded.programId,
      topic: name,
      payload: data,
      occurred_at: iso(decision.asOf),
      target_account_id: to ?? null,
    }),
  );
}

function endedHold(
  { loaded, steps }: Chain,
  checkout: string,
  status: 'committed' | 'cancelled',
  owner: object,
): HoldRow {
  const known = loaded.account.checkouts.find((each) => each.id === checkout);
  const made = steps.flatMap(({ decision }) =>
    decision.type === 'hold' && decision.hold.checkout === checkout ? [decision.hold] : [],
  )[0];
  const until = known?.until ?? made?.until;
  if (until === undefined) throw new Error('a checkout ended that was neither loaded nor begun here');
  return {
    ...owner,
    checkout_id: checkout,
    status,
    wallet: known?.wallet ?? made?.wallet ?? null,
    units: known?.units ?? made?.units ?? 0,
    until: iso(until),
    costs: known?.costs ?? made?.costs ?? null,
  };
}
