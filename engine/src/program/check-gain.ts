/**
 * Value that comes of nothing: a way round from wallet to wallet, through rewards, coupons or money, after which somebody has
 * more than before; and rules that together give back more than is paid.
 */
import { addRatios, compareRatios, mulRatio, ONE_RATIO, ratio, type Ratio } from '../values/ratio.ts';
import { shareOf } from './check-earn.ts';
import { type Checking, isIncomplete } from './check-context.ts';
import { extraOf } from './compile-earn.ts';
import type { ByLevelDocument, RuleDocument } from './document.ts';
import { entryOf } from './meter-scale.ts';
import { exchangesByWorth, exchangesIn, gainfulRound, isUnbound, MONEY } from './exchanges.ts';

export function checkGain(check: Checking): void {
  const seen = new Set<string>();
  for (const exchanges of [exchangesByWorth(check), exchangesIn(check)]) {
    const round = gainfulRound(exchanges);
    for (const { path } of round) {
      if (path === null || seen.has(path.join('.'))) continue;
      seen.add(path.join('.'));
      check.report(path, {
        code: 'gives_too_much',
        message: `whoever goes round has more than before: ${roundInWords(round.map(({ from }) => from))}`,
        hint: 'lower what it gives, raise what it costs, or bound it by limits',
      });
    }
  }
  checkTogether(check);
}

/** "wallet star → wallet bonus → wallet star"; from money where it is on the way. */
function roundInWords(nodes: readonly string[]): string {
  const start = Math.max(0, nodes.indexOf(MONEY));
  const round = [...nodes.slice(start), ...nodes.slice(0, start)];
  return [...round, ...round.slice(0, 1)].join(' → ');
}

/** Rules that work on every receipt add up, each multiplier to its own. */
function checkTogether(check: Checking): void {
  const { rules, tiers } = check.document;
  if (isIncomplete(check, 'rules', rules.length)) return;
  const always = rules.flatMap((rule, index) => (isAlways(rule) ? [{ rule, path: ['rules', index] }] : []));
  for (const level of tiers?.levels.map(({ id }) => id) ?? ['']) {
    let sum: Ratio = ratio(0n, 1n);
    for (const { rule, path } of always) {
      const share = shareAt(check, rule, level);
      if (share === null) continue;
      // What is too much by itself has its own complaint.
      if (compareRatios(share, ONE_RATIO) > 0) return;
      sum = addRatios(sum, share);
      if (compareRatios(sum, ONE_RATIO) > 0)
        return check.report([...path, ...(rule.earn === undefined ? ['multiply'] : ['earn'])], {
          code: 'gives_too_much',
          message: `with the rules before it, this gives back ${inPercent(sum)} of what is paid`,
          hint: 'at most 100% of the value together; put offers that stand for each other into a group',
        });
    }
  }
}

/** Works on every receipt, beside all the others. */
function isAlways(rule: RuleDocument): boolean {
  const { when, group, exclusive } = rule;
  return rule.on === 'purchase' && isUnbound(rule) && [when, group, exclusive].every((part) => part === undefined);
}

/** The share of the money that a rule gives back in value at a level; null where it does not. */
function shareAt(check: Checking, { earn, multiply }: RuleDocument, level: string): Ratio | null {
  if (earn !== undefined) {
    const isOfAll = earn.rate !== undefined && earn.lines === undefined;
    const hasWorth = entryOf(check.document.wallets, earn.wallet)?.worth !== undefined;
    return isOfAll && hasWorth ? shareOf(check, earn.wallet, at(earn.rate, level)) : null;
  }
  const base = check.document.rules.find((rule) => rule.id === multiply?.rule);
  if (multiply === undefined || multiply.lines !== undefined || base?.earn === undefined || !isAlways(base))
    return null;
  const extra = extraOf(at(multiply.by, level));
  const share = shareAt(check, base, level);
  return extra === null || share === null ? null : mulRatio(share, extra);
}

function at(written: ByLevelDocument | undefined, level: string): string {
  return typeof written === 'object' ? (entryOf(written, level) ?? '') : (written ?? '');
}

/** 23/20 → "115%". */
function inPercent(share: Ratio): string {
  return `${Number((share.num * 10_000n) / share.den) / 100}%`;
}
