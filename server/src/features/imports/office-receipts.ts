/**
 * Receipts from a file that the office was given: looked through, or brought in as the command line does it (import-receipts.ts). A receipt
 * is several rows, so what was refused is known by its number; the file is read once more for the rows themselves.
 */
import type { CompiledProgram, Instant } from '@kopilka/engine';
import type { Progress } from '../../kit/progress.ts';
import { bareName } from './bare-name.ts';
import { namedColumns } from './check-mapping.ts';
import { countProblem, noCounts } from './counts.ts';
import { identityFields } from '../members/identity.ts';
import type { FileReceipt } from './file-receipt.ts';
import type { FindAccountDeps } from './find-accounts.ts';
import { gatherReceipts, ROWS_HELD_MAX } from './gather-receipts.ts';
import { recordReceipts, type RefusedReceipt } from './import-receipts.ts';
import type { Refusal } from './import-store.ts';
import type { Mapping } from './mapping.ts';
import { readRows, type RowStream } from './read-rows.ts';
import type { Records } from './records.ts';
import type { ReceiptMapping } from './schema.ts';
import { createSeenNames } from './seen-names.ts';
import type { Counts } from './stored.ts';
import { countLeftOut, createTally, type ImportTally, type TakenCount } from './tally.ts';

export interface ReceiptsJob {
  readonly organizationId: string;
  readonly programId: string;
  readonly program: CompiledProgram;
  readonly mapping: ReceiptMapping;
  /** The file from its beginning, each time it is asked for. */
  readonly open: () => Promise<Records>;
  readonly now: Instant;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

export interface ReceiptsOutcome {
  readonly counts: Counts;
  readonly refused: readonly RefusedReceipt[];
}

/** Receipts under way at once, beside the tills. */
const IN_FLIGHT_MAX = 64;
/** Rows held of a file that is in order, or nearly. */
const WINDOW_ROWS = 50_000;
/** Refused receipts whose rows are looked for afterwards; of more only the number is told. */
const REFUSED_MAX = 100_000;

/**
 * What would come in; nothing is changed. Goods of a return are not looked for among purchases yet. Most files are in order, so few rows are
 * held at first; only when that is too few to put receipts together and into order, the file is looked through again with many.
 */
export async function checkReceipts(job: ReceiptsJob): Promise<ReceiptsOutcome & { readonly window: number }> {
  const quick = await lookThrough(job, WINDOW_ROWS);
  if (quick.isInOrder || job.signal.aborted) return { ...quick, window: WINDOW_ROWS };
  return { ...(await lookThrough(job, ROWS_HELD_MAX)), window: ROWS_HELD_MAX };
}

async function lookThrough(
  job: ReceiptsJob,
  rowsHeldMax: number,
): Promise<ReceiptsOutcome & { readonly isInOrder: boolean }> {
  const { program, progress, signal, now } = job;
  const tally = createTally();
  const { mapping, rows } = await openRows(job);
  const counts = noCounts(null);
  const found = noReceipts(program.currency);
  const refuse = createRefusing(counts);
  const seen = createSeenNames();
  let isTornApart = false;
  const options = { mapping, currencyDecimals: program.currencyDecimals, tally, rowsHeldMax };
  for await (const item of gatherReceipts(rows.rows, options)) {
    if (signal.aborted) break;
    progress.total(Math.round(tally.begun / Math.max(rows.read(), 0.01)));
    progress.at(tally.receipts);
    isTornApart ||= item.id !== '' && seen.add(item.id);
    if (item.type === 'empty') countLeftOut(tally, item);
    else if (item.type === 'refused') refuse.add(item);
    else if (item.at > now) refuse.add({ ...item, code: 'receipt_in_future' });
    else countFound(found, item);
  }
  const { receipts: total, empty } = tally;
  counts.rows = tally.rows;
  counts.good = total - counts.refused;
  const isInOrder = !isTornApart && tally.outOfOrder === 0;
  return { counts: { ...counts, receipts: { ...found, total, empty } }, refused: refuse.refused, isInOrder };
}

/** Brings them in, and lets accounts live on to the present unless it is stopped. */
export async function bringReceipts(
  deps: FindAccountDeps,
  job: ReceiptsJob & { readonly since: Instant; readonly tally: ImportTally; readonly window: number },
): Promise<ReceiptsOutcome & { readonly window: number }> {
  const { organizationId, programId, program, now, progress, signal, since, tally, window } = job;
  const counts = noCounts(null);
  const refuse = createRefusing(counts);
  const read = await openRows(job);
  await recordReceipts(
    deps,
    {
      organizationId,
      programId,
      program,
      ...read,
      now,
      liveUntil: 'now',
      progress,
      signal,
      since,
      inFlightMax: IN_FLIGHT_MAX,
      rowsHeldMax: window,
      refused: refuse.add,
    },
    tally,
  );
  counts.rows = tally.rows;
  counts.good = tally.receipts - counts.refused;
  counts.opened = tally.membersOpened;
  return { counts: { ...counts, receipts: broughtOf(tally, program.currency) }, refused: refuse.refused, window };
}

/** The rows of refused receipts, in the order of the file. */
export async function* refusedRows(
  { open, mapping }: Pick<ReceiptsJob, 'open' | 'mapping'>,
  refused: readonly RefusedReceipt[],
): AsyncGenerator<Refusal> {
  if (refused.length === 0) return;
  const { columns, rows } = await open();
  const place = columns.indexOf(mapping.columns.receipt);
  const { member } = mapping.columns;
  const whose = member === undefined ? -1 : columns.indexOf(member.column);
  const byId = new Map(refused.map(({ id, code }) => [id, code]));
  for await (const { number, cells } of rows) {
    const code = byId.get(cells[place]?.trim() ?? '');
    if (code === undefined) continue;
    const name = cells[whose]?.trim() ?? '';
    yield { row: number, code, cells, names: member === undefined || name === '' ? [] : namesIn(name, member) };
  }
}

type MemberColumn = NonNullable<ReceiptMapping['columns']['member']>;

function namesIn(cell: string, { kind, remove }: MemberColumn): readonly string[] {
  const read = identityFields[kind].safeParse(bareName(cell, remove));
  return read.success ? [`${kind}/${read.data}`] : [];
}

async function openRows({
  open,
  mapping: told,
  program,
}: ReceiptsJob): Promise<{ readonly mapping: Mapping; readonly rows: RowStream }> {
  const { columns, rows, read } = await open();
  const named = new Set(namedColumns(told).map(({ name }) => name));
  const { source, decimal, grouping, columns: meant, rules } = told;
  const mapping: Mapping = {
    source,
    currency: program.currency,
    // How the bytes become rows is known already.
    delimiter: ',',
    encoding: 'utf-8',
    decimal,
    grouping,
    columns: meant,
    ignore: columns.filter((name) => !named.has(name)),
    rules,
  };
  const records = withHeader(columns, rows);
  return { mapping, rows: readRows({ records, read }, mapping, 'The file') };
}

async function* withHeader(columns: readonly string[], rows: Records['rows']): AsyncGenerator<readonly string[]> {
  yield columns;
  for await (const { cells } of rows) yield cells;
}

function createRefusing(counts: Counts) {
  const refused: RefusedReceipt[] = [];
  return {
    refused,
    add: ({ id, row, code }: RefusedReceipt): void => {
      countProblem(counts, { code, row, example: id === '' ? null : id });
      if (refused.length < REFUSED_MAX) refused.push({ id, row, code });
    },
  };
}

type Receipts = NonNullable<Counts['receipts']>;

function noReceipts(currency: string): Receipts {
  const none = { total: 0, purchases: 0, returns: 0, anonymous: 0, empty: 0, amount: 0, currency, repeated: 0 };
  return { ...none, returnsUnmatched: 0, unmatchedLines: 0, unmatchedAmount: 0, firstAt: null, lastAt: null };
}

/** Changes what has been found. */
function countFound(found: Receipts, { type, member, at, lines }: FileReceipt): void {
  if (member === null) found.anonymous += 1;
  else if (type === 'return') found.returns += 1;
  else {
    found.purchases += 1;
    found.amount += lines.reduce((sum, line) => sum + line.amount, 0);
  }
  found.firstAt = Math.min(found.firstAt ?? at, at);
  found.lastAt = Math.max(found.lastAt ?? at, at);
}

function broughtOf(tally: ImportTally, currency: string): Receipts {
  const { purchases, returns, guestSales, guestReturns } = tally;
  const all = ({ new: fresh, repeated }: TakenCount): number => fresh + repeated;
  return {
    total: tally.receipts,
    purchases: all(purchases),
    returns: all(returns),
    anonymous: all(guestSales) + all(guestReturns),
    empty: tally.empty,
    amount: purchases.amount,
    currency,
    repeated: [purchases, returns, guestSales, guestReturns].reduce((sum, { repeated }) => sum + repeated, 0),
    returnsUnmatched: tally.unmatchedReceipts,
    unmatchedLines: tally.unmatchedLines,
    unmatchedAmount: tally.unmatchedAmount,
    firstAt: null,
    lastAt: tally.lastReceiptAt,
  };
}
