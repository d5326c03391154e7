/**
 * Reasons in words, Russian and English. A reason is stored as a code with parameters; its words are made when somebody
 * asks, with the names of the program it was decided by.
 */
import type { Reason, Refusal, RefusalCode } from './decision.ts';
import type { CompiledProgram, LocalText } from './program/compiled.ts';
import { instant } from './values/time.ts';

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
};

/** The words of a reason; begins with the rule's name where a rule speaks. */
export function explainReason(reason: Reason, program: CompiledProgram): Words {
  const phrase = REASONS[reason.code];
  const rule = reason.rule === undefined ? undefined : program.rules.find((each) => each.id === reason.rule);
  const name: LocalText = rule?.name ?? {};
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

const PLURALS = { ru: new Intl.PluralRules('ru'), en: new Intl.PluralRules('en') };

function speaker(language: 'ru' | 'en', params: Params, program: CompiledProgram): Speaker {
  const text = (name: string): string => String(params[name] ?? '');
  return {
    text,
    units: (name) => sayUnits(language, Number(params[name] ?? 0), text('wallet'), program),
    money: (name) => sayMoney(language, Number(params[name] ?? 0), program),
    date: (name) => lastDay(language, params[name] ?? null, program),
    level: (name) => {
      const level = program.tiers?.levels.find((each) => each.id === params[name]);
      return (
        (language === 'ru' ? (level?.name.ru ?? level?.name.en) : (level?.name.en ?? level?.name.ru)) ?? text(name)
      );
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
