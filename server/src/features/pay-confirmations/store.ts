/** Statements about confirmations of payments, all of one member: they live on the member's shard. */
import { z } from 'zod';
import { execute, query, queryOne, type Queryable, sql } from '../../kit/sql.ts';
import { memberShard } from '../members/ids.ts';

const confirmationRow = z
  .object({
    confirmation_id: z.string(),
    till_id: z.string(),
    amount: z.number(),
    created_at: z.number(),
    expires_at: z.number(),
    failures: z.number(),
    used_for: z.string().nullable(),
  })
  .transform((row): StoredConfirmation => ({
    confirmationId: row.confirmation_id,
    tillId: row.till_id,
    amount: row.amount,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    failures: row.failures,
    usedFor: row.used_for,
  }));

export interface StoredConfirmation {
  readonly confirmationId: string;
  readonly tillId: string;
  /** Minor money: up to so much may be paid with it. */
  readonly amount: number;
  readonly createdAt: number;
  readonly expiresAt: number;
  /** Wrong codes so far. */
  readonly failures: number;
  /** The purchase or checkout that it was used for; null while it waits. */
  readonly usedFor: string | null;
}

export interface MemberOf {
  readonly organizationId: string;
  readonly memberId: string;
}

export async function insertConfirmation(
  on: Queryable,
  confirmation: MemberOf & Pick<StoredConfirmation, 'confirmationId' | 'tillId' | 'amount' | 'createdAt' | 'expiresAt'>,
): Promise<void> {
  const { organizationId, memberId, confirmationId, tillId, amount, createdAt, expiresAt } = confirmation;
  await execute(
    on,
    sql`
      insert into pay_confirmations
        (shard, member_id, confirmation_id, organization_id, till_id, amount, created_at, expires_at)
      values
        (${memberShard(memberId)}, ${memberId}, ${confirmationId}, ${organizationId}, ${tillId}, ${amount},
         ${new Date(createdAt)}, ${new Date(expiresAt)})`,
  );
}

/** The newest first, of all tills; since a moment. */
export async function listConfirmations(
  on: Queryable,
  { organizationId, memberId }: MemberOf,
  since: number,
): Promise<readonly StoredConfirmation[]> {
  return query(
    on,
    sql`
      select confirmation_id, till_id, amount, created_at, expires_at, failures, used_for
      from pay_confirmations
      where shard = ${memberShard(memberId)} and member_id = ${memberId} and organization_id = ${organizationId}
        and created_at > ${new Date(since)}
      order by created_at desc, confirmation_id desc`,
    confirmationRow,
  );
}

/** The newest of a till, held until the transaction ends: a code is used once and tried a few times, by however many at once. */
export async function lockNewest(
  on: Queryable,
  { organizationId, memberId, tillId }: MemberOf & { readonly tillId: string },
): Promise<StoredConfirmation | undefined> {
  return queryOne(
    on,
    sql`
      select confirmation_id, till_id, amount, created_at, expires_at, failures, used_for
      from pay_confirmations
      where shard = ${memberShard(memberId)} and member_id = ${memberId} and organization_id = ${organizationId}
        and till_id = ${tillId}
      order by created_at desc, confirmation_id desc
      limit 1
      for update`,
    confirmationRow,
  );
}

export async function noteFailure(on: Queryable, memberId: string, confirmationId: string): Promise<void> {
  await execute(
    on,
    sql`
      update pay_confirmations
      set failures = failures + 1
      where shard = ${memberShard(memberId)} and member_id = ${memberId} and confirmation_id = ${confirmationId}`,
  );
}

export async function markUsed(
  on: Queryable,
  {
    memberId,
    confirmationId,
    usedFor,
  }: { readonly memberId: string; readonly confirmationId: string; readonly usedFor: string },
): Promise<void> {
  await execute(
    on,
    sql`
      update pay_confirmations
      set used_for = ${usedFor}
      where shard = ${memberShard(memberId)} and member_id = ${memberId} and confirmation_id = ${confirmationId}`,
  );
}

/** A repeat of a purchase may still come within a day. */
export async function tidyConfirmations(on: Queryable): Promise<void> {
  await execute(on, sql`delete from pay_confirmations where created_at < now() - interval '1 day'`);
}

const openRow = z
  .object({ confirmation_id: z.string(), amount: z.number(), expires_at: z.number(), store: z.string() })
  .transform((row) => ({
    confirmationId: row.confirmation_id,
    amount: row.amount,
    expiresAt: row.expires_at,
    store: row.store,
  }));

/** Of each till the newest, if it can still be used. */
export async function listOpen(
  on: Queryable,
  { organizationId, memberId }: MemberOf,
  { now, failuresMax }: { readonly now: number; readonly failuresMax: number },
): Promise<readonly z.output<typeof openRow>[]> {
  return query(
    on,
    sql`
      with newest as (
        select distinct on (till_id) till_id, confirmation_id, amount, created_at, expires_at, failures, used_for
        from pay_confirmations
        where shard = ${memberShard(memberId)} and member_id = ${memberId} and organization_id = ${organizationId}
          and expires_at > ${new Date(now)}
        order by till_id, created_at desc, confirmation_id desc
      )
      select n.confirmation_id, n.amount, n.expires_at, s.name as store
      from newest n
      join tills t on t.organization_id = ${organizationId} and t.till_id = n.till_id
      join stores s on s.organization_id = t.organization_id and s.store_id = t.store_id
      where n.used_for is null and n.failures < ${failuresMax}
      order by n.created_at desc`,
    openRow,
  );
}
