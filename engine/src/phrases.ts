/** What reasons and refusals say, Russian and English; explain.ts knows how amounts, dates and names are said. */
import type { RefusalCode } from './decision.ts';

export interface Phrase {
  readonly ru: (say: Speaker) => string;
  readonly en: (say: Speaker) => string;
}

/** Parameters of one reason, said in one language. */
export interface Speaker {
  /** "начислено 5 бонусов", but "начислено: 1 звезда": with one the verb would have to follow its gender. */
  counted(verb: string, name: string): string;
  /** An amount of units with the wallet's name in its plural form. */
  units(name: string): string;
  /** The same with its sign. */
  signed(name: string): string;
  /** The same without the wallet's name. */
  amount(name: string): string;
  money(name: string): string;
  text(name: string): string;
  number(name: string): number;
  /** Names of what members choose, by their ids. */
  picks(name: string): string;
  date(name: string): string;
  level(name: string): string;
  badge(name: string): string;
  /** A partner or a store by its id: its name. */
  place(field: string, name: string): string;
  /** Whether people read the rule's own name in front. */
  readonly isNamed: boolean;
  /** ": " and the words of a code of REASONS; nothing without one. */
  because(name: string): string;
}

const ONLY_RU: Readonly<Record<string, string>> = {
  partner: 'действует только у партнёра',
  store: 'действует только в магазине',
  till: 'действует только на кассе',
  channel: 'действует только в канале',
};
const ONLY_EN: Readonly<Record<string, string>> = {
  partner: 'only at the partner',
  store: 'only in the store',
  till: 'only at the till',
  channel: 'only in the channel',
};

