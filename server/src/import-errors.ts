/** The part of the table of errors that speaks of files that the office brings in. */
import type { ErrorEntry } from './refusal-errors.ts';

export const IMPORTS = {
  import_unknown: {
    status: 404,
    title: 'Unknown import',
    titleRu: 'Загрузка не найдена',
    detail: 'There is no such import, or it was forgotten.',
  },
  import_state: {
    status: 409,
    title: 'Not now',
    titleRu: 'Сейчас нельзя',
    detail: 'The import is at another step ({state}). Look at it again.',
  },
  import_busy: {
    status: 409,
    title: 'The import is at work',
    titleRu: 'Загрузка идёт',
    detail: 'Stop it first; what came in stays.',
  },
  import_too_many: {
    status: 409,
    title: 'Too many files',
    titleRu: 'Слишком много файлов',
    detail: 'There are {max} files whose import is not finished. Finish or forget some of them.',
  },
  import_incomplete: {
    status: 409,
    title: 'The file is not whole',
    titleRu: 'Файл передан не весь',
    detail: '{missing} bytes of the file are missing. Send the missing parts; those that are there stay.',
  },
  import_part_too_much: {
    status: 422,
    title: 'More than was announced',
    titleRu: 'Больше, чем было заявлено',
    detail: 'The parts are longer than the file was said to be. Begin anew with this file.',
  },
  import_file_empty: {
    status: 422,
    title: 'Nothing in the file',
    titleRu: 'В файле ничего нет',
    detail:
      'The file has no rows. It needs a row of headings, and under it one row for each customer or line of a receipt.',
  },
  import_file_unrecognised: {
    status: 422,
    title: 'Neither a table nor text',
    titleRu: 'Не таблица',
    detail:
      'This is no CSV and no XLSX file, whatever its name says. Open it where it comes from and save it as one of these.',
  },
  import_file_old_excel: {
    status: 422,
    title: 'Old Excel file',
    titleRu: 'Старый формат Excel',
    detail: 'This is an .xls file, or one with a password. Save it as XLSX without a password, or as CSV.',
  },
  import_file_protected: {
    status: 422,
    title: 'The file has a password',
    titleRu: 'Файл с паролем',
    detail: 'Save it without a password.',
  },
  import_file_damaged: {
    status: 422,
    title: 'The file is damaged',
    titleRu: 'Файл повреждён',
    detail: 'It cannot be read to its end: a part is missing, or a quote was never closed. Save it anew and try again.',
  },
  import_file_bomb: {
    status: 422,
    title: 'Too much when unpacked',
    titleRu: 'Слишком много внутри',
    detail: 'Unpacked, the file is larger than can be read. Save it as CSV.',
  },
  import_file_wide: {
    status: 422,
    title: 'Too many columns',
    titleRu: 'Слишком много столбцов',
    detail: 'There can be {max} columns at most. Leave only those that are needed.',
  },
  import_file_forgotten: {
    status: 409,
    title: 'The file is not here any more',
    titleRu: 'Файла уже нет',
    detail:
      'Files are forgotten when their import is done, and after a week. Send it again: what is in already is not doubled.',
  },
  import_sheet_unknown: {
    status: 422,
    title: 'No such sheet',
    titleRu: 'Нет такого листа',
    detail: 'The workbook has no sheet of this name.',
  },
  import_mapping_invalid: {
    status: 422,
    title: 'The columns do not fit',
    titleRu: 'Столбцы не подходят',
    detail: 'The columns cannot be read so. `problems` names every place.',
  },
  import_interrupted: {
    status: 409,
    title: 'Broken off again and again',
    titleRu: 'Загрузка обрывалась несколько раз',
    detail:
      'The work was broken off several times without coming further. What came in stays; start it again, nothing is doubled.',
  },
} as const satisfies Record<string, ErrorEntry>;
