/** Statements about tills. Pairing one and looking up its token are asked before the organization is known. */
import { z } from 'zod';
import { execute, prepared, query, queryOne, type Queryable, sql } from '../../kit/sql.ts';

const tillRow = z
  .object({
    till_id: z.string(),
    store_id: z.string(),
    store_name: z.string(),
    name: z.string(),
    created_at: z.number(),
    paired_at: z.number().nullable(),
    pairing_expires_at: z.number().nullable(),
    last_used_at: z.number().nullable(),
    revoked_at: z.number().nullable(),
  })
  .transform((row): StoredTill => ({
    tillId: row.till_id,
    storeId: row.store_id,
    storeName: row.store_name,
    name: row.name,
    createdAt: row.created_at,
    pairedAt: row.paired_at,
    pairingExpiresAt: row.pairing_expires_at,
    lastUsedAt: row.last_used_at,
    revokedAt: row.revoked_at,
  }));

export interface StoredTill {
  readonly tillId: string;
  readonly storeId: string;
  readonly storeName: string;
  readonly name: string;
  readonly createdAt: number;
  /** null: no device has been paired yet. */
  readonly pairedAt: number | null;
  /** null: no code waits for a device. */
  readonly pairingExpiresAt: number | null;
  readonly lastUsedAt: number | null;
  readonly revokedAt: number | null;
}

/** A till of an organization. */
export interface TillName {
  readonly organizationId: string;
  readonly tillId: string;
}

/** Store by store, the oldest till first; those that are revoked come last. */
export async function listTills(
  on: Queryable,
  organizationId: string,
  tillId: string | null = null,
): Promise<readonly StoredTill[]> {
  return query(
    on,
    sql`
      select
        t.till_id, t.store_id, s.name as store_name, t.name, t.created_at, t.paired_at, t.pairing_expires_at,
        u.last_used_at, t.revoked_at
      from tills t
      join stores s using (organization_id, store_id)
      left join till_uses u using (organization_id, till_id)
      where t.organization_id = ${organizationId} and (${tillId}::uuid is null or t.till_id = ${tillId}::uuid)
      order by t.revoked_at is not null, s.created_at, s.store_id, t.created_at, t.till_id`,
    tillRow,
  );
}

/** Answers whether it is there now: a till that was revoked stays as it is. */
export async function putTill(
  on: Queryable,
  till: TillName & { readonly storeId: string; readonly name: string; readonly now: number },
): Promise<boolean> {
  const { organizationId, tillId, storeId, name, now } = till;
  const written = await execute(
    on,
    sql`
      insert into tills (organization_id, till_id, store_id, name, created_at)
      values (${organizationId}, ${tillId}, ${storeId}, ${name}, ${new Date(now)})
      on conflict (organization_id, till_id) do update
      set store_id = excluded.store_id, name = excluded.name
      where tills.revoked_at is null`,
  );
  return written === 1;
}

/** A new code takes the place of one before. Answers whether there is such a till. */
export async function putPairing(
  on: Queryable,
  { organizationId, tillId, hash, expiresAt }: TillName & { readonly hash: Buffer; readonly expiresAt: number },
): Promise<boolean> {
  const written = await execute(
    on,
    sql`
      update tills
      set pairing_hash = ${hash}, pairing_expires_at = ${new Date(expiresAt)}
      where organization_id = ${organizationId} and till_id = ${tillId} and revoked_at is null`,
  );
  return written === 1;
}

const pairedRow = z
  .object({ organization_id: z.string(), till_id: z.string() })
  .transform((row): TillName => ({ organizationId: row.organization_id, tillId: row.till_id }));

/** The code is used up and the device's token is the till's from now on, instead of one before. Undefined when the code is not there. */
export async function pairByCode(
  on: Queryable,
  { pairingHash, token, now }: { readonly pairingHash: Buffer; readonly token: Buffer; readonly now: number },
): Promise<TillName | undefined> {
  return queryOne(
    on,
    sql`
      update tills
      set token_hash = ${token}, paired_at = ${new Date(now)}, pairing_hash = null, pairing_expires_at = null
      where pairing_hash = ${pairingHash} and pairing_expires_at > ${new Date(now)} and revoked_at is null
      returning organization_id, till_id`,
    pairedRow,
  );
}

