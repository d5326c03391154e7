/** Who is on a level, as the figures have counted it: some seconds late, and at once however few they are. */
import type { Database } from '../../kit/db.ts';
import { type InProgram, listAccountsOnLevel, readProgress } from './store.ts';

export interface OnLevel extends InProgram {
  readonly level: string;
  /** Accounts with a smaller id than this. */
  readonly before: string;
  readonly limit: number;
}

/** Ids downwards; null until all accounts have been counted once. */
export async function countedOnLevel(db: Database, asked: OnLevel): Promise<readonly string[] | null> {
  return db.tenant(asked.organizationId, async (tx) => {
    const { isWhole } = await readProgress(tx);
    return isWhole ? listAccountsOnLevel(tx, asked) : null;
  });
}
