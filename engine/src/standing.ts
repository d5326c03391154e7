/** Where an account stands at a moment: computed from lots and grants, so it is right whether or not a clock has passed by. */
import { debtOf, type Account } from './account.ts';
import type { Standing, TierStanding, WalletStanding } from './decision.ts';
import { heldUnits, isActive, isExpired } from './draft.ts';
import type { CompiledProgram } from './program/compiled.ts';
import { climbTo, levelAt } from './rules/tiers.ts';
import { units } from './values/amount.ts';
import { instant, type Instant } from './values/time.ts';

/** What of an account its standing depends on; a decision in the making has it as well. */
type Stood = Omit<Account, 'purchases' | 'id'>;

export function standingAt(program: CompiledProgram, account: Stood, at: Instant): Standing {
  const wallets: Record<string, WalletStanding> = {};
  for (const wallet of program.wallets.keys()) wallets[wallet] = walletStanding(account, wallet, at);
  return { wallets, tier: tierStanding(program, account, at) };
}

/** The level that the account holds at its own time; null in a program without levels. */
export function levelIdAt(program: CompiledProgram, account: Account): string | null {
  return levelAt(program, account.grants, account.asOf ?? instant(0))?.id ?? null;
}

function walletStanding(account: Stood, wallet: string, at: Instant): WalletStanding {
  let active = 0;
  let pending = 0;
  let expiresAt: Instant | null = null;
  let expiringUnits = 0;
  for (const { wallet: owner, key, remaining } of account.lots) {
    if (owner !== wallet || isExpired(key, at)) continue;
    if (isActive(key, at)) active += remaining;
    else pending += remaining;
    if (key.to === null) continue;
    if (expiresAt === null || key.to < expiresAt) {
      expiresAt = key.to;
      expiringUnits = remaining;
    } else if (key.to === expiresAt) expiringUnits += remaining;
  }
  const held = Math.min(active, heldUnits(account.checkouts, wallet, at));
  return {
    available: units(active - held),
    pending: units(pending),
    held: units(held),
    debt: debtOf(account, wallet),
    expiring: expiresAt === null ? null : { units: units(expiringUnits), at: expiresAt },
  };
}

function tierStanding(program: CompiledProgram, account: Stood, at: Instant): TierStanding | null {
  if (program.tiers === null) return null;
  const { grants, measured } = climbTo(program, account, at);
  const level = levelAt(program, grants, at);
  if (level === null) return null;
  const next = program.tiers.levels[level.rank + 1];
  const until = grants.reduce<Instant | null | undefined>((latest, grant) => {
    if (grant.level !== level.id || latest === null) return latest;
    return grant.until === null || latest === undefined || grant.until > latest ? grant.until : latest;
  }, undefined);
  return {
    level: level.id,
    until: until ?? null,
    measured,
    next: next === undefined ? null : { level: next.id, missing: Math.max(0, next.from - measured) },
  };
}
