/** What rules, rewards, coupons, challenges and referrals bring about: something at least, and nothing that does not exist. */
import { compareRatios, decimalRatio, mulRatio, ONE_RATIO } from '../values/ratio.ts';
import { checkExpression, type Checking, isIncomplete } from './check-context.ts';
import { checkDiscount } from './check-discount.ts';
import { checkEarn, checkSomething, shareOf } from './check-earn.ts';
import { eachByLevel, knownLevel } from './check-levels.ts';
import type { Occasion } from './check-occasion.ts';
import { extraOf } from './compile-earn.ts';
import type { EarnDocument, EffectsDocument, ExpiresDocument, MultiplyDocument, RuleDocument } from './document.ts';
import { entryOf } from './meter-scale.ts';
import { didYouMean } from './nearest.ts';
import type { Path } from './problem.ts';

const EFFECTS = ['earn', 'multiply', 'discount', 'gift', 'coupon', 'badge', 'freeDelivery', 'tier', 'message'] as const;

/** `path` is that of the part that holds the effects' keys. */
export function checkEffects(check: Checking, path: Path, effects: EffectsDocument, occasion: Occasion): void {
  const isBroken = EFFECTS.some((key) => check.isBroken([...path, key]));
  if (!isBroken && EFFECTS.every((key) => effects[key] === undefined))
    check.report([...path, 'earn'], {
      code: 'nothing_happens',
      message: 'nothing happens',
      hint: `add one of ${EFFECTS.join(', ')}`,
    });
  if (effects.earn !== undefined) {
    checkEarn(check, [...path, 'earn'], effects.earn, occasion.source);
    checkOwnExpiry(check, [...path, 'earn', 'expires'], effects.earn.expires, 'the wallet');
  }
  if (effects.multiply !== undefined) checkMultiply(check, [...path, 'multiply'], effects.multiply, occasion);
  if (effects.discount !== undefined) {
    checkOccasion(check, [...path, 'discount'], occasion);
    checkDiscount(check, [...path, 'discount'], effects.discount);
  }
  if (effects.freeDelivery !== undefined && occasion.source !== 'receipt')
    needsReceipt(check, [...path, 'freeDelivery']);
  checkGrants(check, path, effects);
}

/** Things given by name: levels, coupons, badges. */
function checkGrants(check: Checking, path: Path, { tier, coupon, badge }: EffectsDocument): void {
  const { coupons = [], badges = {} } = check.document;
  if (tier !== undefined) {
    knownLevel(check, [...path, 'tier', 'level'], tier.level);
    if (tier.level === check.names.levels[0])
      check.report([...path, 'tier', 'level'], {
        code: 'no_effect',
        message: `level "${tier.level}" is everybody's already`,
        hint: 'name a higher level',
      });
  }
  const known = coupons.map(({ id }) => id);
  if (coupon !== undefined && !known.includes(coupon.id) && !isIncomplete(check, 'coupons', known.length))
    check.report([...path, 'coupon', 'id'], {
      code: 'unknown_coupon',
      message: `no coupon "${coupon.id}"`,
      hint: didYouMean(coupon.id, known),
    });
  checkOwnExpiry(check, [...path, 'coupon', 'expires'], coupon?.expires, 'the coupon');
  const isKnown = badge === undefined || entryOf(badges, badge) !== undefined;
  if (!isKnown && !check.isBroken(['badges']) && !check.isBroken(['badges', badge]))
    check.report([...path, 'badge'], {
      code: 'unknown_badge',
      message: `no badge "${badge}"`,
      hint: didYouMean(badge, Object.keys(badges)),
    });
}

/** Silence ends a whole wallet, so only the wallet can say so. */
function checkOwnExpiry(check: Checking, path: Path, expires: ExpiresDocument | undefined, owner: string): void {
  if (typeof expires === 'object' && 'inactive' in expires)
    check.report(path, {
      code: 'no_effect',
      message: 'these units alone cannot expire by inactivity',
      hint: `let ${owner} expire so, or write { after: P180D } here`,
      atKey: true,
    });
}

