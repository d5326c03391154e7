/**
 * Joining and signing in, which are one thing to a customer: whoever brings the code that was sent to a telephone or an e-mail address
 * has it, and is the member who is known by it, or becomes one. Nobody has a card without a yes to the processing of their data; whoever
 * has not said it yet is asked for it with the code still good.
 */
import type { Instant } from '@kopilka/engine';
import { ApiError } from '../../errors.ts';
import type { Visitor } from '../../route.ts';
import { consentsOf } from '../consents/known.ts';
import { giveConsents, type Giving, readConsents, writeConsents, writeSource } from '../consents/given.ts';
import { consentsAnswer, REQUIRED, textsInForce } from '../consents/texts.ts';
import { createMember } from '../members/create.ts';
import { memberNamed } from '../members/person.ts';
import type { Profile } from '../members/profile.ts';
import type { OrganizationClock } from '../organizations/clock.ts';
import { requireOrganization } from '../organizations/find.ts';
import type { QuoteDeps } from '../quotes/ask.ts';
import { memberOfCode } from '../referrals/code.ts';
import { type ComingFriend, expectFriend, welcomeFriend } from '../referrals/new-member.ts';
import { type CodeDeps, lookAtCode, type Purpose, takeCode } from './codes.ts';
import type { Contact } from './contact.ts';
import type { CardSessions } from './sessions.ts';

export interface SignInDeps extends QuoteDeps, CodeDeps {
  readonly time: OrganizationClock;
  readonly cardSessions: CardSessions;
}

export interface ComingMember {
  readonly organizationId: string;
  readonly contact: Contact;
  readonly code: string;
  readonly consents: Giving['given'];
  readonly profile: Profile;
  readonly referralCode: string | undefined;
  /** Where from, as the poster says. */
  readonly source: string | null;
}

/** What became of the code of a friend: it counts, the shop looks at it first, or why it does not. */
export type FriendOutcome =
  | { readonly status: 'counted' | 'review' }
  | { readonly status: 'refused'; readonly error: ApiError };

export interface Arrived {
  readonly memberId: string;
  readonly joined: boolean;
  /** null when none was brought. */
  readonly friend: FriendOutcome | null;
}

/**
 * Throws ApiError organization_unknown, card_code_wrong, too_many_codes, consent_needed, consent_outdated, referral_not_offered or
 * referral_code_unknown.
 */
export async function arrive(deps: SignInDeps, visitor: Visitor, coming: ComingMember): Promise<Arrived> {
  const { organizationId, contact, code } = coming;
  const organization = await requireOrganization(deps.db, organizationId);
  const purpose: Purpose = { organizationId, purpose: 'sign-in', memberId: null, contact };
  const told = { code, address: visitor.ip };
  await lookAtCode(deps, purpose, told);
  // Up to here nobody is told whether anybody is known by that name.
  const now = await deps.time.now(organization);
  const known = await memberNamed(deps.db, organizationId, contact);
  const consents = await readConsents(deps.db, { organizationId, given: coming.consents, by: 'member', now });
  await requireConsent(deps, { organizationId, memberId: known, given: consents, now });
  const friend = friendOf(coming, { address: visitor.ip, now });
  const expected = friend === null || known !== null ? null : await expectOrWait(deps, friend);
  await takeCode(deps, purpose, told);
  if (known !== null) {
    await giveConsents(deps.db, organizationId, { memberId: known, consents });
    return { memberId: known, joined: false, friend: friend === null ? null : await noNewFriend(deps, friend, known) };
  }
  const memberId = await join(deps, coming, { consents, now });
  const outcome = friend === null || expected === null ? null : await welcome(deps, friend, { memberId, ...expected });
  return { memberId, joined: true, friend: outcome };
}

type Consents = Awaited<ReturnType<typeof readConsents>>;

async function requireConsent(
  { db }: SignInDeps,
  one: {
    readonly organizationId: string;
    readonly memberId: string | null;
    readonly given: Consents;
    readonly now: Instant;
  },
): Promise<void> {
  const { organizationId, memberId, given, now } = one;
  const earlier = memberId === null ? [] : (await consentsOf(db, organizationId, memberId)).current;
  const newest = [...given, ...earlier].find(({ kind }) => kind === REQUIRED);
  if (newest?.granted === true) return;
  throw new ApiError('consent_needed', { consents: consentsAnswer(await textsInForce(db, organizationId, now)) });
}

function friendOf(
  { organizationId, referralCode }: ComingMember,
  { address, now }: { readonly address: string; readonly now: Instant },
): ComingFriend | null {
  if (referralCode === undefined) return null;
  // All customers of a shop guess with one key: it has none.
  const asker = { keyId: organizationId, address };
  return { organizationId, programId: undefined, code: referralCode, hints: {}, asker, now };
}

/** What they said and where they came from is written with the member, or there is none. */
async function join(
  deps: SignInDeps,
  { organizationId, contact, profile, source }: ComingMember,
  { consents, now }: { readonly consents: Consents; readonly now: Instant },
): Promise<string> {
  try {
    return await createMember(deps, {
      organizationId,
      identities: [contact],
      profile,
      programId: undefined,
      now,
      alongside: async (tx, memberId) => {
        await writeConsents(tx, organizationId, { memberId, consents });
        await writeSource(tx, organizationId, { memberId, source, now });
      },
    });
  } catch (error) {
    // Somebody, the till say, has made the member this very moment: the code says that it is them.
    if (!(error instanceof ApiError) || error.code !== 'identity_taken') throw error;
    const memberId = String(error.params['memberId']);
    await giveConsents(deps.db, organizationId, { memberId, consents });
    return memberId;
  }
}

interface Expected {
  readonly programIds: readonly string[];
  /** Why it cannot be looked at now. */
  readonly refused: ApiError | null;
}

/** A code that nobody has is told at once, so that it can be put right; that many were tried from here keeps nobody from joining. */
async function expectOrWait(deps: SignInDeps, friend: ComingFriend): Promise<Expected> {
  try {
    return { programIds: await expectFriend(deps, friend), refused: null };
  } catch (error) {
    if (error instanceof ApiError && error.code === 'too_many_guesses') return { programIds: [], refused: error };
    throw error;
  }
}

/** What speaks against it is no reason to keep the new member out. */
async function welcome(
  deps: SignInDeps,
  friend: ComingFriend,
  { memberId, programIds, refused }: Expected & { readonly memberId: string },
): Promise<FriendOutcome> {
  if (refused !== null) return { status: 'refused', error: refused };
  try {
    const referrals = await welcomeFriend(deps, friend, { memberId, programIds });
    return { status: referrals.some(({ status }) => status === 'joined') ? 'counted' : 'review' };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { status: 'refused', error };
  }
}

/** Whose the code is otherwise is not told: nobody who is known needs it. */
async function noNewFriend(
  { db }: SignInDeps,
  { organizationId, code }: ComingFriend,
  memberId: string,
): Promise<FriendOutcome> {
  const isOwn = (await memberOfCode(db, organizationId, code)) === memberId;
  return { status: 'refused', error: new ApiError(isOwn ? 'referral_self' : 'referral_late') };
}
