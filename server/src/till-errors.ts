/** The part of the table of errors that speaks of stores, their tills and who works at them. */
import type { ErrorEntry } from './refusal-errors.ts';

export const TILLS = {
  store_unknown: {
    status: 404,
    title: 'Unknown store',
    titleRu: 'Точка не найдена',
    detail: 'The organization has no store with this id. Make it first.',
  },
  store_foreign: {
    status: 422,
    title: 'Another store or till',
    titleRu: 'Другая точка или касса',
    detail: 'A till sells for itself and the store it stands in: leave store and till out, or name its own.',
  },
  till_unknown: {
    status: 404,
    title: 'Unknown till',
    titleRu: 'Касса не найдена',
    detail: 'The organization has no till with this id, or it is revoked.',
  },
  till_only: {
    status: 403,
    title: 'For tills only',
    titleRu: 'Только для касс',
    detail: 'This is for a till that was paired. Pair it with a code of the office.',
  },
  till_unpaired: {
    status: 401,
    title: 'The till is not paired',
    titleRu: 'Касса не подключена',
    detail: 'The till was revoked, or another device was paired in its place. Ask the office for a new code.',
  },
  pairing_unknown: {
    status: 404,
    title: 'The code does not work',
    titleRu: 'Код не подходит',
    detail:
      'The code is mistyped, was used already, or is older than a quarter of an hour. Ask the office for a new one.',
  },
  cashier_unknown: {
    status: 404,
    title: 'Unknown cashier',
    titleRu: 'Кассир не найден',
    detail: 'Nobody with this id works at the tills.',
  },
  cashier_incomplete: {
    status: 422,
    title: 'A name and a PIN are needed',
    titleRu: 'Нужны имя и PIN-код',
    detail: 'Whoever is new at the tills gets a name and a PIN. Of the staff only the PIN is told.',
  },
  cashier_required: {
    status: 403,
    title: 'The till is locked',
    titleRu: 'Касса заблокирована',
    detail: 'Choose your name and enter your PIN, then go on.',
  },
  pin_wrong: {
    status: 403,
    title: 'Wrong PIN',
    titleRu: 'Неверный PIN-код',
    detail: 'The PIN is another one. Try again, or ask the office for a new one.',
  },
  confirmation_required: {
    status: 409,
    title: 'The customer confirms with a code',
    titleRu: 'Нужен код от клиента',
    detail:
      'More units are to be paid or moved here than the shop allows without the customer’s code. Send the code, and repeat with it.',
  },
  confirmation_wrong: {
    status: 403,
    title: 'Wrong code',
    titleRu: 'Неверный код',
    detail: 'The code is another one, or is over. Tries left: {triesLeft}. Then send a new one.',
  },
  confirmation_too_often: {
    status: 429,
    title: 'Too many codes',
    titleRu: 'Слишком много кодов',
    detail: 'The customer was sent too many codes. The next may be sent in {retryAfterSeconds} seconds.',
  },
} as const satisfies Readonly<Record<string, ErrorEntry>>;
