/** Wallets that could not work: worth that is not whole kopecks, terms of payment without worth. */
import { compareRatios, ONE_RATIO, parseRate } from '../values/ratio.ts';
import { checkExpression, type Checking } from './check-context.ts';
import type { WalletDocument } from './document.ts';
import { moneyOf, unitTerms } from './earning-terms.ts';
import type { Path } from './problem.ts';

export function checkWallets(check: Checking): void {
  for (const [id, wallet] of Object.entries(check.document.wallets)) {
    const path: Path = ['wallets', id];
    checkWorth(check, path, wallet);
    checkPay(check, path, wallet);
  }
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
