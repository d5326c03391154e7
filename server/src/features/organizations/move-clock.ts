/**
 * Moves a sandbox's clock and lets everything due on the way happen. The clock is moved first: if the rest is interrupted,
 * what was due happens anyway when its account is next touched, and a repeat of the same move finishes the others.
 */
import type { Instant } from '@kopilka/engine';
import { ApiError } from '../../errors.ts';
import { momentText } from '../../fields.ts';
import type { Database } from '../../kit/db.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { moveSandboxClock, readSandboxNow } from './store.ts';

const STEP_MS_MAX = 10 * 366 * 86_400_000;
const LAST_MOMENT = Date.UTC(9000, 0, 1);

export async function moveClock(
  { db, ledger }: { readonly db: Database; readonly ledger: Ledger },
  { organizationId, now }: { readonly organizationId: string; readonly now: Instant },
): Promise<number> {
  await db.tenant(organizationId, async (tx) => {
    const current = await readSandboxNow(tx, organizationId);
    if (current === null) throw new ApiError('not_a_sandbox');
    if (now > LAST_MOMENT || now - current > STEP_MS_MAX) throw new ApiError('clock_too_far');
    if (!(await moveSandboxClock(tx, organizationId, now)))
      throw new ApiError('clock_backwards', { now: momentText(current) });
  });
  return ledger.advance(organizationId, now);
}
