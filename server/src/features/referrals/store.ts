/** Statements about referrals. Locks: the referral's row only. */
import { instant, type Instant } from '@kopilka/engine';
import { z } from 'zod';
import type { Tx } from '../../kit/db.ts';
import { execute, query, queryOne, sql } from '../../kit/sql.ts';
import { shardOf } from '../../ledger/ids.ts';
import { codeBucket } from '../coupons/code-text.ts';
import { memberShard } from '../members/ids.ts';
import type { HashedHint } from './hints.ts';
import type { EarlierHint } from './suspicion.ts';

export const REFERRAL_STATUSES = ['review', 'joined', 'rejected'] as const;
export type ReferralStatus = (typeof REFERRAL_STATUSES)[number];

export interface StoredReferral {
  readonly referralId: string;
  readonly programId: string;
  readonly friendId: string;
  readonly friendAccountId: string;
  readonly referrerId: string;
  readonly referrerAccountId: string;
  readonly status: ReferralStatus;
  readonly flags: readonly string[];
  readonly createdAt: Instant;
  readonly decidedAt: Instant | null;
  /** The key of whoever decided; null when nobody had to. */
  readonly decidedBy: string | null;
}

const settingsRow = z.object({ secret: z.instanceof(Buffer), link: z.string().nullable() });
const codeRow = z.object({ code: z.string() });
const memberRow = z.object({ member_id: z.string() });
const countRow = z.object({ status: z.enum(REFERRAL_STATUSES), count: z.coerce.number() });

const referralRow = z
  .object({
    referral_id: z.string(),
    program_id: z.string(),
    friend_id: z.string(),
    friend_account_id: z.string(),
    referrer_id: z.string(),
    referrer_account_id: z.string(),
    status: z.enum(REFERRAL_STATUSES),
    flags: z.array(z.string()),
    created_at: z.number(),
    decided_at: z.number().nullable(),
    decided_by: z.string().nullable(),
  })
  .transform((row): StoredReferral => ({
    referralId: row.referral_id,
    programId: row.program_id,
    friendId: row.friend_id,
    friendAccountId: row.friend_account_id,
    referrerId: row.referrer_id,
    referrerAccountId: row.referrer_account_id,
    status: row.status,
    flags: row.flags,
    createdAt: instant(row.created_at),
    decidedAt: row.decided_at === null ? null : instant(row.decided_at),
    decidedBy: row.decided_by,
  }));

const hintRow = z
  .object({ hash: z.instanceof(Buffer), member_id: z.string(), referrer_id: z.string(), created_at: z.number() })
  .transform((row): EarlierHint => ({
    hash: row.hash,
    memberId: row.member_id,
    referrerId: row.referrer_id === row.member_id ? null : row.referrer_id,
    at: instant(row.created_at),
  }));

/** The first to ask makes them, with the secret that it brings. */
export async function ensureSettings(
  tx: Tx,
  organizationId: string,
  secret: Buffer,
): Promise<z.output<typeof settingsRow>> {
  await execute(
    tx,
    sql`insert into referral_settings (organization_id, secret) values (${organizationId}, ${secret}) on conflict do nothing`,
  );
  const row = await queryOne(
    tx,
    sql`select secret, link from referral_settings where organization_id = ${organizationId}`,
    settingsRow,
  );
  if (row === undefined) throw new Error('settings that were just made are not there');
  return row;
}

export async function updateLink(tx: Tx, organizationId: string, link: string | null): Promise<void> {
  await execute(tx, sql`update referral_settings set link = ${link} where organization_id = ${organizationId}`);
}

export async function findMemberByCode(tx: Tx, organizationId: string, code: string): Promise<string | null> {
  const row = await queryOne(
    tx,
    sql`
      select member_id
      from referral_codes
      where bucket = ${codeBucket(code)} and organization_id = ${organizationId} and code = ${code}`,
    memberRow,
  );
  return row?.member_id ?? null;
}

export async function findCodeOf(tx: Tx, memberId: string): Promise<string | null> {
  const row = await queryOne(
    tx,
    sql`select code from referrers where shard = ${memberShard(memberId)} and member_id = ${memberId}`,
    codeRow,
  );
  return row?.code ?? null;
}

