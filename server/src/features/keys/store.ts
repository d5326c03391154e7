/** Statements about API keys. Looking one up is the only question asked before the organization is known. */
import { z } from 'zod';
import { type Database, type Tx } from '../../kit/db.ts';
import { execute, prepared, query, queryOne, sql } from '../../kit/sql.ts';
import { SCOPES, type Scope } from '../../route.ts';

const callerRow = z.object({
  organization_id: z.string(),
  key_id: z.string(),
  scopes: z.array(z.enum(SCOPES)),
  sandbox: z.boolean(),
  is_use_old: z.boolean(),
});
const keyRow = z.object({
  key_id: z.string(),
  name: z.string(),
  scopes: z.array(z.enum(SCOPES)),
  created_at: z.number(),
  last_used_at: z.number().nullable(),
});

export interface StoredKey {
  readonly keyId: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly createdAt: number;
  /** About; null: never yet. */
  readonly lastUsedAt: number | null;
}

/** How old the note of a key's last use may be. */
const USE_NOTED_EVERY_MINUTES = 10;

export async function findCaller(db: Database, hash: Buffer): Promise<z.infer<typeof callerRow> | undefined> {
  return queryOne(
    db.system,
    prepared(
      'find_caller',
      sql`
        select
          k.organization_id, k.key_id, k.scopes, o.sandbox_now is not null as sandbox,
          coalesce(k.last_used_at < now() - make_interval(mins => ${USE_NOTED_EVERY_MINUTES}::int), true) as is_use_old
        from api_keys k
        join organizations o using (organization_id)
        where k.key_hash = ${hash} and k.revoked_at is null`,
    ),
    callerRow,
  );
}

/** Of many processes at once the first writes it. */
export async function noteKeyUse(db: Database, keyId: string): Promise<void> {
  await execute(
    db.system,
    sql`
      update api_keys
      set last_used_at = now()
      where key_id = ${keyId}
        and (last_used_at is null or last_used_at < now() - make_interval(mins => ${USE_NOTED_EVERY_MINUTES}::int))`,
  );
}

export async function insertKey(
  tx: Tx,
  key: {
    readonly hash: Buffer;
    readonly keyId: string;
    readonly organizationId: string;
    readonly name: string;
    readonly scopes: readonly Scope[];
    readonly createdAt: number;
  },
): Promise<void> {
  await execute(
    tx,
    sql`
      insert into api_keys (key_hash, key_id, organization_id, name, scopes, created_at)
      values (${key.hash}, ${key.keyId}, ${key.organizationId}, ${key.name}, ${key.scopes}, ${new Date(key.createdAt)})`,
  );
}

export async function listKeys(tx: Tx): Promise<readonly StoredKey[]> {
  const rows = await query(
    tx,
    sql`
      select key_id, name, scopes, created_at, last_used_at
      from api_keys
      where revoked_at is null
      order by created_at, key_id`,
    keyRow,
  );
  return rows.map((row) => ({
    keyId: row.key_id,
    name: row.name,
    scopes: row.scopes,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
  }));
}

/** Holds every living key of the organization, so that two revocations cannot each leave the other's as the last. */
export async function lockKeys(tx: Tx): Promise<void> {
  await execute(tx, sql`select key_id from api_keys where revoked_at is null order by key_id for update`);
}

export async function revokeKey(tx: Tx, keyId: string, at: number): Promise<void> {
  await execute(
    tx,
    sql`update api_keys set revoked_at = ${new Date(at)} where key_id = ${keyId} and revoked_at is null`,
  );
}
