/** The catalogue, coupons, referral, challenges, choices, boards, draws, exchanges: nothing unknown, nothing out of reach. */
import { parseDecimal } from '../values/decimal.ts';
import { checkExpression, type Checking } from './check-context.ts';
import { checkEffects } from './check-effects.ts';
import { eachByLevel, knownLevels } from './check-levels.ts';
import { boundedBy, checkLimits } from './check-limits.ts';
import { APART, IN_RECEIPT, OF_FRIEND } from './check-occasion.ts';
import { inWords, mostUnits } from './check-reach.ts';
import { checkReward } from './check-reward.ts';
import { checkSchedule } from './check-schedule.ts';
import { checkWalletName } from './check-tiers.ts';
import { checkKeepers } from './check-wallets.ts';
import type { ChallengeDocument } from './document.ts';
import { meterOf, meterScale } from './meter-scale.ts';
import { didYouMean } from './nearest.ts';
import { offeredIds } from './offered.ts';
import type { Path } from './problem.ts';

const LISTS = [
  'rewards',
  'coupons',
  'challenges',
  'streaks',
  'choices',
  'leaderboards',
  'draws',
  'conversions',
] as const;

export function checkBenefits(check: Checking): void {
  const { document } = check;
  for (const list of LISTS)
    checkIds(
      check,
      list,
      (document[list] ?? []).map((item) => item.id),
    );
  for (const [index, reward] of (document.rewards ?? []).entries()) checkReward(check, ['rewards', index], reward);
  for (const [index, coupon] of (document.coupons ?? []).entries()) {
    const path: Path = ['coupons', index];
    checkExpression(check, [...path, 'if'], coupon.if, { kind: 'rule', hasReceipt: true });
    checkSchedule(check, [...path, 'when'], coupon.when);
    checkEffects(check, [...path, 'gives'], coupon.gives, IN_RECEIPT);
    const bounded = boundedBy(check, [...path, 'gives'], coupon.gives, IN_RECEIPT);
    checkLimits(check, [...path, 'limits'], coupon.limits, bounded);
    checkKeepers(check, [...path, 'expires', 'except'], coupon.expires);
  }
  checkReferral(check);
  checkProgress(check);
  checkChoices(check);
  checkBoards(check);
}

function checkIds(check: Checking, list: string, ids: readonly string[]): void {
  for (const [index, id] of ids.entries()) {
    if (ids.indexOf(id) < index)
      check.report([list, index, 'id'], {
        code: 'duplicate_id',
        message: `"${id}" is here twice`,
        hint: 'ids are unique: choose another',
      });
  }
}

function checkReferral(check: Checking): void {
  const { referral } = check.document;
  if (referral === undefined) return;
  checkExpression(check, ['referral', 'qualifies'], referral.qualifies, { kind: 'rule', hasReceipt: true });
  if (referral.friend === undefined && referral.referrer === undefined)
    check.report(['referral'], { code: 'nothing_happens', message: 'nothing happens', hint: 'add friend or referrer' });
  const { friend, referrer, limits } = referral;
  if (friend !== undefined) checkEffects(check, ['referral', 'friend'], friend, OF_FRIEND);
  if (referrer !== undefined) {
    const path: Path = ['referral', 'referrer'];
    checkEffects(check, path, referrer, APART);
    checkLimits(check, ['referral', 'limits'], limits, boundedBy(check, path, referrer, APART));
  } else if (limits !== undefined && !check.isBroken(['referral', 'referrer']))
    check.report(['referral', 'limits'], {
      code: 'no_effect',
      message: 'limits bound what the referrer gets, and that is nothing',
      hint: 'add referrer, or remove limits',
      atKey: true,
    });
}

function checkProgress(check: Checking): void {
  for (const [index, challenge] of (check.document.challenges ?? []).entries()) {
    const path: Path = ['challenges', index];
    checkMeter(check, [...path, 'meter'], challenge.meter);
    checkExpression(check, [...path, 'if'], challenge.if, { kind: 'rule', hasReceipt: false });
    checkSchedule(check, [...path, 'when'], challenge.when);
    checkEffects(check, [...path, 'then'], challenge.then, APART);
    const scale = meterScale(check.document, challenge.meter);
    const target = scale === null ? null : parseDecimal(challenge.target, scale);
    if (scale !== null && (target === null || target === 0))
      check.report([...path, 'target'], {
        code: target === null ? 'too_precise' : 'out_of_range',
        message: `${challenge.target} is no target for ${challenge.meter}`,
        hint: `a number above 0 with at most ${scale} decimal places`,
      });
    else if (target !== null) checkTargetReach(check, [...path, 'target'], challenge, target);
  }
  for (const [index, streak] of (check.document.streaks ?? []).entries()) {
    checkMeter(check, ['streaks', index, 'meter'], streak.meter);
    checkEffects(check, ['streaks', index, 'then'], streak.then, APART);
  }
}

/** A target of units within a time in which rules give fewer. */
function checkTargetReach(
  check: Checking,
  path: Path,
  { meter: id, every = 'ever', target: text }: ChallengeDocument,
  target: number,
): void {
  const meter = meterOf(check.document, id);
  if (meter?.add !== 'earned' || meter.wallet === undefined) return;
  const most = mostUnits(check, meter.wallet, { days: CHALLENGE_DAYS[every], on: meter.on });
  if (most !== null && most < target)
    check.report(path, {
      code: 'unreachable',
      message: `nobody can reach ${text}: rules give at most ${inWords(check, meter.wallet, most)} units of ${meter.wallet} in that time`,
      hint: 'lower the target, give it more time, or let rules give more',
    });
}

const CHALLENGE_DAYS = { day: 1, week: 7, month: 31, quarter: 92, year: 366, period: 31, ever: null } as const;

function checkChoices(check: Checking): void {
  for (const [index, choice] of (check.document.choices ?? []).entries()) {
    eachByLevel(check, ['choices', index, 'pick'], choice.pick, (at, text) => {
      const most = parseDecimal(text, 0);
      if (most === null || most > choice.of.length)
        check.report(at, {
          code: 'out_of_range',
          message: `${text} of ${choice.of.length} offered`,
          hint: 'a whole number, at most as many as are offered',
        });
    });
    if (new Set(offeredIds(choice)).size < choice.of.length)
      check.report(['choices', index, 'of'], {
        code: 'duplicate_id',
        message: 'something is offered twice',
        hint: 'name each once',
      });
  }
}

function checkBoards(check: Checking): void {
  for (const [index, board] of (check.document.leaderboards ?? []).entries()) {
    checkMeter(check, ['leaderboards', index, 'meter'], board.meter);
    knownLevels(check, ['leaderboards', index, 'levels'], board.levels ?? [], true);
  }
  for (const [index, draw] of (check.document.draws ?? []).entries())
    checkWalletName(check, ['draws', index, 'tickets'], draw.tickets);
}

function checkMeter(check: Checking, path: Path, meter: string): void {
  if (check.names.meters.includes(meter) || check.isBroken(['meters', meter])) return;
  check.report(path, {
    code: 'unknown_meter',
    message: `no meter "${meter}"`,
    hint: didYouMean(meter, check.names.meters),
  });
}
