/** Meters and levels that could not work: unknown names, levels out of order, thresholds finer than their meter. */
import { parseDecimal } from '../values/decimal.ts';
import { checkExpression, type Checking } from './check-context.ts';
import { checkLevelReach } from './check-level-reach.ts';
import { sourceOf } from './check-occasion.ts';
import type { MeterDocument, TiersDocument } from './document.ts';
import { meterScale } from './meter-scale.ts';
import { didYouMean } from './nearest.ts';
import type { Path } from './problem.ts';

export function checkMeters(check: Checking): void {
  for (const [id, meter] of Object.entries(check.document.meters ?? {})) {
    const path: Path = ['meters', id];
    const hasReceipt = meter.on === 'purchase';
    if (meter.add === 'earned' && meter.wallet === undefined && !check.isBroken([...path, 'wallet']))
      check.report([...path, 'wallet'], {
        code: 'missing',
        message: 'wallet is missing',
        hint: 'add: earned counts the units of one wallet: name it',
      });
    if (meter.add !== 'earned' && meter.wallet !== undefined)
      check.report([...path, 'wallet'], {
        code: 'no_effect',
        message: `wallet has no effect with add: ${meter.add}`,
        hint: 'remove it, or write add: earned',
        atKey: true,
      });
    checkMeterLines(check, [...path, 'lines'], meter);
    checkAdded(check, [...path, 'add'], meter);
    if (meter.wallet !== undefined) checkWalletName(check, [...path, 'wallet'], meter.wallet);
    checkExpression(check, [...path, 'if'], meter.if, { kind: 'rule', hasReceipt });
    checkExpression(check, [...path, 'lines'], meter.lines, { kind: 'line', hasReceipt });
  }
}

function checkMeterLines(check: Checking, path: Path, meter: MeterDocument): void {
  if (meter.lines === undefined) return;
  if (meter.on !== 'purchase')
    check.report(path, {
      code: 'no_receipt',
      message: `${meter.on} has no lines`,
      hint: 'remove lines, or ask event.data by if',
      atKey: true,
    });
  else if (meter.add === 'earned')
    check.report(path, {
      code: 'no_effect',
      message: 'earned units are counted by the receipt, not by lines',
      hint: 'remove lines',
      atKey: true,
    });
}

/** The event has what is counted. */
function checkAdded(check: Checking, path: Path, { on, add }: MeterDocument): void {
  const hasReceipt = on === 'purchase';
  if (!hasReceipt && OF_RECEIPTS.has(add))
    check.report(path, {
      code: 'no_receipt',
      message: `${add} needs a receipt, and ${on} has none`,
      hint: 'count, amount or a number of the event: data.steps',
    });
  if (add === 'amount' && sourceOf(on) === 'nothing')
    check.report(path, {
      code: 'no_effect',
      message: `${on} is about no money`,
      hint: 'count, or a number of the event: data.steps',
    });
  if (hasReceipt && add.startsWith('data.'))
    check.report(path, {
      code: 'no_effect',
      message: 'a receipt carries no data',
      hint: 'one of paid, total, quantity, count, earned',
    });
}

const OF_RECEIPTS: ReadonlySet<string> = new Set(['paid', 'total', 'quantity']);

/** Answers whether the wallet is there. */
export function checkWalletName(check: Checking, path: Path, wallet: string): boolean {
  if (check.names.wallets.includes(wallet) || check.isBroken(path) || check.isBroken(path.slice(0, -1))) return true;
  check.report(path, {
    code: 'unknown_wallet',
    message: `no wallet "${wallet}"`,
    hint: didYouMean(wallet, check.names.wallets),
  });
  return false;
}

export function checkTiers(check: Checking): void {
  const { tiers } = check.document;
  if (tiers === undefined) return;
  const seen = new Set<string>();
  for (const [index, level] of tiers.levels.entries()) {
    const path: Path = ['tiers', 'levels', index];
    if (seen.has(level.id))
      check.report([...path, 'id'], {
        code: 'duplicate_id',
        message: `level "${level.id}" is here twice`,
        hint: 'ids are unique: choose another',
      });
    seen.add(level.id);
  }
  if (tiers.by !== undefined) return checkThresholds(check, tiers, tiers.by);
  if (check.isBroken(['tiers', 'by'])) return;
  if (tiers.levels.length > 1 && tiers.levels.every((level) => level.if === undefined)) {
    check.report(['tiers', 'by'], {
      code: 'missing',
      message: 'by is missing',
      hint: 'the meter that levels are measured by: by: spend; or give each level its tasks with if',
    });
    return;
  }
  checkTasks(check, tiers);
}

/** Every level but the first has its tasks, and none a threshold. */
function checkTasks(check: Checking, tiers: TiersDocument): void {
  for (const [index, level] of tiers.levels.entries()) {
    const path: Path = ['tiers', 'levels', index];
    const isFirst = check.original(path).at(-1) === 0;
    if (level.from !== undefined && level.from !== '0')
      check.report([...path, 'from'], {
        code: 'no_effect',
        message: 'from without a meter',
        hint: 'add by: spend to tiers, or write if: with the tasks of this level',
        atKey: true,
      });
    if (isFirst && level.if !== undefined)
      check.report([...path, 'if'], {
        code: 'first_level',
        message: "the first level is everybody's",
        hint: 'remove if',
        atKey: true,
      });
    if (!isFirst && level.if === undefined && !check.isBroken([...path, 'if']))
      check.report(path, {
        code: 'missing',
        message: `level "${level.id}" has no tasks`,
        hint: 'add if: account.month.spend >= 5000.00, or by: spend to tiers',
      });
    checkExpression(check, [...path, 'if'], level.if, { kind: 'rule', hasReceipt: false });
  }
}

function checkThresholds(check: Checking, tiers: TiersDocument, by: string): void {
  if (!check.names.meters.includes(by)) {
    check.report(['tiers', 'by'], {
      code: 'unknown_meter',
      message: `no meter "${by}"`,
      hint: didYouMean(by, check.names.meters),
    });
  }
  checkLevelReach(check, tiers, by);
  const scale = meterScale(check.document, by);
  let previous: number | null = null;
  for (const [index, level] of tiers.levels.entries()) {
    const path: Path = ['tiers', 'levels', index];
    if (level.if !== undefined)
      check.report([...path, 'if'], {
        code: 'no_effect',
        message: `levels are measured by ${by}`,
        hint: 'remove if, or remove by from tiers',
        atKey: true,
      });
    if (level.from === undefined) {
      if (!check.isBroken([...path, 'from']))
        check.report([...path, 'from'], {
          code: 'missing',
          message: 'from is missing',
          hint: 'the least measure that reaches this level',
        });
      continue;
    }
    const from = scale === null ? Number(level.from) : parseDecimal(level.from, scale);
    if (from === null) {
      check.report([...path, 'from'], {
        code: 'too_precise',
        message: `${level.from} has more decimal places than ${by}`,
        hint: `${by} has ${scale ?? 0}`,
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
