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

export interface Arrived {
  readonly memberId: string;
  readonly joined: boolean;
}

/**
 * Throws ApiError organization_unknown, card_code_wrong, too_many_codes, consent_needed, consent_outdated, referral_not_offered,
 * referral_code_unknown or too_many_guesses.
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
  const friend = known === null ? friendOf(coming, { address: visitor.ip, now }) : null;
  const programIds = friend === null ? [] : await expectFriend(deps, friend);
  await takeCode(deps, purpose, told);
  if (known !== null) {
    await giveConsents(deps.db, organizationId, { memberId: known, consents });
    return { memberId: known, joined: false };
  }
  const memberId = await join(deps, coming, { consents, now });
  if (friend !== null) await welcome(deps, friend, { memberId, programIds });
  return { memberId, joined: true };
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

/** What speaks against it is no reason to keep the new member out. */
async function welcome(
  deps: SignInDeps,
  friend: ComingFriend,
  who: { readonly memberId: string; readonly programIds: readonly string[] },
): Promise<void> {
  await welcomeFriend(deps, friend, who).catch((error: unknown) => {
    if (!(error instanceof ApiError)) throw error;
  });
}
