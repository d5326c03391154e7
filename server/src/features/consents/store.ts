/** Statements about consents: their texts, what members have said to them, and where members came from. */
import { instant, type Instant } from '@kopilka/engine';
import { z } from 'zod';
import type { Tx } from '../../kit/db.ts';
import { countAdded, execute, query, queryOne, sql } from '../../kit/sql.ts';
import { shardOf } from '../../ledger/ids.ts';

export const CONSENT_KINDS = ['processing', 'advertising'] as const;
export type ConsentKind = (typeof CONSENT_KINDS)[number];

export const GIVEN_BY = ['member', 'staff'] as const;

interface Words {
  readonly ru: string;
  readonly en: string;
}

export interface ConsentText {
  readonly kind: ConsentKind;
  readonly version: number;
  readonly title: Words;
  /** Paragraphs are separated by an empty line. */
  readonly text: Words;
}

const textRow = z
  .object({
    kind: z.enum(CONSENT_KINDS),
    version: z.int(),
    title_ru: z.string(),
    title_en: z.string(),
    text_ru: z.string(),
    text_en: z.string(),
  })
  .transform((row): ConsentText => ({
    kind: row.kind,
    version: row.version,
    title: { ru: row.title_ru, en: row.title_en },
    text: { ru: row.text_ru, en: row.text_en },
  }));

/** The newest of each kind, processing first. */
export async function findTexts(tx: Tx, organizationId: string): Promise<readonly ConsentText[]> {
  return query(
    tx,
    sql`
      select distinct on (kind) kind, version, title_ru, title_en, text_ru, text_en
      from consent_texts
      where organization_id = ${organizationId}
      order by kind desc, version desc`,
    textRow,
  );
}

export interface DatedText extends ConsentText {
  readonly createdAt: Instant;
}

const datedTextRow = z
  .object({ ...textRow.in.shape, created_at: z.number() })
  .transform((row): DatedText => ({ ...textRow.parse(row), createdAt: instant(row.created_at) }));

/** All versions, the newest of each kind first, processing first. */
export async function listTexts(tx: Tx, organizationId: string): Promise<readonly DatedText[]> {
  return query(
    tx,
    sql`
      select kind, version, title_ru, title_en, text_ru, text_en, created_at
      from consent_texts
      where organization_id = ${organizationId}
      order by kind desc, version desc`,
    datedTextRow,
  );
}

const countRow = z.object({
  kind: z.enum(CONSENT_KINDS),
  version: z.int(),
  granted: z.boolean(),
  members: z.coerce.number(),
});
export type ConsentCount = z.output<typeof countRow>;

/** Members by their newest word to each kind. It reads every consent of the organization: for a page that is seldom opened. */
export async function countConsents(tx: Tx, organizationId: string): Promise<readonly ConsentCount[]> {
  return query(
    tx,
    sql`
      select c.kind, c.version, c.granted, count(*) as members
      from consents c
      where c.organization_id = ${organizationId}
        and not exists (
          select
          from consents later
          where later.shard = c.shard and later.member_id = c.member_id and later.kind = c.kind
            and later.number > c.number
        )
      group by c.kind, c.version, c.granted`,
    countRow,
  );
}

/** Versions that are there already stay as they are; answers how many are new. */
export async function insertTexts(
  tx: Tx,
  organizationId: string,
  { texts, now }: { readonly texts: readonly ConsentText[]; readonly now: number },
): Promise<number> {
  return countAdded(
    tx,
    sql`
      with added as (
        insert into consent_texts
          (organization_id, kind, version, title_ru, title_en, text_ru, text_en, created_at)
        select ${organizationId}, kind, version, title_ru, title_en, text_ru, text_en, ${new Date(now)}
        from unnest(
          ${texts.map(({ kind }) => kind)}::text[], ${texts.map(({ version }) => version)}::int[],
          ${texts.map(({ title }) => title.ru)}::text[], ${texts.map(({ title }) => title.en)}::text[],
          ${texts.map(({ text }) => text.ru)}::text[], ${texts.map(({ text }) => text.en)}::text[]
        ) as new (kind, version, title_ru, title_en, text_ru, text_en)
        on conflict do nothing
        returning 1
      )
      select count(*) as added from added`,
  );
}

export interface Consent {
  readonly kind: ConsentKind;
  /** Of the text that was shown. */
  readonly version: number;
  readonly granted: boolean;
  readonly at: Instant;
  readonly by: (typeof GIVEN_BY)[number];
}

