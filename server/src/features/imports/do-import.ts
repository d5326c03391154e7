/** One stint of work on an import: a check or a run, of members or of receipts, until it is done or must stop. */
import { type Instant, instant } from '@kopilka/engine';
import { everySoOften } from '../../kit/every-so-often.ts';
import type { Progress } from '../../kit/progress.ts';
import { textsInForce } from '../consents/texts.ts';
import { rulesAt } from '../programs/rules-at.ts';
import type { BringDeps } from './bring-members.ts';
import { bytesInParts } from './bytes.ts';
import { ImportFileError } from './file-error.ts';
import { type BringPage, importMembers, type MembersJob } from './import-members.ts';
import { ROWS_HELD_MAX } from './gather-receipts.ts';
import { deleteRefusals, insertRefusals, type Refusal } from './import-store.ts';
import { type Holder, saveProgress, type TakenImport } from './job-store.ts';
import { bringReceipts, checkReceipts, type ReceiptsJob, refusedRows } from './office-receipts.ts';
import { openRecords, type Records } from './records.ts';
import { type ImportMapping, mappingBodySchema, type MemberMapping, type ReceiptMapping } from './schema.ts';
import type { Counts, StoredFile, StoredProgress } from './stored.ts';
import { createTally } from './tally.ts';

export interface ImportWork {
  readonly taken: TakenImport;
  readonly holder: Holder;
  /** When it was first started. */
  readonly since: Instant;
  /** The organization's time. */
  readonly now: () => Promise<Instant>;
  readonly signal: AbortSignal;
}

export type Done =
  | { readonly type: 'checked'; readonly counts: Counts; readonly file: StoredFile }
  | { readonly type: 'done'; readonly counts: Counts }
  | { readonly type: 'stopped' };

/** Refused rows that are kept; of more only the number is told. */
const REFUSED_KEPT_MAX = 100_000;
const REFUSED_PAGE = 1_000;
const PROGRESS_EVERY_MS = 1_000;

/** Throws ImportFileError when the file cannot be read to its end. */
export async function doImport(deps: BringDeps, work: ImportWork): Promise<Done> {
  const { file } = work.taken;
  const mapping = mappingBodySchema.parse(work.taken.mapping);
  if (file === null) throw new Error('an import is worked on before its file was read');
  const open = (): Promise<Records> => openFor(deps, work, { file, mapping });
  const worked =
    mapping.kind === 'members'
      ? await doMembers(deps, work, { mapping, file, records: await open() })
      : await doReceipts(deps, work, { mapping, file, open });
  if (worked === null) return { type: 'stopped' };
  const { counts, window } = worked;
  if (counts.rows === 0) throw new ImportFileError('The file has no rows.', { code: 'import_file_empty' });
  return isCheck(work)
    ? { type: 'checked', counts, file: { ...file, rows: counts.rows, window } }
    : { type: 'done', counts };
}

interface Worked {
  readonly counts: Counts;
  /** See StoredFile. */
  readonly window: number | null;
}

function isCheck({ taken }: ImportWork): boolean {
  return taken.state === 'checking';
}

async function openFor(
  { db }: BringDeps,
  { taken }: ImportWork,
  { file, mapping }: { readonly file: StoredFile; readonly mapping: ImportMapping },
): Promise<Records> {
  return openRecords(await bytesInParts(db, taken), { ...file.shape, decimal: mapping.decimal });
}

/** null when it was stopped before the end. */
async function doMembers(
  deps: BringDeps,
  work: ImportWork,
  { mapping, file, records }: { readonly mapping: MemberMapping; readonly file: StoredFile; readonly records: Records },
): Promise<Worked | null> {
  const { taken, holder, now, signal } = work;
  const { organizationId, progress } = taken;
  const { programId, active } = await rulesAt(deps.programs, {
    organizationId,
    programId: mapping.programId,
    at: await now(),
  });
  const before =
    progress?.counts === null || progress === null ? null : { done: progress.done, counts: progress.counts };
  // What a check had refused is judged again.
  if (before === null) await deps.db.tenant(organizationId, (tx) => deleteRefusals(tx, taken));
  const pace = createPace(before?.done ?? 0);
  const save: MembersJob['save'] = async ({ done, counts, refusals }) => {
    const total = file.rows ?? estimated(done, records.read());
    const stored: StoredProgress = { done, total, perSecond: pace.perSecond(done), opened: 0, counts };
    const room = Math.max(0, REFUSED_KEPT_MAX - (counts.refused - refusals.length));
    return deps.db.tenant(organizationId, async (tx) => {
      const result = isCheck(work) ? null : counts;
      const isMine = await saveProgress(tx, taken, { holder, progress: stored, result, comesFurther: true });
      if (isMine) await insertRefusals(tx, taken, refusals.slice(0, room));
      return isMine;
    });
  };
  const { program } = active;
  const isWorkbook = file.shape.format === 'xlsx';
  const job = { organizationId, programId, program, mapping, records, isWorkbook, now, before, signal, save };
  const bringing = isCheck(work) ? null : await bringingOf(deps, work, { mapping, name: program.name });
  const counts = await importMembers(deps, job, bringing);
  return counts === null ? null : { counts, window: null };
}

