/** Meters and levels that could not work: unknown names, levels out of order, thresholds finer than their meter. */
import { parseDecimal } from '../values/decimal.ts';
import { checkExpression, type Checking } from './check-context.ts';
import { meterScale } from './meter-scale.ts';
import { didYouMean } from './nearest.ts';
import type { Path } from './problem.ts';

export function checkMeters(check: Checking): void {
  for (const [id, meter] of Object.entries(check.document.meters ?? {})) {
    const path: Path = ['meters', id];
    if (meter.add === 'earned' && meter.wallet === undefined && !check.isBroken([...path, 'wallet'])) {
      check.report([...path, 'wallet'], {
        code: 'missing',
        message: 'wallet is missing',
        hint: 'add: earned counts the units of one wallet: name it',
      });
    }
    if (meter.add !== 'earned' && meter.wallet !== undefined) {
      check.report([...path, 'wallet'], {
        code: 'no_effect',
        message: `wallet has no effect with add: ${meter.add}`,
        hint: 'remove it, or write add: earned',
        atKey: true,
      });
    }
    if (meter.add === 'earned' && meter.lines !== undefined) {
      check.report([...path, 'lines'], {
        code: 'no_effect',
        message: 'earned units are counted by the receipt, not by lines',
        hint: 'remove lines',
        atKey: true,
      });
    }
    if (meter.wallet !== undefined) checkWalletName(check, [...path, 'wallet'], meter.wallet);
    checkExpression(check, [...path, 'lines'], meter.lines, { kind: 'line', hasReceipt: true });
  }
}

export function checkWalletName(check: Checking, path: Path, wallet: string): void {
  if (check.names.wallets.includes(wallet) || check.isBroken(path) || check.isBroken(path.slice(0, -1))) return;
  check.report(path, {
    code: 'unknown_wallet',
    message: `no wallet "${wallet}"`,
    hint: didYouMean(wallet, check.names.wallets),
  });
}

export function checkTiers(check: Checking): void {
  const { tiers } = check.document;
  if (tiers === undefined) return;
  if (!check.names.meters.includes(tiers.by)) {
    check.report(['tiers', 'by'], {
      code: 'unknown_meter',
      message: `no meter "${tiers.by}"`,
      hint: didYouMean(tiers.by, check.names.meters),
    });
  }
  const scale = meterScale(check.document, tiers.by);
  const seen = new Set<string>();
  let previous: number | null = null;
  for (const [index, level] of tiers.levels.entries()) {
    const path: Path = ['tiers', 'levels', index];
    if (seen.has(level.id))
      check.report([...path, 'id'], {
        code: 'duplicate_id',
        message: `level "${level.id}" is here twice`,
        hint: 'ids are unique: choose another',
      });
    seen.add(level.id);
    const from = scale === null ? Number(level.from) : parseDecimal(level.from, scale);
    if (from === null) {
      check.report([...path, 'from'], {
        code: 'too_precise',
        message: `${level.from} has more decimal places than ${tiers.by}`,
        hint: `${tiers.by} has ${scale ?? 0}`,
      });
      continue;
    }
    // The author's first level, not the first of those that are left.
    if (check.original(path).at(-1) === 0 && from !== 0) {
      check.report([...path, 'from'], {
        code: 'first_level',
        message: `the first level begins at ${level.from}`,
        hint: "the first level is everybody's: from: 0",
      });
    }
    if (previous !== null && from <= previous) {
      check.report([...path, 'from'], {
        code: 'levels_order',
        message: `level "${level.id}" does not begin above the one before`,
        hint: 'write levels from the lowest to the highest',
      });
    }
    previous = previous === null ? from : Math.max(previous, from);
  }
}