const consentRow = z
  .object({
    kind: z.enum(CONSENT_KINDS),
    version: z.int(),
    granted: z.boolean(),
    at: z.number(),
    given_by: z.enum(GIVEN_BY),
  })
  .transform((row): Consent => ({
    kind: row.kind,
    version: row.version,
    granted: row.granted,
    at: instant(row.at),
    by: row.given_by,
  }));

/** Newest first. */
export async function listConsents(tx: Tx, memberId: string): Promise<readonly Consent[]> {
  return query(
    tx,
    sql`
      select kind, version, granted, at, given_by
      from consents
      where shard = ${shardOf(memberId)} and member_id = ${memberId}
      order by number desc`,
    consentRow,
  );
}

/** `after`: how many the member has given before. */
export async function insertConsents(
  tx: Tx,
  organizationId: string,
  given: { readonly memberId: string; readonly consents: readonly Consent[]; readonly after: number },
): Promise<void> {
  const { memberId, consents, after } = given;
  await execute(
    tx,
    sql`
      insert into consents (shard, member_id, number, organization_id, kind, version, granted, at, given_by)
      select ${shardOf(memberId)}, ${memberId}, number, ${organizationId}, kind, version, granted, at, given_by
      from unnest(
        ${consents.map((_, index) => after + index + 1)}::int[], ${consents.map(({ kind }) => kind)}::text[],
        ${consents.map(({ version }) => version)}::int[], ${consents.map(({ granted }) => granted)}::bool[],
        ${consents.map(({ at }) => new Date(at).toISOString())}::timestamptz[], ${consents.map(({ by }) => by)}::text[]
      ) as new (number, kind, version, granted, at, given_by)
      -- Nothing conflicts, the member is held. Without these words a cluster copies the rows, which row-level security forbids.
      on conflict do nothing`,
  );
}

/** Of members who have said nothing before, each the same kind or none. */
export async function insertFirstConsents(
  tx: Tx,
  organizationId: string,
  given: readonly { readonly memberId: string; readonly consent: Consent }[],
): Promise<void> {
  await execute(
    tx,
    sql`
      insert into consents (shard, member_id, number, organization_id, kind, version, granted, at, given_by)
      select shard, member_id, 1, ${organizationId}, kind, version, granted, at, given_by
      from unnest(
        ${given.map(({ memberId }) => shardOf(memberId))}::int2[], ${given.map(({ memberId }) => memberId)}::uuid[],
        ${given.map(({ consent }) => consent.kind)}::text[], ${given.map(({ consent }) => consent.version)}::int[],
        ${given.map(({ consent }) => consent.granted)}::bool[],
        ${given.map(({ consent }) => new Date(consent.at).toISOString())}::timestamptz[],
        ${given.map(({ consent }) => consent.by)}::text[]
      ) as new (shard, member_id, kind, version, granted, at, given_by)
      -- Nothing conflicts, the members are new. Without these words a cluster copies the rows, which row-level security forbids.
      on conflict do nothing`,
  );
}

const sourceRow = z
  .object({ source: z.string().nullable(), at: z.number() })
  .transform((row) => ({ source: row.source, at: instant(row.at) }));

/** The first stays. */
export async function insertSource(
  tx: Tx,
  organizationId: string,
  from: { readonly memberId: string; readonly source: string | null; readonly now: Instant },
): Promise<void> {
  const { memberId, source, now } = from;
  await execute(
    tx,
    sql`
      insert into member_sources (shard, member_id, organization_id, source, at)
      values (${shardOf(memberId)}, ${memberId}, ${organizationId}, ${source}, ${new Date(now)})
      on conflict do nothing`,
  );
}

/** null for one who did not join by the card. */
export async function findSource(
  tx: Tx,
  memberId: string,
): Promise<{ readonly source: string | null; readonly at: Instant } | null> {
  const row = await queryOne(
    tx,
    sql`
      select source, at
      from member_sources
      where shard = ${shardOf(memberId)} and member_id = ${memberId}`,
    sourceRow,
  );
  return row ?? null;
}

export async function eraseConsents(tx: Tx, memberId: string): Promise<void> {
  const shard = shardOf(memberId);
  await execute(tx, sql`delete from consents where shard = ${shard} and member_id = ${memberId}`);
  await execute(tx, sql`delete from member_sources where shard = ${shard} and member_id = ${memberId}`);
}
