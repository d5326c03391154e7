/** The part of the table of errors that speaks for the engine: what a customer or a cashier can be refused. */
import type { RefusalCode } from '@kopilka/engine';

export interface ErrorEntry {
  readonly status: number;
  readonly title: string;
  readonly titleRu: string;
  readonly detail: string;
}

/** The words for what the engine refuses; a code that is missing here is a compile error. */
export const REFUSALS = {
  currency_mismatch: {
    status: 422,
    title: 'Another currency',
    titleRu: 'Другая валюта',
    detail:
      'The receipt is not in the currency of the program. Send the receipt in the program’s currency or name another program.',
  },
  wallet_unknown: {
    status: 422,
    title: 'Unknown wallet',
    titleRu: 'Неизвестный кошелёк',
    detail: 'The program has no wallet with this id. The program’s document lists its wallets.',
  },
  wallet_cannot_pay: {
    status: 422,
    title: 'Wallet cannot pay',
    titleRu: 'Этим кошельком нельзя платить',
    detail:
      'Units of this wallet have no worth in money, so they cannot pay for a receipt. Leave out `pay` or name another wallet.',
  },
  units_insufficient: {
    status: 409,
    title: 'Not enough units',
    titleRu: 'Недостаточно бонусов',
    detail: 'The account has fewer units available than were asked for. Ask for fewer, or for "max".',
  },
  pay_over_limit: {
    status: 422,
    title: 'Over the pay limit',
    titleRu: 'Больше, чем можно оплатить бонусами',
    detail: 'The program does not let units pay so much of this receipt. Ask for fewer, or for "max".',
  },
  purchase_unknown: {
    status: 404,
    title: 'Unknown purchase',
    titleRu: 'Покупка не найдена',
    detail: 'There is no purchase with this id or receipt number. Check the number and its source.',
  },
  line_unknown: {
    status: 422,
    title: 'Unknown line',
    titleRu: 'Нет такой строки',
    detail: 'The purchase has no line with this index. Lines are counted from 0.',
  },
  return_exceeds_purchase: {
    status: 409,
    title: 'More than was bought',
    titleRu: 'Возврат больше покупки',
    detail: 'More is returned than is left of the purchase. Preview the return to see what is left.',
  },
  correction_below_zero: {
    status: 409,
    title: 'Below zero',
    titleRu: 'Ниже нуля',
    detail: 'The correction takes more units than the account has available. Take no more than the balance.',
  },
  correction_zero: {
    status: 422,
    title: 'Nothing to correct',
    titleRu: 'Нечего исправлять',
    detail: 'A correction of 0 units changes nothing.',
  },
  checkout_unknown: {
    status: 404,
    title: 'Unknown checkout',
    titleRu: 'Оформление не найдено',
    detail: 'There is no checkout with this id.',
  },
  checkout_committed: {
    status: 409,
    title: 'Checkout is committed',
    titleRu: 'Оформление уже завершено',
    detail: 'The checkout has been committed already. To take the purchase back, make a return.',
  },
  checkout_cancelled: {
    status: 409,
    title: 'Checkout is cancelled',
    titleRu: 'Оформление отменено',
    detail: 'The checkout has been cancelled. Begin a new one.',
  },
  amount_too_large: {
    status: 422,
    title: 'Amount too large',
    titleRu: 'Слишком большая сумма',
    detail: 'An amount or a sum of amounts is beyond what can be counted exactly (2^53 minor units).',
  },
  reward_unknown: {
    status: 404,
    title: 'Unknown reward',
    titleRu: 'Награда не найдена',
    detail: 'The program has no reward with this id. The catalogue lists those there are.',
  },
  reward_not_for_you: {
    status: 409,
    title: 'Reward not available to this account',
    titleRu: 'Награда пока недоступна',
    detail: 'The account does not meet the reward’s condition: its level or another one. `because` says which kind.',
  },
  reward_not_now: {
    status: 409,
    title: 'Reward not available now',
    titleRu: 'Награда сейчас недоступна',
    detail: 'The reward has dates, hours or a birthday window, and it is not now.',
  },
  reward_not_here: {
    status: 422,
    title: 'Reward is used elsewhere',
    titleRu: 'Награду используют иначе',
    detail:
      'Rewards that change a receipt are applied in a purchase (`apply`); the others are redeemed from the catalogue.',
  },
  reward_out_of_stock: {
    status: 409,
    title: 'Out of stock',
    titleRu: 'Награды закончились',
    detail: 'There is nothing left of this reward, or no code in its pool.',
  },
  coupon_unknown: {
    status: 404,
    title: 'Unknown coupon',
    titleRu: 'Купон не найден',
    detail: 'The program has no coupon with this id.',
  },
  coupon_not_applicable: {
    status: 409,
    title: 'Coupon does not work here',
    titleRu: 'Купон здесь не действует',
    detail:
      'The coupon’s condition, dates or limits do not hold for this receipt and customer, or there is none on the card. `because` says which.',
  },
  limit_reached: {
    status: 409,
    title: 'Limit reached',
    titleRu: 'Ограничение исчерпано',
    detail: 'A limit of the program is used up for this account, store or everybody. `limit` names it.',
  },
  choice_unknown: {
    status: 404,
    title: 'Unknown choice',
    titleRu: 'Выбор не найден',
    detail: 'The program has no choice with this id.',
  },
  choice_closed: {
    status: 409,
    title: 'Choice is closed',
    titleRu: 'Выбор закрыт',
    detail: 'For this period nothing can be picked any more. Pick for the next one.',
  },
  choice_not_offered: {
    status: 422,
    title: 'Not offered',
    titleRu: 'Этого нет в списке',
    detail: 'Something is picked that is not offered to this account, or more than may be picked.',
  },
  item_unknown: {
    status: 404,
    title: 'Nothing open',
    titleRu: 'Нет открытой операции',
    detail:
      'The account has no such open redemption, payout or expected units: it is unknown, or it has been finished.',
  },
  items_too_many: {
    status: 409,
    title: 'Too much is open',
    titleRu: 'Слишком много незавершённого',
    detail: 'The account has too many open redemptions and payouts. Finish some first.',
  },
  conversion_unknown: {
    status: 404,
    title: 'Unknown exchange',
    titleRu: 'Обмен не найден',
    detail: 'The program has no such exchange of wallets.',
  },
  conversion_not_allowed: {
    status: 409,
    title: 'Exchange not allowed',
    titleRu: 'Обмен невозможен',
    detail: 'The exchange’s condition does not hold, or too few units are given.',
  },
  transfer_not_allowed: {
    status: 409,
    title: 'Transfer not allowed',
    titleRu: 'Передать нельзя',
    detail: 'Units of this wallet cannot be given away, or they are too few.',
  },
  transfer_to_self: {
    status: 422,
    title: 'To oneself',
    titleRu: 'Себе самому нельзя',
    detail: 'The giver and the receiver are one account.',
  },
  account_in_debt: {
    status: 409,
    title: 'Account in debt',
    titleRu: 'На счёте долг',
    detail: 'Units cannot leave an account that owes units of the same wallet.',
  },
  account_closed: {
    status: 409,
    title: 'Account is merged',
    titleRu: 'Счёт объединён',
    detail: 'The account was merged into another. Use that one.',
  },
  merge_with_self: {
    status: 422,
    title: 'With itself',
    titleRu: 'С самим собой нельзя',
    detail: 'An account cannot be merged with itself.',
  },
  level_unknown: {
    status: 422,
    title: 'Unknown level',
    titleRu: 'Неизвестный уровень',
    detail: 'The program has no level with this id.',
  },
  level_over: {
    status: 422,
    title: 'The time is over',
    titleRu: 'Срок уже прошёл',
    detail: 'A level cannot be given until a moment that has passed. Give a later `until`, or none.',
  },
  referral_exists: {
    status: 409,
    title: 'Invited already',
    titleRu: 'Клиент уже приглашён',
    detail: 'Somebody has invited this customer already.',
  },
  referral_late: {
    status: 409,
    title: 'Not new',
    titleRu: 'Не новый клиент',
    detail: 'Only who has just joined can be invited.',
  },
  payout_not_allowed: {
    status: 409,
    title: 'Payout not allowed',
    titleRu: 'Выплата невозможна',
    detail: 'Units of this wallet cannot be paid out, or they are too few.',
  },
  attribute_unknown: {
    status: 422,
    title: 'Unknown attribute',
    titleRu: 'Неизвестный признак',
    detail: 'The program declares no attribute of this name and kind.',
  },
} as const satisfies Readonly<Record<RefusalCode, ErrorEntry>>;