export const REASONS: Readonly<Record<string, Phrase>> = {
  earned: {
    ru: (say) =>
      `${say.counted('начислено', 'units')}${say.number('basis') === 0 ? '' : ` с суммы ${say.money('basis')}`}`,
    en: (say) => `earned ${say.units('units')}${say.number('basis') === 0 ? '' : ` on ${say.money('basis')}`}`,
  },
  not_scheduled: { ru: () => 'сейчас не действует по расписанию', en: () => 'not active at this time' },
  // What the condition is stands among the parameters: it is for whoever writes the program.
  condition_false: { ru: () => 'условие не выполнено', en: () => 'the condition does not hold' },
  condition_failed: {
    ru: () => 'условие не удалось проверить: не хватает данных',
    en: () => 'the condition could not be checked: something that it asks for is not known',
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
    ru: (say) => `оплачено ${say.money('money')}: ${say.units('units')}`,
    en: (say) => `${say.units('units')} paid ${say.money('money')}`,
  },
  pay_nothing_available: {
    ru: () => 'на счёте нет доступных единиц',
    en: () => 'there is nothing available to pay with',
  },
  pay_nothing_allowed: {
    ru: () => 'этими единицами этот чек не оплатить',
    en: () => 'these units cannot pay this receipt',
  },
  expired: { ru: (say) => say.counted('сгорело', 'units'), en: (say) => `${say.units('units')} expired` },
  restored: { ru: (say) => say.counted('возвращено', 'units'), en: (say) => `${say.units('units')} given back` },
  restored_for_grace: {
    ru: (say) => `${say.counted('возвращено', 'units')}. Прежний срок истёк, новый — до ${say.date('until')}`,
    en: (say) => `${say.units('units')} given back: their time was over, they live until ${say.date('until')}`,
  },
  taken_back: {
    ru: (say) => say.counted('снято за возврат', 'units'),
    en: (say) => `${say.units('units')} taken back for the return`,
  },
  withheld: {
    ru: (say) => `удержано ${say.money('money')} за уже потраченное: ${say.units('units')}`,
    en: (say) => `${say.money('money')} withheld for what was spent already: ${say.units('units')}`,
  },
  owed: {
    ru: (say) => `записано в долг за уже потраченное: ${say.units('units')}`,
    en: (say) => `owed for what was spent already: ${say.units('units')}`,
  },
  limited: {
    ru: (say) => say.counted('без ограничения было бы', 'units'),
    en: (say) => `without the limit it would be ${say.units('units')}`,
  },
  limit_reached: {
    ru: () => 'ограничение исчерпано',
    en: () => 'the limit is used up',
  },
  discounted: { ru: (say) => `скидка ${say.money('money')}`, en: (say) => `${say.money('money')} off` },
  nothing_to_discount: { ru: () => 'скидки здесь нет', en: () => 'there is no discount here' },
  better_offer: { ru: () => 'другое предложение выгоднее', en: () => 'another offer is better' },
  exclusive_offer: {
    ru: () => 'не сочетается с другим предложением',
    en: () => 'does not go together with another offer',
  },
  nothing_to_multiply: { ru: () => 'умножать нечего', en: () => 'there is nothing to multiply' },
  receipt_too_small: { ru: () => 'сумма чека слишком мала', en: () => 'the receipt is too small' },
  not_here: {
    ru: (say) => `${ONLY_RU[say.text('field')] ?? 'действует не здесь'}: ${say.place('field', 'value')}`,
    en: (say) => `${ONLY_EN[say.text('field')] ?? 'works elsewhere'}: ${say.place('field', 'value')}`,
  },
  control_group: {
    ru: () => 'счёт в контрольной группе: правило к нему не применяется',
    en: () => 'the account is in the control group, which the rule leaves out',
  },
  gift: {
    ru: (say) => (say.isNamed ? 'подарок' : `подарок ${say.text('sku')}`),
    en: (say) => (say.isNamed ? 'a gift' : `a gift, ${say.text('sku')}`),
  },
  free_delivery: { ru: () => 'бесплатная доставка', en: () => 'free delivery' },
  coupon_given: {
    ru: (say) => say.counted('на карту положено', 'units'),
    en: (say) => `${say.units('units')} for the card`,
  },
  badge: { ru: (say) => `значок «${say.badge('badge')}»`, en: (say) => `badge “${say.badge('badge')}”` },
  reached: { ru: () => 'выполнено', en: () => 'reached' },
  level_given: {
    ru: (say) => `дан уровень «${say.level('to')}»`,
    en: (say) => `level ${say.level('to')} is given`,
  },
  level_taken_back: {
    ru: () => 'выданный вручную уровень снят',
    en: () => 'the level given by hand is taken back',
  },
  referred: { ru: () => 'пришёл по приглашению', en: () => 'came by an invitation' },
  referral_qualified: { ru: () => 'приглашение засчитано', en: () => 'the invitation counts' },
  redeemed: {
    ru: (say) => (say.number('units') === 0 ? 'получено бесплатно' : say.counted('обменяно', 'units')),
    en: (say) => (say.number('units') === 0 ? 'taken for nothing' : `exchanged for ${say.units('units')}`),
  },
  payout: { ru: (say) => `к выплате ${say.units('units')}`, en: (say) => `${say.units('units')} to be paid out` },
  collected: { ru: () => 'выдано', en: () => 'handed over' },
  cancelled: {
    ru: (say) => (say.number('units') === 0 ? 'отменено' : say.counted('отменено, возвращено', 'units')),
    en: (say) => (say.number('units') === 0 ? 'cancelled' : `cancelled, ${say.units('units')} came back`),
  },
  confirmed: {
    ru: (say) => say.counted('подтверждено', 'units'),
    en: (say) => `${say.units('units')} confirmed`,
  },
  converted: {
    ru: (say) => `получено в обмен: ${say.units('units')}`,
    en: (say) => `exchange: ${say.units('units')} received`,
  },
  transferred: { ru: (say) => say.counted('передано', 'units'), en: (say) => `${say.units('units')} given away` },
  received: { ru: () => 'получено от другого клиента', en: () => 'received from another customer' },
  merged: { ru: () => 'счёт объединён с другим', en: () => 'the account was merged into another' },
  joined_by: { ru: () => 'присоединён другой счёт', en: () => 'another account was merged into this one' },
  expired_inactive: {
    ru: (say) => `сгорело из-за долгого перерыва: ${say.units('units')}`,
    en: (say) => `${say.units('units')} expired for want of activity`,
  },
  chosen: { ru: (say) => `выбрано: ${say.picks('picks')}`, en: (say) => `chosen: ${say.picks('picks')}` },
  corrected: {
    ru: (say) => `корректировка: ${say.signed('units')} (${say.text('reason')})`,
    en: (say) => `correction: ${say.signed('units')} (${say.text('reason')})`,
  },
  tier_changed: {
    ru: (say) => `уровень: ${say.level('from')} → ${say.level('to')}`,
    en: (say) => `level: ${say.level('from')} → ${say.level('to')}`,
  },
};

