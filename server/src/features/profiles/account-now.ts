/**
 * An account as it is at a moment, with everything that was due by then behind it; nothing is written. What its progress, its
 * choices and its open items are read from.
 */
import { type Account, type Instant, NEW_ACCOUNT } from '@kopilka/engine';
import type { Database } from '../../kit/db.ts';
import { programOf } from '../../ledger/accounts.ts';
import { begin, liveUntil } from '../../ledger/live.ts';
import { homesOf } from '../../ledger/homes.ts';
import { loadAccounts } from '../../ledger/load.ts';
import type { ActiveProgram, ProgramSource } from '../../ledger/program-source.ts';
import { windowOf } from '../../ledger/window.ts';

export interface AccountNow {
  readonly programId: string;
  /** In force at the moment. */
  readonly active: ActiveProgram;
  readonly account: Account;
}

/** How often an account may have been merged on. */
const HEIRS_MAX = 10;

/** null when the organization has no such account, or it has not been opened yet. */
export async function accountNow(
  { db, programs }: { readonly db: Database; readonly programs: ProgramSource },
  wanted: { readonly organizationId: string; readonly accountId: string; readonly now: Instant },
): Promise<AccountNow | null> {
  const { organizationId, accountId, now } = wanted;
  const programId = await programOf(db.system, organizationId, accountId);
  const timeline = programId === null ? null : await programs.timeline(organizationId, programId);
  if (programId === null || timeline === null) return null;
  const active = timeline.at(now);
  const asked = { accountId, at: now, ...windowOf(active.program, now), checkouts: [], isWhole: true };
  const loaded = (await loadAccounts(db.system, await homesOf(db.system), [asked])).get(accountId);
  if (loaded === undefined) return null;
  const life = begin(loaded, timeline);
  liveUntil(life, now);
  return { programId, active, account: life.account };
}

/** The same of an account that exists but may not have been opened: it is as new. */
export async function accountOrNew(
  deps: Parameters<typeof accountNow>[0],
  wanted: Parameters<typeof accountNow>[1] & { readonly programId: string; readonly active: ActiveProgram },
): Promise<AccountNow> {
  const { accountId, programId, active } = wanted;
  return (await accountNow(deps, wanted)) ?? { programId, active, account: { ...NEW_ACCOUNT, id: accountId } };
}

/** The account that everything of this one went to by merging: itself when it has not been merged. */
export async function heirNow(
  deps: Parameters<typeof accountNow>[0],
  wanted: Parameters<typeof accountNow>[1],
): Promise<AccountNow | null> {
  let found = await accountNow(deps, wanted);
  for (let step = 0; step < HEIRS_MAX && found?.account.state.heir !== undefined; step += 1)
    found = await accountNow(deps, { ...wanted, accountId: found.account.state.heir });
  return found;
}
