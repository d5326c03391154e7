/**
 * Who a receipt speaks of. Many requests ask at once, so their questions go together: one set-based statement a batch, whatever
 * its size, and on a cluster two for each node. They run on the system's connections, because a batch holds questions of many
 * organizations, and therefore name the organization in every condition themselves. They are functions, so that a plan made while
 * the tables were empty does not scan them when they are full, and so that a cluster can hand them to the node concerned.
 */
import { z } from 'zod';
import { createBatcher } from '../../kit/batcher.ts';
import type { Database } from '../../kit/db.ts';
import { prepared, query, sql } from '../../kit/sql.ts';
import { iso } from '../../ledger/account-row.ts';
import { arrayOf } from '../../ledger/columns.ts';
import { homeOf, homesOf, type Homes } from '../../ledger/homes.ts';
import { type Reading, readingOf, type ReadingWanted } from '../../ledger/reading.ts';
import { bucketOf, type IdentityKind } from './identity.ts';
import { memberShard } from './ids.ts';

export interface MemberQuestion {
  readonly organizationId: string;
  readonly programId: string;
  readonly member: MemberName;
  /** What to read of the account at the same time, where one question can do both. */
  readonly read?: ReadingWanted;
}

export type MemberName = { readonly kind: 'id' | IdentityKind; readonly value: string };

export interface ResolvedMember {
  readonly memberId: string;
  readonly status: 'active' | 'blocked';
  /** null when the member has not joined the program yet. */
  readonly accountId: string | null;
  /** Only where it was wanted and one question could do both. */
  readonly reading?: Reading;
}

export type ResolveMember = (question: MemberQuestion) => Promise<ResolvedMember | null>;

const BATCH_MAX = 500;
const BATCHES_AT_ONCE_MAX = 1;

/** Quotes bring whole accounts, so fewer go together. */
const READING_BATCH_MAX = 128;
const READING_BATCHES_AT_ONCE_MAX = 1;
const READING_SPACING_MS = 2;

const namedRow = z.compile(z.object({ n: z.number(), member_id: z.string() }));
const knownFields = { n: z.number(), status: z.enum(['active', 'blocked']), account_id: z.string().nullable() };
const knownRow = z.compile(z.object(knownFields));
const memberRow = z.compile(z.object({ ...knownFields, member_id: z.string() }));
const readRow = z.compile(z.object({ ...knownFields, member_id: z.string(), membership: z.string().nullable() }));

interface ReadingQuestion extends MemberQuestion {
  readonly read: ReadingWanted;
}

type MemberRow = z.infer<typeof memberRow>;

export function createMemberResolver(db: Database): ResolveMember {
  const resolve = createBatcher<MemberQuestion, ResolvedMember | null>({
    sizeMax: BATCH_MAX,
    parallelMax: BATCHES_AT_ONCE_MAX,
    load: async (questions) => {
      const answers: (ResolvedMember | null)[] = questions.map(() => null);
      for (const row of await findMembers(db, await homesOf(db.system), questions))
        answers[row.n] = { memberId: row.member_id, status: row.status, accountId: row.account_id };
      return answers;
    },
  });
  const resolveAndRead = createBatcher<ReadingQuestion, ResolvedMember | null>({
    sizeMax: READING_BATCH_MAX,
    parallelMax: READING_BATCHES_AT_ONCE_MAX,
    spacingMs: READING_SPACING_MS,
    load: (questions) => findAndRead(db, questions),
  });
  return async ({ read, ...question }) =>
    read !== undefined && (await homesOf(db.system)).length === 0
      ? resolveAndRead({ ...question, read })
      : resolve(question);
}

/** `n` is the question's place; nobody is found for one that names nobody. */
async function findMembers(
  db: Database,
  homes: Homes,
  questions: readonly MemberQuestion[],
): Promise<readonly MemberRow[]> {
  const known: Known[] = [];
  const named: Named[] = [];
  for (const [place, { organizationId, programId, member }] of questions.entries()) {
    const { kind, value } = member;
    const asked = { place, organizationId, programId };
    if (kind === 'id') known.push({ ...asked, shard: memberShard(value), memberId: value });
    else named.push({ ...asked, bucket: bucketOf({ kind, value }), kind, value });
  }
  if (homes.length === 0) {
    const found = await Promise.all([
      known.length === 0 ? [] : findKnown(db, null, known),
      named.length === 0 ? [] : findFound(db, named),
    ]);
    return found.flat();
  }
  const byName = await Promise.all(
    [...Map.groupBy(named, ({ bucket }) => homeOf(homes, bucket))].map(([home, part]) => findNamed(db, home, part)),
  );
  const all = [...known, ...byName.flat()];
  const found = await Promise.all(
    [...Map.groupBy(all, ({ shard }) => homeOf(homes, shard))].map(([home, part]) => findKnown(db, home, part)),
  );
  return found.flat();
}

