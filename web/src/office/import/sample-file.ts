/** A file to begin from, made here in the reader's language: the separators and dates that their spreadsheet writes. */
import type { Language } from '../../i18n/define-phrases.ts';

export type SampleKind = 'members' | 'receipts';

/** Without it Excel takes a CSV file for one of an old encoding. */
const BYTE_ORDER_MARK = '\ufeff';

const SAMPLES: Readonly<Record<SampleKind, Readonly<Record<Language, readonly (readonly string[])[]>>>> = {
  members: {
    ru: [
      ['Телефон', 'Имя', 'Карта', 'Почта', 'День рождения', 'Баланс', 'Согласие на рассылку'],
      ['+7 900 000-00-01', 'Анна Соколова', '1000001', 'anna@example.com', '14.03.1990', '350', 'да'],
      ['+7 900 000-00-02', 'Семён Ёлкин', '1000002', '', '02.11.1985', '0', 'нет'],
      ['+7 900 000-00-03', 'Мария Белова', '', '', '', '1280', 'да'],
    ],
    en: [
      ['Phone', 'Name', 'Card', 'E-mail', 'Birthday', 'Balance', 'Marketing consent'],
      ['+44 7700 900001', 'Anna Falcon', '1000001', 'anna@example.com', '1990-03-14', '350', 'yes'],
      ['+44 7700 900002', 'Simon Firth', '1000002', '', '1985-11-02', '0', 'no'],
      ['+44 7700 900003', 'Mary White', '', '', '', '1280', 'yes'],
    ],
  },
  receipts: {
    ru: [
      ['Номер чека', 'Дата', 'Артикул', 'Название', 'Количество', 'Цена', 'Телефон клиента'],
      ['1001', '05.10.2026 08:42', 'LAT', 'Латте', '1', '290,00', '+7 900 000-00-01'],
      ['1001', '05.10.2026 08:42', 'CRO', 'Круассан', '2', '180,00', '+7 900 000-00-01'],
      ['1002', '05.10.2026 09:15', 'ESP', 'Эспрессо', '1', '190,00', ''],
    ],
    en: [
      ['Receipt', 'Date', 'SKU', 'Item name', 'Quantity', 'Price', 'Customer phone'],
      ['1001', '2026-10-05 08:42', 'LAT', 'Latte', '1', '2.90', '+44 7700 900001'],
      ['1001', '2026-10-05 08:42', 'CRO', 'Croissant', '2', '1.80', '+44 7700 900001'],
      ['1002', '2026-10-05 09:15', 'ESP', 'Espresso', '1', '1.90', ''],
    ],
  },
};

/** Where the comma is the decimal sign, spreadsheets put a semicolon between cells. */
const DELIMITERS: Readonly<Record<Language, string>> = { ru: ';', en: ',' };

export function sampleText(kind: SampleKind, language: Language): string {
  const rows = SAMPLES[kind][language].map((cells) => cells.join(DELIMITERS[language]));
  return `${BYTE_ORDER_MARK}${rows.join('\r\n')}\r\n`;
}

export function sampleFile(kind: SampleKind, language: Language): Blob {
  return new Blob([sampleText(kind, language)], { type: 'text/csv;charset=utf-8' });
}
