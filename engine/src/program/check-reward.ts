/** Rewards: something for a price that can be had, used where it works. */
import { parseDuration } from '../values/duration.ts';
import { compareRatios, ratio } from '../values/ratio.ts';
import { checkMoney, checkUnitsIn } from './check-amounts.ts';
import { checkExpression, type Checking } from './check-context.ts';
import { checkEffects } from './check-effects.ts';
import { eachByLevel } from './check-levels.ts';
import { boundedBy, checkLimits } from './check-limits.ts';
import { APART, IN_RECEIPT } from './check-occasion.ts';
import { checkReach } from './check-reach.ts';
import { checkSchedule } from './check-schedule.ts';
import { checkWalletName } from './check-tiers.ts';
import type { RewardDocument } from './document.ts';
import { unitsOf, unitTerms } from './earning-terms.ts';
import { entryOf } from './meter-scale.ts';
import type { Path } from './problem.ts';
import { rewardUse } from './reward-use.ts';

const OF_CATALOGUE = ['pay', 'collect', 'codes'] as const;

export function checkReward(check: Checking, path: Path, reward: RewardDocument): void {
  const isInReceipt = rewardUse(reward) === 'receipt';
  const occasion = isInReceipt ? IN_RECEIPT : APART;
  checkExpression(check, [...path, 'if'], reward.if, { kind: 'rule', hasReceipt: isInReceipt });
  checkSchedule(check, [...path, 'when'], reward.when);
  checkEffects(check, [...path, 'gives'], reward.gives, occasion);
  checkLimits(check, [...path, 'limits'], reward.limits, boundedBy(check, [...path, 'gives'], reward.gives, occasion));
  checkMoney(check, [...path, 'pay'], reward.pay);
  for (const [wallet, price] of Object.entries(reward.price ?? {})) {
    const at: Path = [...path, 'price', wallet];
    if (!checkWalletName(check, at, wallet)) continue;
    const units = checkUnitsIn(check, at, wallet, price);
    if (units !== null) checkReach(check, at, wallet, units);
    checkGain(check, path, reward, wallet);
  }
  for (const key of isInReceipt ? OF_CATALOGUE : [])
    if (reward[key] !== undefined)
      check.report([...path, key], {
        code: 'no_effect',
        message: `${key} has no effect in a receipt`,
        hint: 'remove it, or write use: catalogue',
        atKey: true,
      });
  if (reward.birthday !== undefined)
    eachByLevel(check, [...path, 'birthday'], reward.birthday, (at, text) => {
      if (parseDuration(text) === null)
        check.report(at, { code: 'malformed', message: `not a duration: ${text}`, hint: 'like P7D' });
    });
}

/** A reward that gives more units than it costs is bought again and again. */
function checkGain(check: Checking, path: Path, { price = {}, gives }: RewardDocument, wallet: string): void {
  const { earn } = gives;
  if (earn === undefined || typeof earn.units !== 'string') return;
  const cost = valueOf(check, wallet, price[wallet] ?? '', earn.wallet);
  const gain = valueOf(check, earn.wallet, earn.units, wallet);
  if (cost === null || gain === null || compareRatios(gain, cost) <= 0) return;
  check.report([...path, 'gives', 'earn', 'units'], {
    code: 'gives_too_much',
    message: 'the reward gives back more than it costs',
    hint: 'raise the price, or give less',
  });
}

/** Units as value, where both wallets have one or are the same; null otherwise. */
function valueOf(check: Checking, wallet: string, text: string, other: string): ReturnType<typeof ratio> | null {
  const [own, others] = [wallet, other].map((id) => {
    const written = entryOf(check.document.wallets, id);
    return written === undefined ? null : unitTerms(written, check.decimals);
  });
  if (own === undefined || own === null || others === undefined || others === null) return null;
  const units = unitsOf(text, own);
  if (units === null || (wallet !== other && (own.worth === null || others.worth === null))) return null;
  return ratio(BigInt(units) * BigInt(wallet === other ? 1 : (own.worth ?? 0)), 1n);
}
