/** The words around the rows that are left out; what is wrong with each the server says in both languages, here and in the file to mend. */
import { definePhrases } from '../../i18n/define-phrases.ts';

export const problemPhrases = definePhrases({
  en: {
    title: 'What is left out, and why',
    'title.done': 'What was left out, and why',
    none: 'No row is left out.',
    rows: { one: '{n} row', other: '{n} rows' },
    receipts: { one: '{n} receipt', other: '{n} receipts' },
    where: { one: 'Row {rows}', other: 'Rows {rows}' },
    'where-more': 'Rows {rows} and more',
    example: '· for example “{example}”',
    'refused.button': 'Download these rows',
    'refused.about':
      'As they stood in the file, each with its reason. Mend them and import that file: the others are not changed by it.',
    'refused.some': {
      one: 'They are very many: the file has the first {n}.',
      other: 'They are very many: the file has the first {n}.',
    },
    'refused.file': 'left-out {name}.csv',
  },
  ru: {
    title: 'Что останется в стороне и почему',
    'title.done': 'Что осталось в стороне и почему',
    none: 'В стороне ничего не осталось.',
    rows: { one: '{n} строка', few: '{n} строки', many: '{n} строк', other: '{n} строки' },
    receipts: { one: '{n} чек', few: '{n} чека', many: '{n} чеков', other: '{n} чека' },
    where: { one: 'Строка {rows}', few: 'Строки {rows}', many: 'Строки {rows}', other: 'Строки {rows}' },
    'where-more': 'Строки {rows} и другие',
    example: '· например «{example}»',
    'refused.button': 'Скачать эти строки',
    'refused.about':
      'Такими, как в файле, и у каждой причина. Исправьте их и загрузите этот файл: остальное он не изменит.',
    'refused.some': {
      one: 'Их очень много: в файле первая {n}.',
      few: 'Их очень много: в файле первые {n}.',
      many: 'Их очень много: в файле первые {n}.',
      other: 'Их очень много: в файле первые {n}.',
    },
    'refused.file': 'отложено {name}.csv',
  },
});
