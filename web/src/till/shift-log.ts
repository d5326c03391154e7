/**
 * What was done on this till today, remembered by the till itself: numbers and sums, nobody's name. The truth is the server's; this is
 * how the cashier finds a receipt again and counts the drawer.
 */

export interface ShiftEntry {
  readonly kind: 'sale' | 'return';
  /** The operation's, or the receipt's of nobody. */
  readonly id: string;
  /** The receipt's number; of a return that of what was returned, when it is known. */
  readonly number: string;
  /** ISO text. */
  readonly at: string;
  readonly isMember: boolean;
  /** Minor money that changed hands: what was paid, or given back. */
  readonly money: number;
  readonly earned: readonly Movement[];
  readonly paid: readonly Movement[];
}

export interface Movement {
  readonly wallet: string;
  readonly units: number;
}

export interface ShiftSummary {
  readonly sales: number;
  readonly withCard: number;
  readonly taken: number;
  readonly returns: number;
  readonly givenBack: number;
  readonly earned: readonly Movement[];
  readonly paid: readonly Movement[];
}

const ENTRIES_MAX = 2_000;

type Memory = Pick<Storage, 'getItem' | 'setItem'>;

const NO_MEMORY: Memory = { getItem: () => null, setItem: () => undefined };

/** A browser may forbid the page to keep anything, and says so by throwing. */
export function storageHere(): Memory {
  try {
    return localStorage;
  } catch {
    return NO_MEMORY;
  }
}

/** Of today by this device's clock, the newest first. */
export function readLog(storage: Pick<Memory, 'getItem'>, key: string, now: Date = new Date()): readonly ShiftEntry[] {
  try {
    const stored: unknown = JSON.parse(storage.getItem(key) ?? '[]');
    return Array.isArray(stored) ? stored.filter(isEntry).filter(({ at }) => isSameDay(new Date(at), now)) : [];
  } catch {
    return [];
  }
}

/** Answers the log with the entry; one that is there already changes nothing. */
export function addToLog(
  storage: Memory,
  key: string,
  entry: ShiftEntry,
  now: Date = new Date(),
): readonly ShiftEntry[] {
  const before = readLog(storage, key, now).filter(({ id }) => id !== entry.id);
  const log = [entry, ...before].slice(0, ENTRIES_MAX);
  try {
    storage.setItem(key, JSON.stringify(log));
  } catch {
    // A browser that keeps nothing shows what was done since the page was opened.
  }
  return log;
}

export function summaryOf(log: readonly ShiftEntry[]): ShiftSummary {
  const sales = log.filter(({ kind }) => kind === 'sale');
  const returns = log.filter(({ kind }) => kind === 'return');
  return {
    sales: sales.length,
    withCard: sales.filter(({ isMember }) => isMember).length,
    taken: moneyOf(sales),
    returns: returns.length,
    givenBack: moneyOf(returns),
    earned: sumOf(sales.flatMap(({ earned }) => earned)),
    paid: sumOf(sales.flatMap(({ paid }) => paid)),
  };
}

/** By wallet; several rules may move units of one. */
export function sumOf(movements: readonly Movement[]): readonly Movement[] {
  return [...Map.groupBy(movements, ({ wallet }) => wallet)]
    .map(([wallet, parts]) => ({ wallet, units: parts.reduce((sum, { units }) => sum + units, 0) }))
    .filter(({ units }) => units !== 0);
}

function moneyOf(entries: readonly ShiftEntry[]): number {
  return entries.reduce((sum, { money }) => sum + money, 0);
}

function isSameDay(one: Date, other: Date): boolean {
  return one.toDateString() === other.toDateString();
}

function isEntry(value: unknown): value is ShiftEntry {
  if (typeof value !== 'object' || value === null) return false;
  const part = (name: string): unknown => Reflect.get(value, name);
  return (
    (part('kind') === 'sale' || part('kind') === 'return') &&
    ['id', 'number', 'at'].every((name) => typeof part(name) === 'string') &&
    typeof part('isMember') === 'boolean' &&
    Number.isSafeInteger(part('money')) &&
    [part('earned'), part('paid')].every((list) => Array.isArray(list) && list.every(isMovement))
  );
}

function isMovement(value: unknown): value is Movement {
  if (typeof value !== 'object' || value === null) return false;
  return typeof Reflect.get(value, 'wallet') === 'string' && Number.isSafeInteger(Reflect.get(value, 'units'));
}