function checkMultiply(check: Checking, path: Path, multiply: MultiplyDocument, occasion: Occasion): void {
  const { rules } = check.document;
  const base = rules.find((rule) => rule.id === multiply.rule);
  if (base !== undefined) checkMultiplied(check, [...path, 'rule'], base, occasion);
  else if (!isIncomplete(check, 'rules', rules.length))
    check.report([...path, 'rule'], {
      code: 'unknown_rule',
      message: `no rule "${multiply.rule}"`,
      hint: didYouMean(
        multiply.rule,
        rules.filter((rule) => rule.earn !== undefined).map((rule) => rule.id),
      ),
    });
  checkSomething(check, [...path, 'by'], multiply.by, /^0*1(\.0*)?$/);
  eachByLevel(check, [...path, 'by'], multiply.by, (at, text) => {
    const extra = extraOf(text);
    if (extra === null)
      check.report(at, {
        code: 'out_of_range',
        message: `${text} would take units away`,
        hint: '2 doubles; 1 leaves as it is',
      });
    else if (extra.num === 0n && typeof multiply.by === 'string')
      check.report(at, {
        code: 'gives_nothing',
        message: 'times 1 gives nothing more',
        hint: '2 doubles, 1.5 adds half',
      });
    else if (base?.earn !== undefined) checkProduct(check, at, text, base.earn);
  });
  checkExpression(check, [...path, 'lines'], multiply.lines, {
    kind: 'line',
    hasReceipt: occasion.source === 'receipt',
  });
}

/** The rule gives units, and here. */
function checkMultiplied(check: Checking, path: Path, base: RuleDocument, { beside }: Occasion): void {
  const index = check.document.rules.indexOf(base);
  if (base.earn === undefined && !check.isBroken(['rules', index, 'earn']))
    check.report(path, {
      code: 'no_effect',
      message: `rule "${base.id}" gives no units to multiply`,
      hint: 'name a rule with earn',
    });
  else if (base.on !== beside)
    check.report(path, {
      code: 'no_effect',
      message: `rule "${base.id}" works on ${base.on}, not here`,
      hint: beside === null ? 'give units by earn' : `name a rule on ${beside}`,
    });
}

/** A rate of 60 % doubled is more than is paid. */
function checkProduct(check: Checking, path: Path, times: string, { wallet, rate }: EarnDocument): void {
  const by = decimalRatio(times);
  // One number for everybody multiplies the rate of every level.
  const rates = typeof rate === 'object' ? (entryOf(rate, String(path.at(-1))) ?? Object.values(rate)) : (rate ?? []);
  for (const text of [rates].flat()) {
    const share = shareOf(check, wallet, text);
    // A rate that is too much by itself has its own complaint.
    if (by === null || share === null || compareRatios(share, ONE_RATIO) > 0) continue;
    if (compareRatios(mulRatio(share, by), ONE_RATIO) <= 0) continue;
    return check.report(path, {
      code: 'gives_too_much',
      message: `${times} times ${text} gives back more than is paid`,
      hint: 'at most 100% of the value',
    });
  }
}

function checkOccasion(check: Checking, path: Path, { source, takesDiscounts }: Occasion): void {
  if (source !== 'receipt') needsReceipt(check, path);
  else if (!takesDiscounts)
    check.report(path, {
      code: 'no_effect',
      message: 'the prices of this purchase are settled by then',
      hint: 'give a coupon for the next one',
      atKey: true,
    });
}

function needsReceipt(check: Checking, path: Path): void {
  check.report(path, {
    code: 'no_receipt',
    message: `${String(path.at(-1))} needs a receipt, and this event has none`,
    hint: 'let the rule be on purchase, or give a coupon for the next one',
    atKey: true,
  });
}
