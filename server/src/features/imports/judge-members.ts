/**
 * A page of rows beside what the shop knows already: whose they are, whether they contradict, whether their opening balance is there. A page
 * costs a handful of statements, whatever its size.
 */
import type { Instant } from '@kopilka/engine';
import type { Database } from '../../kit/db.ts';
import type { Ledger, OperationKey, StoredOperation } from '../../ledger/ledger.ts';
import type { Identity } from '../members/identity.ts';
import { listMembersById } from '../members/list-store.ts';
import type { ResolvedMember, ResolveMember } from '../members/resolve.ts';
import { listIdentitiesOf } from '../members/search-store.ts';
import type { MemberRow } from './member-row.ts';
import type { ProblemCode } from './problem-words.ts';
import type { SeenNames } from './seen-names.ts';

export interface JudgeDeps {
  readonly db: Database;
  readonly ledger: Ledger;
  readonly resolveMember: ResolveMember;
}

/** What the rows are judged for. */
export interface MemberGoal {
  readonly organizationId: string;
  readonly programId: string;
  /** Who brought the balances: part of each one's key. */
  readonly source: string;
  readonly wallet: string | null;
}

type DescribedMember = Awaited<ReturnType<typeof listMembersById>>[number];

export interface KnownMember extends DescribedMember {
  readonly identities: readonly Identity[];
  /** null: the member has not joined the program. */
  readonly accountId: string | null;
}

export type JudgedRow =
  | {
      readonly type: 'good';
      readonly member: MemberRow;
      /** null: nobody is known by any of the row's names. */
      readonly known: KnownMember | null;
      /** When the same opening balance was brought in before; null when it was not. */
      readonly openedAt: Instant | null;
    }
  | {
      readonly type: 'refused';
      readonly member: MemberRow;
      readonly code: ProblemCode;
      readonly example: string | null;
    };

export async function judgeMembers(
  deps: JudgeDeps,
  goal: MemberGoal,
  { rows, seen }: { readonly rows: readonly MemberRow[]; readonly seen: SeenNames },
): Promise<readonly JudgedRow[]> {
  const found = await Promise.all(rows.map((row) => membersOf(deps, goal, row)));
  const known = await describe(deps, goal, found.flat());
  const openings = await openingsOf(deps, goal, found.flat());
  return rows.map((member, place) => judge({ member, named: found[place] ?? [] }, { known, openings, seen }));
}

/** Each member once that any of the row's identities names. */
async function membersOf(
  { resolveMember }: JudgeDeps,
  { organizationId, programId }: MemberGoal,
  { identities }: MemberRow,
): Promise<readonly ResolvedMember[]> {
  const found = await Promise.all(identities.map((member) => resolveMember({ organizationId, programId, member })));
  return [...new Map(found.flatMap((one) => (one === null ? [] : [[one.memberId, one] as const]))).values()];
}

async function describe(
  { db }: JudgeDeps,
  { organizationId }: MemberGoal,
  resolved: readonly ResolvedMember[],
): Promise<ReadonlyMap<string, KnownMember>> {
  const accounts = new Map(resolved.map(({ memberId, accountId }) => [memberId, accountId]));
  const ids = [...accounts.keys()];
  if (ids.length === 0) return new Map();
  const { members, identities } = await db.tenant(organizationId, async (tx) => ({
    members: await listMembersById(tx, ids),
    identities: Map.groupBy(await listIdentitiesOf(tx, ids), ({ memberId }) => memberId),
  }));
  return new Map(
    members.map((member) => [
      member.memberId,
      {
        ...member,
        identities: identities.get(member.memberId) ?? [],
        accountId: accounts.get(member.memberId) ?? null,
      },
    ]),
  );
}

/** By member. */
async function openingsOf(
  { ledger }: JudgeDeps,
  goal: MemberGoal,
  resolved: readonly ResolvedMember[],
): Promise<ReadonlyMap<string, StoredOperation>> {
  const ids = [...new Set(resolved.map(({ memberId }) => memberId))];
  if (goal.wallet === null || ids.length === 0) return new Map();
  const keys = new Map(ids.map((memberId) => [openingKey(goal, memberId).key, memberId]));
  const happened = await ledger.happened(goal.organizationId, 'idempotency', [...keys.keys()]);
  return new Map([...happened].map(([key, operation]) => [keys.get(key) ?? '', operation]));
}

/** One for each source, wallet and member: whichever file names it, and however often. */
export function openingKey({ source, programId, wallet }: MemberGoal, memberId: string): OperationKey {
  return { kind: 'idempotency', key: `import opening ${source}/${programId}/${wallet}/${memberId}` };
}

interface Known {
  readonly known: ReadonlyMap<string, KnownMember>;
  readonly openings: ReadonlyMap<string, StoredOperation>;
  readonly seen: SeenNames;
}

function judge(
  { member, named }: { readonly member: MemberRow; readonly named: readonly ResolvedMember[] },
  { known, openings, seen }: Known,
): JudgedRow {
  const refused = (code: ProblemCode, example: string | null): JudgedRow => ({
    type: 'refused',
    member,
    code,
    example,
  });
  const first = member.identities[0]?.value ?? null;
  // All are added, so that a later row is known by any of them.
  const names = [...namesOf(member), ...named.map(({ memberId }) => `member/${memberId}`)];
  if (names.map((name) => seen.add(name)).some((isTwice) => isTwice)) return refused('member_twice', first);
  if (named.length > 1) return refused('members_differ', first);
  const [only] = named;
  if (only === undefined) return { type: 'good', member, known: null, openedAt: null };
  if (only.status === 'blocked') return refused('member_blocked', first);
  const one = known.get(only.memberId);
  // Forgotten since: nobody is known by these names any more.
  if (one === undefined) return { type: 'good', member, known: null, openedAt: null };
  const other = member.identities.find(({ kind, value }) => {
    const own = one.identities.filter((identity) => identity.kind === kind);
    return own.length > 0 && !own.some((identity) => identity.value === value);
  });
  if (other !== undefined) return refused('identity_differs', other.value);
  const opening = openings.get(only.memberId);
  if (opening === undefined || member.units === null) return { type: 'good', member, known: one, openedAt: null };
  const isSame = opening.event.type === 'correction' && opening.event.units === member.units;
  return isSame
    ? { type: 'good', member, known: one, openedAt: opening.acceptedAt }
    : refused('balance_differs', String(member.units));
}

/** What a row calls its member: "phone/+79991234567". */
export function namesOf({ identities }: MemberRow): readonly string[] {
  return identities.map(({ kind, value }) => `${kind}/${value}`);
}