interface Asked {
  readonly place: number;
  readonly organizationId: string;
  readonly programId: string;
}

interface Named extends Asked {
  readonly bucket: number;
  readonly kind: IdentityKind;
  readonly value: string;
}

interface Known extends Asked {
  readonly shard: number;
  readonly memberId: string;
}

/** On a server alone: who has these names, and what they are. */
function findFound(db: Database, names: readonly Named[]): Promise<readonly MemberRow[]> {
  return query(
    db.system,
    prepared(
      'resolve_names',
      sql`
        select n, member_id, status, account_id
        from members_found(
          ${names.map(({ place }) => place)}::int[], ${names.map(({ bucket }) => bucket)}::int2[],
          ${names.map(({ organizationId }) => organizationId)}::uuid[], ${names.map(({ kind }) => kind)}::text[],
          ${names.map(({ value }) => value)}::text[], ${names.map(({ programId }) => programId)}::text[]
        )`,
    ),
    memberRow,
  );
}

/** On a node of a cluster: who has these names. */
async function findNamed(db: Database, home: number | null, names: readonly Named[]): Promise<readonly Known[]> {
  const rows = await query(
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
    namedRow,
  );
  const asked = new Map(names.map((name) => [name.place, name]));
  return rows.flatMap(({ n, member_id: memberId }) => {
    const name = asked.get(n);
    return name === undefined ? [] : [{ ...name, shard: memberShard(memberId), memberId }];
  });
}

async function findKnown(db: Database, home: number | null, members: readonly Known[]): Promise<readonly MemberRow[]> {
  const rows = await query(
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
    knownRow,
  );
  const ids = new Map(members.map(({ place, memberId }) => [place, memberId]));
  return rows.flatMap((row) => {
    const memberId = ids.get(row.n);
    return memberId === undefined ? [] : [{ ...row, member_id: memberId }];
  });
}

/**
 * On a server alone: who is named, and what their accounts hold. In the order of the questions; null for a member who is not there. A
 * membership may be ahead of its account, which then is not read.
 */
async function findAndRead(
  db: Database,
  questions: readonly ReadingQuestion[],
): Promise<readonly (ResolvedMember | null)[]> {
  const answers: (ResolvedMember | null)[] = questions.map(() => null);
  const { rows } = await db.system.query(
    prepared(
      'resolve_and_read',
      sql`
        select *
        from members_quoted(
          ${arrayOf(questions.map((_, place) => place))}::int[],
          ${arrayOf(questions.map(({ member: { kind, value } }) => (kind === 'id' ? null : bucketOf({ kind, value }))))}::int2[],
          ${arrayOf(questions.map(({ organizationId }) => organizationId))}::uuid[],
          ${arrayOf(questions.map(({ member }) => (member.kind === 'id' ? null : member.kind)))}::text[],
          ${arrayOf(questions.map(({ member }) => (member.kind === 'id' ? null : member.value)))}::text[],
          ${arrayOf(questions.map(({ member }) => (member.kind === 'id' ? member.value : null)))}::uuid[],
          ${arrayOf(questions.map(({ programId }) => programId))}::text[],
          ${arrayOf(questions.map(({ read }) => iso(read.at)))}::timestamptz[],
          ${arrayOf(questions.map(({ read }) => read.meter))}::text[],
          ${arrayOf(questions.map(({ read }) => read.windowFrom))}::date[]
        )`,
    ),
  );
  for (const row of rows) {
    const { n, member_id: memberId, status, membership, account_id: accountId } = readRow.parse(row);
    const read = questions[n]?.read;
    const reading = accountId === null || read === undefined ? {} : { reading: readingOf(row, read) };
    answers[n] = { memberId, status, accountId: membership, ...reading };
  }
  return answers;
}