async function bringingOf(
  { db }: BringDeps,
  { taken, since, now }: ImportWork,
  { mapping, name }: { readonly mapping: MemberMapping; readonly name: { readonly ru?: string } },
): Promise<BringPage> {
  const { organizationId, importId, createdAt, name: file } = taken;
  const asksAdvertising = mapping.columns.advertising !== undefined;
  const texts = asksAdvertising ? await textsInForce(db, organizationId, await now()) : [];
  return {
    importId,
    createdAt,
    startedAt: since,
    welcome: mapping.welcome,
    levelUntil: mapping.levelUntil === null ? null : instant(Date.parse(mapping.levelUntil)),
    advertisingVersion: texts.find(({ kind }) => kind === 'advertising')?.version ?? null,
    // It is one text for everybody who reads the journal: in the language of the program.
    reason: name.ru === undefined ? `Opening balance from ${file}` : `Начальный баланс из файла ${file}`,
  };
}

/** null when it was stopped before the end. */
async function doReceipts(
  deps: BringDeps,
  work: ImportWork,
  {
    mapping,
    file,
    open,
  }: { readonly mapping: ReceiptMapping; readonly file: StoredFile; readonly open: () => Promise<Records> },
): Promise<Worked | null> {
  const { taken, holder, now, signal, since } = work;
  const { organizationId } = taken;
  const at = await now();
  const { programId, active } = await rulesAt(deps.programs, { organizationId, programId: mapping.programId, at });
  const openedBefore = isCheck(work) ? 0 : (taken.progress?.opened ?? 0);
  const tally = createTally();
  const { progress, close } = watchProgress(async (paced) => {
    const stored: StoredProgress = { ...paced, opened: openedBefore + tally.membersOpened, counts: null };
    await deps.db.tenant(organizationId, (tx) =>
      saveProgress(tx, taken, { holder, progress: stored, result: null, comesFurther: false }),
    );
  });
  try {
    const job: ReceiptsJob = {
      organizationId,
      programId,
      program: active.program,
      mapping,
      open,
      now: at,
      progress,
      signal,
    };
    const { counts, refused, window } = isCheck(work)
      ? await checkReceipts(job)
      : await bringReceipts(deps, { ...job, since, tally, window: file.window ?? ROWS_HELD_MAX });
    if (signal.aborted) return null;
    await keepRefused(deps, work, refusedRows(job, refused));
    return { counts: { ...counts, opened: counts.opened + openedBefore }, window };
  } finally {
    await close();
  }
}

async function keepRefused({ db }: BringDeps, { taken }: ImportWork, rows: AsyncIterable<Refusal>): Promise<void> {
  const { organizationId } = taken;
  await db.tenant(organizationId, (tx) => deleteRefusals(tx, taken));
  let page: Refusal[] = [];
  let kept = 0;
  const write = async (): Promise<void> => {
    await db.tenant(organizationId, (tx) => insertRefusals(tx, taken, page));
    page = [];
  };
  for await (const refusal of rows) {
    page.push(refusal);
    kept += 1;
    if (page.length === REFUSED_PAGE) await write();
    if (kept === REFUSED_KEPT_MAX) break;
  }
  await write();
}

/** Written down now and then, whatever the pace of the work. */
function watchProgress(save: (progress: Omit<StoredProgress, 'opened' | 'counts'>) => Promise<void>) {
  const pace = createPace(0);
  let [done, total] = [0, 0];
  const saving = everySoOften({
    pauseMs: PROGRESS_EVERY_MS,
    run: () => save({ done, total: total === 0 ? null : Math.max(total, done), perSecond: pace.perSecond(done) }),
    // A database that is away is noticed by the work itself.
    failed: () => undefined,
  });
  const progress: Progress = {
    total: (count) => {
      total = count;
    },
    at: (count) => {
      done = count;
    },
    stop: () => undefined,
  };
  return { progress, close: saving.stop };
}

function createPace(from: number) {
  const startedAt = performance.now();
  return {
    perSecond: (done: number): number =>
      Math.round(((done - from) * 1000) / Math.max(1, performance.now() - startedAt)),
  };
}

/** Of all rows, when this part of the file has so many. */
function estimated(done: number, read: number): number | null {
  return read < 0.02 ? null : Math.round(done / read);
}
