/**
 * Who a receipt speaks of. Many requests ask at once, so their questions go together: at most two set-based statements a
 * batch for each node, whatever its size. They run on the system's connections, because a batch holds questions of many
 * organizations, and therefore name the organization in every condition themselves. They are functions, so that a plan made while
 * the tables were empty does not scan them when they are full, and so that a cluster can hand them to the node concerned.
 */
import { z } from 'zod';
import { createBatcher } from '../../kit/batcher.ts';
import type { Database } from '../../kit/db.ts';
import { prepared, query, sql } from '../../kit/sql.ts';
import { homeOf, homesOf } from '../../ledger/homes.ts';
import { bucketOf, type IdentityKind } from './identity.ts';
import { memberShard } from './ids.ts';

export interface MemberQuestion {
  readonly organizationId: string;
  readonly programId: string;
  readonly member: MemberName;
}

export type MemberName = { readonly kind: 'id' | IdentityKind; readonly value: string };

export interface ResolvedMember {
  readonly memberId: string;
  readonly status: 'active' | 'blocked';
  /** null when the member has not joined the program yet. */
  readonly accountId: string | null;
}

export type ResolveMember = (question: MemberQuestion) => Promise<ResolvedMember | null>;

const BATCH_MAX = 500;
const BATCHES_AT_ONCE_MAX = 1;

const foundRow = z.compile(z.object({ n: z.number(), member_id: z.string() }));
const memberRow = z.compile(
  z.object({ n: z.number(), status: z.enum(['active', 'blocked']), account_id: z.string().nullable() }),
);

export function createMemberResolver(db: Database): ResolveMember {
  return createBatcher<MemberQuestion, ResolvedMember | null>({
    sizeMax: BATCH_MAX,
    parallelMax: BATCHES_AT_ONCE_MAX,
    load: async (questions) => findMembers(db, questions, await findMemberIds(db, questions)),
  });
}

/** The member's id by the question's place; null when nobody is known by that name. */
async function findMemberIds(db: Database, questions: readonly MemberQuestion[]): Promise<readonly (string | null)[]> {
  const ids = questions.map(({ member }) => (member.kind === 'id' ? member.value : null));
  const names = questions.flatMap(({ organizationId, member: { kind, value } }, place) =>
    kind === 'id' ? [] : [{ place, bucket: bucketOf({ kind, value }), organizationId, kind, value }],
  );
  const homes = await homesOf(db.system);
  const parts = [...Map.groupBy(names, ({ bucket }) => homeOf(homes, bucket))];
  const found = await Promise.all(parts.map(([home, part]) => findNamed(db, home, part)));
  for (const row of found.flat()) ids[row.n] = row.member_id;
  return ids;
}

interface Named {
  readonly place: number;
  readonly bucket: number;
  readonly organizationId: string;
  readonly kind: IdentityKind;
  readonly value: string;
}

function findNamed(db: Database, home: number | null, names: readonly Named[]) {
  return query(
    db.system,
    prepared(
      'resolve_identities',
      sql`
        select n, member_id
        from members_named(
          ${home === null ? null : (names[0]?.bucket ?? null)}::smallint, ${names.map(({ place }) => place)}::int[],
          ${names.map(({ bucket }) => bucket)}::int2[], ${names.map(({ organizationId }) => organizationId)}::uuid[],
          ${names.map(({ kind }) => kind)}::text[], ${names.map(({ value }) => value)}::text[]
        )`,
    ),
    foundRow,
  );
}

async function findMembers(
  db: Database,
  questions: readonly MemberQuestion[],
  ids: readonly (string | null)[],
): Promise<readonly (ResolvedMember | null)[]> {
  const known = questions.flatMap(({ organizationId, programId }, place) => {
    const memberId = ids[place] ?? null;
    return memberId === null ? [] : [{ place, shard: memberShard(memberId), memberId, organizationId, programId }];
  });
  const homes = await homesOf(db.system);
  const parts = [...Map.groupBy(known, ({ shard }) => homeOf(homes, shard))];
  const rows = await Promise.all(parts.map(([home, part]) => findKnown(db, home, part)));
  const answers: (ResolvedMember | null)[] = questions.map(() => null);
  for (const row of rows.flat()) {
    const memberId = ids[row.n] ?? null;
    if (memberId !== null) answers[row.n] = { memberId, status: row.status, accountId: row.account_id };
  }
  return answers;
}

interface Known {
  readonly place: number;
  readonly shard: number;
  readonly memberId: string;
  readonly organizationId: string;
  readonly programId: string;
}

function findKnown(db: Database, home: number | null, members: readonly Known[]) {
  return query(
    db.system,
    prepared(
      'resolve_members',
      sql`
        select n, status, account_id
        from members_known(
          ${home === null ? null : (members[0]?.shard ?? null)}::smallint, ${members.map(({ place }) => place)}::int[],
          ${members.map(({ shard }) => shard)}::int2[], ${members.map(({ memberId }) => memberId)}::uuid[],
          ${members.map(({ organizationId }) => organizationId)}::uuid[], ${members.map(({ programId }) => programId)}::text[]
        )`,
    ),
    memberRow,
  );
}