/** Answers whether the code was free. */
export async function insertCode(
  tx: Tx,
  organizationId: string,
  wanted: { readonly code: string; readonly memberId: string; readonly now: Instant },
): Promise<boolean> {
  const { code, memberId, now } = wanted;
  const inserted = await execute(
    tx,
    sql`
      insert into referral_codes (bucket, organization_id, code, member_id, created_at)
      values (${codeBucket(code)}, ${organizationId}, ${code}, ${memberId}, ${new Date(now)})
      on conflict do nothing`,
  );
  return inserted === 1;
}

/** Answers whether the member had none. */
export async function insertReferrer(tx: Tx, organizationId: string, memberId: string, code: string): Promise<boolean> {
  const inserted = await execute(
    tx,
    sql`
      insert into referrers (shard, member_id, organization_id, code)
      values (${memberShard(memberId)}, ${memberId}, ${organizationId}, ${code})
      on conflict do nothing`,
  );
  return inserted === 1;
}

export async function deleteCode(tx: Tx, organizationId: string, code: string): Promise<void> {
  await execute(
    tx,
    sql`
      delete from referral_codes
      where bucket = ${codeBucket(code)} and organization_id = ${organizationId} and code = ${code}`,
  );
}

/** Answers whether the friend had not been brought before. */
export async function insertReferral(tx: Tx, organizationId: string, referral: StoredReferral): Promise<boolean> {
  const { referralId, programId, friendId, friendAccountId, referrerId, referrerAccountId } = referral;
  const inserted = await execute(
    tx,
    sql`
      insert into referrals (
        shard, friend_id, program_id, organization_id, referral_id, friend_account_id, referrer_id, referrer_account_id,
        status, flags, created_at
      )
      values (
        ${memberShard(friendId)}, ${friendId}, ${programId}, ${organizationId}, ${referralId}, ${friendAccountId},
        ${referrerId}, ${referrerAccountId}, ${referral.status}, ${referral.flags}::text[], ${new Date(referral.createdAt)}
      )
      on conflict do nothing`,
  );
  return inserted === 1;
}

export async function findReferralOf(tx: Tx, friendId: string, programId: string): Promise<StoredReferral | null> {
  const row = await queryOne(
    tx,
    sql`
      select referral_id, program_id, friend_id, friend_account_id, referrer_id, referrer_account_id, status, flags, created_at,
        decided_at, decided_by
      from referrals
      where shard = ${memberShard(friendId)} and friend_id = ${friendId} and program_id = ${programId}`,
    referralRow,
  );
  return row ?? null;
}

export async function lockReferral(tx: Tx, referralId: string): Promise<StoredReferral | null> {
  const row = await queryOne(
    tx,
    sql`
      select referral_id, program_id, friend_id, friend_account_id, referrer_id, referrer_account_id, status, flags, created_at,
        decided_at, decided_by
      from referrals
      where shard = ${shardOf(referralId)} and referral_id = ${referralId}
      for update`,
    referralRow,
  );
  return row ?? null;
}

export async function updateStatus(
  tx: Tx,
  referralId: string,
  decided: { readonly status: ReferralStatus; readonly at: Instant; readonly by: string | null },
): Promise<void> {
  await execute(
    tx,
    sql`
      update referrals
      set status = ${decided.status}, decided_at = ${new Date(decided.at)}, decided_by = ${decided.by}
      where shard = ${shardOf(referralId)} and referral_id = ${referralId}`,
  );
}

/** Newest first. */
export async function listReferrals(
  tx: Tx,
  organizationId: string,
  page: {
    readonly status: ReferralStatus | null;
    readonly referrerId: string | null;
    readonly before: string | null;
    readonly limit: number;
  },
): Promise<readonly StoredReferral[]> {
  return query(
    tx,
    sql`
      select referral_id, program_id, friend_id, friend_account_id, referrer_id, referrer_account_id, status, flags, created_at,
        decided_at, decided_by
      from referrals
      where organization_id = ${organizationId}
        and (${page.status}::text is null or status = ${page.status})
        and (${page.referrerId}::uuid is null or referrer_id = ${page.referrerId})
        and (${page.before}::uuid is null or referral_id < ${page.before})
      order by referral_id desc
      limit ${page.limit}`,
    referralRow,
  );
}

