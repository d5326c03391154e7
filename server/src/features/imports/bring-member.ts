/**
 * Brings one judged row in: the member is made or what is empty is filled, then one correction is the opening balance, then the level. Each
 * step may be repeated: a new member and their account have ids that follow from the import and the row, and what moves units has a key.
 * Nobody is welcomed and no profile is rewarded for it, unless the mapping says so: these people came long ago.
 */
import { type CompiledProgram, type Event, type Instant, units as toUnits } from '@kopilka/engine';
import { ApiError } from '../../errors.ts';
import { seededAccountId } from '../../ledger/ids.ts';
import type { OperationKey } from '../../ledger/ledger.ts';
import { consentsOf } from '../consents/known.ts';
import { type Consent, giveConsents, writeConsents } from '../consents/given.ts';
import { changeMember } from '../members/change.ts';
import { createMember } from '../members/create.ts';
import { type Membership, openQuietly, useUpOnce, welcomes } from '../members/join.ts';
import { joinProgram } from '../members/joining.ts';
import { completedOnce, hearsOfCompleted, keepInStep } from '../members/keep-in-step.ts';
import { orderedMeaningHash } from '../operations/keys.ts';
import { postOperation } from '../operations/post.ts';
import type { ProgramRegistry } from '../programs/registry.ts';
import {
  type JudgeDeps,
  type JudgedRow,
  judgeMembers,
  type KnownMember,
  type MemberGoal,
  openingKey,
} from './judge-members.ts';
import type { MemberRow } from './member-row.ts';
import { createSeenNames } from './seen-names.ts';

export interface BringDeps extends JudgeDeps {
  readonly programs: ProgramRegistry;
}

export interface BringGoal extends MemberGoal {
  readonly importId: string;
  /** Of the import: it stands in the ids that are made of its rows. */
  readonly createdAt: Instant;
  readonly startedAt: Instant;
  readonly program: CompiledProgram;
  readonly welcome: boolean;
  readonly levelUntil: Instant | null;
  /** Of the text on advertising that is in force; null when the file has no such column. */
  readonly advertisingVersion: number | null;
  /** What stands in the journal beside the opening balance. */
  readonly reason: string;
  /** The organization's time. */
  readonly now: Instant;
}

export type Brought =
  | { readonly type: 'brought'; readonly isNew: boolean; readonly units: number }
  | { readonly type: 'refused'; readonly code: string; readonly example: string | null };

/** Attempts when somebody else makes or changes the same member meanwhile. */
const ATTEMPTS_MAX = 3;

export async function bringMember(deps: BringDeps, goal: BringGoal, judged: JudgedRow): Promise<Brought> {
  let current = judged;
  for (let attempt = 1; ; attempt += 1) {
    if (current.type === 'refused') return { type: 'refused', code: current.code, example: current.example };
    try {
      return await bring(deps, goal, current);
    } catch (error) {
      if (!(error instanceof ApiError) || error.code === 'internal') throw error;
      const isRace = error.code === 'identity_taken' || error.code === 'member_unknown';
      if (!isRace || attempt === ATTEMPTS_MAX) return { type: 'refused', code: error.code, example: null };
      const [again] = await judgeMembers(deps, goal, { rows: [current.member], seen: createSeenNames() });
      if (again === undefined) throw error;
      current = again;
    }
  }
}

async function bring(
  deps: BringDeps,
  goal: BringGoal,
  { member, known, openedAt }: Extract<JudgedRow, { readonly type: 'good' }>,
): Promise<Brought> {
  const own = ownAccount(goal, member);
  const { memberId, accountId } =
    known === null ? await make(deps, goal, member) : await fill(deps, goal, { member, known });
  const account = { memberId, accountId };
  // What an earlier file brought is not this one's.
  const isOwn = openedAt === null || openedAt >= goal.startedAt;
  if (openedAt === null && member.units !== null) await openBalance(deps, goal, { ...account, units: member.units });
  if (member.level !== null) await grantLevel(deps, goal, { ...account, level: member.level });
  return {
    type: 'brought',
    isNew: known === null || known.accountId === own.accountId,
    units: isOwn ? (member.units ?? 0) : 0,
  };
}

/** Where the row's member lives if the row makes them: the same whoever repeats it. */
function ownAccount({ programId, importId, createdAt, now }: BringGoal, { row, registeredAt }: MemberRow): Membership {
  const accountId = seededAccountId(createdAt, `import account ${importId} ${row}`);
  return { programId, accountId, joinedAt: registeredAt ?? now };
}

interface Account {
  readonly memberId: string;
  readonly accountId: string;
}

