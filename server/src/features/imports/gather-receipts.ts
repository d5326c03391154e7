/**
 * From rows to receipts in order of time. Rows of one receipt need not stand together: up to a million rows are held, put
 * into order and then handed on, so a file of that size may be in any order at all, and a longer one needs to be sorted
 * only so far that nothing is a million rows out of place. (What comes later still is not lost: it is refused by name,
 * because its receipt is recorded already.) A receipt's time is that of its first row.
 */
import type { Instant } from '@kopilka/engine';
import { type Identity, identityFields, type IdentityKind } from '../members/identity.ts';
import { bareName } from './bare-name.ts';
import { compileDateFormat, type ReadDate } from './date-format.ts';
import type { FileFault, FileItem, FileReceipt } from './file-receipt.ts';
import type { Mapping } from './mapping.ts';
import { judgeLines, type PolicyTally } from './policies.ts';
import { type FileLine, type LineFormat, type LineFault, readLine } from './read-line.ts';
import type { FileRow } from './read-rows.ts';

export const ROWS_HELD_MAX = 1_000_000;
/** Lines of one receipt: more is not a receipt. */
const LINES_MAX = 10_000;

export interface GatherTally {
  rows: number;
  /** Receipts met in the rows read so far. */
  begun: number;
  /** Receipts handed on, whatever became of them. */
  receipts: number;
  /** Receipts whose rows tell several times. */
  severalTimes: number;
  /** Receipts handed on after a later one, because the file is longer than what is held and not in order. */
  outOfOrder: number;
  readonly policies: PolicyTally;
}

export interface GatherOptions {
  readonly mapping: Mapping;
  readonly currencyDecimals: number;
  readonly tally: GatherTally;
  /** How many rows are held at most; a million if absent. */
  readonly rowsHeldMax?: number;
}

interface OpenReceipt {
  readonly id: string;
  readonly row: number;
  readonly date: string;
  readonly at: Instant | null;
  readonly member: string;
  readonly store: string;
  readonly lines: FileLine[];
  lastRow: number;
  severalTimes: boolean;
  fault: FileFault | null;
}

export async function* gatherReceipts(rows: AsyncIterable<FileRow>, options: GatherOptions): AsyncGenerator<FileItem> {
  const { mapping, tally, rowsHeldMax = ROWS_HELD_MAX } = options;
  const reader = createReader(options);
  let open = new Map<string, OpenReceipt>();
  let held = 0;
  let reached = Number.NEGATIVE_INFINITY;
  for await (const row of rows) {
    tally.rows += 1;
    if (row.receipt === '') {
      tally.begun += 1;
      tally.receipts += 1;
      yield { type: 'refused', id: '', row: row.number, code: 'receipt_missing' };
      continue;
    }
    let receipt = open.get(row.receipt);
    if (receipt === undefined) {
      receipt = reader.begin(row);
      open.set(row.receipt, receipt);
      tally.begun += 1;
    }
    reader.add(receipt, row);
    held += 1;
    if (held < rowsHeldMax) continue;
    const [ready, waiting] = parted(open, row.number - rowsHeldMax / 2);
    open = waiting;
    held = [...open.values()].reduce((sum, one) => sum + one.lines.length, 0);
    for (const one of ready) yield next(one);
  }
  for (const one of inOrder([...open.values()], mapping)) yield next(one);

  function next(receipt: OpenReceipt): FileItem {
    if (receipt.at !== null && receipt.at < reached) tally.outOfOrder += 1;
    reached = Math.max(reached, receipt.at ?? reached);
    return finished(receipt, mapping, tally);
  }

  function parted(all: Map<string, OpenReceipt>, before: number): [readonly OpenReceipt[], Map<string, OpenReceipt>] {
    const ready = [...all.values()].filter((one) => one.lastRow <= before);
    const waiting = new Map([...all].filter(([, one]) => one.lastRow > before));
    return [inOrder(ready, mapping), waiting];
  }
}

