/**
 * What one batch sets aside of shared quotas while it is decided. A batch is decided at once, without waiting, so it gets what is
 * leased here; when that was too little, more is leased and the batch is decided again, as often as that brings more.
 * What was set aside and not taken goes back to the lease when the batch has been committed.
 */
import type { Queryable } from '../kit/sql.ts';
import type { Lease, QuotaLeases } from './quota-leases.ts';
import { quotaId, type QuotaName } from './quota-store.ts';

/** What an account's operations took or, negative, gave back of a quota. */
export interface QuotaRow {
  readonly account_id: string;
  readonly organization_id: string;
  readonly program_id: string;
  readonly key: string;
  readonly units: number;
  /** Beyond what was to be had: it goes straight to the quota, which is then taken more than whole. */
  readonly isOverdrawn: boolean;
}

/** The same for ledger_commit. */
export interface LeasedQuotaRow extends QuotaRow {
  /** null: it goes straight to the quota. */
  readonly lease_id: string | null;
}

export interface Purse {
  /** Begins to decide the batch, perhaps again: what was set aside stays, nothing of it is taken. */
  begin(): void;
  /** Takes up to so many units of a quota of `limit`; answers how many there were. */
  reserve(name: QuotaName, limit: number, units: number): number;
  /** Gives back what was reserved and is not needed. */
  release(name: QuotaName, units: number): void;
  /** Gets more of what was short; answers whether there is more, so that deciding again makes sense. */
  fill(on: Queryable): Promise<boolean>;
  /** The rows with the leases that they take from. */
  leased(rows: readonly QuotaRow[]): readonly LeasedQuotaRow[];
  /** The batch was committed, but for these accounts. */
  settle(rows: readonly LeasedQuotaRow[], changed: ReadonlySet<string>): void;
  /** Nothing was committed. */
  putBack(): void;
  /** Nothing was committed, because a lease was gone: every lease used here is doubtful. */
  giveUp(on: Queryable): Promise<void>;
}

/** What is set aside of one quota. */
interface Pocket {
  readonly lease: Lease;
  limit: number;
  own: number;
  /** Of it. */
  taken: number;
  /** By the whole batch. */
  wanted: number;
  /** Somebody got less than was wanted. */
  isShort: boolean;
  /** There was no more to be had. */
  isExhausted: boolean;
}

export function createPurse(leases: QuotaLeases): Purse {
  const pockets = new Map<string, Pocket>();

  function pocketOf(name: QuotaName): Pocket {
    const id = quotaId(name);
    let pocket = pockets.get(id);
    if (pocket === undefined) {
      const lease = leases.take(name);
      lease.uses += 1;
      pocket = { lease, limit: 0, own: 0, taken: 0, wanted: 0, isShort: false, isExhausted: false };
      pockets.set(id, pocket);
    }
    return pocket;
  }

  /**
   * What is given back goes to the lease while that has a surplus, so that the many returns under a large budget do not all wait for
   * its row; otherwise to the quota, where another process finds it at once: it may be the last piece of a stock.
   */
  function leaseFor(row: QuotaRow): Lease | null {
    if (row.isOverdrawn) return null;
    const name = nameOf(row);
    if (row.units > 0) return pocketOf(name).lease;
    return (leases.find(name)?.left ?? 0) > 0 ? pocketOf(name).lease : null;
  }

  function end(): void {
    for (const { lease } of pockets.values()) {
      lease.uses -= 1;
      lease.usedAtMs = performance.now();
    }
    pockets.clear();
  }

  function putBack(): void {
    for (const { lease, own } of pockets.values()) lease.left += own;
    end();
  }

  return {
    begin: () => {
      for (const pocket of pockets.values()) {
        pocket.taken = 0;
        pocket.wanted = 0;
        pocket.isShort = false;
      }
    },
    reserve: (name, limit, units) => {
      const pocket = pocketOf(name);
      pocket.limit = limit;
      pocket.wanted += units;
      setAside(pocket, pocket.taken + units);
      const got = Math.min(units, pocket.own - pocket.taken);
      if (got < units) pocket.isShort = true;
      pocket.taken += got;
      return got;
    },
    release: (name, units) => {
      if (units > 0) pocketOf(name).taken -= units;
    },
    fill: async (on) => {
      const short = [...pockets.values()].filter(({ isShort, isExhausted }) => isShort && !isExhausted);
      if (short.length === 0) return false;
      const asked = short.map(({ lease, limit, wanted, own }) => ({ lease, limit, wanted: wanted - own }));
      const granted = await leases.lease(on, asked);
      for (const [index, pocket] of short.entries()) {
        const units = granted[index] ?? 0;
        pocket.isExhausted = units < pocket.wanted - pocket.own;
        pocket.lease.left += units;
        // At once, before another batch takes it.
        setAside(pocket, pocket.wanted);
      }
      return granted.some((units) => units > 0);
    },
    leased: (rows) => rows.map((row) => withLease(row, leaseFor(row))),
    settle: (rows, changed) => {
      for (const row of rows) {
        if (row.lease_id !== null && !changed.has(row.account_id)) pocketOf(nameOf(row)).own -= row.units;
      }
      putBack();
    },
    putBack,
    giveUp: async (on) => {
      const used = [...pockets.values()].map((pocket) => pocket.lease);
      end();
      await leases.forget(on, used);
    },
  };
}

function withLease(row: QuotaRow, lease: Lease | null): LeasedQuotaRow {
  if (lease?.isKnown === true) return { ...row, lease_id: lease.id };
  if (row.units > 0 && !row.isOverdrawn) throw new Error(`${row.key} was taken, but nothing of it is leased`);
  return { ...row, lease_id: null };
}

/** Makes so many units of the lease the batch's own, as far as there are any. */
function setAside(pocket: Pocket, units: number): void {
  const more = Math.max(0, Math.min(units - pocket.own, pocket.lease.left));
  pocket.lease.left -= more;
  pocket.own += more;
}

function nameOf(row: QuotaRow): QuotaName {
  return { organizationId: row.organization_id, programId: row.program_id, key: row.key };
}
