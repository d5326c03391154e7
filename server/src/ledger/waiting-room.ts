/**
 * Who waits for a batch. An account is in one batch at a time: its operations are applied in the order they were accepted.
 * Organizations take turns, so that one that imports its past does not keep the tills of another waiting; what nobody waits for
 * (alarms) fills what the others leave, and always a part, so that it comes to an end.
 */
import { LedgerBusyError } from './ledger-error.ts';

/** Operations waiting at most; past it new ones are refused, so that memory is bounded. */
const WAITING_MAX = 40_000;
/** The same for one organization: there is always room for the others. */
const OWN_WAITING_MAX = 30_000;
/** What nobody waits for has this part of a batch, however many others wait. */
const PATIENT_SHARE = 1 / 4;

export interface Manners<Task> {
  accountOf(task: Task): string;
  /** Who takes turns with others. */
  ownerOf(task: Task): string;
  /** Whether nobody waits for its answer. */
  isPatient(task: Task): boolean;
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

export function createWaitingRoom<Task>({ accountOf, ownerOf, isPatient }: Manners<Task>): WaitingRoom<Task> {
  /** Waiting tasks by account, in the order they came. */
  const lines = new Map<string, Task[]>();
  /** Accounts with a line and in no batch, in the order they came: those that somebody waits for by owner, the others. */
  const ready = createTurns();
  const patient = new Set<string>();
  const inBatch = new Set<string>();
  const sizes = new Map<string, number>();
  let size = 0;

  /** `urgent` is a task of its line that somebody waits for. */
  function makeReady(account: string, urgent: Task | undefined): void {
    if (urgent === undefined) {
      if (!ready.has(account)) patient.add(account);
      return;
    }
    patient.delete(account);
    ready.add(ownerOf(urgent), account);
  }

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
      return ready.size + patient.size > 0;
    },
    enter: (task) => {
      const owner = ownerOf(task);
      if (size >= WAITING_MAX || (sizes.get(owner) ?? 0) >= OWN_WAITING_MAX) throw new LedgerBusyError();
      const account = accountOf(task);
      const line = lines.get(account);
      if (line === undefined) lines.set(account, [task]);
      else line.push(task);
      count(owner, 1);
      if (!inBatch.has(account)) makeReady(account, isPatient(task) ? undefined : task);
    },
    take: (most) => {
      const batch: Task[] = [];
      const others = most - Math.min(patient.size, Math.floor(most * PATIENT_SHARE));
      while (batch.length < others) {
        const account = ready.next();
        if (account === undefined) break;
        takeLine(account, others - batch.length, batch);
      }
      for (const account of patient) {
        if (batch.length >= most) break;
        patient.delete(account);
        takeLine(account, most - batch.length, batch);
      }
      return batch;
    },
    leave: (batch) => {
      for (const account of new Set(batch.map(accountOf))) {
        inBatch.delete(account);
        const line = lines.get(account);
        if (line !== undefined)
          makeReady(
            account,
            line.find((task) => !isPatient(task)),
          );
      }
    },
  };
}

/** Accounts in the order they came, one of each owner after the other. */
interface Turns {
  readonly size: number;
  has(account: string): boolean;
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
    has: (account) => all.has(account),
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