export async function countReferrals(
  tx: Tx,
  organizationId: string,
  referrerId: string,
): Promise<ReadonlyMap<ReferralStatus, number>> {
  const rows = await query(
    tx,
    sql`
      select status, count(*) as count
      from referrals
      where organization_id = ${organizationId} and referrer_id = ${referrerId}
      group by status`,
    countRow,
  );
  return new Map(rows.map((row) => [row.status, row.count]));
}

/** `referrerId` null: of a member whom nobody has brought, which the table tells by naming the member. */
export async function insertHints(
  tx: Tx,
  organizationId: string,
  of: {
    readonly memberId: string;
    readonly referrerId: string | null;
    readonly hints: readonly HashedHint[];
    readonly now: Instant;
  },
): Promise<void> {
  const hashes = of.hints.map((hint) => hint.hash);
  const kinds = of.hints.map((hint) => hint.kind);
  await execute(
    tx,
    sql`
      insert into referral_hints (bucket, organization_id, hash, kind, member_id, referrer_id, created_at)
      select get_byte(h.hash, 0), ${organizationId}, h.hash, h.kind, ${of.memberId}, ${of.referrerId ?? of.memberId},
        ${new Date(of.now)}
      from unnest(${hashes}::bytea[], ${kinds}::text[]) as h (hash, kind)
      on conflict (bucket, organization_id, hash, member_id) do update
      set referrer_id = excluded.referrer_id, created_at = excluded.created_at
      where excluded.referrer_id <> excluded.member_id`,
  );
}

/** Hints of others than this member that are equal to one of these; of each the newest, as many as tell something. */
export async function findHints(
  tx: Tx,
  organizationId: string,
  wanted: { readonly hints: readonly HashedHint[]; readonly exceptMember: string; readonly limit: number },
): Promise<readonly EarlierHint[]> {
  // Sent together. One statement would be a limit within a join, which a cluster does not take.
  const found = await Promise.all(
    wanted.hints.map(({ hash }) =>
      query(
        tx,
        sql`
          select hash, member_id, referrer_id, created_at
          from referral_hints
          where bucket = get_byte(${hash}::bytea, 0) and organization_id = ${organizationId} and hash = ${hash}::bytea
            and member_id <> ${wanted.exceptMember}
          order by created_at desc
          limit ${wanted.limit}`,
        hintRow,
      ),
    ),
  );
  return found.flat();
}

/** With the member as friend or as referrer. */
export async function listReferralsWith(
  tx: Tx,
  organizationId: string,
  memberId: string,
): Promise<readonly StoredReferral[]> {
  return query(
    tx,
    sql`
      select referral_id, program_id, friend_id, friend_account_id, referrer_id, referrer_account_id, status, flags, created_at,
        decided_at, decided_by
      from referrals
      where (shard = ${memberShard(memberId)} and friend_id = ${memberId})
        or (organization_id = ${organizationId} and referrer_id = ${memberId})
      order by referral_id`,
    referralRow,
  );
}

const kindRow = z.object({ kind: z.string() }).transform((row) => row.kind);

export async function listHintKinds(tx: Tx, organizationId: string, memberId: string): Promise<readonly string[]> {
  return query(
    tx,
    sql`
      select distinct kind
      from referral_hints
      where organization_id = ${organizationId} and member_id = ${memberId}
      order by kind`,
    kindRow,
  );
}

/** The member's code and hints; nobody can be brought by the code any more. */
export async function eraseReferrer(tx: Tx, organizationId: string, memberId: string): Promise<void> {
  const code = await findCodeOf(tx, memberId);
  if (code !== null) await deleteCode(tx, organizationId, code);
  await execute(tx, sql`delete from referrers where shard = ${memberShard(memberId)} and member_id = ${memberId}`);
  await execute(
    tx,
    sql`delete from referral_hints where organization_id = ${organizationId} and member_id = ${memberId}`,
  );
}
