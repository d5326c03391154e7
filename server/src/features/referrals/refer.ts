/**
 * A new member names who brought them. The row is written first and the event posted after it, under a key of the friend's
 * account: whoever repeats the request after a crash between the two finds the row and finishes. What is suspicious waits for a
 * person, and nothing is posted until then. Whether the friend's purchases count, what both get and what returns take back,
 * is the program's business and goes on without us.
 */
import type { Instant } from '@kopilka/engine';
import { ApiError } from '../../errors.ts';
import { newOperationId } from '../../ledger/ids.ts';
import type { ActiveProgram } from '../../ledger/program-source.ts';
import { admitGuesser, type Asker, type Guesser, refuseGuess } from '../coupons/guess-guard.ts';
import { wasInFamily } from '../families/rights.ts';
import { type MemberAnswer, readMember } from '../members/answer.ts';
import { findMemberAccount, type MemberAccount } from '../members/find-account.ts';
import { memberShard } from '../members/ids.ts';
import type { MemberName } from '../members/resolve.ts';
import { meaningHash } from '../operations/keys.ts';
import { postOperation } from '../operations/post.ts';
import { rulesAt } from '../programs/rules-at.ts';
import type { QuoteDeps } from '../quotes/ask.ts';
import { memberOfCode, settingsOf } from './code.ts';
import { type HashedHint, hashHints, type Hints, listHints } from './hints.ts';
import { findHints, findReferralOf, insertHints, insertReferral, type StoredReferral, updateStatus } from './store.ts';
import { type Flag, suspicions } from './suspicion.ts';

const DAY_MS = 86_400_000;
/** Who has been a member for longer is no new friend. */
const NEW_MEMBER_MS = 30 * DAY_MS;
/** Equal hints looked at for each hint. */
const EARLIER_MAX = 50;

export interface ReferRequest {
  readonly organizationId: string;
  readonly programId: string | undefined;
  /** In its one spelling; "" for what cannot be a code. */
  readonly code: string;
  readonly member: MemberName;
  readonly hints: Hints;
  readonly asker: Asker;
  readonly now: Instant;
}

export interface Referred {
  readonly referral: StoredReferral;
  readonly repeated: boolean;
}

interface Pair {
  readonly request: ReferRequest;
  readonly programId: string;
  readonly friend: MemberAccount;
  readonly referrer: MemberAccount;
}

/** Throws ApiError referral_not_offered, referral_code_unknown, too_many_guesses, referral_self, referral_exists or referral_late. */
export async function referFriend(deps: QuoteDeps, request: ReferRequest): Promise<Referred> {
  const { organizationId, now } = request;
  const { programId, active } = await rulesAt(deps.programs, { organizationId, programId: request.programId, at: now });
  if (active.program.referral === null) throw new ApiError('referral_not_offered');
  const friend = await findMemberAccount(deps, { organizationId, programId, member: request.member, now });
  const guesser = { organizationId, ...request.asker, memberId: friend.memberId };
  const referrer = await findReferrer(deps, guesser, { programId, code: request.code, now });
  if (friend.memberId === referrer.memberId || friend.accountId === referrer.accountId)
    throw new ApiError('referral_self');
  const pair = { request, programId, friend, referrer };
  const known = await deps.db.tenant(organizationId, (tx) => findReferralOf(tx, friend.memberId, programId));
  const { referral, repeated } = known === null ? await bring(deps, pair) : { referral: known, repeated: true };
  if (referral.referrerId !== referrer.memberId) throw new ApiError('referral_exists');
  if (referral.status === 'joined') await postReferral(deps, { organizationId, referral, active, now });
  return { referral, repeated };
}

/**
 * The code of a member who is blocked opens nothing: the answer is the same as for one that nobody has. Throws ApiError
 * referral_code_unknown or too_many_guesses.
 */
