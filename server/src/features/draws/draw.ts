/**
 * A prize draw that anybody can check. Before its moment a seed is made and its hash published: from then on neither the seed
 * nor the terms can change. After its moment those who held tickets at it are written down, the seed is revealed, and the winners
 * follow from both. Everything is written in one transaction, so it happens once or not at all.
 */
import type { CompiledProgram, Instant } from '@kopilka/engine';
import { hash, randomBytes } from 'node:crypto';
import { ApiError } from '../../errors.ts';
import { momentText } from '../../fields.ts';
import { rulesAt } from '../programs/rules-at.ts';
import type { QuoteDeps } from '../quotes/ask.ts';
import { type Holder, pickWinners } from './pick.ts';
import {
  type DrawName,
  type DrawTerms,
  findDraws,
  insertDraw,
  insertTickets,
  insertWinners,
  listWinners,
  lockDraw,
  markDrawn,
  type StoredDraw,
  type StoredWinner,
} from './store.ts';

const SEED_BYTES = 32;

export interface DrawAsked {
  readonly organizationId: string;
  readonly programId: string | undefined;
  readonly drawId: string;
  readonly now: Instant;
}

export interface DrawNow {
  readonly name: DrawName;
  /** As committed, or as the program has it. */
  readonly terms: DrawTerms;
  /** null before the commitment. */
  readonly stored: StoredDraw | null;
  readonly winners: readonly StoredWinner[];
}

/** A draw that was committed is there even when the program no longer has it. Throws ApiError draw_unknown. */
export async function readDraw(deps: QuoteDeps, asked: DrawAsked): Promise<DrawNow> {
  const [draw] = await readDraws(deps, asked, () => [asked.drawId]);
  if (draw === undefined) throw new ApiError('draw_unknown');
  return draw;
}

/** Those of the program in force. */
export function listDraws(deps: QuoteDeps, asked: Omit<DrawAsked, 'drawId'>): Promise<readonly DrawNow[]> {
  return readDraws(deps, asked, ({ draws }) => [...draws.keys()]);
}

/** Draws that there are not are left out. */
async function readDraws(
  deps: QuoteDeps,
  { organizationId, programId: asked, now }: Omit<DrawAsked, 'drawId'>,
  which: (program: CompiledProgram) => readonly string[],
): Promise<readonly DrawNow[]> {
  const { programId, active } = await rulesAt(deps.programs, { organizationId, programId: asked, at: now });
  const drawIds = which(active.program);
  const found = await deps.db.tenant(organizationId, async (tx) => ({
    draws: await findDraws(tx, { organizationId, programId }, drawIds),
    winners: await listWinners(tx, { organizationId, programId }, drawIds),
  }));
  return drawIds.flatMap((drawId) => {
    const stored = found.draws.get(drawId) ?? null;
    const terms = stored ?? termsOf(active.program, drawId);
    if (terms === null) return [];
    const name = { organizationId, programId, drawId };
    return [{ name, terms, stored, winners: found.winners.get(drawId) ?? [] }];
  });
}

/** Throws ApiError draw_unknown or draw_too_late. */
export async function commitDraw(
  deps: QuoteDeps,
  asked: DrawAsked,
): Promise<{ readonly draw: DrawNow; readonly repeated: boolean }> {
  const { organizationId, drawId, now } = asked;
  const known = await readDraw(deps, asked);
  if (known.stored !== null) return { draw: known, repeated: true };
  const { active } = await rulesAt(deps.programs, { organizationId, programId: known.name.programId, at: now });
  const terms = termsOf(active.program, drawId);
  if (terms === null) throw new ApiError('draw_unknown');
  if (now >= terms.at) throw new ApiError('draw_too_late', { at: momentText(terms.at) });
  const seed = randomBytes(SEED_BYTES);
  const committed: StoredDraw = {
    ...terms,
    seed,
    commitment: hash('sha256', seed, 'hex'),
    programVersion: active.version,
    committedAt: now,
    drawn: null,
  };
  const isFirst = await deps.db.tenant(organizationId, (tx) => insertDraw(tx, known.name, committed));
  return { draw: await readDraw(deps, asked), repeated: !isFirst };
}

/** Throws ApiError draw_unknown, draw_not_committed, draw_too_early or draw_without_tickets. */
export async function drawWinners(
  deps: QuoteDeps,
  asked: DrawAsked,
): Promise<{ readonly draw: DrawNow; readonly repeated: boolean }> {
  const { organizationId, now } = asked;
  const { name, stored } = await readDraw(deps, asked);
  if (stored === null) throw new ApiError('draw_not_committed');
  if (now < stored.at) throw new ApiError('draw_too_early', { at: momentText(stored.at) });
  const isFirst = await deps.db.tenant(organizationId, async (tx) => {
    const committed = await lockDraw(tx, name);
    if (committed === null) throw new Error('a committed draw is not there');
    if (committed.drawn !== null) return false;
    const holders = await holdersAt(deps, name, committed);
    if (holders.length === 0) throw new ApiError('draw_without_tickets');
    await insertTickets(tx, name, holders);
    await insertWinners(tx, name, winnersOf(name.drawId, committed, holders));
    const tickets = holders.reduce((sum, { units }) => sum + units, 0);
    await markDrawn(tx, name, { at: now, tickets, ticketsHash: ticketsHash(holders) });
    return true;
  });
  return { draw: await readDraw(deps, asked), repeated: !isFirst };
}

/** By account id, compared as text: the order that tickets are numbered in. */
async function holdersAt(
  { ledger }: Pick<QuoteDeps, 'ledger'>,
  { organizationId, programId }: DrawName,
  { wallet, at }: DrawTerms,
): Promise<readonly Holder[]> {
  const found = await ledger.ticketHolders(organizationId, programId, wallet, at);
  return found.toSorted((a, b) => (a.accountId < b.accountId ? -1 : a.accountId > b.accountId ? 1 : 0));
}

function winnersOf(drawId: string, { seed, prizes }: StoredDraw, holders: readonly Holder[]): readonly StoredWinner[] {
  // The first prize of the list comes first, as often as there are pieces of it.
  const single = prizes.flatMap(({ count }, prize) => Array.from({ length: count }, () => prize));
  return pickWinners({ seed, drawId, holders, prizes: single.length }).map((pick) => ({
    ...pick,
    prize: single[pick.n - 1] ?? 0,
  }));
}

/** sha-256 of a line "<account id> <tickets>" for each holder, in their order, each with a line feed behind it. */
export function ticketsHash(holders: readonly Holder[]): string {
  return hash('sha256', holders.map(({ accountId, units }) => `${accountId} ${units}\n`).join(''), 'hex');
}

function termsOf(program: CompiledProgram, drawId: string): DrawTerms | null {
  const draw = program.draws.get(drawId);
  return draw === undefined ? null : { wallet: draw.tickets, at: draw.at, prizes: draw.prizes };
}
