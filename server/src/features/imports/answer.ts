/** A stored import as the API shows it. */
import { instant, type Instant } from '@kopilka/engine';
import { momentText } from '../../fields.ts';
import type { Database } from '../../kit/db.ts';
import { ApiError, type ErrorCode, errorEntry } from '../../errors.ts';
import { problemOf } from '../../problem.ts';
import { countRefusals, type ImportPlace, type ListedImport, listImports, listReceived } from './import-store.ts';
import { isErrorCode, problemWords } from './problem-words.ts';
import type { ImportAnswer } from './schema.ts';
import { type Counts, rowInSheet, type StoredFile } from './stored.ts';

/** Throws ApiError import_unknown. */
export async function importAnswer(db: Database, place: ImportPlace): Promise<ImportAnswer> {
  const { organizationId, importId } = place;
  const [answer] = await importAnswers(db, { organizationId, importId, limit: 1 });
  if (answer === undefined) throw new ApiError('import_unknown');
  return answer;
}

/** Newest first; with the rows of the file only when one is named. */
export async function importAnswers(
  db: Database,
  wanted: { readonly organizationId: string; readonly importId: string | null; readonly limit: number },
): Promise<ImportAnswer[]> {
  const { organizationId } = wanted;
  const imports = await listImports(db.system, wanted);
  const ids = imports.map(({ importId }) => importId);
  const { received, refusals } = await db.tenant(organizationId, async (tx) => ({
    received: await listReceived(tx, organizationId, ids),
    refusals: await countRefusals(tx, organizationId, ids),
  }));
  return imports.map((one) =>
    answerOf(one, {
      received: received.get(one.importId) ?? 0,
      refusedKept: refusals.get(one.importId) ?? 0,
      hasSample: wanted.importId !== null,
    }),
  );
}

interface Beside {
  readonly received: number;
  readonly refusedKept: number;
  readonly hasSample: boolean;
}

function answerOf(one: ListedImport, { received, refusedKept, hasSample }: Beside): ImportAnswer {
  const { importId, kind, name, bytes, state, hasFile, file, mapping, isGuess, progress, found, result } = one;
  const beside = { file, refusedKept };
  return {
    id: importId,
    kind,
    name,
    bytes,
    received: hasFile ? received : bytes,
    state,
    createdAt: momentText(one.createdAt),
    createdBy: one.createdBy,
    startedAt: textOf(one.startedAt),
    finishedAt: textOf(one.finishedAt),
    hasFile,
    file: file === null ? null : fileAnswer(file, hasSample),
    mapping,
    isGuess,
    progress: progress === null ? null : { done: progress.done, total: progress.total, perSecond: progress.perSecond },
    check: found === null ? null : checkAnswer(found, beside),
    result: result === null ? null : resultAnswer(result, beside),
    failure: one.failure === null ? null : failureAnswer(one.failure.code),
  };
}

function fileAnswer({ shape, sheets, columns, sample, rows }: StoredFile, hasSample: boolean): ImportAnswer['file'] {
  const { format, encoding, delimiter, decimal, sheet } = shape;
  const text = format === 'csv' ? { encoding, delimiter } : { encoding: null, delimiter: null };
  return { format, ...text, decimal, sheets, sheet, columns, sample: hasSample ? sample : [], rows };
}

interface Findings {
  readonly file: StoredFile | null;
  readonly refusedKept: number;
}

function findings({ rows, good, refused, problems }: Counts, { file, refusedKept }: Findings) {
  const told = problems.map((problem) => ({
    ...problem,
    rows: problem.rows.map((row) => rowInSheet(row, file)),
    reason: { ...problemWords(problem.code) },
  }));
  return { rows, good, refused, refusedKept, problems: told };
}

function checkAnswer(counts: Counts, beside: Findings): ImportAnswer['check'] {
  const { opened, known, units, wallet, receipts } = counts;
  return {
    ...findings(counts, beside),
    members: receipts === null ? { new: opened, known } : null,
    units,
    wallet,
    receipts:
      receipts === null
        ? null
        : {
            ...receiptsOf(receipts),
            firstAt: receipts.firstAt === null ? null : momentText(instant(receipts.firstAt)),
            lastAt: receipts.lastAt === null ? null : momentText(instant(receipts.lastAt)),
          },
  };
}

function resultAnswer(counts: Counts, beside: Findings): ImportAnswer['result'] {
  const { opened, known, units, wallet, receipts } = counts;
  const more = ({ repeated, returnsUnmatched, unmatchedLines, unmatchedAmount }: NonNullable<Counts['receipts']>) => ({
    repeated,
    returnsUnmatched,
    unmatchedLines,
    unmatchedAmount,
  });
  return {
    ...findings(counts, beside),
    members: { opened, known },
    units,
    wallet,
    receipts: receipts === null ? null : { ...receiptsOf(receipts), ...more(receipts) },
  };
}

function receiptsOf({
  total,
  purchases,
  returns,
  anonymous,
  empty,
  amount,
  currency,
}: NonNullable<Counts['receipts']>) {
  return { total, purchases, returns, anonymous, empty, amount, currency };
}

function failureAnswer(code: string): ImportAnswer['failure'] {
  const known: ErrorCode = isErrorCode(code) ? code : 'import_interrupted';
  const { title, titleRu } = errorEntry(known);
  const { detail, detailRu } = problemOf(known);
  return { code: known, title: { en: title, ru: titleRu }, detail: { en: detail, ru: detailRu } };
}

function textOf(at: Instant | null): string | null {
  return at === null ? null : momentText(at);
}
