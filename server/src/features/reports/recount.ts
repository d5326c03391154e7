/** Counting everything again: for whoever does not trust the figures. Until it is done they are incomplete, and say so. */
import { setTimeout as sleep } from 'node:timers/promises';
import { countedSoFar, forgetAll } from './count-store.ts';
import { createFollower, type FollowDeps } from './follow.ts';
import { readProgress } from './store.ts';

/** Another process may be counting: then this one waits for it. */
const WAIT_MS = 500;

export async function recountReports(
  deps: FollowDeps,
): Promise<{ readonly accounts: number; readonly operations: number }> {
  await deps.db.unhurried(forgetAll);
  const follower = createFollower(deps);
  try {
    for (;;) {
      await follower.follow();
      if ((await readProgress(deps.db.system)).isWhole) return await countedSoFar(deps.db.system);
      await sleep(WAIT_MS);
    }
  } finally {
    await follower.close();
  }
}
