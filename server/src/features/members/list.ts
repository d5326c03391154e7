/** Members by what the office asks of them, page by page. No page costs more than its bound, however many members there are. */
import { instant, type Instant } from '@kopilka/engine';
import { z } from 'zod';
import { ApiError } from '../../errors.ts';
import { uuidField } from '../../fields.ts';
import type { AccountsPage, AccountsPlace, AccountsWith } from '../../ledger/ledger.ts';
import type { QuoteDeps } from '../quotes/ask.ts';
import { countedOnLevel } from '../reports/on-level.ts';
import { firstIdAt } from './ids.ts';
import { listMembersOfAccounts, listNewestMembers } from './list-store.ts';

export const MEMBER_FILTERS = ['all', 'new', 'active', 'level', 'expiring', 'blocked'] as const;

export interface Listing {
  readonly organizationId: string;
  readonly filter: (typeof MEMBER_FILTERS)[number];
  /** Of `new` and `active`; null for no bound. */
  readonly from: Instant | null;
  readonly to: Instant | null;
  /** Of `active`, `level` and `expiring`; undefined when there is one. */
  readonly programId: string | undefined;
  readonly level: string | undefined;
  readonly days: number;
  readonly cursor: string | undefined;
  readonly limit: number;
  readonly now: Instant;
}

export interface Page {
  readonly memberIds: readonly string[];
  readonly next: string | null;
}

const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
const FIRST_ID = '00000000-0000-0000-0000-000000000000';
const DAY_MS = 86_400_000;

/** Throws ApiError cursor_invalid, program_unknown, program_required or level_unknown. */
export async function listMembers(deps: QuoteDeps, listing: Listing): Promise<Page> {
  switch (listing.filter) {
    case 'all':
    case 'new':
    case 'blocked':
      return newestFirst(deps, listing);
    case 'active':
    case 'level':
    case 'expiring':
      return byAccount(deps, listing);
  }
}

async function newestFirst({ db }: Pick<QuoteDeps, 'db'>, listing: Listing): Promise<Page> {
  const { organizationId, filter, from, to, limit } = listing;
  const isNew = filter === 'new';
  const end = isNew && to !== null ? firstIdAt(to) : LAST_ID;
  const place = listing.cursor === undefined ? null : readPlace(listing.cursor).accountId;
  const memberIds = await db.tenant(organizationId, (tx) =>
    listNewestMembers(tx, {
      organizationId,
      from: isNew && from !== null ? firstIdAt(from) : FIRST_ID,
      before: place !== null && place < end ? place : end,
      blockedOnly: filter === 'blocked',
      limit,
    }),
  );
  const last = memberIds.length < limit ? undefined : memberIds.at(-1);
  return { memberIds, next: last === undefined ? null : writePlace({ at: 0, accountId: last }) };
}

async function byAccount(deps: QuoteDeps, listing: Listing): Promise<Page> {
  const { organizationId, limit } = listing;
  const { programId, newest } = await deps.programs.choose(organizationId, listing.programId);
  const levels = newest.program.tiers?.levels.map(({ id }) => id) ?? [];
  const after = listing.cursor === undefined ? null : readPlace(listing.cursor);
  const wanted = wantedOf(listing, levels);
  const page =
    (await onHighLevel(deps, { organizationId, programId, wanted, after, limit })) ??
    (await deps.ledger.accountsWith(organizationId, programId, wanted, { after, limit }));
  const found = await deps.db.tenant(organizationId, (tx) => listMembersOfAccounts(tx, page.accountIds));
  const members = Map.groupBy(found, ({ accountId }) => accountId);
  return {
    memberIds: page.accountIds.flatMap((accountId) => (members.get(accountId) ?? []).map(({ memberId }) => memberId)),
    next: page.next === null ? null : writePlace(page.next),
  };
}

/**
 * Few are on a high level, and going through all accounts for them takes seconds among hundreds of thousands; what the figures have counted
 * tells them at once, some seconds late. null for the first level, on which nearly all are, and until all accounts have been counted.
 */
async function onHighLevel(
  { db }: Pick<QuoteDeps, 'db'>,
  asked: {
    readonly organizationId: string;
    readonly programId: string;
    readonly wanted: AccountsWith;
    readonly after: AccountsPlace | null;
    readonly limit: number;
  },
): Promise<AccountsPage | null> {
  const { organizationId, programId, wanted, after, limit } = asked;
  const [level, other] = wanted.type === 'level' ? wanted.levels : [];
  if (level === undefined || other !== undefined) return null;
  const before = after?.accountId ?? LAST_ID;
  const accountIds = await countedOnLevel(db, { organizationId, programId, level, before, limit });
  if (accountIds === null) return null;
  const last = accountIds.length < limit ? undefined : accountIds.at(-1);
  return { accountIds, next: last === undefined ? null : { at: 0, accountId: last } };
}

function wantedOf({ filter, from, to, level, days, now }: Listing, levels: readonly string[]): AccountsWith {
  if (filter === 'level') {
    if (level === undefined || !levels.includes(level)) throw new ApiError('level_unknown', { level: level ?? '' });
    // Whoever has not bought yet is on the first level without having been put there.
    return { type: 'level', levels: level === levels[0] ? [level, ''] : [level] };
  }
  if (filter === 'expiring') return { type: 'expiring', now, until: later(now, days * DAY_MS) };
  return { type: 'purchase', from: from ?? later(now, -days * DAY_MS), until: to ?? later(now, DAY_MS) };
}

function later(at: Instant, ms: number): Instant {
  return instant(at + ms);
}

const placeSchema = z.tuple([z.coerce.number().int().min(0), uuidField]);

function writePlace({ at, accountId }: AccountsPlace): string {
  return `${at}_${accountId}`;
}

function readPlace(cursor: string): AccountsPlace {
  const parsed = placeSchema.safeParse(cursor.split('_'));
  if (!parsed.success) throw new ApiError('cursor_invalid');
  const [at, accountId] = parsed.data;
  return { at, accountId };
}
