/**
 * Who a receipt speaks of. Many requests ask at once, so their questions go together: at most two set-based statements a
 * batch, whatever its size. They run on the system's connections, because a batch holds questions of many organizations,
 * and therefore name the organization in every condition themselves. The lateral look-ups with a limit keep a plan that was
 * made while the tables were empty from scanning them when they are full.
 */
import { z } from 'zod';
import { createBatcher } from '../../kit/batcher.ts';
import type { Database } from '../../kit/db.ts';
import { prepared, query, sql } from '../../kit/sql.ts';
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

const foundRow = z.object({ n: z.number(), member_id: z.string() });
const memberRow = z.object({ n: z.number(), status: z.enum(['active', 'blocked']), account_id: z.string().nullable() });

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
  const places: number[] = [];
  const buckets: number[] = [];
  const organizations: string[] = [];
  const kinds: string[] = [];
  const values: string[] = [];
  for (const [place, { organizationId, member }] of questions.entries()) {
    if (member.kind === 'id') continue;
    places.push(place);
    buckets.push(bucketOf({ kind: member.kind, value: member.value }));
    organizations.push(organizationId);
    kinds.push(member.kind);
    values.push(member.value);
  }
  if (places.length === 0) return ids;
  const found = await query(
    db.system,
    prepared(
      'resolve_identities',
      sql`
        select wanted.n, i.member_id
        from unnest(${places}::int[], ${buckets}::int2[], ${organizations}::uuid[], ${kinds}::text[], ${values}::text[])
          as wanted (n, bucket, organization_id, kind, value)
        cross join lateral (
          select i.member_id from identities i
          where i.bucket = wanted.bucket and i.organization_id = wanted.organization_id and i.kind = wanted.kind
            and i.value = wanted.value
          limit 1
        ) i`,
    ),
    foundRow,
  );
  for (const row of found) ids[row.n] = row.member_id;
  return ids;
}

async function findMembers(
  db: Database,
  questions: readonly MemberQuestion[],
  ids: readonly (string | null)[],
): Promise<readonly (ResolvedMember | null)[]> {
  const places: number[] = [];
  const shards: number[] = [];
  const members: string[] = [];
  const organizations: string[] = [];
  const programs: string[] = [];
  for (const [place, question] of questions.entries()) {
    const memberId = ids[place] ?? null;
    if (memberId === null) continue;
    places.push(place);
    shards.push(memberShard(memberId));
    members.push(memberId);
    organizations.push(question.organizationId);
    programs.push(question.programId);
  }
  const answers: (ResolvedMember | null)[] = questions.map(() => null);
  if (places.length === 0) return answers;
  const rows = await query(
    db.system,
    prepared(
      'resolve_members',
      sql`
        select wanted.n, m.status, s.account_id
        from unnest(${places}::int[], ${shards}::int2[], ${members}::uuid[], ${organizations}::uuid[], ${programs}::text[])
          as wanted (n, shard, member_id, organization_id, program_id)
        cross join lateral (
          select m.status from members m
          where m.shard = wanted.shard and m.member_id = wanted.member_id and m.organization_id = wanted.organization_id
            and m.status <> 'forgotten'
          limit 1
        ) m
        left join lateral (
          select s.account_id from memberships s
          where s.shard = wanted.shard and s.member_id = wanted.member_id and s.program_id = wanted.program_id
            and s.organization_id = wanted.organization_id
          limit 1
        ) s on true`,
    ),
    memberRow,
  );
  for (const row of rows) {
    const memberId = ids[row.n] ?? null;
    if (memberId !== null) answers[row.n] = { memberId, status: row.status, accountId: row.account_id };
  }
  return answers;
}