export const REFUSALS: Readonly<Record<RefusalCode, Phrase>> = {
  currency_mismatch: {
    ru: (say) => `чек в валюте ${say.text('currency')}, а программа в ${say.text('expected')}`,
    en: (say) => `the receipt is in ${say.text('currency')}, the program in ${say.text('expected')}`,
  },
  wallet_unknown: {
    ru: (say) => `в программе нет кошелька ${say.text('wallet')}`,
    en: (say) => `the program has no wallet ${say.text('wallet')}`,
  },
  wallet_cannot_pay: {
    ru: () => 'этими единицами нельзя платить',
    en: () => 'these units cannot pay',
  },
  units_insufficient: {
    ru: (say) => `нужно ${say.amount('asked')}, есть ${say.units('available')}`,
    en: (say) => `${say.amount('asked')} needed, ${say.units('available')} there`,
  },
  pay_over_limit: {
    ru: (say) =>
      say.number('limit') === 0
        ? 'здесь этими единицами платить нельзя'
        : `предел для этого чека: ${say.units('limit')}`,
    en: (say) =>
      say.number('limit') === 0
        ? 'these units cannot pay here'
        : `no more than ${say.units('limit')} may pay this receipt`,
  },
  purchase_unknown: { ru: () => 'такой покупки на этом счёте нет', en: () => 'the account has no such purchase' },
  line_unknown: {
    ru: (say) => `в покупке нет строки ${say.number('line') + 1}`,
    en: (say) => `the purchase has no line ${say.number('line') + 1}`,
  },
  return_exceeds_purchase: {
    ru: (say) => `в строке ${say.number('line') + 1} осталось меньше, чем возвращают`,
    en: (say) => `line ${say.number('line') + 1} has less left than is being returned`,
  },
  correction_below_zero: {
    ru: (say) => `на счёте меньше: ${say.units('available')}`,
    en: (say) => `the account has less: ${say.units('available')}`,
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
  reward_out_of_stock: { ru: () => 'эта награда закончилась', en: () => 'the reward is out of stock' },
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
    ru: () => 'выбрано то, чего нет в списке, или больше, чем можно',
    en: () => 'what was picked is not offered, or is more than allowed',
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
  level_over: {
    ru: (say) => `уровень не дать до ${say.date('until')}: этот срок прошёл`,
    en: (say) => `a level cannot be given until ${say.date('until')}, which is over`,
  },
  referral_exists: { ru: () => 'этого клиента уже пригласили', en: () => 'somebody has invited this customer already' },
  referral_late: { ru: () => 'приглашать можно только новых', en: () => 'only new customers can be invited' },
  payout_not_allowed: {
    ru: () => 'эти единицы нельзя выплатить, или их слишком мало',
    en: () => 'these units cannot be paid out, or they are too few',
  },
  attribute_unknown: {
    ru: (say) => `в программе нет признака ${say.text('attribute')} такого вида`,
    en: (say) => `the program has no attribute ${say.text('attribute')} of this kind`,
  },
};
