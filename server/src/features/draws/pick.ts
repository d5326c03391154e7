/**
 * Who wins, from a seed and a row of tickets alone: anybody with the proof can repeat it. Tickets are numbered from 0 through the
 * holders in the order of their account ids. For prize n (from 1) and attempt k (from 0) the number is
 * HMAC-SHA256(seed, "<draw id>/<n>/<k>"), 256 bits, big end first. With T tickets left in the row, numbers at or beyond the
 * largest multiple of T below 2^256 are thrown away (another attempt), so that no ticket is likelier than another; the rest modulo T
 * is the ticket. Whoever has won is out: their tickets leave the row, and those behind move up. (Drawing until somebody
 * new comes would be as fair, and would take for ever when one account has nearly all tickets.)
 */
import { createHmac } from 'node:crypto';

export interface Holder {
  readonly accountId: string;
  readonly units: number;
}

export interface Picked {
  /** The single prize, from 1. */
  readonly n: number;
  readonly attempt: number;
  /** In the whole row, from 0. */
  readonly ticket: number;
  readonly accountId: string;
}

const NUMBERS = 1n << 256n;

/** At most one prize each: with fewer holders than prizes, the last prizes stay. */
export function pickWinners({
  seed,
  drawId,
  holders,
  prizes,
}: {
  readonly seed: Buffer;
  readonly drawId: string;
  readonly holders: readonly Holder[];
  readonly prizes: number;
}): readonly Picked[] {
  const row = rowOf(holders);
  const picks: Picked[] = [];
  // Stretches of the row that are out, in its order.
  let out: readonly Stretch[] = [];
  let left = row.at(-1)?.end ?? 0;
  for (let n = 1; n <= prizes && left > 0; n += 1) {
    const { attempt, place } = numberFor(seed, `${drawId}/${n}`, left);
    const ticket = out.reduce((at, gone) => (at >= gone.from ? at + (gone.end - gone.from) : at), place);
    const winner = stretchAt(row, ticket);
    picks.push({ n, attempt, ticket, accountId: winner.accountId });
    out = [...out, winner].toSorted((a, b) => a.from - b.from);
    left -= winner.end - winner.from;
  }
  return picks;
}

interface Stretch {
  readonly accountId: string;
  readonly from: number;
  /** Exclusive. */
  readonly end: number;
}

function rowOf(holders: readonly Holder[]): readonly Stretch[] {
  let end = 0;
  return holders.map(({ accountId, units }) => {
    const from = end;
    end += units;
    return { accountId, from, end };
  });
}

function stretchAt(row: readonly Stretch[], ticket: number): Stretch {
  let low = 0;
  let high = row.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((row[middle]?.end ?? 0) > ticket) high = middle;
    else low = middle + 1;
  }
  const found = row[low];
  if (found === undefined || ticket < found.from || ticket >= found.end)
    throw new Error(`ticket ${ticket} is not in the row`);
  return found;
}

function numberFor(seed: Buffer, name: string, tickets: number): { readonly attempt: number; readonly place: number } {
  const count = BigInt(tickets);
  const bound = NUMBERS - (NUMBERS % count);
  for (let attempt = 0; ; attempt += 1) {
    const number = BigInt(`0x${createHmac('sha256', seed).update(`${name}/${attempt}`).digest('hex')}`);
    if (number < bound) return { attempt, place: Number(number % count) };
  }
}
