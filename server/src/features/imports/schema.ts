/** An import as the API shows it, and the mappings it takes: what the columns of somebody's file mean. */
import { z } from 'zod';
import {
  momentAnswer,
  moneyAnswer,
  programIdField,
  text,
  unitsAnswer,
  walletField,
  wholeAnswer,
} from '../../fields.ts';
import { sourceField } from '../receipts/schema.ts';
import { compileDateFormat } from './date-format.ts';
import { columnsSchema, ENCODINGS, rulesSchema } from './mapping.ts';

export const IMPORT_KINDS = ['members', 'receipts'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

export const IMPORT_STATES = [
  'uploading',
  'read',
  'checking',
  'checked',
  'running',
  'stopping',
  'stopped',
  'done',
  'failed',
] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** 512 MiB: millions of rows. */
const FILE_BYTES_MAX = 512 * 1024 * 1024;

export const newImportSchema = z
  .strictObject({
    kind: z.enum(IMPORT_KINDS),
    name: text(200).meta({ description: 'Of the file, for people.' }),
    bytes: z.int().min(1).max(FILE_BYTES_MAX).meta({ description: 'Of the whole file.' }),
  })
  .meta({ examples: [{ kind: 'members', name: 'members.xlsx', bytes: 48_213 }] });

export const readChoicesSchema = z
  .strictObject({
    sheet: text(200).optional().meta({ description: 'Of a workbook; the first if absent.' }),
    encoding: z.enum(ENCODINGS).optional().meta({ description: 'Of a CSV file; recognised if absent.' }),
    delimiter: z.string().length(1).optional().meta({ description: 'Of a CSV file; recognised if absent.' }),
  })
  .meta({ examples: [{}] });

const column = text(300).meta({ description: 'The name of a column.' });
const decimalField = z.enum(['.', ',']).default('.');
const dateFormatField = z
  .string()
  .max(40)
  .refine((format) => compileDateFormat(format, 'UTC') !== null, 'must be iso, or a pattern such as dd.MM.yyyy')
  .default('iso')
  .meta({ description: 'iso, or a pattern of yyyy MM M dd d HH mm ss.', examples: ['dd.MM.yyyy'] });

const memberColumnsSchema = z.strictObject({
  phone: column.optional(),
  email: column.optional(),
  card: column.optional(),
  external: column.optional(),
  name: column.optional(),
  birthday: column.optional(),
  balance: column.optional(),
  level: column.optional().meta({ description: 'A level’s id or name.' }),
  advertising: column.optional().meta({ description: 'Whether the member agreed to advertising: yes or no.' }),
  registeredAt: column.optional(),
});
export type MemberColumn = keyof z.output<typeof memberColumnsSchema>;

const memberMapping = z.strictObject({
  kind: z.literal('members'),
  programId: programIdField.optional(),
  source: sourceField.unwrap().default('opening').meta({
    description:
      'Who brought these balances. A member’s opening balance comes in once for each source and wallet, whichever file names it.',
  }),
  decimal: decimalField,
  dateFormat: dateFormatField,
  columns: memberColumnsSchema,
  wallet: walletField.optional().meta({ description: 'Of the balances; may be left out when the program has one.' }),
  countryCode: z
    .string()
    .regex(/^[1-9]\d{0,2}$/, 'must be the digits of a country’s code, such as 7')
    .optional()
    .meta({ description: 'For phones that are written without it.' }),
  levelUntil: z.iso.datetime({ offset: true }).nullable().default(null).meta({ description: 'null: for ever.' }),
  welcome: z.boolean().default(false).meta({ description: 'Whether those who are new get what new members get.' }),
});

const receiptMapping = z.strictObject({
  kind: z.literal('receipts'),
  programId: programIdField.optional(),
  source: sourceField.unwrap().default('import').meta({ description: 'Who numbers these receipts.' }),
  decimal: decimalField,
  grouping: z.string().max(1).default('').meta({ description: 'What separates thousands.' }),
  columns: columnsSchema,
  rules: z
    .strictObject({
      returns: rulesSchema.shape.returns.default('none'),
      zeroPrice: rulesSchema.shape.zeroPrice.default('keep'),
      negativePrice: rulesSchema.shape.negativePrice.default('refuse'),
      negativeQuantity: rulesSchema.shape.negativeQuantity.default('refuse'),
      missingName: rulesSchema.shape.missingName.default('keep'),
      duplicateLine: rulesSchema.shape.duplicateLine.default('keep'),
    })
    .prefault({})
    .meta({ description: 'What is done with what is odd; docs/guide/import.md tells of each.' }),
});

export const mappingBodySchema = z.discriminatedUnion('kind', [memberMapping, receiptMapping]).meta({
  examples: [
    {
      kind: 'members',
      dateFormat: 'dd.MM.yyyy',
      columns: { phone: 'Телефон', name: 'Имя', birthday: 'День рождения', balance: 'Баллы' },
      countryCode: '7',
    },
  ],
});

export type MemberMapping = z.output<typeof memberMapping>;
export type ReceiptMapping = z.output<typeof receiptMapping>;
export type ImportMapping = MemberMapping | ReceiptMapping;

/** A guess may lack what a mapping must have. */
const guessedReceipts = receiptMapping.extend({ columns: columnsSchema.partial() });
export const guessSchema = z.discriminatedUnion('kind', [memberMapping, guessedReceipts]);
export type GuessedMapping = z.output<typeof guessSchema>;

const wordsSchema = z.strictObject({ en: z.string(), ru: z.string() });

const problemsSchema = z.array(
  z.strictObject({
    code: z.string(),
    reason: wordsSchema,
    count: wholeAnswer,
    rows: z
      .array(wholeAnswer)
      .meta({ description: 'The first of them, as a spreadsheet numbers them: the header is 1.' }),
    example: z.string().nullable().meta({ description: 'The cell, or the receipt’s number.' }),
  }),
);

const findings = {
  rows: wholeAnswer.meta({ description: 'Of receipts: lines of the file.' }),
  good: wholeAnswer.meta({ description: 'Rows; of receipts: receipts.' }),
  refused: wholeAnswer,
  refusedKept: wholeAnswer.meta({ description: 'How many rows refused.csv has: not all when they are very many.' }),
  problems: problemsSchema,
};

const receiptsFound = {
  total: wholeAnswer,
  purchases: wholeAnswer,
  returns: wholeAnswer,
  anonymous: wholeAnswer,
  empty: wholeAnswer.meta({ description: 'Nothing was left of them after the rules.' }),
  amount: moneyAnswer.meta({ description: 'Of members’ purchases, minor units.' }),
  currency: z.string(),
};

const fileSchema = z
  .strictObject({
    format: z.enum(['csv', 'xlsx']),
    encoding: z.string().nullable(),
    delimiter: z.string().nullable(),
    decimal: z.enum(['.', ',']),
    sheets: z.array(z.string()),
    sheet: z.string().nullable(),
    columns: z
      .array(z.string())
      .meta({ description: 'Each once: a second "Phone" is "Phone (2)", one without a name "#3".' }),
    sample: z.array(z.array(z.string())).meta({ description: 'The first rows; none in a list of imports.' }),
    rows: wholeAnswer.nullable().meta({ description: 'Known once the file has been checked.' }),
  })
  .meta({ id: 'ImportFile' });

export const importSchema = z
  .strictObject({
    id: z.string(),
    kind: z.enum(IMPORT_KINDS),
    name: z.string(),
    bytes: wholeAnswer,
    received: wholeAnswer.meta({ description: 'Bytes that are there.' }),
    state: z.enum(IMPORT_STATES),
    createdAt: momentAnswer,
    createdBy: z.string().nullable(),
    startedAt: momentAnswer.nullable(),
    finishedAt: momentAnswer.nullable(),
    hasFile: z.boolean().meta({ description: 'false once its bytes have been forgotten.' }),
    file: fileSchema.nullable(),
    mapping: guessSchema.nullable(),
    isGuess: z.boolean(),
    progress: z
      .strictObject({ done: wholeAnswer, total: wholeAnswer.nullable(), perSecond: wholeAnswer.nullable() })
      .nullable()
      .meta({ description: 'In rows; of receipts in receipts.' }),
    check: z
      .strictObject({
        ...findings,
        members: z.strictObject({ new: wholeAnswer, known: wholeAnswer }).nullable(),
        units: unitsAnswer.nullable(),
        wallet: z.string().nullable(),
        receipts: z
          .strictObject({ ...receiptsFound, firstAt: momentAnswer.nullable(), lastAt: momentAnswer.nullable() })
          .nullable(),
      })
      .nullable()
      .meta({ description: 'What would come in.' }),
    result: z
      .strictObject({
        ...findings,
        members: z.strictObject({ opened: wholeAnswer, known: wholeAnswer }),
        units: unitsAnswer.nullable(),
        wallet: z.string().nullable(),
        receipts: z
          .strictObject({
            ...receiptsFound,
            repeated: wholeAnswer.meta({ description: 'Were there before this import.' }),
            returnsUnmatched: wholeAnswer,
            unmatchedLines: wholeAnswer,
            unmatchedAmount: moneyAnswer,
          })
          .nullable(),
      })
      .nullable()
      .meta({ description: 'What came in, so far or in the end.' }),
    failure: z.strictObject({ code: z.string(), title: wordsSchema, detail: wordsSchema }).nullable(),
  })
  .meta({ id: 'Import' });

export type ImportAnswer = z.input<typeof importSchema>;
