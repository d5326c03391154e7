/**
 * Who waits for a batch. An account is in one batch at a time: its operations are applied in the order they were accepted.
 * Organizations take turns, so that one that imports its past does not keep the tills of another waiting.
 */
import { LedgerBusyError } from './ledger-error.ts';

/** Operations waiting at most; past it new ones are refused, so that memory is bounded. */
const WAITING_MAX = 40_000;
/** The same for one organization: there is always room for the others. */
const OWN_WAITING_MAX = 30_000;

export interface Manners<Task> {
  accountOf(task: Task): string;
  /** Who takes turns with others. */
  ownerOf(task: Task): string;
}

export interface WaitingRoom<Task> {
  /** Tasks that wait, and whether any of them may be taken now. */
  readonly size: number;
  readonly hasReady: boolean;
  /** Throws LedgerBusyError when too many wait. */
  enter(task: Task): void;
  /** Takes at most so many; their accounts wait until they are left. */
  take(most: number): readonly Task[];
  leave(batch: readonly Task[]): void;
}

export function createWaitingRoom<Task>({ accountOf, ownerOf }: Manners<Task>): WaitingRoom<Task> {
  /** Waiting tasks by account, in the order they came. */
  const lines = new Map<string, Task[]>();
  /** Accounts with a line and in no batch, by owner in the order they came. */
  const ready = createTurns();
  const inBatch = new Set<string>();
  const sizes = new Map<string, number>();
  let size = 0;

  function takeLine(account: string, most: number, batch: Task[]): void {
    const line = lines.get(account) ?? [];
    const taken = line.splice(0, most);
    if (line.length === 0) lines.delete(account);
    inBatch.add(account);
    for (const task of taken) count(ownerOf(task), -1);
    batch.push(...taken);
  }

  function count(owner: string, change: number): void {
    const own = (sizes.get(owner) ?? 0) + change;
    if (own > 0) sizes.set(owner, own);
    else sizes.delete(owner);
    size += change;
  }

  return {
    get size() {
      return size;
    },
    get hasReady() {
      return ready.size > 0;
    },
    enter: (task) => {
      const owner = ownerOf(task);
      if (size >= WAITING_MAX || (sizes.get(owner) ?? 0) >= OWN_WAITING_MAX) throw new LedgerBusyError();
      const account = accountOf(task);
      const line = lines.get(account);
      if (line === undefined) lines.set(account, [task]);
      else line.push(task);
      count(owner, 1);
      if (!inBatch.has(account)) ready.add(owner, account);
    },
    take: (most) => {
      const batch: Task[] = [];
      while (batch.length < most) {
        const account = ready.next();
        if (account === undefined) break;
        takeLine(account, most - batch.length, batch);
      }
      return batch;
    },
    leave: (batch) => {
      for (const account of new Set(batch.map(accountOf))) {
        inBatch.delete(account);
        const [next] = lines.get(account) ?? [];
        if (next !== undefined) ready.add(ownerOf(next), account);
      }
    },
  };
}

/** Accounts in the order they came, one of each owner after the other. */
interface Turns {
  readonly size: number;
  add(owner: string, account: string): void;
  /** Takes the first account of the owner whose turn it is. */
  next(): string | undefined;
}

function createTurns(): Turns {
  /** The owner whose turn it is comes first. */
  const owners = new Map<string, Set<string>>();
  const all = new Set<string>();
  return {
    get size() {
      return all.size;
    },
    add: (owner, account) => {
      if (all.has(account)) return;
      all.add(account);
      const own = owners.get(owner);
      if (own === undefined) owners.set(owner, new Set([account]));
      else own.add(account);
    },
    next: () => {
      for (const [owner, own] of owners) {
        owners.delete(owner);
        for (const account of own) {
          own.delete(account);
          all.delete(account);
          if (own.size > 0) owners.set(owner, own);
          return account;
        }
      }
      return undefined;
    },
  };
}
