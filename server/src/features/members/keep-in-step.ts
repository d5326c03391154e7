/**
 * What accounts must know of their members, kept in step with the members' profiles: birthdays, which rules look forward to, and
 * that a profile has been filled in, which some reward once. Every step compares first, so whoever finds one undone (a crash
 * after the profile was written) repeats the request.
 */
import type { AccountState, CompiledProgram, Instant } from '@kopilka/engine';
import { sha256Hex } from '../../kit/canonical-json.ts';
import type { OperationRequest, PostResult } from '../../ledger/ledger.ts';
import { accountNow } from '../profiles/account-now.ts';
import { type JoinDeps, openAccounts } from './join.ts';
import { findMember, listAccountBirthdays, listMemberIdentities, listMemberships, type Membership } from './store.ts';

type Dates = NonNullable<AccountState['dates']>;

export interface ToKeep {
  readonly organizationId: string;
  readonly memberId: string;
  /** Whether the birthday may have changed; otherwise the dates are left alone. */
  readonly birthday: boolean;
  readonly now: Instant;
}

const COMPLETED = 'profile.completed';
/** Birthdays of the members themselves; a shop tells others under other names. */
const OWN = /^self(?:-\d+)?$/;

export async function keepInStep(deps: JoinDeps, wanted: ToKeep): Promise<void> {
  const { organizationId, memberId } = wanted;
  const { member, identities, memberships } = await deps.db.tenant(organizationId, async (tx) => ({
    member: await findMember(tx, memberId),
    identities: await listMemberIdentities(tx, memberId),
    memberships: await listMemberships(tx, memberId),
  }));
  if (member === null) return;
  if (wanted.birthday) for (const membership of memberships) await keepDates(deps, wanted, membership);
  const { name, birthday } = member.profile;
  const isReachable = identities.some(({ kind }) => kind === 'phone' || kind === 'email');
  if (name === undefined || birthday === undefined || !isReachable) return;
  for (const membership of memberships) await tellCompleted(deps, wanted, membership);
}

/** An account's dates when these are the birthdays of its members, first come first; what the shop has told besides stays. */
export function datesWith(known: Dates, birthdays: readonly string[]): Dates {
  const own = birthdays.map((on, index) => ({ whose: index === 0 ? 'self' : `self-${index + 1}`, on }));
  return [...own, ...known.filter(({ whose }) => !OWN.test(whose))];
}

/** Month and day; null when the member has not told. */
export async function birthdayOf(
  { db }: Pick<JoinDeps, 'db'>,
  organizationId: string,
  memberId: string,
): Promise<string | null> {
  const member = await db.tenant(organizationId, (tx) => findMember(tx, memberId));
  return member?.profile.birthday?.slice('yyyy-'.length) ?? null;
}

/** Month and day of each member's birthday, first come first. */
export function birthdaysOn(
  { db }: Pick<JoinDeps, 'db'>,
  organizationId: string,
  accountId: string,
): Promise<readonly string[]> {
  return db.tenant(organizationId, async (tx) =>
    (await listAccountBirthdays(tx, accountId)).map((birthday) => birthday.slice('yyyy-'.length)),
  );
}

/** The dates of one account, whoever its members are now. */
export async function keepDates(
  deps: JoinDeps,
  wanted: Pick<ToKeep, 'organizationId' | 'now'>,
  membership: Membership,
): Promise<void> {
  const { organizationId, now } = wanted;
  const { accountId } = membership;
  const found = await accountNow(deps, { organizationId, accountId, now });
  const known = found?.account.state.dates ?? [];
  const dates = datesWith(known, await birthdaysOn(deps, organizationId, accountId));
  if (isSame(known, dates)) return;
  await post(deps, wanted, membership, { event: { type: 'profile', at: now, dates }, keys: [], bodyHash: '' });
}

/** Once for each member and program, whatever account the member has moved to since. */
async function tellCompleted(deps: JoinDeps, wanted: ToKeep, membership: Membership): Promise<void> {
  const { organizationId, memberId, now } = wanted;
  const { programId } = membership;
  const timeline = await deps.programs.timeline(organizationId, programId);
  if (timeline === null) return;
  const { program } = timeline.at(now);
  if (!hearsOfCompleted(program)) return;
  const member = program.keeps.member ? { member: memberId } : {};
  await post(deps, wanted, membership, {
    event: { type: 'custom', at: now, name: COMPLETED, data: {}, ...member },
    ...completedOnce(programId, memberId),
  });
}

/** Whether anything comes of it when a profile is completed. */
export function hearsOfCompleted(program: CompiledProgram): boolean {
  return program.rulesOn.has(COMPLETED) || program.metersOn.has(COMPLETED);
}

/** What a completed profile is claimed by, also when a shop tells of it. */
export function completedOnce(
  programId: string,
  memberId: string,
): Pick<OperationRequest, 'bodyHash'> & { readonly keys: OperationRequest['keys'] } {
  return {
    keys: [{ kind: 'event', key: `${COMPLETED}/${programId}/${memberId}` }],
    bodyHash: sha256Hex(COMPLETED),
  };
}

/** A refusal (the account has been merged) changes nothing here: its heir is the member's account then. */
async function post(
  deps: JoinDeps,
  { organizationId, now }: Pick<ToKeep, 'organizationId' | 'now'>,
  membership: Membership,
  what: Pick<OperationRequest, 'event' | 'keys' | 'bodyHash'>,
): Promise<PostResult> {
  const { programId, accountId } = membership;
  const request = { organizationId, programId, accountId, now, history: false, ...what };
  const result = await deps.ledger.post(request);
  if (result.type !== 'account_unknown') return result;
  await openAccounts(deps, { organizationId, memberships: [membership], now });
  return deps.ledger.post(request);
}

function isSame(a: Dates, b: Dates): boolean {
  return a.length === b.length && a.every(({ whose, on }, index) => b[index]?.whose === whose && b[index]?.on === on);
}
