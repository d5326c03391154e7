/**
 * How many codes may be asked for and how many wrong ones told, counted in the database so that all processes share the counts: by
 * where a code goes, by the address that asks, and by the organization, which pays for every message. Who asks too often is refused
 * before anything else happens, so that one who hammers does not use up what belongs to all.
 */
import { ApiError } from '../../errors.ts';
import type { Database } from '../../kit/db.ts';
import { networkOf } from '../../kit/network-of.ts';
import { countTimes, noteTimes, type RateCount, type RateKind, type RateSubject } from './rates-store.ts';
import type { CardSecrets } from './secrets.ts';

interface Limit {
  readonly windowSeconds: number;
  readonly max: number;
}

/** A shop's guests may all be behind one address. */
const LIMITS: Readonly<Record<RateKind, Limit>> = {
  soon: { windowSeconds: 60, max: 1 },
  destination: { windowSeconds: 3_600, max: 5 },
  address: { windowSeconds: 3_600, max: 60 },
  organization: { windowSeconds: 3_600, max: 2_000 },
  wrong: { windowSeconds: 900, max: 60 },
};

/** After so long the same destination may have another code. */
export const AGAIN_AFTER_SECONDS = LIMITS.soon.windowSeconds;

export interface RateDeps {
  readonly db: Database;
  readonly secrets: CardSecrets;
}

export interface Sending {
  readonly organizationId: string;
  /** Where it goes, of whatever purpose. */
  readonly destination: string;
  readonly address: string;
}

/** Counts a code that will be sent. Throws ApiError too_many_codes. */
export async function admitSending(deps: RateDeps, { organizationId, destination, address }: Sending): Promise<void> {
  const subjects = await Promise.all([
    subjectOf(deps, 'soon', destination),
    subjectOf(deps, 'destination', destination),
    subjectOf(deps, 'address', networkOf(address)),
    subjectOf(deps, 'organization', ''),
  ]);
  refuseOver(await countTimes(deps.db, organizationId, subjects), (times, max) => times >= max);
  refuseOver(await noteTimes(deps.db, organizationId, subjects), (times, max) => times > max);
}

/** Before a code is looked at. Throws ApiError too_many_codes. */
export async function admitTry(
  deps: RateDeps,
  { organizationId, address }: Omit<Sending, 'destination'>,
): Promise<void> {
  const subjects = [await subjectOf(deps, 'wrong', networkOf(address))];
  refuseOver(await countTimes(deps.db, organizationId, subjects), (times, max) => times >= max);
}

/** Always throws: card_code_wrong, or too_many_codes. */
export async function refuseTry(
  deps: RateDeps,
  { organizationId, address }: Omit<Sending, 'destination'>,
): Promise<never> {
  const subjects = [await subjectOf(deps, 'wrong', networkOf(address))];
  refuseOver(await noteTimes(deps.db, organizationId, subjects), (times, max) => times > max);
  throw new ApiError('card_code_wrong');
}

async function subjectOf({ secrets }: RateDeps, kind: RateKind, subject: string): Promise<RateSubject> {
  const { windowSeconds } = LIMITS[kind];
  return { kind, subject: await secrets.sign('rate', [kind, subject]), windowSeconds };
}

function refuseOver(counts: readonly RateCount[], isOver: (times: number, max: number) => boolean): void {
  const over = counts.filter(({ kind, times }) => isOver(times, LIMITS[kind].max));
  if (over.length === 0) return;
  throw new ApiError('too_many_codes', {
    retryAfterSeconds: Math.max(1, ...over.map(({ secondsLeft }) => Math.ceil(secondsLeft))),
  });
}
