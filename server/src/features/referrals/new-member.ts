/** A referral code that comes with a new member: looked at before the member is made, and used right after. */
import type { Instant } from '@kopilka/engine';
import { ApiError } from '../../errors.ts';
import type { Asker } from '../coupons/guess-guard.ts';
import { readMember } from '../members/answer.ts';
import type { QuoteDeps } from '../quotes/ask.ts';
import type { Hints } from './hints.ts';
import { findReferrer, referFriend } from './refer.ts';
import type { StoredReferral } from './store.ts';

export interface ComingFriend {
  readonly organizationId: string;
  /** undefined: every program of the organization that has referrals. */
  readonly programId: string | undefined;
  readonly code: string;
  readonly hints: Hints;
  readonly asker: Asker;
  readonly now: Instant;
}

/** The programs that the code is for. Throws ApiError referral_not_offered, referral_code_unknown or too_many_guesses. */
export async function expectFriend(deps: QuoteDeps, friend: ComingFriend): Promise<readonly string[]> {
  const { organizationId, code, asker, now } = friend;
  const all = friend.programId === undefined ? await deps.programs.programIds(organizationId) : [friend.programId];
  const chosen = await Promise.all(all.map(async (programId) => deps.programs.choose(organizationId, programId)));
  const offering = chosen.filter((known) => known.at(now).program.referral !== null).map(({ programId }) => programId);
  const [first] = offering;
  if (first === undefined) throw new ApiError('referral_not_offered');
  const guesser = { organizationId, ...asker, memberId: null };
  await findReferrer(deps, guesser, { programId: first, code, now });
  return offering;
}

export async function welcomeFriend(
  deps: QuoteDeps,
  friend: ComingFriend,
  { memberId, programIds }: { readonly memberId: string; readonly programIds: readonly string[] },
): Promise<readonly StoredReferral[]> {
  const { organizationId, code, hints, asker, now } = friend;
  const member = { kind: 'id', value: memberId } as const;
  const referrals: StoredReferral[] = [];
  for (const programId of programIds) {
    const { referral } = await referFriend(deps, { organizationId, programId, code, member, hints, asker, now });
    referrals.push(referral);
  }
  return referrals;
}

/** How long after a crash its caller may come back. */
const UNFINISHED_MS_MAX = 10 * 60_000;

/**
 * A repeat after a crash is told that its identities are taken, by the very member that it made; who brought the member is written
 * down now. What speaks against it is nobody's answer here: the repeat is refused in any case.
 */
export async function welcomeUnfinished(
  deps: QuoteDeps,
  friend: ComingFriend,
  { refused, programIds }: { readonly refused: unknown; readonly programIds: readonly string[] },
): Promise<void> {
  if (!(refused instanceof ApiError) || refused.code !== 'identity_taken') return;
  const { organizationId, now } = friend;
  const memberId = String(refused.params['memberId']);
  const { createdAt } = await readMember(deps, { organizationId, memberId, now });
  if (now - Date.parse(createdAt) > UNFINISHED_MS_MAX) return;
  await welcomeFriend(deps, friend, { memberId, programIds }).catch((error: unknown) => {
    if (!(error instanceof ApiError)) throw error;
  });
}
