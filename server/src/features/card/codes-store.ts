/** Statements about one-time codes. */
import { z } from 'zod';
import type { Tx } from '../../kit/db.ts';
import { execute, type Queryable, queryOne, sql } from '../../kit/sql.ts';

export interface CodePlace {
  readonly organizationId: string;
  readonly purpose: 'sign-in' | 'contact' | 'deletion';
  /** A keyed hash, 32 bytes. */
  readonly destination: Buffer;
}

/** One that was there is void. */
export async function putCode(
  tx: Tx,
  { organizationId, purpose, destination }: CodePlace,
  { hash, expiresAt }: { readonly hash: Buffer; readonly expiresAt: number },
): Promise<void> {
  await execute(
    tx,
    sql`
      insert into card_codes (bucket, organization_id, purpose, destination, code, tries, expires_at)
      values (
        ${bucketOf(destination)}, ${organizationId}, ${purpose}, ${destination}, ${hash}, 0, ${new Date(expiresAt)}
      )
      on conflict (bucket, organization_id, purpose, destination) do update
      set code = excluded.code, tries = 0, expires_at = excluded.expires_at`,
  );
}

const codeRow = z
  .object({ code: z.instanceof(Buffer), tries: z.int() })
  .transform((row) => ({ hash: row.code, tries: row.tries }));

/** Holds the row until the transaction ends. null when there is none, or it is over. */
export async function findCode(
  tx: Tx,
  { organizationId, purpose, destination }: CodePlace,
  now: number,
): Promise<{ readonly hash: Buffer; readonly tries: number } | null> {
  const row = await queryOne(
    tx,
    sql`
      select code, tries
      from card_codes
      where bucket = ${bucketOf(destination)} and organization_id = ${organizationId} and purpose = ${purpose}
        and destination = ${destination} and expires_at > ${new Date(now)}
      for update`,
    codeRow,
  );
  return row ?? null;
}

export async function noteWrongCode(tx: Tx, { organizationId, purpose, destination }: CodePlace): Promise<void> {
  await execute(
    tx,
    sql`
      update card_codes
      set tries = tries + 1
      where bucket = ${bucketOf(destination)} and organization_id = ${organizationId} and purpose = ${purpose}
        and destination = ${destination}`,
  );
}

/** Answers whether it was there, was this one and was good. */
export async function removeCode(
  tx: Tx,
  { organizationId, purpose, destination }: CodePlace,
  { hash, triesMax, now }: { readonly hash: Buffer; readonly triesMax: number; readonly now: number },
): Promise<boolean> {
  const removed = await execute(
    tx,
    sql`
      delete from card_codes
      where bucket = ${bucketOf(destination)} and organization_id = ${organizationId} and purpose = ${purpose}
        and destination = ${destination} and code = ${hash} and tries < ${triesMax} and expires_at > ${new Date(now)}`,
  );
  return removed === 1;
}

export async function tidyCodes(on: Queryable): Promise<void> {
  await execute(on, sql`delete from card_codes where expires_at < now()`);
}

function bucketOf(destination: Buffer): number {
  return destination[0] ?? 0;
}
