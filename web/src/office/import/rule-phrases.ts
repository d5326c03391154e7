/** The words of what is odd in receipts. */
import { definePhrases } from '../../i18n/define-phrases.ts';

export const rulePhrases = definePhrases({
  en: {
    title: 'What is odd in receipts',
    returns: 'Returns',
    'returns.none': 'There are none in the file',
    'returns.some': 'Their numbers begin in a certain way',
    'returns.begin': 'The number of a return begins with',
    zeroPrice: 'An article for nothing',
    missingName: 'An article without a name',
    duplicateLine: 'The same line twice in a receipt',
    negativePrice: 'A price below zero',
    negativeQuantity: 'A quantity below zero outside a return',
    keep: 'comes in as it is',
    drop: 'this line is left out',
    refuse: 'the whole receipt is left out',
  },
  ru: {
    title: 'Необычное в чеках',
    returns: 'Возвраты',
    'returns.none': 'Их в файле нет',
    'returns.some': 'Узнаются по началу номера',
    'returns.begin': 'С чего начинается номер возврата',
    zeroPrice: 'Товар бесплатно',
    missingName: 'Товар без названия',
    duplicateLine: 'Одинаковые строки в чеке',
    negativePrice: 'Цена меньше нуля',
    negativeQuantity: 'Количество меньше нуля, и это не возврат',
    keep: 'загрузить как есть',
    drop: 'строку пропустить',
    refuse: 'весь чек отложить',
  },
});
