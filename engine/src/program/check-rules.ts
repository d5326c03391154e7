/** Rules: what they wait for, what they bring, for whom. */
import { compareRatios, ONE_RATIO, parseRate } from '../values/ratio.ts';
import { checkExpression, type Checking } from './check-context.ts';
import { checkEffects } from './check-effects.ts';
import { boundedBy, checkLimits, checkRuleBounds, checkShared } from './check-limits.ts';
import { occasionOf } from './check-occasion.ts';
import { daysOf, YEAR_DAYS } from './check-reach.ts';
import { checkSchedule } from './check-schedule.ts';
import { checkShadows } from './check-shadows.ts';
import type { RuleDocument } from './document.ts';
import { WEEKDAYS } from './document-limits.ts';
import { entryOf } from './meter-scale.ts';
import { didYouMean } from './nearest.ts';
import type { Path } from './problem.ts';

export function checkRules(check: Checking): void {
  const seen = new Set<string>();
  for (const [index, rule] of check.document.rules.entries()) {
    const path: Path = ['rules', index];
    if (seen.has(rule.id))
      check.report([...path, 'id'], {
        code: 'duplicate_id',
        message: `rule "${rule.id}" is here twice`,
        hint: 'ids are unique: choose another',
      });
    seen.add(rule.id);
    const hasReceipt = rule.on === 'purchase';
    checkExpression(check, [...path, 'if'], rule.if, { kind: 'rule', hasReceipt, on: rule.on, given: givenBy(rule) });
    checkSchedule(check, [...path, 'when'], rule.when);
    const occasion = occasionOf(rule.on);
    checkEffects(check, path, rule, occasion);
    checkLimits(check, [...path, 'limits'], rule.limits, boundedBy(check, path, rule, occasion));
    checkRuleBounds(check, path, rule);
    checkAudience(check, path, rule);
    checkMoment(check, path, rule);
  }
  checkShared(check);
  checkShadows(check);
}

/** What a rule's other keys say, as conditions. Hours over midnight belong to the day before, so days say nothing then. */
function givenBy({ partner, when }: RuleDocument): readonly string[] {
  const days = when?.hours === undefined ? when?.days?.map((day) => WEEKDAYS.indexOf(day) + 1) : undefined;
  return [
    ...(partner === undefined ? [] : [`receipt.partner == "${partner}"`]),
    ...(days === undefined ? [] : [`time.weekday in [${days.join(', ')}]`]),
  ];
}

function checkAudience(check: Checking, path: Path, rule: RuleDocument): void {
  const share = rule.control === undefined ? null : parseRate(rule.control);
  if (share !== null && compareRatios(share.ratio, ONE_RATIO) >= 0)
    check.report([...path, 'control'], {
      code: 'above_whole',
      message: `${rule.control ?? ''} leaves nobody for the rule`,
      hint: 'a small part, like 5%',
    });
  if (
    rule.partner !== undefined &&
    entryOf(check.document.partners ?? {}, rule.partner) === undefined &&
    !check.isBroken(['partners']) &&
    !check.isBroken(['partners', rule.partner])
  )
    check.report([...path, 'partner'], {
      code: 'unknown_partner',
      message: `no partner "${rule.partner}"`,
      hint: didYouMean(rule.partner, Object.keys(check.document.partners ?? {})),
    });
}

function checkMoment(check: Checking, path: Path, rule: RuleDocument): void {
  if (rule.on === 'inactive' && rule.after === undefined && !check.isBroken([...path, 'after']))
    check.report([...path, 'after'], {
      code: 'missing',
      message: 'after is missing',
      hint: 'after how long: after: P60D',
    });
  if (rule.after !== undefined && rule.on !== 'inactive')
    check.report([...path, 'after'], {
      code: 'no_effect',
      message: `after has no effect on ${rule.on}`,
      hint: 'remove it, or let the rule be on inactive',
      atKey: true,
    });
  if (rule.before !== undefined && rule.on !== 'birthday')
    check.report([...path, 'before'], {
      code: 'no_effect',
      message: `before has no effect on ${rule.on}`,
      hint: 'remove it, or let the rule be on birthday',
      atKey: true,
    });
  if (rule.before !== undefined && (!/^P\d+[DW]$/.test(rule.before) || (daysOf(rule.before) ?? 0) >= YEAR_DAYS))
    check.report([...path, 'before'], {
      code: 'out_of_range',
      message: 'before is counted in days, less than a year',
      hint: 'like P3D or P1W',
    });
}
