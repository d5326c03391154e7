/**
 * Reasons in words, Russian and English. A reason is stored as a code with parameters; its words are made when somebody
 * asks, with the names of the program it was decided by.
 */
import type { Reason, Refusal, RefusalCode } from './decision.ts';
import type { Receipt } from './event.ts';
import type { CompiledProgram, LocalText, Rule } from './program/compiled.ts';
import { notHere } from './rules/match.ts';
import { purchaseRules } from './rules/purchase-rules.ts';
import { type Instant, instant } from './values/time.ts';

export interface Words {
  readonly ru: string;
  readonly en: string;
}

type Params = Reason['params'];

interface Phrase {
  readonly ru: (say: Speaker) => string;
  readonly en: (say: Speaker) => string;
}

/** Parameters of one reason, said in one language. */
interface Speaker {
  /** An amount of units with the wallet's name in its plural form. */
  units(name: string): string;
  money(name: string): string;
  text(name: string): string;
  date(name: string): string;
  level(name: string): string;
  badge(name: string): string;
  /** ": " and the words of a code of REASONS; nothing without one. */
  because(name: string): string;
}

const REASONS: Readonly<Record<string, Phrase>> = {
  earned: {
    ru: (say) => `начислено ${say.units('units')}${say.text('basis') === '0' ? '' : ` с суммы ${say.money('basis')}`}`,
    en: (say) => `earned ${say.units('units')}${say.text('basis') === '0' ? '' : ` on ${say.money('basis')}`}`,
  },
  not_scheduled: { ru: () => 'сейчас не действует по расписанию', en: () => 'not active at this time' },
  condition_false: {
    ru: (say) => `условие не выполнено: ${say.text('condition')}`,
    en: (say) => `the condition does not hold: ${say.text('condition')}`,
  },
  condition_failed: {
    ru: (say) => `условие не удалось проверить: ${say.text('condition')}`,
    en: (say) => `the condition could not be checked: ${say.text('condition')}`,
  },
  no_matching_lines: { ru: () => 'в чеке нет подходящих товаров', en: () => 'no goods on the receipt qualify' },
  nothing_left_to_pay: {
    ru: () => 'деньгами платить нечего, начислять не с чего',
    en: () => 'nothing is paid by money, so there is nothing to earn on',
  },
  rounds_to_zero: {
    ru: (say) => `с суммы ${say.money('basis')} выходит меньше одной единицы`,
    en: (say) => `${say.money('basis')} gives less than one unit`,
  },
  paid: {
    ru: (say) => `${say.units('units')} оплатили ${say.money('money')}`,
    en: (say) => `${say.units('units')} paid ${say.money('money')}`,
  },
  pay_nothing_available: {
    ru: () => 'на счёте нет доступных единиц',
    en: () => 'there is nothing available to pay with',
  },
  pay_nothing_allowed: {
    ru: () => 'этот чек нельзя оплатить бонусами',
    en: () => 'this receipt cannot be paid with units',
  },
  expired: { ru: (say) => `сгорело ${say.units('units')}`, en: (say) => `${say.units('units')} expired` },
  restored: { ru: (say) => `возвращено ${say.units('units')}`, en: (say) => `${say.units('units')} given back` },
  restored_for_grace: {
    ru: (say) => `возвращено ${say.units('units')}: прежний срок истёк, действуют до ${say.date('until')}`,
    en: (say) => `${say.units('units')} given back: their time was over, they live until ${say.date('until')}`,
  },
  taken_back: {
    ru: (say) => `снято за возврат ${say.units('units')}`,
    en: (say) => `${say.units('units')} taken back for the return`,
  },
  withheld: {
    ru: (say) => `уже потрачены ${say.units('units')}: удержано ${say.money('money')}`,
    en: (say) => `${say.units('units')} were spent already: ${say.money('money')} withheld`,
  },
  owed: {
    ru: (say) => `уже потрачены ${say.units('units')}: записаны в долг`,
    en: (say) => `${say.units('units')} were spent already: they are owed`,
  },
  limited: {
    ru: (say) => `без ограничения было бы ${say.units('units')}`,
    en: (say) => `without the limit it would be ${say.units('units')}`,
  },
  limit_reached: {
    ru: () => 'ограничение исчерпано',
    en: () => 'the limit is used up',
  },
  discounted: { ru: (say) => `скидка ${say.money('money')}`, en: (say) => `${say.money('money')} off` },
  nothing_to_discount: { ru: () => 'скидывать нечего', en: () => 'there is nothing to take off' },
  better_offer: { ru: () => 'другое предложение выгоднее', en: () => 'another offer is better' },
  exclusive_offer: {
    ru: () => 'не сочетается с другим предложением',
    en: () => 'does not go together with another offer',
  },
  nothing_to_multiply: { ru: () => 'умножать нечего', en: () => 'there is nothing to multiply' },
  receipt_too_small: { ru: () => 'сумма чека слишком мала', en: () => 'the receipt is too small' },
  not_here: {
    ru: (say) => `действует только там, где ${say.text('field')}: ${say.text('value')}`,
    en: (say) => `works only where ${say.text('field')} is ${say.text('value')}`,
  },
  control_group: {
    ru: () => 'счёт в контрольной группе: правило к нему не применяется',
    en: () => 'the account is in the control group, which the rule leaves out',
  },
  gift: { ru: (say) => `подарок: ${say.text('sku')}`, en: (say) => `a gift: ${say.text('sku')}` },
  free_delivery: { ru: () => 'бесплатная доставка', en: () => 'free delivery' },
  coupon_given: {
    ru: (say) => `на карту положен купон: ${say.units('units')}`,
    en: (say) => `a coupon for the card: ${say.units('units')}`,
  },
  badge: { ru: (say) => `значок ${say.badge('badge')}`, en: (say) => `badge ${say.badge('badge')}` },
  reached: { ru: () => 'выполнено', en: () => 'reached' },
  level_given: {
    ru: (say) => `дан уровень ${say.level('to')}`,
    en: (say) => `level ${say.level('to')} is given`,
  },
  level_taken_back: {
    ru: () => 'выданный вручную уровень снят',
    en: () => 'the level given by hand is taken back',
  },
  referred: { ru: () => 'пришёл по приглашению', en: () => 'came by an invitation' },
  referral_qualified: { ru: () => 'приглашение засчитано', en: () => 'the invitation counts' },
  redeemed: {
    ru: (say) => `обменяно ${say.units('units')}`,
    en: (say) => `exchanged for ${say.units('units')}`,
  },
  payout: { ru: (say) => `к выплате ${say.units('units')}`, en: (say) => `${say.units('units')} to be paid out` },
  collected: { ru: () => 'выдано', en: () => 'handed over' },
  cancelled: {
    ru: (say) => `отменено, возвращено ${say.units('units')}`,
    en: (say) => `cancelled, ${say.units('units')} came back`,
  },
  confirmed: {
    ru: (say) => `подтверждено ${say.units('units')}`,
    en: (say) => `${say.units('units')} confirmed`,
  },
  converted: {
    ru: (say) => `обмен: получено ${say.units('units')}`,
    en: (say) => `exchange: ${say.units('units')} received`,
  },
  transferred: { ru: (say) => `передано ${say.units('units')}`, en: (say) => `${say.units('units')} given away` },
  received: { ru: () => 'получено от другого участника', en: () => 'received from another member' },
  merged: { ru: () => 'счёт объединён с другим', en: () => 'the account was merged into another' },
  joined_by: { ru: () => 'присоединён другой счёт', en: () => 'another account was merged into this one' },
  expired_inactive: {
    ru: (say) => `сгорело из-за отсутствия покупок: ${say.units('units')}`,
    en: (say) => `${say.units('units')} expired for want of activity`,
  },
  chosen: { ru: (say) => `выбрано: ${say.text('picks')}`, en: (say) => `chosen: ${say.text('picks')}` },
  corrected: {
    ru: (say) => `корректировка ${say.units('units')}: ${say.text('reason')}`,
    en: (say) => `corrected by ${say.units('units')}: ${say.text('reason')}`,
  },
  tier_changed: {
    ru: (say) => `уровень: ${say.level('from')} → ${say.level('to')}`,
    en: (say) => `level: ${say.level('from')} → ${say.level('to')}`,
  },
};

