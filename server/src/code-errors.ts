/** The part of the table of errors that speaks of codes: coupon codes and gift cards. */
import type { ErrorEntry } from './refusal-errors.ts';

export const CODE_ERRORS = {
  program_id_reserved: {
    status: 422,
    title: 'Reserved program id',
    titleRu: 'Это имя программы занято системой',
    detail: 'The program "{programId}" is kept by the system itself. Choose another id.',
  },
  too_many_guesses: {
    status: 429,
    title: 'Too many wrong codes',
    titleRu: 'Слишком много неверных кодов',
    detail:
      'Too many codes that do not exist came from this key, address or customer. Try again in {retryAfterSeconds} seconds.',
  },
  scan_unknown: {
    status: 404,
    title: 'Nothing of this shop',
    titleRu: 'Это не наше',
    detail:
      'No card, phone, coupon or gift card of this shop is like this. Scan it once more, or type the phone. A QR of the card app is good for a minute: let the customer open the card anew.',
  },
  coupon_code_unknown: {
    status: 404,
    title: 'Unknown code',
    titleRu: 'Код не найден',
    detail: 'There is no such code, or it is not for this customer. Check the spelling.',
  },
  coupon_code_used: {
    status: 409,
    title: 'Code is used',
    titleRu: 'Код уже использован',
    detail: 'The code has been used as often as it may be.',
  },
  coupon_code_in_use: {
    status: 409,
    title: 'Code is being used',
    titleRu: 'Код сейчас используется',
    detail: 'A checkout or a purchase under way has reserved the code. If it is given up, the code is free again.',
  },
  coupon_code_blocked: {
    status: 409,
    title: 'Code is blocked',
    titleRu: 'Код заблокирован',
    detail: 'The shop has blocked the code.',
  },
  coupon_code_expired: {
    status: 409,
    title: 'Code has expired',
    titleRu: 'Срок действия кода истёк',
    detail: 'The code could be used until {until}.',
  },
  coupon_code_not_yet: {
    status: 409,
    title: 'Not valid yet',
    titleRu: 'Код ещё не действует',
    detail: 'The code can be used from {from}.',
  },
  coupon_code_taken: {
    status: 409,
    title: 'Code exists',
    titleRu: 'Такой код уже есть',
    detail: 'There is a code with this text already. Choose another text, or go on with the one that exists.',
  },
  coupon_batch_unknown: {
    status: 404,
    title: 'Unknown batch of codes',
    titleRu: 'Выпуск кодов не найден',
    detail: 'There is no batch of codes with this id.',
  },
  gift_cards_not_offered: {
    status: 422,
    title: 'No gift cards',
    titleRu: 'В программе нет подарочных карт',
    detail: 'The program has no gift cards: add `giftCards` to its document.',
  },
  gift_card_amount_not_offered: {
    status: 422,
    title: 'Not sold for this amount',
    titleRu: 'Карт такого номинала нет',
    detail: 'The program does not sell gift cards for this amount. `offered` says for which it does, in minor units.',
  },
  gift_card_unknown: {
    status: 404,
    title: 'Unknown gift card',
    titleRu: 'Подарочная карта не найдена',
    detail: 'There is no such gift card. Check the code.',
  },
  gift_card_batch_unknown: {
    status: 404,
    title: 'Unknown batch of gift cards',
    titleRu: 'Выпуск подарочных карт не найден',
    detail: 'There is no batch of gift cards with this id.',
  },
  gift_card_inactive: {
    status: 409,
    title: 'Gift card is not sold yet',
    titleRu: 'Подарочная карта не активирована',
    detail: 'The gift card has not been activated: it is when it is sold.',
  },
  gift_card_activated: {
    status: 409,
    title: 'Gift card is active already',
    titleRu: 'Подарочная карта уже активирована',
    detail: 'The gift card has been activated by another receipt.',
  },
  gift_card_blocked: {
    status: 409,
    title: 'Gift card is blocked',
    titleRu: 'Подарочная карта заблокирована',
    detail: 'The shop has blocked the gift card.',
  },
  gift_card_expired: {
    status: 409,
    title: 'Gift card has expired',
    titleRu: 'Срок подарочной карты истёк',
    detail: 'The gift card was valid until {until}, and nothing is left on it.',
  },
  gift_card_insufficient: {
    status: 409,
    title: 'Not enough on the gift card',
    titleRu: 'На подарочной карте недостаточно денег',
    detail: 'There is {left} on the gift card, in minor units. Take no more than that, and the rest otherwise.',
  },
  gift_card_payment_unknown: {
    status: 404,
    title: 'Unknown gift card payment',
    titleRu: 'Оплата подарочной картой не найдена',
    detail: 'There is no gift card payment with this id.',
  },
  gift_card_payment_taken: {
    status: 409,
    title: 'Receipt is paid by this card already',
    titleRu: 'Чек уже оплачен этой картой',
    detail:
      'This gift card has paid for this receipt already, another amount or by another request. Look at its operations.',
  },
  gift_card_refund_too_large: {
    status: 409,
    title: 'More than was paid',
    titleRu: 'Возврат больше оплаты',
    detail: 'Of this payment {left} can still be refunded, in minor units.',
  },
  gift_card_refund_taken: {
    status: 409,
    title: 'Refund is recorded',
    titleRu: 'Возврат уже записан',
    detail: 'This refund number is recorded already, with other contents.',
  },
} as const satisfies Readonly<Record<string, ErrorEntry>>;
