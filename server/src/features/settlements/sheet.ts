/**
 * A statement as a table, for CSV and XLSX. Units and money are decimal numbers here, as people reckon; texts stay texts, so that
 * a partner’s name is no formula (exports/csv.ts puts an apostrophe in front; XLSX tells texts and formulas apart by itself).
 */
import { formatDecimal } from '@kopilka/engine';
import writeXlsx from 'write-excel-file/node';
import { type CsvValue, csvRow } from '../exports/csv.ts';
import { sumOf } from './answer.ts';
import type { Statement, StatementLine } from './statement.ts';

const COLUMNS = [
  'period',
  'partner',
  'name',
  'wallet',
  'issued',
  'taken_back',
  'redeemed',
  'restored',
  'issue_price',
  'redeem_price',
  'owed_by_partner',
  'owed_to_partner',
  'net',
  'currency',
] as const;

const TEXT_WIDTH = 24;
const NUMBER_WIDTH = 16;

export function statementCsv(statement: Statement): string {
  const rows = statement.lines.map((line) => csvRow(cellsOf(statement, line)));
  return [csvRow([...COLUMNS]), ...rows].join('');
}

/** Two sheets: the lines, and what each partner comes to. */
export async function statementXlsx(statement: Statement): Promise<Buffer> {
  const header = (names: readonly string[]) => names.map((value) => ({ value, fontWeight: 'bold' as const }));
  const lines = statement.lines.map((line) => [...cellsOf(statement, line)]);
  const byPartner = Map.groupBy(statement.lines, (line) => line.partner);
  const money = (amount: number): number => decimal(amount, statement.currencyDecimals);
  const sums = [...byPartner].map(([partner, own]) => {
    const { owedBy, owedTo, net } = sumOf(own);
    return [partner, nameOf(own.at(-1)), money(owedBy), money(owedTo), money(net), statement.currency];
  });
  const partnerColumns = ['partner', 'name', 'owed_by_partner', 'owed_to_partner', 'net', 'currency'];
  return writeXlsx([
    {
      sheet: 'Partners',
      data: [header(partnerColumns), ...sums],
      columns: partnerColumns.map((_, index) => ({ width: index < 2 ? TEXT_WIDTH : NUMBER_WIDTH })),
    },
    {
      sheet: statement.period,
      data: [header(COLUMNS), ...lines],
      columns: COLUMNS.map((_, index) => ({ width: index > 0 && index < 4 ? TEXT_WIDTH : NUMBER_WIDTH })),
    },
  ]).toBuffer();
}

function cellsOf(statement: Statement, line: StatementLine): readonly CsvValue[] {
  const money = (amount: number): number => decimal(amount, statement.currencyDecimals);
  const units = (amount: number): number => decimal(amount, line.decimals);
  return [
    statement.period,
    line.partner,
    nameOf(line),
    line.wallet,
    units(line.issued),
    units(line.takenBack),
    units(line.redeemed),
    units(line.restored),
    line.issuePrice === null ? null : money(line.issuePrice),
    line.redeemPrice === null ? null : money(line.redeemPrice),
    money(line.owedBy),
    money(line.owedTo),
    money(line.owedBy - line.owedTo),
    statement.currency,
  ];
}

function nameOf(line: StatementLine | undefined): string {
  return line?.name.ru ?? line?.name.en ?? line?.partner ?? '';
}

/** The nearest number to the decimal text, which prints as that text again. */
function decimal(amount: number, decimals: number): number {
  return Number(formatDecimal(amount, decimals));
}
