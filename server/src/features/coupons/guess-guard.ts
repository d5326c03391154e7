/**
 * Protection of codes from guessing, for everything that takes a code (coupon codes, gift cards).
 *
 * A code that does not exist and a code that is somebody else's are one failure with one answer. Failures are counted by API key,
 * by address and by member, in the database, so that all processes share the counts. After some of them answers come
 * later and later, to good codes as to bad ones, and after more nothing is answered any more until the window ends. A code that
 * is good resets nothing: whoever owns one could otherwise buy tries with it.
 *
 * A flood of guesses at once gains nothing: a count is taken before the answer goes out, not before the code is looked up, so
 * the guesses that come back are those within the limit.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiError, type ErrorCode } from '../../errors.ts';
import type { Database } from '../../kit/db.ts';
import { networkOf } from '../../kit/network-of.ts';
import { countGuesses, type GuessSubject, noteGuess, type GuessCount } from './guess-store.ts';

/** Who asks about a code. */
export interface Guesser {
  readonly organizationId: string;
  readonly keyId: string;
  readonly address: string;
  readonly memberId: string | null;
}

/** What a route knows of whoever asks, before it knows of which member. */
export type Asker = Pick<Guesser, 'keyId' | 'address'>;

interface GuessLimit {
  /** Failures within the window that cost nothing. */
  readonly free: number;
  /** Failures within the window after which nothing is answered. */
  readonly max: number;
}

export interface GuessLimits {
  readonly windowSeconds: number;
  readonly member: GuessLimit;
  readonly address: GuessLimit;
  readonly key: GuessLimit;
}

/**
 * A member mistypes a few times. An address may be a shop's whole web server, and a key all of its customers: there the limits
 * only stop machines, which at these rates need longer than the world is old for a code of 60 bits.
 */
export const GUESS_LIMITS: GuessLimits = {
  windowSeconds: 3_600,
  member: { free: 5, max: 10 },
  address: { free: 50, max: 200 },
  key: { free: 200, max: 1_000 },
};

const FIRST_DELAY_MS = 100;
const DELAY_MS_MAX = 2_000;

/** To be called with a code that was found: it may still be that its asker has guessed too often. Throws ApiError. */
export async function admitGuesser(db: Database, guesser: Guesser, limits: GuessLimits = GUESS_LIMITS): Promise<void> {
  const counts = await countGuesses(db, guesser.organizationId, {
    subjects: subjectsOf(guesser),
    windowSeconds: limits.windowSeconds,
  });
  refuseOver(counts, limits);
  await delay(counts, limits);
}

/** To be called with a code that is not there, or not theirs. Always throws: too_many_guesses, or `code`. */
export async function refuseGuess(
  db: Database,
  guesser: Guesser,
  { code, limits = GUESS_LIMITS }: { readonly code: ErrorCode; readonly limits?: GuessLimits },
): Promise<never> {
  const counts = await noteGuess(db, guesser.organizationId, {
    // One more than the limit is enough to know that it was passed.
    subjects: subjectsOf(guesser).map((subject) => ({ ...subject, most: limits[subject.kind].max + 1 })),
    windowSeconds: limits.windowSeconds,
  });
  refuseOver(
    counts.map((count) => ({ ...count, failures: count.failures - 1 })),
    limits,
  );
  await delay(counts, limits);
  throw new ApiError(code);
}

/** In one order, so that two statements never wait for each other crosswise. */
function subjectsOf({ address, keyId, memberId }: Guesser): readonly GuessSubject[] {
  return [
    { kind: 'address', subject: networkOf(address) },
    { kind: 'key', subject: keyId },
    ...(memberId === null ? [] : [{ kind: 'member', subject: memberId } as const]),
  ];
}

function refuseOver(counts: readonly GuessCount[], limits: GuessLimits): void {
  const over = counts.filter(({ kind, failures }) => failures >= limits[kind].max);
  if (over.length === 0) return;
  throw new ApiError('too_many_guesses', {
    retryAfterSeconds: Math.max(1, ...over.map(({ secondsLeft }) => Math.ceil(secondsLeft))),
  });
}

async function delay(counts: readonly GuessCount[], limits: GuessLimits): Promise<void> {
  const beyond = Math.max(...counts.map(({ kind, failures }) => failures - limits[kind].free));
  if (beyond > 0) await sleep(Math.min(DELAY_MS_MAX, FIRST_DELAY_MS * 2 ** (beyond - 1)));
}