/** Answers whether there is such a till, revoked before or now. */
export async function revokeTill(
  on: Queryable,
  { organizationId, tillId, now }: TillName & { readonly now: number },
): Promise<boolean> {
  const written = await execute(
    on,
    sql`
      update tills
      set token_hash = null, pairing_hash = null, pairing_expires_at = null, revoked_at = coalesce(revoked_at, ${new Date(now)})
      where organization_id = ${organizationId} and till_id = ${tillId}`,
  );
  return written === 1;
}

const callerRow = z.object({
  organization_id: z.string(),
  till_id: z.string(),
  store_id: z.string(),
  sandbox: z.boolean(),
  confirm_above: z.number().nullable(),
  has_pins: z.boolean(),
  cashier_id: z.string().nullable(),
});

/**
 * Whose token it is, and whose the cashier's. A PIN of somebody who has left the staff counts no more, so that it neither opens a
 * till nor locks one that nobody else could open.
 */
export async function findTillCaller(
  on: Queryable,
  { token, cashierToken, now }: { readonly token: Buffer; readonly cashierToken: Buffer; readonly now: number },
): Promise<z.infer<typeof callerRow> | undefined> {
  return queryOne(
    on,
    prepared(
      'find_till_caller',
      sql`
        with working as (
          select c.organization_id, c.cashier_id
          from tills t
          join cashiers c using (organization_id)
          left join staff s on s.organization_id = c.organization_id and s.person_id = c.cashier_id and s.role <> 'analyst'
          where t.token_hash = ${token} and c.pin_hash is not null and (c.name is not null or s.person_id is not null)
        )
        select
          t.organization_id, t.till_id, t.store_id, o.sandbox_now is not null as sandbox, o.confirm_above,
          exists (select from working) as has_pins,
          (
            select w.cashier_id
            from cashier_sessions e
            join working w on w.organization_id = e.organization_id and w.cashier_id = e.cashier_id
            where e.token_hash = ${cashierToken} and e.till_id = t.till_id and e.expires_at > ${new Date(now)}
          ) as cashier_id
        from tills t
        join organizations o using (organization_id)
        where t.token_hash = ${token} and t.revoked_at is null`,
    ),
    callerRow,
  );
}

/** At most once in so many seconds, whichever processes hear of it. */
export async function noteUse(
  on: Queryable,
  { organizationId, tillId, now, everySeconds }: TillName & { readonly now: number; readonly everySeconds: number },
): Promise<void> {
  await execute(
    on,
    sql`
      insert into till_uses (organization_id, till_id, last_used_at)
      values (${organizationId}, ${tillId}, ${new Date(now)})
      on conflict (organization_id, till_id) do update
      set last_used_at = excluded.last_used_at
      where excluded.last_used_at - till_uses.last_used_at >= make_interval(secs => ${everySeconds}::int)`,
  );
}

const sellerRow = z.object({
  till_name: z.string().nullable(),
  store_name: z.string().nullable(),
  cashier_name: z.string().nullable(),
});

/** The names of who sold, also of tills that are revoked and of cashiers who have left; null where nobody is known by the id. */
export async function findSellerNames(
  on: Queryable,
  sold: {
    readonly organizationId: string;
    readonly tillId: string;
    readonly storeId: string;
    readonly cashierId: string | null;
  },
): Promise<{ readonly till: string | null; readonly store: string | null; readonly cashier: string | null }> {
  const { organizationId, tillId, storeId, cashierId } = sold;
  const row = await queryOne(
    on,
    sql`
      select
        (select name from tills where organization_id = ${organizationId} and till_id = ${tillId}) as till_name,
        (select name from stores where organization_id = ${organizationId} and store_id = ${storeId}) as store_name,
        (
          select coalesce(c.name, p.name)
          from cashiers c
          left join people p on p.id = c.cashier_id
          where c.organization_id = ${organizationId} and c.cashier_id = ${cashierId}::uuid
        ) as cashier_name`,
    sellerRow,
  );
  return { till: row?.till_name ?? null, store: row?.store_name ?? null, cashier: row?.cashier_name ?? null };
}
