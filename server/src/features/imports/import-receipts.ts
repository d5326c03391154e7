/**
 * Imports a file of receipts: reads it as a stream, puts receipts into order of time and lets each account live through
 * its own, accounts side by side. The past happens as of its own time, with expiry and levels on the way; at the end the
 * accounts live on to the present (or to the last receipt). Stopped or killed at any point, a repeat finishes the work and
 * doubles nothing.
 */
import { type CompiledProgram, type Instant, instant } from '@kopilka/engine';
import type { Progress } from '../../kit/progress.ts';
import { journalTotals } from '../../ledger/export.ts';
import type { FileReceipt } from './file-receipt.ts';
import { ImportFileError } from './file-error.ts';
import { createAccountFinder, type FindAccountDeps } from './find-accounts.ts';
import { gatherReceipts } from './gather-receipts.ts';
import { liveThroughPast } from './live-through-past.ts';
import type { Mapping } from './mapping.ts';
import { createOrderedFlow } from './ordered-flow.ts';
import type { RecordContext } from './post-receipt.ts';
import type { RowStream } from './read-rows.ts';
import { recordReceipt } from './record-receipt.ts';
import { type ImportReport, reportOf } from './report.ts';
import { createStock } from './stock.ts';
import { countLeftOut, countRecorded, createTally, type ImportTally } from './tally.ts';

/** Receipts under way at once, when nobody else waits for the same connections: enough to fill the ledger's batches. */
const IN_FLIGHT_MAX = 128;

export type LiveUntil = 'now' | 'last-receipt';

export interface ImportJob {
  readonly organizationId: string;
  readonly programId: string;
  readonly program: CompiledProgram;
  readonly mapping: Mapping;
  readonly rows: RowStream;
  /** The organization's time: its sandbox clock, or the machine's. */
  readonly now: Instant;
  readonly liveUntil: LiveUntil;
  readonly progress: Progress;
  /** Aborted when the import should stop: what is under way is finished, nothing new is begun. */
  readonly signal: AbortSignal;
  /** Receipts under way at once. */
  readonly inFlightMax?: number;
  /** See gather-receipts.ts. */
  readonly rowsHeldMax?: number;
  /** What was accepted since is this import's own, also when it was broken off; if absent only what is done by this call. */
  readonly since?: Instant;
  /** Hears of every receipt that does not go in. */
  readonly refused?: (receipt: RefusedReceipt) => void;
}

export interface RefusedReceipt {
  readonly id: string;
  readonly row: number;
  readonly code: string;
}

export interface RecordedReceipts {
  readonly tally: ImportTally;
  /** null when it was stopped before the end. */
  readonly livedUntil: Instant | null;
  readonly recordingMs: number;
}

/** The same with what moved in all wallets, for whoever waits at a terminal. Throws ImportFileError. */
export async function importReceipts(
  deps: FindAccountDeps,
  job: ImportJob & { readonly file: string },
): Promise<ImportReport> {
  const { organizationId, programId, mapping, signal, file } = job;
  const startedAt = performance.now();
  const before = await journalTotals(deps.db.system, organizationId, programId);
  const recorded = await recordReceipts(deps, job, createTally());
  const after = await journalTotals(deps.db.system, organizationId, programId);
  const elapsedMs = performance.now() - startedAt;
  const outcome = { complete: !signal.aborted, file, elapsedMs };
  return reportOf({ ...outcome, ...recorded, organizationId, programId, mapping, before, after });
}

/** Counts in `tally`. Throws ImportFileError when the file is not what the mapping says. */
export async function recordReceipts(
  deps: FindAccountDeps,
  job: ImportJob,
  tally: ImportTally,
): Promise<RecordedReceipts> {
  const { organizationId, mapping, program } = job;
  if (mapping.currency !== program.currency) {
    throw new ImportFileError(`The mapping is in ${mapping.currency}, the program in ${program.currency}.`);
  }
  let recordingMs = 0;
  let livedUntil: Instant | null = null;
  await liveThroughPast(deps, organizationId, async () => {
    recordingMs = await recordAll(contextOf(deps, job, tally), job, tally);
    livedUntil = job.signal.aborted ? null : untilOf(job, tally);
    return livedUntil;
  });
  return { tally, livedUntil, recordingMs };
}

function contextOf(deps: FindAccountDeps, job: ImportJob, tally: ImportTally): RecordContext {
  const { organizationId, programId, now, mapping, since = null } = job;
  const stock = createStock(deps.ledger, organizationId);
  const opened = (accountId: string): void => {
    tally.membersOpened += 1;
    stock.begin(accountId);
  };
  const findAccount = createAccountFinder(deps, { organizationId, programId, opened });
  const { source, currency } = mapping;
  return { deps, ledger: deps.ledger, organizationId, programId, source, currency, now, since, findAccount, stock };
}

/** Answers for how long receipts were recorded. */
async function recordAll(context: RecordContext, job: ImportJob, tally: ImportTally): Promise<number> {
  const { rows, mapping, program, progress, signal, refused, inFlightMax = IN_FLIGHT_MAX } = job;
  const flow = createOrderedFlow(inFlightMax);
  const held = job.rowsHeldMax === undefined ? {} : { rowsHeldMax: job.rowsHeldMax };
  const options = { mapping, currencyDecimals: program.currencyDecimals, tally, ...held };
  let begunAt = performance.now();
  let first = true;
  let done = 0;
  const record = async (receipt: FileReceipt): Promise<void> => {
    const recorded = await recordReceipt(context, receipt);
    countRecorded(tally, receipt, recorded);
    if (recorded.type === 'refused') refused?.({ ...receipt, code: recorded.code });
    progress.at((done += 1));
  };
  for await (const item of gatherReceipts(rows.rows, options)) {
    if (signal.aborted) break;
    if (first) begunAt = performance.now();
    first = false;
    // All of it once the file is read; until then as many as the part that was read lets expect.
    progress.total(Math.round(tally.begun / Math.max(rows.read(), 0.01)));
    if (item.type === 'empty' || item.type === 'refused') {
      countLeftOut(tally, item);
      if (item.type === 'refused') refused?.(item);
      progress.at((done += 1));
    } else await flow.push(keyOf(item), () => record(item));
  }
  await flow.drained();
  progress.stop();
  return performance.now() - begunAt;
}

/** Receipts of one customer follow one another; those of nobody have no order among themselves. */
function keyOf({ member, id }: FileReceipt): string {
  return member === null ? `nobody/${id}` : `${member.kind}/${member.value}`;
}

function untilOf({ liveUntil, now }: ImportJob, { lastReceiptAt }: ImportTally): Instant {
  return liveUntil === 'now' || lastReceiptAt === null ? now : instant(lastReceiptAt);
}
