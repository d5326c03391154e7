/**
 * Ids of accounts and operations: UUIDv7 whose last byte is the shard of the account, so that from either id alone it is
 * known on which shard to look.
 */
import { hash, randomBytes } from 'node:crypto';

const POOL_BYTES = 10 * 512;
let pool = randomBytes(POOL_BYTES);
let used = 0;

/** A new account's id; its shard is its own random last byte. */
export function newAccountId(nowMs: number): string {
  return uuidv7(nowMs, null);
}

/** The same for the same seed: for whoever must find it again after a crash. What seeds it need not be secret, nobody is let in by an account's id. */
export function seededAccountId(nowMs: number, seed: string): string {
  const hex = hash('sha256', seed);
  const time = nowMs.toString(16).padStart(12, '0');
  const variant = '89ab'.charAt(Number.parseInt(hex.charAt(3), 16) & 3);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(0, 3)}-${variant}${hex.slice(4, 7)}-${hex.slice(8, 20)}`;
}

/** A new operation's id on the account's shard. */
export function newOperationId(nowMs: number, shard: number): string {
  return uuidv7(nowMs, shard);
}

/** Milliseconds since the epoch. */
export function idMadeAt(id: string): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
}

export function shardOf(id: string): number {
  return Number.parseInt(id.slice(-2), 16);
}

function uuidv7(nowMs: number, shard: number | null): string {
  if (used + 10 > POOL_BYTES) {
    pool = randomBytes(POOL_BYTES);
    used = 0;
  }
  const random = pool.toString('hex', used, used + 10);
  used += 10;
  const time = nowMs.toString(16).padStart(12, '0');
  const variant = '89ab'.charAt(Number.parseInt(random.charAt(3), 16) & 3);
  const last = shard === null ? random.slice(16, 18) : shard.toString(16).padStart(2, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(0, 3)}-${variant}${random.slice(4, 7)}-${random.slice(7, 16)}${random.charAt(18)}${last}`;
}