const REFUSALS: Readonly<Record<RefusalCode, Phrase>> = {
  currency_mismatch: {
    ru: (say) => `чек в валюте ${say.text('currency')}, а программа в ${say.text('expected')}`,
    en: (say) => `the receipt is in ${say.text('currency')}, the program in ${say.text('expected')}`,
  },
  wallet_unknown: {
    ru: (say) => `в программе нет кошелька ${say.text('wallet')}`,
    en: (say) => `the program has no wallet ${say.text('wallet')}`,
  },
  wallet_cannot_pay: {
    ru: (say) => `кошельком ${say.text('wallet')} нельзя платить`,
    en: (say) => `wallet ${say.text('wallet')} cannot pay`,
  },
  units_insufficient: {
    ru: (say) => `просят ${say.units('asked')}, доступно ${say.units('available')}`,
    en: (say) => `${say.units('asked')} asked, ${say.units('available')} available`,
  },
  pay_over_limit: {
    ru: (say) => `этим чеком можно списать не больше ${say.units('limit')}`,
    en: (say) => `no more than ${say.units('limit')} may pay this receipt`,
  },
  purchase_unknown: { ru: () => 'такой покупки на этом счёте нет', en: () => 'the account has no such purchase' },
  line_unknown: {
    ru: (say) => `в покупке нет строки ${say.text('line')}`,
    en: (say) => `the purchase has no line ${say.text('line')}`,
  },
  return_exceeds_purchase: {
    ru: (say) => `в строке ${say.text('line')} осталось меньше, чем возвращают`,
    en: (say) => `line ${say.text('line')} has less left than is being returned`,
  },
  correction_below_zero: {
    ru: (say) => `можно снять не больше ${say.units('available')}`,
    en: (say) => `no more than ${say.units('available')} can be taken`,
  },
  correction_zero: {
    ru: () => 'корректировка на ноль ничего не меняет',
    en: () => 'a correction by zero changes nothing',
  },
  checkout_unknown: { ru: () => 'такой брони на этом счёте нет', en: () => 'the account has no such checkout' },
  checkout_committed: { ru: () => 'эта бронь уже стала покупкой', en: () => 'the checkout is committed already' },
  checkout_cancelled: { ru: () => 'эта бронь отменена', en: () => 'the checkout was cancelled' },
  amount_too_large: { ru: () => 'сумма слишком велика', en: () => 'the amount is too large' },
  reward_unknown: { ru: () => 'такой награды нет', en: () => 'there is no such reward' },
  reward_not_for_you: { ru: () => 'эта награда вам пока недоступна', en: () => 'this reward is not for this account' },
  reward_not_now: { ru: () => 'эта награда сейчас недоступна', en: () => 'this reward is not available now' },
  reward_not_here: {
    ru: () => 'эту награду используют иначе: в чеке или из каталога',
    en: () => 'this reward is used elsewhere: in a receipt, or from the catalogue',
  },
  reward_out_of_stock: { ru: () => 'награды закончились', en: () => 'the reward is out of stock' },
  coupon_unknown: { ru: () => 'такого купона нет', en: () => 'there is no such coupon' },
  coupon_not_applicable: {
    ru: (say) => `купон здесь не действует${say.because('because')}`,
    en: (say) => `the coupon does not work here${say.because('because')}`,
  },
  limit_reached: { ru: () => 'ограничение исчерпано', en: () => 'the limit is used up' },
  choice_unknown: { ru: () => 'такого выбора нет', en: () => 'there is no such choice' },
  choice_closed: {
    ru: () => 'на этот период выбор уже закрыт',
    en: () => 'the choice is closed for this period',
  },
  choice_not_offered: {
    ru: () => 'выбрано то, чего нет в списке, или слишком много',
    en: () => 'something that is not offered was picked, or too much',
  },
  item_unknown: {
    ru: () => 'такого открытого обмена или ожидания на счёте нет',
    en: () => 'the account has no such open redemption, payout or expected units',
  },
  items_too_many: { ru: () => 'слишком много незавершённого', en: () => 'too much is open already' },
  conversion_unknown: { ru: () => 'такого обмена нет', en: () => 'there is no such exchange' },
  conversion_not_allowed: { ru: () => 'этот обмен сейчас невозможен', en: () => 'this exchange is not possible' },
  transfer_not_allowed: {
    ru: () => 'эти единицы нельзя передавать, или их слишком мало',
    en: () => 'these units cannot be given away, or they are too few',
  },
  transfer_to_self: { ru: () => 'себе самому нельзя', en: () => 'not to oneself' },
  account_in_debt: {
    ru: (say) => `на счёте долг: ${say.units('units')}`,
    en: (say) => `the account owes ${say.units('units')}`,
  },
  account_closed: { ru: () => 'счёт объединён с другим', en: () => 'the account was merged into another' },
  merge_with_self: {
    ru: () => 'счёт нельзя объединить с самим собой',
    en: () => 'an account cannot be merged with itself',
  },
  level_unknown: {
    ru: (say) => `нет уровня ${say.text('level')}`,
    en: (say) => `there is no level ${say.text('level')}`,
  },
  referral_exists: { ru: () => 'этого участника уже пригласили', en: () => 'somebody has invited this member already' },
  referral_late: { ru: () => 'приглашать можно только новых', en: () => 'only new members can be invited' },
  payout_not_allowed: {
    ru: () => 'эти единицы нельзя выплатить, или их слишком мало',
    en: () => 'these units cannot be paid out, or they are too few',
  },
  attribute_unknown: {
    ru: (say) => `в программе нет признака ${say.text('attribute')} такого вида`,
    en: (say) => `the program has no attribute ${say.text('attribute')} of this kind`,
  },
};