async function make(deps: BringDeps, goal: BringGoal, member: MemberRow): Promise<Account> {
  const { organizationId, programId, importId, createdAt, welcome, now } = goal;
  const { identities, name, birthday, advertising } = member;
  const memberId = seededAccountId(createdAt, `import member ${importId} ${member.row}`);
  const membership = ownAccount(goal, member);
  const account = { memberId, accountId: membership.accountId };
  await openSilently(deps, goal, account);
  const consents = consentTo(goal, advertising);
  await createMember(deps, {
    organizationId,
    identities,
    profile: { ...(name === null ? {} : { name }), ...(birthday === null ? {} : { birthday }) },
    programId,
    now,
    as: { memberId, memberships: [membership], areOpen: !welcome },
    alongside: (tx, made) => writeConsents(tx, organizationId, { memberId: made, consents }),
  });
  return account;
}

/** Opened as of now, whenever its member registered: what a program does for years of membership begins with the program. */
async function openSilently(deps: BringDeps, goal: BringGoal, { memberId, accountId }: Account): Promise<void> {
  const { organizationId, programId, program, welcome, now } = goal;
  const place = { organizationId, programId, accountId, now };
  if (!welcome && welcomes(program)) await openQuietly(deps, place);
  else await deps.ledger.openAccounts([{ organizationId, programId, accountId, openedAt: now }]);
  if (!welcome) await silenceProfile(deps, goal, { memberId, accountId });
}

async function silenceProfile(deps: BringDeps, goal: BringGoal, { memberId, accountId }: Account): Promise<void> {
  const { organizationId, programId, program, now } = goal;
  if (!hearsOfCompleted(program)) return;
  await useUpOnce(deps, { organizationId, programId, accountId, now }, completedOnce(programId, memberId));
}

/** Only what is empty: what the shop knows of its member is newer than the file. */
async function fill(
  deps: BringDeps,
  goal: BringGoal,
  { member, known }: { readonly member: MemberRow; readonly known: KnownMember },
): Promise<Account> {
  const { organizationId, programId, now, welcome } = goal;
  const { memberId } = known;
  const membership = ownAccount(goal, member);
  if (known.accountId === null) {
    await openSilently(deps, goal, { memberId, accountId: membership.accountId });
    await joinProgram(deps, { organizationId, memberId, programId, now, as: membership });
  }
  const account = { memberId, accountId: known.accountId ?? membership.accountId };
  const identities = member.identities.filter(({ kind }) => !known.identities.some((one) => one.kind === kind));
  const name = known.profile.name === undefined ? member.name : null;
  const birthday = known.profile.birthday === undefined ? member.birthday : null;
  if (identities.length > 0 || name !== null || birthday !== null) {
    if (!welcome) await silenceProfile(deps, goal, account);
    await changeMember(deps.db, {
      organizationId,
      memberId,
      identities: Object.fromEntries(identities.map(({ kind, value }) => [kind, value])),
      profile: { ...(name === null ? {} : { name }), ...(birthday === null ? {} : { birthday }) },
      status: undefined,
      now,
    });
    await keepInStep(deps, { organizationId, memberId, birthday: birthday !== null, now });
  }
  const consents = consentTo(goal, member.advertising);
  if (consents.length > 0) {
    const { current } = await consentsOf(deps.db, organizationId, memberId);
    const isAsked = current.some(({ kind }) => kind === 'advertising');
    if (!isAsked) await giveConsents(deps.db, organizationId, { memberId, consents });
  }
  return account;
}

function consentTo({ advertisingVersion, now }: BringGoal, granted: boolean | null): readonly Consent[] {
  if (granted === null || advertisingVersion === null) return [];
  return [{ kind: 'advertising', version: advertisingVersion, granted, at: now, by: 'staff' }];
}

async function openBalance(
  deps: BringDeps,
  goal: BringGoal,
  { memberId, accountId, units }: Account & { readonly units: number },
): Promise<void> {
  const { wallet, reason, now } = goal;
  if (wallet === null) return;
  const event: Event = { type: 'correction', at: now, wallet, units: toUnits(units), reason };
  await post(deps, goal, { accountId, event, key: openingKey(goal, memberId), meaning: [wallet, units] });
}

async function grantLevel(
  deps: BringDeps,
  goal: BringGoal,
  { memberId, accountId, level }: Account & { readonly level: string },
): Promise<void> {
  const { source, programId, program, levelUntil, reason, now } = goal;
  // Everybody has the first.
  if (program.tiers?.levels[0].id === level) return;
  const event: Event = { type: 'grant', at: now, level, until: levelUntil, reason };
  const key: OperationKey = {
    kind: 'idempotency',
    key: `import level ${source}/${programId}/${memberId}/${level}/${levelUntil ?? ''}`,
  };
  await post(deps, goal, { accountId, event, key, meaning: [level, levelUntil] });
}

/** Throws ApiError with the code of a refusal. */
async function post(
  deps: BringDeps,
  { organizationId, programId, program, now }: BringGoal,
  {
    accountId,
    event,
    key,
    meaning,
  }: {
    readonly accountId: string;
    readonly event: Event;
    readonly key: OperationKey;
    readonly meaning: readonly unknown[];
  },
): Promise<void> {
  const bodyHash = orderedMeaningHash(meaning);
  const request = { organizationId, programId, accountId, event, now, history: false, keys: [key], bodyHash };
  await postOperation(deps, request, program);
}
