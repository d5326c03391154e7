/**
 * Goes through a file of members: to see what would come in, or to bring it in. It goes page by page; what a page came to is written down with
 * how far the file has been gone through, so whoever goes on after a crash repeats one page, and a page may be repeated.
 */
import type { CompiledProgram, Instant } from '@kopilka/engine';
import { type BringDeps, type BringGoal, bringMembers, type Brought } from './bring-members.ts';
import { ownWallets } from './check-mapping.ts';
import { countProblem, noCounts } from './counts.ts';
import type { Refusal } from './import-store.ts';
import { type JudgedRow, judgeMembers, type MemberGoal, namesOf } from './judge-members.ts';
import { createMemberReader, type MemberRow } from './member-row.ts';
import type { Records } from './records.ts';
import type { MemberMapping } from './schema.ts';
import { createSeenNames, type SeenNames } from './seen-names.ts';
import type { Counts } from './stored.ts';

const PAGE = 250;

export interface MembersJob {
  readonly organizationId: string;
  readonly programId: string;
  readonly program: CompiledProgram;
  readonly mapping: MemberMapping;
  readonly records: Records;
  readonly isWorkbook: boolean;
  /** The organization's time. */
  readonly now: () => Instant | Promise<Instant>;
  /** Where whoever was at it before has come to; null at the beginning. */
  readonly before: { readonly done: number; readonly counts: Counts } | null;
  /** Aborted when the work should stop: the page under way is finished, nothing new is begun. */
  readonly signal: AbortSignal;
  /** Writes down what a page came to; false when the work is somebody else's by now. */
  readonly save: (page: {
    readonly done: number;
    readonly counts: Counts;
    readonly refusals: readonly Refusal[];
  }) => Promise<boolean>;
}

/** What comes of a page's rows; null for a check, which changes nothing. */
export type BringPage = Pick<
  BringGoal,
  'importId' | 'createdAt' | 'startedAt' | 'welcome' | 'levelUntil' | 'advertisingVersion' | 'reason'
> | null;

/** Answers what it came to; null when it was stopped before the end. */
export async function importMembers(deps: BringDeps, job: MembersJob, bringing: BringPage): Promise<Counts | null> {
  const { organizationId, programId, program, mapping, records, isWorkbook, before, signal } = job;
  const wallet = mapping.columns.balance === undefined ? null : (mapping.wallet ?? ownWallets(program)[0] ?? null);
  const goal: MemberGoal = { organizationId, programId, source: mapping.source, wallet };
  const read = createMemberReader({
    mapping,
    columns: records.columns,
    program,
    wallet,
    isWorkbook,
    now: await job.now(),
  });
  const seen = createSeenNames();
  const counts = structuredClone(before?.counts ?? noCounts(wallet));
  let page = emptyPage();
  const finish = async (done: number): Promise<boolean> => {
    const judged = await judgeMembers(deps, goal, { rows: page.members, seen });
    const outcomes =
      bringing === null
        ? judged
        : await bringMembers(deps, { ...goal, ...bringing, program, now: await job.now() }, judged);
    const refusals = count(counts, page, outcomes);
    page = emptyPage();
    return job.save({ done, counts, refusals });
  };
  for await (const record of records.rows) {
    const row = read(record);
    if (record.number <= (before?.done ?? 0)) {
      if (!('code' in row)) remember(seen, row);
      continue;
    }
    if ('code' in row) page.faults.push({ row: record.number, cells: record.cells, names: [], ...row });
    else page.members.push(row);
    if (page.faults.length + page.members.length < PAGE) continue;
    if (!(await finish(record.number)) || signal.aborted) return null;
  }
  const left = page.faults.length + page.members.length;
  if (left > 0 && !(await finish(counts.rows + left))) return null;
  return counts;
}

interface Page {
  readonly members: MemberRow[];
  readonly faults: (Refusal & { readonly example: string | null })[];
}

function emptyPage(): Page {
  return { members: [], faults: [] };
}

function remember(seen: SeenNames, member: MemberRow): void {
  for (const name of namesOf(member)) seen.add(name);
}

/** Answers the refused rows of the page. Changes the counts. */
function count(counts: Counts, page: Page, outcomes: readonly (Brought | JudgedRow)[]): readonly Refusal[] {
  const refused = [...page.faults];
  for (const [place, outcome] of outcomes.entries()) {
    const member = page.members[place];
    if (member === undefined) continue;
    if (outcome.type === 'refused') {
      const { row, cells } = member;
      refused.push({ row, cells, names: namesOf(member), code: outcome.code, example: outcome.example });
      continue;
    }
    const isNew = 'isNew' in outcome ? outcome.isNew : outcome.known === null;
    counts.good += 1;
    counts[isNew ? 'opened' : 'known'] += 1;
    if (counts.units !== null) counts.units += unitsOf(outcome);
  }
  counts.rows += page.members.length + page.faults.length;
  const inOrder = refused.toSorted((a, b) => a.row - b.row);
  for (const refusal of inOrder) countProblem(counts, refusal);
  return inOrder;
}

/** What comes in, or would: an opening balance that is there already does not come again. */
function unitsOf(outcome: Exclude<Brought | JudgedRow, { readonly type: 'refused' }>): number {
  if ('units' in outcome) return outcome.units;
  return outcome.openedAt === null ? (outcome.member.units ?? 0) : 0;
}
