/** The part of the table of errors that speaks to customers with their cards. */
import type { ErrorEntry } from './refusal-errors.ts';

export const CARD = {
  card_session_missing: {
    status: 401,
    title: 'Not signed in',
    titleRu: 'Вход не выполнен',
    detail: 'This is for a customer who has signed in to their card of this organization.',
  },
  card_session_unknown: {
    status: 401,
    title: 'Signed out',
    titleRu: 'Вы вышли',
    detail: 'You are not signed in on this device any more. Sign in again.',
  },
  card_code_wrong: {
    status: 422,
    title: 'The code does not work',
    titleRu: 'Код не подошёл',
    detail: 'The code is wrong, was used already or is over. Type it again, or ask for another one.',
  },
  too_many_codes: {
    status: 429,
    title: 'Too often',
    titleRu: 'Слишком часто',
    detail: 'Codes were asked for, or told wrongly, too often. Try again in {retryAfterSeconds} seconds.',
  },
  consent_needed: {
    status: 409,
    title: 'Your consent is needed',
    titleRu: 'Нужно ваше согласие',
    detail:
      'Without a yes to the processing of your data there can be no card. Read it, agree, and send the same code again.',
  },
  consent_outdated: {
    status: 409,
    title: 'The text has changed',
    titleRu: 'Текст изменился',
    detail: 'Meanwhile the shop has another text to agree to. Read it and answer again; the code is still good.',
  },
  consent_text_changed: {
    status: 409,
    title: 'Somebody published meanwhile',
    titleRu: 'Текст уже изменили',
    detail:
      'Version {version} was published after the one that this text was made of. Nothing was published: read it first.',
  },
  card_processing_needed: {
    status: 409,
    title: 'The card needs it',
    titleRu: 'Без этого карты нет',
    detail:
      'The card cannot work without this consent. To take it back, delete the card: all that names you is erased.',
  },
  card_blocked: {
    status: 409,
    title: 'The card is blocked',
    titleRu: 'Карта заблокирована',
    detail: 'The shop has blocked this card, so nothing can be taken with it. Ask at the till.',
  },
  card_birthday_fixed: {
    status: 409,
    title: 'The birthday is told already',
    titleRu: 'День рождения уже указан',
    detail: 'A birthday can be told once. If it is wrong, the shop can put it right.',
  },
  card_contact_taken: {
    status: 409,
    title: 'Another card has it',
    titleRu: 'Уже привязан к другой карте',
    detail:
      'Another card of this shop has this phone or e-mail address. Sign in with it, or ask the shop to merge the cards.',
  },
  card_contact_last: {
    status: 409,
    title: 'The only way in',
    titleRu: 'Это единственный вход',
    detail: 'Without a phone and without an e-mail address nobody could sign in. Add the other one first.',
  },
  card_contact_missing: {
    status: 409,
    title: 'Nowhere to send it',
    titleRu: 'Некуда отправить',
    detail: 'The card has no such phone or e-mail address. Choose the other way.',
  },
  card_token_wrong: {
    status: 404,
    title: 'The code is over',
    titleRu: 'Код уже не действует',
    detail:
      'The code of the card is over, or of a device that was signed out. Open the card anew and scan it once more.',
  },
} as const satisfies Readonly<Record<string, ErrorEntry>>;
