/** Why a row of a file does not go in, in the words of whoever mends the file. Codes may be added, never renamed. */
import { type ErrorCode, errorEntry, ERRORS } from '../../errors.ts';

export interface Words {
  readonly en: string;
  readonly ru: string;
}

const PROBLEMS = {
  row_broken: {
    en: 'The row has another number of cells than the header: something may be shifted.',
    ru: 'В строке не столько ячеек, сколько в заголовке: что-то могло сдвинуться.',
  },
  text_broken: {
    en: 'The text cannot be read: choose the encoding of the file again.',
    ru: 'Текст не читается: выберите кодировку файла заново.',
  },
  identity_missing: {
    en: 'No phone, e-mail, card or number to know the customer by.',
    ru: 'Нет ни телефона, ни почты, ни карты, ни номера, по которым узнать клиента.',
  },
  phone_unreadable: {
    en: 'This is no phone number. Write it with its country, such as +79991234567, one in a cell.',
    ru: 'Это не номер телефона. Напишите его с кодом страны, например +79991234567, один в ячейке.',
  },
  phone_without_country: {
    en: 'The phone has no country code. Choose the country, or write the number with it: +79991234567.',
    ru: 'У телефона нет кода страны. Выберите страну или напишите номер с кодом: +79991234567.',
  },
  phone_rounded: {
    en: 'The spreadsheet has rounded the phone number (7.99E+10). Make the column text and export it again.',
    ru: 'Таблица округлила номер телефона (7,99E+10). Сделайте столбец текстовым и выгрузите заново.',
  },
  email_unreadable: { en: 'This is no e-mail address.', ru: 'Это не адрес почты.' },
  card_unreadable: {
    en: 'A card’s number has at most 64 characters and no line breaks.',
    ru: 'В номере карты не больше 64 знаков, без переносов.',
  },
  external_unreadable: {
    en: 'The customer’s number has at most 128 characters and no line breaks.',
    ru: 'В номере клиента не больше 128 знаков, без переносов.',
  },
  name_unreadable: { en: 'The name is longer than 200 characters.', ru: 'Имя длиннее 200 знаков.' },
  birthday_unreadable: {
    en: 'The birthday is no date of the format that was chosen, is in the future, or before 1900.',
    ru: 'День рождения — не дата выбранного вида, дата из будущего или раньше 1900 года.',
  },
  registered_unreadable: {
    en: 'The day of registration is no date of the format that was chosen, or is in the future.',
    ru: 'День регистрации — не дата выбранного вида или дата из будущего.',
  },
  balance_unreadable: { en: 'The balance is no number.', ru: 'Баланс — не число.' },
  balance_negative: { en: 'The balance is below zero.', ru: 'Баланс меньше нуля.' },
  balance_fraction: {
    en: 'The balance has more decimal places than the wallet.',
    ru: 'В балансе больше знаков после запятой, чем у этих бонусов.',
  },
  balance_absurd: {
    en: 'The balance is more than a hundred million: is this the right column?',
    ru: 'Баланс больше ста миллионов: тот ли это столбец?',
  },
  balance_differs: {
    en: 'Another opening balance of this customer has been brought in already. Correct the balance on the customer’s page.',
    ru: 'Этому клиенту уже внесён другой начальный баланс. Исправьте баланс на странице клиента.',
  },
  level_unknown: { en: 'The program has no such level.', ru: 'Такого уровня в программе нет.' },
  advertising_unreadable: {
    en: 'Neither yes nor no.',
    ru: 'Ни «да», ни «нет».',
  },
  member_twice: {
    en: 'The same customer stands in an earlier row of the file.',
    ru: 'Этот клиент уже есть в файле выше.',
  },
  members_differ: {
    en: 'The row names two different customers, one by each number.',
    ru: 'Строка называет двух разных клиентов: по одному номеру — один, по другому — другой.',
  },
  identity_differs: {
    en: 'The customer is known with another number of this kind. Correct it on the customer’s page.',
    ru: 'У этого клиента уже есть другой такой номер. Исправьте его на странице клиента.',
  },
  member_blocked: { en: 'The customer is blocked.', ru: 'Клиент заблокирован.' },
  receipt_missing: { en: 'No receipt number.', ru: 'Нет номера чека.' },
  date_unreadable: { en: 'The date is not of the format that was chosen.', ru: 'Дата не того вида, какой выбран.' },
  member_unreadable: { en: 'The customer’s number cannot be read.', ru: 'Номер клиента не читается.' },
  several_members: {
    en: 'Rows of one receipt name different customers.',
    ru: 'Строки одного чека называют разных клиентов.',
  },
  mixed_signs: {
    en: 'Some goods of the return have negative quantities, others have not.',
    ru: 'В одном возврате есть и отрицательные, и положительные количества.',
  },
  too_many_lines: { en: 'More than 10 000 lines in one receipt.', ru: 'В одном чеке больше 10 000 строк.' },
  sku_missing: { en: 'No article number.', ru: 'Нет артикула.' },
  quantity_unreadable: { en: 'The quantity is no number.', ru: 'Количество — не число.' },
  quantity_zero: { en: 'The quantity is zero.', ru: 'Количество равно нулю.' },
  price_unreadable: { en: 'The price is no number.', ru: 'Цена — не число.' },
  policy_zeroPrice: { en: 'A line costs nothing.', ru: 'Строка с нулевой ценой.' },
  policy_negativePrice: { en: 'A price is below zero.', ru: 'Цена меньше нуля.' },
  policy_negativeQuantity: {
    en: 'A quantity below zero outside a return.',
    ru: 'Отрицательное количество не в возврате.',
  },
  policy_missingName: { en: 'A line has no name.', ru: 'У строки нет названия.' },
  policy_duplicateLine: { en: 'The same line stands twice in the receipt.', ru: 'Строка повторяется в чеке.' },
} as const satisfies Readonly<Record<string, Words>>;

export type ProblemCode = keyof typeof PROBLEMS;

/** A refusal of the rules has the words that it has everywhere. */
export function problemWords(code: string): Words {
  const own = Object.entries(PROBLEMS).find(([known]) => known === code)?.[1];
  if (own !== undefined) return own;
  if (!isErrorCode(code)) return { en: `Refused: ${code}.`, ru: `Отказано: ${code}.` };
  const { title, titleRu } = errorEntry(code);
  return { en: `${title}.`, ru: `${titleRu}.` };
}

export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERRORS, code);
}
