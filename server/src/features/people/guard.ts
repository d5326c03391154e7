/**
 * Protection of the sign-in from guessing. Wrong tries are counted by account and by address, in the database, so that all
 * processes share the counts. After some of them answers come later and later, and after more nothing is answered any more until the
 * window ends, neither to a right password nor to a wrong one, so that no answer tells which it was. An address that nobody
 * has is counted like one that somebody has.
 *
 * A flood at once gains nothing: a count is taken before the answer goes out, and a right password is admitted after it was
 * checked, so the answers that come back are those within the limit.
 */
import { hash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiError } from '../../errors.ts';
import type { Database } from '../../kit/db.ts';
import { networkOf } from '../../kit/network-of.ts';
import { countFailures, type FailureCount, type FailureSubject, forgetFailures, noteFailures } from './guard-store.ts';

interface Limit {
  /** Failures within the window that cost nothing. */
  readonly free: number;
  /** Failures within the window after which nothing is answered. */
  readonly max: number;
}

const WINDOW_SECONDS = 900;
/** A shop's people may all be behind one address; whoever knows an e-mail address may lock it for a quarter of an hour. */
const LIMITS: Limits = {
  account: { free: 3, max: 10 },
  address: { free: 20, max: 60 },
};
const FIRST_DELAY_MS = 100;
const DELAY_MS_MAX = 2_000;

type Limits = Readonly<Record<FailureSubject['kind'], Limit>>;

/** Who tries: for which account, by its e-mail address or another name of it, and from where. */
export interface Trier {
  readonly account: string;
  readonly address: string;
  /** Instead of those of a sign-in; the names of the account and the address are then others, too. */
  readonly limits?: Limits;
}

/** Throws ApiError too_many_tries. */
export async function admit(db: Database, trier: Trier): Promise<void> {
  const counts = await countFailures(db.system, { subjects: subjectsOf(trier), windowSeconds: WINDOW_SECONDS });
  refuseOver(counts, trier.limits);
}

/** Counts a failure and waits as long as it costs. Throws ApiError too_many_tries. */
export async function fail(db: Database, trier: Trier): Promise<void> {
  const counts = await noteFailures(db.system, { subjects: subjectsOf(trier), windowSeconds: WINDOW_SECONDS });
  const { limits = LIMITS } = trier;
  refuseOver(
    counts.map((count) => ({ ...count, failures: count.failures - 1 })),
    limits,
  );
  const beyond = Math.max(...counts.map(({ kind, failures }) => failures - limits[kind].free));
  if (beyond > 0) await sleep(Math.min(DELAY_MS_MAX, FIRST_DELAY_MS * 2 ** (beyond - 1)));
}

/** The account's own failures are over: its person was there. Those of the address stay. */
export async function forgive(db: Database, account: string): Promise<void> {
  await forgetFailures(db.system, [accountOf(account)]);
}

/** In one order, so that two statements never wait for each other crosswise. */
function subjectsOf({ account, address }: Trier): readonly FailureSubject[] {
  return [accountOf(account), { kind: 'address', subject: hash('sha256', networkOf(address), 'buffer') }];
}

function accountOf(account: string): FailureSubject {
  return { kind: 'account', subject: hash('sha256', account.toLowerCase(), 'buffer') };
}

function refuseOver(counts: readonly FailureCount[], limits: Limits = LIMITS): void {
  const over = counts.filter(({ kind, failures }) => failures >= limits[kind].max);
  if (over.length === 0) return;
  throw new ApiError('too_many_tries', {
    retryAfterSeconds: Math.max(1, ...over.map(({ secondsLeft }) => Math.ceil(secondsLeft))),
  });
}
