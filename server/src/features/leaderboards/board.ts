/**
 * A leaderboard: who has most of a meter within a period. Reading it costs all accounts of the program, so everybody who asks
 * within some seconds gets the same one.
 */
import type { CompiledProgram, Instant } from '@kopilka/engine';
import { ApiError } from '../../errors.ts';
import type { Clock } from '../../kit/clock.ts';
import type { Ledger, RankedBy } from '../../ledger/ledger.ts';
import { findMemberAccount } from '../members/find-account.ts';
import { namesOfAccounts } from '../members/names.ts';
import { rulesAt } from '../programs/rules-at.ts';
import type { QuoteDeps } from '../quotes/ask.ts';
import { type BoardPeriod, boardPeriod } from './period.ts';
import { publicName } from './public-name.ts';

export type Leaderboard = CompiledProgram['leaderboards'] extends ReadonlyMap<string, infer Board> ? Board : never;

const FRESH_MS = 5_000;
const BOARDS_MAX = 1_000;
/** Places that are read at all: who is further down knows the own place, not the neighbours. */
const PLACES_MAX = 1_000;
const NEIGHBOURS = 2;

export interface Place {
  readonly rank: number;
  readonly accountId: string;
  readonly value: number;
}

export type ReadRanking = (
  asked: { readonly organizationId: string; readonly programId: string; readonly board: string },
  by: RankedBy,
) => Promise<readonly Place[]>;

/** Ties share a rank: 1, 1, 3. */
export function createRankings(ledger: Pick<Ledger, 'ranking'>, clock: Clock): ReadRanking {
  const known = new Map<string, { readonly until: number; readonly places: Promise<readonly Place[]> }>();
  return ({ organizationId, programId, board }, by) => {
    const name = JSON.stringify([organizationId, programId, board, by]);
    const remembered = known.get(name);
    if (remembered !== undefined && clock.now() < remembered.until) return remembered.places;
    const places = ledger.ranking(organizationId, programId, { ...by, limit: PLACES_MAX }).then(ranked);
    if (known.size >= BOARDS_MAX) known.clear();
    known.set(name, { until: clock.now() + FRESH_MS, places });
    // A failure is told to who asked, and the next one asks again.
    places.catch(() => known.delete(name));
    return places;
  };
}

function ranked(rows: readonly { readonly accountId: string; readonly value: number }[]): readonly Place[] {
  const places: Place[] = [];
  for (const [index, row] of rows.entries()) {
    const before = places.at(-1);
    places.push({ ...row, rank: before?.value === row.value ? before.rank : index + 1 });
  }
  return places;
}

export interface BoardAsked {
  readonly organizationId: string;
  readonly programId: string | undefined;
  readonly board: string;
  readonly period: string;
  readonly memberId: string | null;
  readonly limit: number;
  readonly now: Instant;
}

export interface NamedPlace {
  readonly rank: number;
  readonly name: string;
  readonly value: number;
  readonly isMember: boolean;
}

export interface ReadBoard {
  readonly programId: string;
  readonly program: CompiledProgram;
  readonly board: Leaderboard;
  readonly period: BoardPeriod;
  readonly top: readonly NamedPlace[];
  /** Of the member who asks; null when there is none, or has nothing. */
  readonly own: { readonly rank: number; readonly value: number; readonly neighbours: readonly NamedPlace[] } | null;
}

/** Throws ApiError leaderboard_unknown, period_invalid or member_unknown. */
export async function readBoard(deps: QuoteDeps, readRanking: ReadRanking, asked: BoardAsked): Promise<ReadBoard> {
  const { organizationId, memberId, now } = asked;
  const { programId, active } = await rulesAt(deps.programs, { organizationId, programId: asked.programId, at: now });
  const { program } = active;
  const board = program.leaderboards.get(asked.board);
  if (board === undefined) throw new ApiError('leaderboard_unknown');
  const period = boardPeriod(asked.period, board.every, program.calendar.dayOf(now), program.calendar);
  const by: RankedBy = {
    meter: board.meter,
    from: period.from,
    until: period.until,
    ...(board.levels === null ? {} : { tiers: [...board.levels] }),
  };
  const accountId = memberId === null ? null : await accountOf(deps, { ...asked, memberId, programId });
  const places = await readRanking({ organizationId, programId, board: board.id }, by);
  const own =
    accountId === null ? null : await ownPlace(deps.ledger, { organizationId, programId, accountId }, places, by);
  const top = places.slice(0, asked.limit);
  const around = own?.around ?? [];
  const shown = [...new Set([...top, ...around].map((place) => place.accountId))];
  const names = await namesOfAccounts(deps.db, organizationId, shown);
  const named = (place: Place): NamedPlace => ({
    rank: place.rank,
    name: publicName(board.names, names.get(place.accountId) ?? null, place.accountId),
    value: place.value,
    isMember: place.accountId === accountId,
  });
  return {
    programId,
    program,
    board,
    period,
    top: top.map(named),
    own: own === null ? null : { rank: own.rank, value: own.value, neighbours: around.map(named) },
  };
}

async function accountOf(
  deps: QuoteDeps,
  asked: Pick<BoardAsked, 'organizationId' | 'now'> & { readonly memberId: string; readonly programId: string },
): Promise<string> {
  const { organizationId, programId, memberId, now } = asked;
  const member = { kind: 'id', value: memberId } as const;
  return (await findMemberAccount(deps, { organizationId, programId, member, now, blockedToo: true })).accountId;
}

/** From the same places as the top, so that one answer does not contradict itself; further down from the ledger. */
async function ownPlace(
  ledger: Pick<Ledger, 'standingIn'>,
  one: { readonly organizationId: string; readonly programId: string; readonly accountId: string },
  places: readonly Place[],
  by: RankedBy,
): Promise<{ readonly rank: number; readonly value: number; readonly around: readonly Place[] } | null> {
  const index = places.findIndex((place) => place.accountId === one.accountId);
  const place = places[index];
  if (place !== undefined) {
    const around = places.slice(Math.max(0, index - NEIGHBOURS), index + NEIGHBOURS + 1);
    return { rank: place.rank, value: place.value, around };
  }
  // Whoever is not among few places has nothing, or has had it for some seconds only.
  if (places.length < PLACES_MAX) return null;
  const standing = await ledger.standingIn(one.organizationId, one.programId, by, one.accountId);
  return standing === null ? null : { ...standing, around: [] };
}
