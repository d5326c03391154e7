/** Rewards: something for a price that can be had, used where it works. */
import { parseDuration } from '../values/duration.ts';
import { checkMoney, checkSomeUnits } from './check-amounts.ts';
import { checkExpression, type Checking } from './check-context.ts';
import { checkEffects } from './check-effects.ts';
import { eachByLevel } from './check-levels.ts';
import { boundedBy, checkLimits } from './check-limits.ts';
import { APART, IN_RECEIPT } from './check-occasion.ts';
import { checkReach } from './check-reach.ts';
import { checkSchedule } from './check-schedule.ts';
import { checkWalletName } from './check-tiers.ts';
import type { RewardDocument } from './document.ts';
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
    const units = checkSomeUnits(check, at, wallet, price);
    if (units !== null) checkReach(check, at, wallet, units);
  }
  const { price, pay, limits, stock, birthday } = reward;
  const isFree = [price, pay, limits, stock, birthday].every((part) => part === undefined);
  if (isFree && !isInReceipt && reward.gives.earn !== undefined)
    check.report([...path, 'gives', 'earn'], {
      code: 'gives_too_much',
      message: 'units for nothing, again and again',
      hint: 'add a price, or limits: [{ every: month, times: 1 }]',
      atKey: true,
    });
  if (stock === 0)
    check.report([...path, 'stock'], {
      code: 'out_of_range',
      message: 'there is none at all',
      hint: 'so many there are; to end a reward write when: { until: … }',
    });
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
