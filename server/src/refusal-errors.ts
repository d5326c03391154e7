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
} as const satisfies Readonly<Record<RefusalCode, ErrorEntry>>;
