/** Ids of members: made like those of accounts, so that their last byte is their shard. */
import { newAccountId, shardOf } from '../../ledger/ids.ts';

export function newMemberId(nowMs: number): string {
  return newAccountId(nowMs);
}

export function memberShard(memberId: string): number {
  return shardOf(memberId);
}
