/** Statements about who works at tills, their PINs and their sessions there. Names of the staff need the system's eyes, so each names its organization. */
import { z } from 'zod';
import { execute, query, queryOne, type Queryable, sql } from '../../kit/sql.ts';

const cashierRow = z
  .object({ cashier_id: z.string(), name: z.string(), is_staff: z.boolean(), has_pin: z.boolean() })
  .transform((row): StoredCashier => ({
    cashierId: row.cashier_id,
    name: row.name,
    isStaff: row.is_staff,
    hasPin: row.has_pin,
  }));

export interface StoredCashier {
  readonly cashierId: string;
  readonly name: string;
  /** Has a sign-in; otherwise works at tills only. */
  readonly isStaff: boolean;
  readonly hasPin: boolean;
}

/** Everybody who may work at tills: the staff that may sell, with or without a PIN, and those who have nothing but a PIN. */
export async function listCashiers(on: Queryable, organizationId: string): Promise<readonly StoredCashier[]> {
  return query(
    on,
    sql`
      select s.person_id as cashier_id, p.name, true as is_staff, c.pin_hash is not null as has_pin
      from staff s
      join people p on p.id = s.person_id
      left join cashiers c on c.organization_id = s.organization_id and c.cashier_id = s.person_id
      where s.organization_id = ${organizationId} and s.role <> 'analyst'
      union all
      select c.cashier_id, c.name, false, true
      from cashiers c
      left join staff s
        on s.organization_id = c.organization_id and s.person_id = c.cashier_id and s.role <> 'analyst'
      where c.organization_id = ${organizationId} and c.name is not null and c.pin_hash is not null and s.person_id is null
      order by is_staff desc, name, cashier_id`,
    cashierRow,
  );
}

interface CashierName {
  readonly organizationId: string;
  readonly cashierId: string;
}

const knownRow = z
  .object({ is_staff: z.boolean(), name: z.string().nullable(), pin_hash: z.string().nullable() })
  .transform((row) => ({ isStaff: row.is_staff, name: row.name, pinHash: row.pin_hash }));

export type KnownCashier = z.output<typeof knownRow>;

/** Of the staff (the name is the person's) or not; undefined when nobody has the id. */
export async function findCashier(
  on: Queryable,
  { organizationId, cashierId }: CashierName,
): Promise<KnownCashier | undefined> {
  return queryOne(
    on,
    sql`
      select s.person_id is not null as is_staff, coalesce(p.name, c.name) as name, c.pin_hash
      from (select ${organizationId}::uuid as organization_id, ${cashierId}::uuid as cashier_id) asked
      left join staff s
        on s.organization_id = asked.organization_id and s.person_id = asked.cashier_id and s.role <> 'analyst'
      left join people p on p.id = s.person_id
      left join cashiers c on c.organization_id = asked.organization_id and c.cashier_id = asked.cashier_id
      where s.person_id is not null or c.name is not null`,
    knownRow,
  );
}

const pinRow = z.object({ pin_hash: z.string().nullable() }).transform((row) => row.pin_hash);

/** The PIN's hash, held as it is until the transaction ends: who enters with one is out when it changes. */
export async function holdPin(on: Queryable, { organizationId, cashierId }: CashierName): Promise<string | null> {
  const held = await queryOne(
    on,
    sql`
      select pin_hash
      from cashiers
      where organization_id = ${organizationId} and cashier_id = ${cashierId}
      for share`,
    pinRow,
  );
  return held ?? null;
}

/** `name` null: of the staff. What is null of the PIN stays as it was. */
export async function putCashier(
  on: Queryable,
  cashier: CashierName & { readonly name: string | null; readonly pinHash: string | null; readonly now: number },
): Promise<void> {
  const { organizationId, cashierId, name, pinHash, now } = cashier;
  await execute(
    on,
    sql`
      insert into cashiers (organization_id, cashier_id, name, pin_hash, created_at)
      values (${organizationId}, ${cashierId}, ${name}, ${pinHash}, ${new Date(now)})
      on conflict (organization_id, cashier_id) do update
      set name = excluded.name, pin_hash = coalesce(excluded.pin_hash, cashiers.pin_hash)`,
  );
}

/** The name stays, for what was sold. Answers whether there was a PIN. */
export async function removePin(on: Queryable, { organizationId, cashierId }: CashierName): Promise<boolean> {
  const written = await execute(
    on,
    sql`
      update cashiers
      set pin_hash = null
      where organization_id = ${organizationId} and cashier_id = ${cashierId} and pin_hash is not null`,
  );
  return written === 1;
}

export interface CashierSession extends CashierName {
  readonly tokenHash: Buffer;
  readonly tillId: string;
  readonly createdAt: number;
  readonly expiresAt: number;
}

export async function insertSession(on: Queryable, session: CashierSession): Promise<void> {
  const { tokenHash, organizationId, tillId, cashierId, createdAt, expiresAt } = session;
  await execute(
    on,
    sql`
      insert into cashier_sessions (token_hash, organization_id, till_id, cashier_id, created_at, expires_at)
      values (${tokenHash}, ${organizationId}, ${tillId}, ${cashierId}, ${new Date(createdAt)}, ${new Date(expiresAt)})`,
  );
}

/** A till is one device: whoever locks it, or enters a PIN there, ends the work of whoever was there before. */
export async function endSessionsAt(
  on: Queryable,
  { organizationId, tillId }: { readonly organizationId: string; readonly tillId: string },
): Promise<void> {
  await execute(
    on,
    sql`delete from cashier_sessions where organization_id = ${organizationId} and till_id = ${tillId}`,
  );
}

export async function endSessionsOf(on: Queryable, { organizationId, cashierId }: CashierName): Promise<void> {
  await execute(
    on,
    sql`delete from cashier_sessions where organization_id = ${organizationId} and cashier_id = ${cashierId}`,
  );
}

export async function tidySessions(on: Queryable): Promise<void> {
  await execute(on, sql`delete from cashier_sessions where expires_at < now()`);
}