/** The words of a reason; begins with the rule's name where a rule speaks. */
export function explainReason(reason: Reason, program: CompiledProgram): Words {
  const phrase = REASONS[reason.code];
  const name: LocalText = reason.rule === undefined ? {} : (program.causes.get(reason.rule) ?? {});
  const lead = (own: string | undefined, other: string | undefined): string =>
    reason.rule === undefined ? '' : `${own ?? other ?? reason.rule}: `;
  if (phrase === undefined)
    return { ru: `${lead(name.ru, name.en)}${reason.code}`, en: `${lead(name.en, name.ru)}${reason.code}` };
  return {
    ru: `${lead(name.ru, name.en)}${phrase.ru(speaker('ru', reason.params, program))}`,
    en: `${lead(name.en, name.ru)}${phrase.en(speaker('en', reason.params, program))}`,
  };
}

/** The words of a refusal. */
export function explainRefusal(refusal: Refusal, program: CompiledProgram): Words {
  const phrase = REFUSALS[refusal.code];
  return {
    ru: phrase.ru(speaker('ru', refusal.params, program)),
    en: phrase.en(speaker('en', refusal.params, program)),
  };
}

/**
 * Reasons of a receipt with those of rules that were not even looked at, since they hold only elsewhere: a decision does not
 * store them, because a network has hundreds of rules for other places.
 */