/** By time; of the same moment sales first, so that what they sold can be taken back, then as the file has them. */
function inOrder(receipts: readonly OpenReceipt[], mapping: Mapping): readonly OpenReceipt[] {
  const rank = (receipt: OpenReceipt): number => (takesBack(receipt.id, mapping) ? 1 : 0);
  return receipts.toSorted((a, b) => (a.at ?? 0) - (b.at ?? 0) || rank(a) - rank(b) || a.row - b.row);
}

function takesBack(id: string, { rules: { returns } }: Mapping): boolean {
  return returns !== 'none' && id.startsWith(returns.startsWith);
}

interface Reader {
  begin(row: FileRow): OpenReceipt;
  add(receipt: OpenReceipt, row: FileRow): void;
}

function createReader({ mapping, currencyDecimals }: GatherOptions): Reader {
  const format: LineFormat = { decimal: mapping.decimal, grouping: mapping.grouping, currencyDecimals };
  const { date } = mapping.columns;
  const own: ReadDate = compileDateFormat(date.format, date.zone) ?? (() => null);
  const iso: ReadDate = compileDateFormat('iso', date.zone) ?? (() => null);
  // A workbook's own dates come so, whatever is said of its texts.
  const readDate: ReadDate = (text) => own(text) ?? iso(text);
  const known = new Map<string, string>();
  // The same few thousand articles stand in every other row: one copy of each text is enough.
  const once = (text: string): string => {
    const first = known.get(text);
    if (first !== undefined) return first;
    known.set(text, text);
    return text;
  };
  return {
    begin: (row) => {
      const at = readDate(row.date);
      const { number, receipt: id, date: text, member, store } = row;
      const fault = at === null ? 'date_unreadable' : null;
      return { id, row: number, date: text, at, member, store, lines: [], lastRow: number, severalTimes: false, fault };
    },
    add: (receipt, row) => {
      receipt.lastRow = row.number;
      receipt.severalTimes ||= row.date !== receipt.date;
      const line = readLine({ ...row, sku: once(row.sku), name: once(row.name), category: once(row.category) }, format);
      receipt.fault ??= faultOf(receipt, row, line);
      if (typeof line !== 'string') receipt.lines.push(line);
    },
  };
}

function faultOf(receipt: OpenReceipt, row: FileRow, line: FileLine | LineFault): FileFault | null {
  if (typeof line === 'string') return line;
  if (row.member !== receipt.member) return 'several_members';
  return receipt.lines.length >= LINES_MAX ? 'too_many_lines' : null;
}

function finished(receipt: OpenReceipt, mapping: Mapping, tally: GatherTally): FileItem {
  const { id, row, at } = receipt;
  tally.receipts += 1;
  if (receipt.severalTimes) tally.severalTimes += 1;
  const refused = (code: FileFault): FileItem => ({ type: 'refused', id, row, code });
  if (at === null || receipt.fault !== null) return refused(receipt.fault ?? 'date_unreadable');
  const type = takesBack(id, mapping) ? 'return' : 'sale';
  const judged = judgeLines(receipt.lines, {
    policies: mapping.rules,
    takesBack: type === 'return',
    tally: tally.policies,
  });
  if (judged.type === 'refused') return refused(`policy_${judged.because}`);
  const { lines } = judged;
  if (lines.length === 0) return { type: 'empty', id, row };
  if (type === 'return' && new Set(lines.map((line) => line.negative)).size > 1) return refused('mixed_signs');
  const member = memberOf(receipt.member, mapping);
  if (member === 'unreadable') return refused('member_unreadable');
  const whole: FileReceipt = { type, id, row, at, member, store: receipt.store === '' ? null : receipt.store, lines };
  return whole;
}

function memberOf(cell: string, mapping: Mapping): Identity | null | 'unreadable' {
  const { member } = mapping.columns;
  if (member === undefined || cell === '') return null;
  const read = identityFields[member.kind].safeParse(bareName(cell, member.remove));
  const kind: IdentityKind = member.kind;
  return read.success ? { kind, value: read.data } : 'unreadable';
}
