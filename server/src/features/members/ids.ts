/** Ids of members: made like those of accounts, so that their last byte is their shard. */
import { newAccountId, shardOf } from '../../ledger/ids.ts';

export function newMemberId(nowMs: number): string {
  return newAccountId(nowMs);
}

export function memberShard(memberId: string): number {
  return shardOf(memberId);
}

/** Below every id that is made at that moment or later, and above those made before. */
export function firstIdAt(atMs: number): string {
  const time = Math.max(0, atMs).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-0000-0000-000000000000`;
}
