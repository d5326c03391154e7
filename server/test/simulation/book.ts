/** Everything that was asked and answered in a storm: what was acknowledged may never be unsaid, and what nobody answered is asked again. */
import type { Action } from './plan.ts';
import type { Outcome, Sent } from './wire.ts';

export interface Entry {
  readonly action: Action;
  readonly sent: Sent;
  /** By performance.now(). */
  readonly firstSentAt: number;
  /** The first good answer. */
  answer: { readonly status: number; readonly text: string; readonly at: number } | null;
  /** Code of the last refusal. */
  refused: string | null;
  /** Some attempt's fate is unknown. */
  isUncertain: boolean;
}

export interface Counts {
  requests: number;
  retries: number;
  lost: number;
  twins: number;
  unavailable: number;
  readonly refusals: Record<string, number>;
  readonly faults: Record<string, number>;
}

export interface Book {
  readonly entries: Map<number, Entry>;
  readonly counts: Counts;
  /** What must not be, in words, in the order of finding. */
  readonly offences: string[];
  offend(sentence: string): void;
}

export function createBook(): Book {
  const offences: string[] = [];
  return {
    entries: new Map(),
    counts: { requests: 0, retries: 0, lost: 0, twins: 0, unavailable: 0, refusals: {}, faults: {} },
    offences,
    offend: (sentence) => {
      if (offences.length < 50) offences.push(sentence);
    },
  };
}

/** A repeat of these is not told the first answer: they ask, or say what shall be. */
const LOOSE = new Set(['quote', 'enroll', 'publish', 'clock']);

export function repeatsExactly(action: Action): boolean {
  return !LOOSE.has(action.what.type);
}

/** Writes down how an attempt ended; answers whether the request is answered for good. */
export function heard(book: Book, entry: Entry, outcome: Outcome): boolean {
  const { counts } = book;
  counts.requests += 1;
  if (outcome.type === 'lost') {
    counts.lost += 1;
    entry.isUncertain = true;
    return false;
  }
  const { status, text } = outcome;
  const of = `${entry.action.what.type} ${entry.action.number}`;
  if (status === 503) {
    counts.unavailable += 1;
    entry.isUncertain = true;
    return false;
  }
  if (status >= 500) {
    book.offend(`${of}: answered ${status}: ${text}`);
    return true;
  }
  if (status >= 400) {
    const code = codeOf(text);
    counts.refusals[code] = (counts.refusals[code] ?? 0) + 1;
    if (entry.answer !== null && repeatsExactly(entry.action))
      book.offend(`${of}: acknowledged as ${entry.answer.text}, then refused with ${code}`);
    entry.refused = code;
    return true;
  }
  if (entry.answer === null) entry.answer = { status, text, at: performance.now() };
  else if (repeatsExactly(entry.action) && entry.answer.text !== text)
    book.offend(`${of}: acknowledged as ${entry.answer.text}, then as ${text}`);
  return true;
}

export function codeOf(text: string): string {
  return /"code":"(\w+)"/u.exec(text)?.[1] ?? `not a problem: ${text.slice(0, 200)}`;
}
