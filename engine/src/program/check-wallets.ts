/** Wallets that could not work: worth that is not whole kopecks, terms of payment without worth. */
import { compareRatios, ONE_RATIO, parseRate } from '../values/ratio.ts';
import { checkMoney, checkSomeUnits } from './check-amounts.ts';
import { checkExpression, type Checking } from './check-context.ts';
import { knownLevels } from './check-levels.ts';
import { checkLeast, checkLimits, leaving } from './check-limits.ts';
import { checkReach, daysOf } from './check-reach.ts';
import type { WalletDocument } from './document.ts';
import { unitTerms } from './earning-terms.ts';
import type { Path } from './problem.ts';

export function checkWallets(check: Checking): void {
  for (const [id, wallet] of Object.entries(check.document.wallets)) {
    const path: Path = ['wallets', id];
    checkWorth(check, path, wallet);
    checkPay(check, path, wallet);
    checkOthers(check, path, wallet);
    for (const way of ['transfer', 'payout'] as const) checkLeaving(check, [...path, way], id, wallet[way]);
  }
}

function checkWorth(check: Checking, path: Path, wallet: WalletDocument): void {
  if (unitTerms(wallet, check.decimals) !== null) return;
  const hint = `${check.document.currency} has ${check.decimals} decimal places and a unit has ${wallet.decimals ?? 0}: choose a worth so that the smallest unit pays a whole number of the smallest money`;
  check.report([...path, 'worth'], {
    code: 'worth',
    message: `worth ${wallet.worth ?? ''} is not whole money for the smallest unit`,
    hint,
  });
}

function checkOthers(check: Checking, path: Path, wallet: WalletDocument): void {
  checkExpression(check, [...path, 'earn', 'except'], wallet.earn?.except, { kind: 'line', hasReceipt: true });
  checkMoney(check, [...path, 'earn', 'minReceipt'], wallet.earn?.minReceipt);
  const isWorthless = wallet.worth === undefined && !check.isBroken([...path, 'worth']);
  if (wallet.payout !== undefined && isWorthless)
    check.report([...path, 'payout'], {
      code: 'cannot_pay',
      message: 'units without worth cannot be paid out',
      hint: 'add worth: 1.00, or remove payout',
      atKey: true,
    });
  if (wallet.debt === 'withhold' && isWorthless)
    check.report([...path, 'debt'], {
      code: 'no_effect',
      message: 'units without worth are no money to withhold',
      hint: 'add worth: 1.00, or write debt: allow',
    });
  checkKeepers(check, [...path, 'expires', 'except'], wallet.expires);
  checkSilence(check, [...path, 'expires', 'inactive'], wallet);
}

/** Units that silence ends before anybody can spend them. */
function checkSilence(check: Checking, path: Path, { activates, expires }: WalletDocument): void {
  const waits = typeof activates === 'object' && 'after' in activates ? activates.after : undefined;
  const silent = typeof expires === 'object' && 'inactive' in expires ? expires.inactive : undefined;
  if (waits === undefined || silent === undefined || (daysOf(silent) ?? 0) > (daysOf(waits) ?? 0)) return;
  check.report(path, {
    code: 'unreachable',
    message: `units would be gone after ${silent}, before they can be spent after ${waits}`,
    hint: 'let units be active sooner, or let silence last longer',
  });
}

/** Levels whose units silence does not end. */
export function checkKeepers(check: Checking, path: Path, expires: WalletDocument['expires']): void {
  if (typeof expires === 'object' && 'inactive' in expires) knownLevels(check, path, expires.except ?? [], true);
}

/** What a member may send away or be paid. */
function checkLeaving(
  check: Checking,
  path: Path,
  wallet: string,
  terms: WalletDocument['transfer'] | WalletDocument['payout'],
): void {
  if (terms === undefined) return;
  checkLeast(check, [...path, 'min'], wallet, terms);
  checkLimits(check, [...path, 'limits'], terms.limits, leaving(wallet));
}

function checkPay(check: Checking, path: Path, wallet: WalletDocument): void {
  const { pay } = wallet;
  if (pay === undefined) return;
  const at: Path = [...path, 'pay'];
  if (wallet.worth === undefined && !check.isBroken([...path, 'worth'])) {
    check.report(at, {
      code: 'cannot_pay',
      message: 'units without worth cannot pay',
      hint: 'add worth: 1.00, or remove pay',
      atKey: true,
    });
  }
  const max = pay.max === undefined ? null : parseRate(pay.max);
  if (max !== null && compareRatios(max.ratio, ONE_RATIO) > 0) {
    check.report([...at, 'max'], {
      code: 'above_whole',
      message: `${pay.max ?? ''} is more than the whole`,
      hint: 'at most 100%',
    });
  }
  if (max !== null && max.ratio.num === 0n && wallet.payout === undefined)
    check.report([...at, 'max'], {
      code: 'cannot_pay',
      message: 'units could pay nothing',
      hint: 'remove worth and pay, or raise max',
    });
  const id = String(path.at(-1));
  const step = checkSomeUnits(check, [...at, 'step'], id, pay.step);
  if (step !== null) checkReach(check, [...at, 'step'], id, step);
  checkMoney(check, [...at, 'minReceipt'], pay.minReceipt);
  checkMoney(check, [...at, 'leave'], pay.leave);
  checkExpression(check, [...at, 'except'], pay.except, { kind: 'line', hasReceipt: true });
}