export async function findReferrer(
  deps: QuoteDeps,
  guesser: Guesser,
  wanted: { readonly programId: string; readonly code: string; readonly now: Instant },
): Promise<MemberAccount> {
  const { organizationId } = guesser;
  const { programId, code, now } = wanted;
  const memberId = await memberOfCode(deps.db, organizationId, code);
  const member = { kind: 'id', value: memberId ?? '' } as const;
  const found = memberId === null ? null : await deps.resolveMember({ organizationId, programId, member });
  if (found?.status !== 'active') return refuseGuess(deps.db, guesser, { code: 'referral_code_unknown' });
  await admitGuesser(deps.db, guesser);
  return findMemberAccount(deps, { organizationId, programId, member, now });
}

async function bring(deps: QuoteDeps, pair: Pair): Promise<Referred> {
  const { request, programId, friend, referrer } = pair;
  const { organizationId, now } = request;
  const member = await readMember(deps, { organizationId, memberId: friend.memberId, now });
  const owner = await readMember(deps, { organizationId, memberId: referrer.memberId, now });
  await requireNew(deps, pair, member);
  return deps.db.tenant(organizationId, async (tx) => {
    const { secret } = await settingsOf(tx, organizationId);
    const hints = hashHints(secret, [...listHints(request.hints), ...identityHints(member)]);
    const earlier = await findHints(tx, organizationId, { hints, exceptMember: friend.memberId, limit: EARLIER_MAX });
    const own: readonly HashedHint[] = hashHints(secret, identityHints(owner));
    const flags: readonly Flag[] = suspicions(hints, { referrerId: referrer.memberId, referrer: own, earlier, now });
    const referral: StoredReferral = {
      referralId: newOperationId(now, memberShard(friend.memberId)),
      programId,
      friendId: friend.memberId,
      friendAccountId: friend.accountId,
      referrerId: referrer.memberId,
      referrerAccountId: referrer.accountId,
      status: flags.length === 0 ? 'joined' : 'review',
      flags,
      createdAt: now,
      decidedAt: null,
      decidedBy: null,
    };
    if (await insertReferral(tx, organizationId, referral)) {
      await insertHints(tx, organizationId, { memberId: friend.memberId, referrerId: referrer.memberId, hints, now });
      return { referral, repeated: false };
    }
    const first = await findReferralOf(tx, friend.memberId, programId);
    if (first === null) throw new Error('a referral that was there is not');
    return { referral: first, repeated: true };
  });
}

function identityHints({
  identities,
}: MemberAnswer): readonly { readonly kind: 'phone' | 'card'; readonly value: string }[] {
  const { phone, card } = identities;
  return [
    ...(phone === undefined ? [] : [{ kind: 'phone', value: phone } as const]),
    ...(card === undefined ? [] : [{ kind: 'card', value: card } as const]),
  ];
}

/** Who joined long ago, has bought, or shares or has shared an account, is no new friend. */
async function requireNew(deps: QuoteDeps, { request, programId, friend }: Pair, member: MemberAnswer): Promise<void> {
  const { organizationId, now } = request;
  if (Date.parse(member.createdAt) < now - NEW_MEMBER_MS) throw new ApiError('referral_late');
  const [purchase] = await deps.ledger.operations(organizationId, friend.accountId, { type: 'purchase', limit: 1 });
  if (purchase !== undefined) throw new ApiError('referral_late');
  if (await wasInFamily(deps, { organizationId, memberId: friend.memberId, programId }))
    throw new ApiError('referral_late');
}

/** Tells the friend's account; as often as it is called, once. A referral that the account refuses is rejected. */
export async function postReferral(
  deps: QuoteDeps,
  wanted: {
    readonly organizationId: string;
    readonly referral: StoredReferral;
    readonly active: ActiveProgram;
    readonly now: Instant;
  },
): Promise<void> {
  const { organizationId, referral, active, now } = wanted;
  const by = referral.referrerAccountId;
  try {
    await postOperation(
      deps,
      {
        organizationId,
        programId: referral.programId,
        accountId: referral.friendAccountId,
        event: { type: 'refer', at: now, by },
        now,
        history: false,
        keys: [{ kind: 'referral', key: referral.friendAccountId }],
        bodyHash: meaningHash({ by }),
      },
      active.program,
    );
  } catch (error) {
    if (error instanceof ApiError)
      await deps.db.tenant(organizationId, (tx) =>
        updateStatus(tx, referral.referralId, { status: 'rejected', at: now, by: null }),
      );
    throw error;
  }
}