export function reasonsOn(
  receipt: Receipt,
  at: Instant,
  { reasons, program }: { readonly reasons: readonly Reason[]; readonly program: CompiledProgram },
): readonly Reason[] {
  const looked = new Set(purchaseRules(program, receipt, at));
  const silent = (program.rulesOn.get('purchase') ?? []).filter((rule) => !looked.has(rule));
  return silent.length === 0 ? reasons : [...reasons, ...silent.map((rule) => elsewhere(rule, receipt))];
}

function elsewhere(rule: Rule, receipt: Receipt): Reason {
  const guard = rule.guards.find(({ field, values }) => !values.has(receipt[field] ?? ''));
  if (guard === undefined) return { rule: rule.id, applied: false, code: 'not_scheduled', params: {} };
  const no = notHere(rule, guard.field, [...guard.values].join(', '));
  return { rule: rule.id, applied: false, code: no.code, params: no.params };
}

const PLURALS = { ru: new Intl.PluralRules('ru'), en: new Intl.PluralRules('en') };

function speaker(language: 'ru' | 'en', params: Params, program: CompiledProgram): Speaker {
  const text = (name: string): string => String(params[name] ?? '');
  const say = (words: LocalText | undefined): string | undefined =>
    language === 'ru' ? (words?.ru ?? words?.en) : (words?.en ?? words?.ru);
  return {
    text,
    units: (name) => sayUnits(language, Number(params[name] ?? 0), text('wallet'), program),
    money: (name) => sayMoney(language, Number(params[name] ?? 0), program),
    date: (name) => lastDay(language, params[name] ?? null, program),
    level: (name) => say(program.tiers?.levels.find((each) => each.id === params[name])?.name) ?? text(name),
    badge: (name) => say(program.badges.get(text(name))?.name) ?? text(name),
    because: (name) => {
      const phrase = REASONS[text(name)];
      return phrase === undefined ? '' : `: ${phrase[language](speaker(language, {}, program))}`;
    },
  };
}

