/** Why a row of a file does not go in, in the words of whoever mends the file. Codes may be added, never renamed. */
import { type ErrorCode, errorEntry, ERRORS } from '../../errors.ts';

export interface Words {
  readonly en: string;
  readonly ru: string;
}

const PROBLEMS = {
  row_broken: {
    en: 'The row has more or fewer cells than the header. Something is shifted: look for a delimiter or a quote inside a cell.',
    ru: 'В строке больше или меньше ячеек, чем в заголовке. Что-то сдвинулось: поищите в ячейках разделитель или кавычку.',
  },
  text_broken: {
    en: 'The text cannot be read. Choose another encoding of the file.',
    ru: 'Текст не читается. Выберите другую кодировку файла.',
  },
  identity_missing: {
    en: 'Nothing tells who it is. Fill in a phone, an e-mail, a card or a number.',
    ru: 'Неизвестно, кто это. Впишите телефон, почту, карту или номер клиента.',
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
  email_unreadable: {
    en: 'This is no e-mail address. Mend it, or leave the cell empty.',
    ru: 'Это не адрес почты. Исправьте его или оставьте ячейку пустой.',
  },
  card_unreadable: {
    en: 'The card’s number is longer than 64 characters, or has a line break. Leave only the number in the cell.',
    ru: 'Номер карты длиннее 64 знаков или разбит на строки. Оставьте в ячейке только номер.',
  },
  external_unreadable: {
    en: 'The customer’s number is longer than 128 characters, or has a line break. Leave only the number in the cell.',
    ru: 'Номер клиента длиннее 128 знаков или разбит на строки. Оставьте в ячейке только номер.',
  },
  name_unreadable: {
    en: 'The name is longer than 200 characters. Make it shorter.',
    ru: 'Имя длиннее 200 знаков. Сократите его.',
  },
  birthday_unreadable: {
    en: 'This is no birthday. Write it as was chosen for dates, not before 1900 and not in the future, or leave the cell empty.',
    ru: 'Это не день рождения. Напишите его так, как выбрано для дат, не раньше 1900 года и не в будущем, или оставьте ячейку пустой.',
  },
  registered_unreadable: {
    en: 'This is no day in the past. Write it as was chosen for dates, or leave the cell empty.',
    ru: 'Это не прошедший день. Напишите его так, как выбрано для дат, или оставьте ячейку пустой.',
  },
  balance_unreadable: {
    en: 'The balance is no number. Write digits only, with the decimal sign that was chosen.',
    ru: 'Баланс — не число. Оставьте только цифры и дробную часть так, как выбрано.',
  },
  balance_negative: {
    en: 'The balance is below zero. Write 0, or what the customer has.',
    ru: 'Баланс меньше нуля. Напишите 0 или сколько у клиента есть.',
  },
  balance_fraction: {
    en: 'The balance has more decimal places than these units. Round it.',
    ru: 'У баланса больше знаков после запятой, чем у этих бонусов. Округлите его.',
  },
  balance_absurd: {
    en: 'The balance is more than a hundred million. Look whether this is the right column.',
    ru: 'Баланс больше ста миллионов. Проверьте, тот ли это столбец.',
  },
  balance_differs: {
    en: 'Another opening balance of this customer has been brought in already. Correct the balance on the customer’s page.',
    ru: 'Этому клиенту уже внесён другой начальный баланс. Исправьте баланс на странице клиента.',
  },
  level_unknown: {
    en: 'The program has no such level. Write its name as in the program, or leave the cell empty.',
    ru: 'Такого уровня в программе нет. Напишите его название как в программе или оставьте ячейку пустой.',
  },
  advertising_unreadable: {
    en: 'Neither yes nor no. Write one of them, or leave the cell empty.',
    ru: 'Не «да» и не «нет». Напишите одно из двух или оставьте ячейку пустой.',
  },
  member_twice: {
    en: 'The same customer stands in an earlier row. Leave one row for each customer.',
    ru: 'Этот клиент уже есть в файле выше. Оставьте по одной строке на клиента.',
  },
  members_differ: {
    en: 'The row names two different customers. Look which number belongs to whom.',
    ru: 'В строке два разных клиента. Проверьте, чей телефон и чья карта.',
  },
  identity_differs: {
    en: 'The customer is known with another number of this kind. Correct it on the customer’s page.',
    ru: 'У этого клиента уже есть другой такой номер. Исправьте его на странице клиента.',
  },
  member_blocked: {
    en: 'The customer is blocked. Unblock them first if they are to come in.',
    ru: 'Клиент заблокирован. Если он нужен, сначала разблокируйте его.',
  },
  receipt_missing: {
    en: 'There is no receipt number. Write one: by it a receipt is known again.',
    ru: 'Нет номера чека. Впишите его: по нему чек узнаётся.',
  },
  date_unreadable: {
    en: 'The date is not written as was chosen. Choose how dates are written, or mend it.',
    ru: 'Дата записана не так, как выбрано. Выберите, как записаны даты, или исправьте её.',
  },
  member_unreadable: {
    en: 'The customer’s number cannot be read. Mend it, or leave the cell empty: then it is nobody’s receipt.',
    ru: 'Номер клиента не читается. Исправьте его или оставьте пустым: тогда чек будет без клиента.',
  },
  several_members: {
    en: 'Rows of one receipt name different customers. Give them different numbers, or one customer.',
    ru: 'В одном чеке разные клиенты. Дайте чекам разные номера или оставьте одного клиента.',
  },
  mixed_signs: {
    en: 'Some goods of the return have negative quantities, others have not. Write all of them alike.',
    ru: 'В одном возврате часть количеств с минусом, часть без. Запишите все одинаково.',
  },
  too_many_lines: {
    en: 'There are more than 10 000 lines in one receipt. Look whether this is the right column for its number.',
    ru: 'В одном чеке больше 10 000 строк. Проверьте, тот ли это столбец с номером.',
  },
  sku_missing: {
    en: 'There is no article number. Write one, any that is always the same for these goods.',
    ru: 'Нет артикула. Впишите любой, но всегда один и тот же для этого товара.',
  },
  quantity_unreadable: {
    en: 'The quantity is no number. Write digits only.',
    ru: 'Количество — не число. Оставьте только цифры.',
  },
  quantity_zero: {
    en: 'The quantity is zero. Write how many were sold, or take the line out.',
    ru: 'Количество равно нулю. Впишите, сколько продано, или уберите строку.',
  },
  price_unreadable: {
    en: 'The price is no number. Write digits only, with the decimal sign that was chosen.',
    ru: 'Цена — не число. Оставьте только цифры и дробную часть так, как выбрано.',
  },
  policy_zeroPrice: {
    en: 'A line costs nothing. It is left out because you chose so for such goods.',
    ru: 'Товар бесплатно. Чек отложен, потому что так выбрано для таких строк.',
  },
  policy_negativePrice: {
    en: 'A price is below zero. Mend it, or choose that only the line is left out.',
    ru: 'Цена меньше нуля. Исправьте её или выберите, чтобы пропускалась только строка.',
  },
  policy_negativeQuantity: {
    en: 'A quantity is below zero outside a return. Choose how returns are known, or that only the line is left out.',
    ru: 'Количество меньше нуля не в возврате. Выберите, как узнать возвраты, или чтобы пропускалась только строка.',
  },
  policy_missingName: {
    en: 'A line has no name. It is left out because you chose so for such goods.',
    ru: 'Товар без названия. Чек отложен, потому что так выбрано для таких строк.',
  },
  policy_duplicateLine: {
    en: 'The same line stands twice in the receipt. It is left out because you chose so.',
    ru: 'Строка в чеке повторяется. Чек отложен, потому что так выбрано.',
  },
} as const satisfies Readonly<Record<string, Words>>;

export type ProblemCode = keyof typeof PROBLEMS;
export const PROBLEM_CODES: readonly string[] = Object.keys(PROBLEMS);

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
