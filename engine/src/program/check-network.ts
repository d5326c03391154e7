/** Others that take part: partners, exchanges between wallets, gift cards; and what is known of members. */
import { readDecimal } from '../values/decimal.ts';
import { compareRatios, ONE_RATIO, parseRate } from '../values/ratio.ts';
import { checkMoney } from './check-amounts.ts';
import { checkExpression, type Checking } from './check-context.ts';
import { checkLeast, checkLimits, leaving } from './check-limits.ts';
import { checkWalletName } from './check-tiers.ts';
import type { ProgramDocument } from './document.ts';
import { moneyOf } from './earning-terms.ts';
import type { Path } from './problem.ts';

type Conversion = NonNullable<ProgramDocument['conversions']>[number];

export function checkNetwork(check: Checking): void {
  for (const [id, partner] of Object.entries(check.document.partners ?? {})) {
    const path: Path = ['partners', id];
    checkMoney(check, [...path, 'issue'], partner.issue);
    checkMoney(check, [...path, 'redeem'], partner.redeem);
    const max = partner.pay === undefined ? null : parseRate(partner.pay.max);
    if (max !== null && compareRatios(max.ratio, ONE_RATIO) > 0)
      check.report([...path, 'pay', 'max'], {
        code: 'above_whole',
        message: `${partner.pay?.max ?? ''} is more than the whole`,
        hint: 'at most 100%',
      });
  }
  for (const [index, conversion] of (check.document.conversions ?? []).entries())
    checkConversion(check, ['conversions', index], conversion);
  checkGiftCards(check);
  checkAttributes(check);
}

function checkConversion(check: Checking, path: Path, conversion: Conversion): void {
  checkWalletName(check, [...path, 'from'], conversion.from);
  checkWalletName(check, [...path, 'to'], conversion.to);
  if (conversion.from === conversion.to)
    check.report([...path, 'to'], { code: 'no_effect', message: 'from and to are one wallet', hint: 'name another' });
  if (parseRate(conversion.rate)?.ratio.num === 0n)
    check.report([...path, 'rate'], {
      code: 'gives_nothing',
      message: 'the exchange gives nothing',
      hint: 'like 1 per 1, or 90%',
    });
  checkExpression(check, [...path, 'if'], conversion.if, { kind: 'rule', hasReceipt: false });
  checkLeast(check, [...path, 'min'], conversion.from, conversion);
  checkLimits(check, [...path, 'limits'], conversion.limits, leaving(conversion.from));
}

function checkGiftCards(check: Checking): void {
  const { giftCards } = check.document;
  if (giftCards === undefined) return;
  const { amounts, min, max } = giftCards;
  checkMoney(check, ['giftCards', 'min'], min);
  checkMoney(check, ['giftCards', 'max'], max);
  for (const [index, amount] of (amounts ?? []).entries()) {
    const isFine = checkMoney(check, ['giftCards', 'amounts', index], amount);
    if (isFine && moneyOf(amount, check.decimals) === 0)
      check.report(['giftCards', 'amounts', index], {
        code: 'out_of_range',
        message: 'a card of nothing',
        hint: 'money above 0',
      });
  }
  for (const key of amounts === undefined ? [] : (['min', 'max'] as const))
    if (giftCards[key] !== undefined)
      check.report(['giftCards', key], {
        code: 'no_effect',
        message: `${key} beside amounts`,
        hint: 'keep one: amounts are all there are; min and max allow any between',
        atKey: true,
      });
  const [least, most] = [min, max].map((text) => (text === undefined ? null : moneyOf(text, check.decimals)));
  if (typeof least === 'number' && typeof most === 'number' && least > most)
    check.report(['giftCards', 'max'], {
      code: 'out_of_range',
      message: `at most ${max ?? ''}, but at least ${min ?? ''}`,
      hint: 'max is not less than min',
    });
}

/** What an attribute is where nothing is known must be of its kind. */
function checkAttributes(check: Checking): void {
  for (const [id, { type, default: known }] of Object.entries(check.document.attributes ?? {})) {
    // Numbers of a source are text until they are compiled.
    const isNumber =
      typeof known === 'number' || (typeof known === 'string' && readDecimal(known.replace(/^-/, '')) !== null);
    const fits = { 'yes/no': typeof known === 'boolean', number: isNumber, text: typeof known === 'string' }[type];
    if (known !== undefined && !fits)
      check.report(['attributes', id, 'default'], {
        code: 'wrong_type',
        message: `${String(known)} is not ${type}`,
        hint: 'yes/no: true or false; number: 0; text: "none"',
      });
  }
}
