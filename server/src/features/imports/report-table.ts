/** The report of an import as a table for the terminal. */
import { formatDecimal } from '@kopilka/engine';
import type { CompiledProgram } from '@kopilka/engine';
import type { ImportReport } from './report.ts';
import type { TakenCount } from './tally.ts';

type Row = readonly [what: string, figure: string, note?: string];

const EXAMPLES_SHOWN = 5;
const NOTHING_NEW = 'Everything was there already: nothing was changed.';

export function reportTable(report: ImportReport, program: CompiledProgram): string {
  const money = (amount: number): string => `${formatDecimal(amount, program.currencyDecimals)} ${report.currency}`;
  const rows: Row[] = [
    ['rows', count(report.rows)],
    ['receipts', count(report.receipts.total)],
    ...receiptRows(report, money),
    ['members', count(report.membersOpened), 'opened by this import'],
    ...averageRows(report, money),
    ...movementRows(report, program),
    ...ruleRows(report),
    ...refusedRows(report),
    ['time', `${report.seconds} s`, `${count(report.receiptsPerSecond)} receipts/s`],
  ];
  const wide = [0, 1].map((place) => Math.max(...rows.map((row) => row[place]?.length ?? 0)));
  const lines = rows.map(([what, figure, note = '']) =>
    `${what.padEnd(wide[0] ?? 0)}  ${figure.padStart(wide[1] ?? 0)}  ${note}`.trimEnd(),
  );
  return [...lines, ...examples(report, money), ...closing(report)].join('\n');
}

function receiptRows({ receipts, unmatched }: ImportReport, money: (amount: number) => string): readonly Row[] {
  const { purchases, returns, anonymousPurchases, anonymousReturns } = receipts;
  return [
    taken('  purchases of members', purchases, money),
    taken('  returns, matched', returns, money, `; the goods had cost ${money(returns.matchedAmount)}`),
    ['  returns, nothing matched', count(receipts.returnsUnmatched)],
    taken('  anonymous purchases', anonymousPurchases, money),
    taken('  anonymous returns', anonymousReturns, money),
    ['  empty after the rules', count(receipts.empty)],
    ['  refused', count(receipts.refused)],
    ['unmatched return lines', count(unmatched.lines), money(unmatched.amount)],
  ];
}

function taken(
  what: string,
  { new: fresh, repeated, amount }: TakenCount,
  money: (amount: number) => string,
  more = '',
): Row {
  const again = repeated === 0 ? '' : `, ${count(repeated)} of them repeated`;
  return [what, count(fresh + repeated), `${money(amount)}${again}${more}`];
}

function averageRows({ averages }: ImportReport, money: (amount: number) => string): readonly Row[] {
  const { memberReceipt, anonymousReceipt } = averages;
  return [
    ...(memberReceipt === null ? [] : [['average receipt of a member', money(memberReceipt)] satisfies Row]),
    ...(anonymousReceipt === null ? [] : [['average anonymous receipt', money(anonymousReceipt)] satisfies Row]),
  ];
}

function movementRows({ moved }: ImportReport, program: CompiledProgram): readonly Row[] {
  return Object.entries(moved).flatMap(([wallet, movement]): Row[] => {
    const text = (units: number): string => formatDecimal(units, program.wallets.get(wallet)?.decimals ?? 0);
    return [
      [`${wallet}: earned`, text(movement.earned)],
      [`${wallet}: paid`, text(movement.paid)],
      [`${wallet}: taken back`, text(movement.takenBack), 'by returns'],
      [`${wallet}: given back`, text(movement.givenBack), 'by returns'],
      [`${wallet}: expired`, text(movement.expired)],
      [`${wallet}: balance now`, text(movement.balance), movement.debt === 0 ? '' : `and ${text(movement.debt)} owed`],
    ];
  });
}

function ruleRows(report: ImportReport): readonly Row[] {
  return [
    ...Object.entries(report.rules).map(([oddity, { rule, lines }]): Row => [`lines: ${oddity}`, count(lines), rule]),
    ['lines left out by these rules', count(report.linesDropped)],
    ['lines rounded half up', count(report.linesRounded)],
    ['receipts with several times', count(report.receiptsWithSeveralTimes), 'the first counts'],
    ...outOfOrderRows(report),
  ];
}

function outOfOrderRows({ receiptsOutOfOrder }: ImportReport): readonly Row[] {
  if (receiptsOutOfOrder === 0) return [];
  return [['receipts out of order', count(receiptsOutOfOrder), 'decided as late ones: sort the file by time']];
}

function refusedRows({ refused }: ImportReport): readonly Row[] {
  return refused.map(({ code, count: times }): Row => [`refused: ${code}`, count(times)]);
}

function examples({ unmatched, refused }: ImportReport, money: (amount: number) => string): readonly string[] {
  const lines = unmatched.examples
    .slice(0, EXAMPLES_SHOWN)
    .map(
      ({ receipt, sku, name, quantity, amount }) =>
        `  ${receipt}: ${quantity} × ${sku} ${name ?? ''}, ${money(amount)}`,
    );
  const numbers = refused.flatMap(({ code, examples: first }) =>
    first.slice(0, EXAMPLES_SHOWN).map((example) => `  ${code}: ${JSON.stringify(example)}`),
  );
  return [
    ...(lines.length === 0 ? [] : ['', 'Returned and never bought, for example:', ...lines]),
    ...(numbers.length === 0 ? [] : ['', 'Refused, for example:', ...numbers]),
  ];
}

function closing(report: ImportReport): readonly string[] {
  if (!report.complete) return ['', 'Stopped before the end. The same command continues; nothing is doubled.'];
  const { purchases, returns, anonymousPurchases, anonymousReturns } = report.receipts;
  const counts = [purchases, returns, anonymousPurchases, anonymousReturns];
  const nothing = counts.every((one) => one.new === 0) && counts.some((one) => one.repeated > 0);
  return nothing ? ['', NOTHING_NEW] : [];
}

function count(value: number): string {
  return String(value).replaceAll(/\B(?=(?:\d{3})+$)/gu, ' ');
}
