/** Payouts looked at as a queue, and made to forget where the money went. */
import { instantField } from '@kopilka/engine';
import { ApiError } from '../../errors.ts';
import type { Database } from '../../kit/db.ts';
import { readCursor, writeCursor } from '../accounts/cursor.ts';
import type { QuoteDeps } from '../quotes/ask.ts';
import { finishBegun } from './request.ts';
import { settleEnded } from './settle.ts';
import {
  eraseDestination,
  eraseDestinationsOf,
  findPayout,
  listPayouts,
  listPayoutsOf,
  type PAYOUT_STATUSES,
  type PayoutPage,
  type StoredPayout,
} from './store.ts';

/** Payouts that a crash has left between the row and the units, looked after at a time. */
const BEGUN_PAGE = 20;

export interface PayoutQuestion {
  readonly organizationId: string;
  readonly status: (typeof PAYOUT_STATUSES)[number];
  readonly cursor?: string | undefined;
  readonly limit: number;
}

export async function listByStatus(
  deps: QuoteDeps,
  { organizationId, status, cursor, limit }: PayoutQuestion,
): Promise<{ readonly payouts: readonly StoredPayout[]; readonly next: string | null }> {
  if (status === 'requested' && cursor === undefined) await finishAllBegun(deps, organizationId);
  const after = cursor === undefined ? null : placeIn(cursor);
  const page = { status, after, limit };
  const read = (): Promise<readonly StoredPayout[]> =>
    deps.db.tenant(organizationId, (tx) => listPayouts(tx, organizationId, page));
  let payouts = await read();
  if (await settleEnded(deps, organizationId, payouts)) payouts = await read();
  const last = payouts.length < limit ? undefined : payouts.at(-1);
  const next = last === undefined ? null : cursorOf(last);
  return { payouts, next };
}

export async function erasePayout(db: Database, organizationId: string, payoutId: string): Promise<void> {
  await db.tenant(organizationId, async (tx) => {
    if ((await findPayout(tx, payoutId)) === null) throw new ApiError('payout_unknown');
    await eraseDestination(tx, payoutId);
  });
}

/** For a member who asks what is stored. */
export async function payoutsOf(
  db: Database,
  wanted: { readonly organizationId: string; readonly memberId: string; readonly accountIds: readonly string[] },
): Promise<readonly StoredPayout[]> {
  return db.tenant(wanted.organizationId, (tx) => listPayoutsOf(tx, wanted.accountIds, wanted.memberId));
}

/** For the forgetting of a member. */
export async function erasePayoutsOf(
  db: Database,
  wanted: { readonly organizationId: string; readonly memberId: string; readonly accountIds: readonly string[] },
): Promise<void> {
  await db.tenant(wanted.organizationId, (tx) => eraseDestinationsOf(tx, wanted.accountIds, wanted.memberId));
}

/** Rare: nearly always there is none. */
async function finishAllBegun(deps: QuoteDeps, organizationId: string): Promise<void> {
  const page: PayoutPage = { status: 'begun', after: null, limit: BEGUN_PAGE };
  const begun = await deps.db.tenant(organizationId, (tx) => listPayouts(tx, organizationId, page));
  await Promise.all(begun.map(({ payoutId }) => finishBegun(deps, organizationId, payoutId)));
}

/** The id's halves are too large for numbers of a cursor: they go as five parts. */
function cursorOf({ requested, payoutId }: StoredPayout): string {
  return writeCursor([requested.at, ...payoutId.split('-').map((part) => Number.parseInt(part, 16))]);
}

const PART_DIGITS = [8, 4, 4, 4, 12] as const;

function placeIn(cursor: string): NonNullable<PayoutPage['after']> {
  const [at = 0, ...parts] = readCursor(cursor, 1 + PART_DIGITS.length);
  const texts = PART_DIGITS.map((digits, index) => (parts[index] ?? 0).toString(16).padStart(digits, '0'));
  const moment = instantField.safeParse(at);
  if (!moment.success || texts.some((part, index) => part.length !== PART_DIGITS[index]))
    throw new ApiError('cursor_invalid');
  return { at: moment.data, payoutId: texts.join('-') };
}
