/**
 * Brings judged rows in: members are made, a page at a time, or what is empty is filled; then one correction is the opening balance, then
 * comes the level. Each step may be repeated: a new member and their account have ids that follow from the import and the row, and what moves units has a key.
 * Nobody is welcomed and no profile is rewarded for it, unless the mapping says so: these people came long ago.
 */
import { type CompiledProgram, type Event, type Instant, units as toUnits } from '@kopilka/engine';
import { ApiError } from '../../errors.ts';
import { seededAccountId } from '../../ledger/ids.ts';
import type { OperationKey } from '../../ledger/ledger.ts';
import { consentsOf } from '../consents/known.ts';
import { type Consent, giveConsents, writeFirstConsents } from '../consents/given.ts';
import { changeMember } from '../members/change.ts';
import { createMembers } from '../members/create-many.ts';
import { type Membership, openQuietly, useUpOnce, welcomes } from '../members/join.ts';
import { finishJoining, joinProgram } from '../members/joining.ts';
import { completedOnce, datesWith, hearsOfCompleted, keepInStep } from '../members/keep-in-step.ts';
import type { Profile } from '../members/profile.ts';
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
import { createOrderedFlow } from './ordered-flow.ts';
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

/** Rows under way at once: enough to fill the ledger's batches without taking all connections from the tills. */
const IN_FLIGHT_MAX = 32;

/** A page; answers what came of each row, in their order. */
export async function bringMembers(
  deps: BringDeps,
  goal: BringGoal,
  judged: readonly JudgedRow[],
): Promise<readonly Brought[]> {
  const fresh = judged.flatMap((row) => (row.type === 'good' && row.known === null ? [row.member] : []));
  const made = await makeMembers(deps, goal, fresh);
  const outcomes: Brought[] = [];
  const flow = createOrderedFlow(IN_FLIGHT_MAX);
  for (const [place, row] of judged.entries()) {
    await flow.push(String(place), async () => {
      outcomes[place] = await bringMember(deps, goal, { judged: row, made });
    });
  }
  await flow.drained();
  return outcomes;
}

interface Row {
  readonly judged: JudgedRow;
  /** Who of the page's new members were made. */
  readonly made: ReadonlySet<string>;
}

async function bringMember(deps: BringDeps, goal: BringGoal, { judged, made }: Row): Promise<Brought> {
  let current = judged;
  for (let attempt = 1; ; attempt += 1) {
    if (current.type === 'refused') return { type: 'refused', code: current.code, example: current.example };
    const isMade = made.has(ownMember(goal, current.member));
    if (current.known !== null || isMade) {
      try {
        return await bring(deps, goal, current);
      } catch (error) {
        if (!(error instanceof ApiError) || error.code === 'internal') throw error;
        const isRace = error.code === 'identity_taken' || error.code === 'member_unknown';
        if (!isRace || attempt === ATTEMPTS_MAX) return { type: 'refused', code: error.code, example: null };
      }
    } else if (attempt > 1) return { type: 'refused', code: 'identity_taken', example: null };
    // Somebody else has made or changed the member since the page was judged.
    const [again] = await judgeMembers(deps, goal, { rows: [current.member], seen: createSeenNames() });
    if (again === undefined) throw new Error('a row was not judged');
    current = again;
  }
}

async function bring(
  deps: BringDeps,
  goal: BringGoal,
  { member, known, openedAt }: Extract<JudgedRow, { readonly type: 'good' }>,
): Promise<Brought> {
  const own: Account = { memberId: ownMember(goal, member), accountId: ownAccount(goal, member).accountId };
  const account = known === null ? own : await fill(deps, goal, { member, known });
  if (known === null && goal.welcome) await finishJoining(deps, { ...goal, memberId: own.memberId });
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

/** Who the row's member is if the row makes them. */
function ownMember({ importId, createdAt }: BringGoal, { row }: MemberRow): string {
  return seededAccountId(createdAt, `import member ${importId} ${row}`);
}

/**
 * Accounts first and members last: an account that is nobody's yet is found again by whoever repeats the page, and a member who is there has
 * all that belongs to them. Answers who was made.
 */
async function makeMembers(deps: BringDeps, goal: BringGoal, rows: readonly MemberRow[]): Promise<ReadonlySet<string>> {
  const { organizationId, programId, welcome, now } = goal;
  await deps.ledger.openAccounts(
    // As of now, whenever its member registered: what a program does for years of membership begins with the program.
    rows.map((row) => ({ organizationId, programId, accountId: ownAccount(goal, row).accountId, openedAt: now })),
  );
  const flow = createOrderedFlow(IN_FLIGHT_MAX);
  for (const row of rows) await flow.push(String(row.row), () => prepareAccount(deps, goal, row));
  await flow.drained();
  const consents = new Map(rows.map((row) => [ownMember(goal, row), consentTo(goal, row.advertising)]));
  return createMembers(deps.db, {
    organizationId,
    members: rows.map((row) => ({
      memberId: ownMember(goal, row),
      identities: row.identities,
      profile: profileOf(row),
      membership: ownAccount(goal, row),
    })),
    now,
    haveJoined: !welcome,
    alongside: (tx, made) =>
      writeFirstConsents(
        tx,
        organizationId,
        [...consents].flatMap(([memberId, given]) =>
          made.has(memberId) ? given.map((consent) => ({ memberId, consent })) : [],
        ),
      ),
  });
}

function profileOf({ name, birthday }: MemberRow): Profile {
  return { ...(name === null ? {} : { name }), ...(birthday === null ? {} : { birthday }) };
}

/** What the account must know before its member is there; one who is welcomed learns it by joining. */
async function prepareAccount(deps: BringDeps, goal: BringGoal, row: MemberRow): Promise<void> {
  if (goal.welcome) return;
  const { accountId } = ownAccount(goal, row);
  await silence(deps, goal, { memberId: ownMember(goal, row), accountId });
  if (row.birthday === null) return;
  const dates = datesWith([], [row.birthday.slice('yyyy-'.length)]);
  const event: Event = { type: 'profile', at: goal.now, dates };
  const key: OperationKey = { kind: 'idempotency', key: `import dates ${accountId}` };
  await post(deps, goal, { accountId, event, key, meaning: [dates] });
}

/** On an open account nothing comes of being new, nor of a profile that is complete. */
async function silence(deps: BringDeps, goal: BringGoal, { memberId, accountId }: Account): Promise<void> {
  const { organizationId, programId, program, now } = goal;
  if (welcomes(program)) await openQuietly(deps, { organizationId, programId, accountId, now });
  await silenceProfile(deps, goal, { memberId, accountId });
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
    const { accountId } = membership;
    await deps.ledger.openAccounts([{ organizationId, programId, accountId, openedAt: now }]);
    if (!welcome) await silence(deps, goal, { memberId, accountId });
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