const FORMATS = new Map<string, Intl.NumberFormat>();

/** "1 234,50 ₽" and "RUB 1,234.50": as people of each language write it. */
function sayMoney(language: 'ru' | 'en', amount: number, { currency, currencyDecimals }: CompiledProgram): string {
  return sayNumber(language, amount, currencyDecimals, currency);
}

function sayNumber(language: 'ru' | 'en', amount: number, decimals: number, currency?: string): string {
  const name = `${language}/${decimals}/${currency ?? ''}`;
  let format = FORMATS.get(name);
  if (format === undefined) {
    const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
    format = new Intl.NumberFormat(
      language,
      currency === undefined ? digits : { ...digits, style: 'currency', currency },
    );
    FORMATS.set(name, format);
  }
  return format.format(amount / 10 ** decimals).replace('-', '−');
}

/** Times in reasons are exclusive ends: people say the last day before. */
function lastDay(language: 'ru' | 'en', end: string | number | null, program: CompiledProgram): string {
  if (typeof end !== 'number') return '—';
  const day = program.calendar.dayOf(instant(end - 1));
  return language === 'ru' ? day.split('-').toReversed().join('.') : day;
}

function sayUnits(language: 'ru' | 'en', amount: number, wallet: string, program: CompiledProgram): string {
  const found = program.wallets.get(wallet);
  if (found === undefined) return `${amount} ${wallet}`;
  const said = sayNumber(language, amount, found.decimals);
  const category = PLURALS[language].select(Math.abs(amount) / 10 ** found.decimals);
  const { ru, en } = found.name;
  if (language === 'ru' && ru !== undefined)
    return `${said} ${category === 'one' ? ru.one : category === 'many' ? ru.many : ru.few}`;
  if (en !== undefined) return `${said} ${PLURALS.en.select(Math.abs(amount)) === 'one' ? en.one : en.other}`;
  return `${said} ${ru?.many ?? wallet}`;
}
