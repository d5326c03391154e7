/** Wallets that could not work: worth that is not whole kopecks, terms of payment without worth, units born expired. */
import { longestDays, parseDuration, shortestDays } from '../values/duration.ts';
import { compareRatios, ONE_RATIO, parseRate } from '../values/ratio.ts';
import { checkExpression, type Checking } from './check-context.ts';
import type { ActivatesDocument, ExpiresDocument, WalletDocument } from './document.ts';
import { moneyOf, unitTerms } from './earning-terms.ts';
import type { Path } from './problem.ts';

/** The next yearly date is never further than this. */
const YEARLY_DAYS_MAX = 366;

export function checkWallets(check: Checking): void {
  for (const [id, wallet] of Object.entries(check.document.wallets)) {
    const path: Path = ['wallets', id];
    checkWorth(check, path, wallet);
    checkPay(check, path, wallet);
    checkDates(check, [...path, 'expires'], wallet.activates, wallet.expires);
  }
}

/** Complains at `path` when units would expire no later than they become active, whatever the months. */
export function checkDates(
  check: Checking,
  path: Path,
  activates: ActivatesDocument | undefined,
  expires: ExpiresDocument | undefined,
): void {
  if (activates === undefined || activates === 'at once' || expires === undefined || expires === 'never') return;
  const wait = parseDuration(activates.after);
  if (wait === null) return;
  const life = 'after' in expires ? parseDuration(expires.after) : null;
  const lifeDaysMax = 'on' in expires ? YEARLY_DAYS_MAX : life === null ? Number.POSITIVE_INFINITY : longestDays(life);
  const rounded = 'after' in expires && expires.roundUp !== undefined && expires.roundUp !== 'day';
  if (rounded || shortestDays(wait) < lifeDaysMax) return;
  check.report(path, {
    code: 'expires_early',
    message: 'units would expire before they become active',
    hint: `they become active after ${activates.after}: let them live longer`,
  });
}

/** Complains of money text with more places than the currency; answers whether it is fine. */
export function checkMoney(check: Checking, path: Path, text: string | undefined): boolean {
  if (text === undefined || moneyOf(text, check.decimals) !== null) return true;
  const { currency } = check.document;
  check.report(path, {
    code: 'too_precise',
    message: `${text} has more decimal places than ${currency}`,
    hint: `${currency} has ${check.decimals}`,
  });
  return false;
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
  if (max !== null && max.ratio.num === 0n)
    check.report([...at, 'max'], {
      code: 'cannot_pay',
      message: 'units could pay nothing',
      hint: 'remove worth and pay, or raise max',
    });
  checkMoney(check, [...at, 'minReceipt'], pay.minReceipt);
  checkMoney(check, [...at, 'leave'], pay.leave);
  checkExpression(check, [...at, 'except'], pay.except, { kind: 'line', hasReceipt: true });
}
