/**
 * Two accounts of one person become one. A large merge waits until a second person approves it. The decision and the members
 * move in one transaction, then the account ends in the ledger; a repeat after a crash between them finishes it. Whatever
 * still comes to the old account (a return of what it had bought) is forwarded by the engine.
 */
import type { Instant } from '@kopilka/engine';
import { ApiError } from '../../errors.ts';
import type { Tx } from '../../kit/db.ts';
import { newOperationId, shardOf } from '../../ledger/ids.ts';
import { moveFamily, refuseTwoFamilies } from '../families/move.ts';
import { ownerOfAccount } from '../members/find-account.ts';
import { type AccountMembers, holdAccounts, moveMembers } from '../members/move.ts';
import type { QuoteDeps } from '../quotes/ask.ts';
import { endAccount } from './end-account.ts';
import { previewMerge } from './preview.ts';
import { findMergeOf, insertMerge, lockMerge, type StoredMerge, updateMerge } from './store.ts';

/** Whole units of a wallet that one person may move alone. */
export const MERGE_UNITS_ALONE_MAX = 1_000;

export interface MergeRequest {
  readonly organizationId: string;
  readonly from: string;
  readonly into: string;
  readonly reason: string;
  readonly keyId: string;
  readonly now: Instant;
}

export interface Merged {
  readonly merge: StoredMerge;
  readonly repeated: boolean;
}

/** Throws ApiError merge_with_self, account_unknown, account_closed, merge_programs_differ, merge_of_families or merge_underway. */
export async function requestMerge(deps: QuoteDeps, request: MergeRequest): Promise<Merged> {
  const { organizationId, from, into, now } = request;
  if (from === into) throw new ApiError('merge_with_self');
  const known = await deps.db.tenant(organizationId, (tx) => findMergeOf(tx, from));
  if (known !== null) return repeatOf(deps, request, known);
  const programId = await commonProgram(deps, request);
  const preview = await previewMerge(deps, { organizationId, programId, from, into, now }).catch((error: unknown) => {
    // The same merge, asked for at once, may have ended the account since we looked.
    if (error instanceof ApiError && error.code === 'account_closed') return null;
    throw error;
  });
  if (preview === null) return repeatOf(deps, request, await requireMergeOf(deps, request));
  const { units } = preview;
  const merge: StoredMerge = {
    mergeId: newOperationId(now, shardOf(from)),
    programId,
    from,
    into,
    reason: request.reason,
    units,
    status: units > MERGE_UNITS_ALONE_MAX ? 'pending' : 'approved',
    requestedBy: request.keyId,
    requestedAt: now,
    decidedBy: null,
    decidedAt: null,
    operationId: null,
  };
  const first = await deps.db.tenant(organizationId, async (tx) => {
    if (!(await insertMerge(tx, organizationId, merge))) return findMergeOf(tx, from);
    const members = await holdBoth(tx, merge);
    if (merge.status === 'approved') await moveAll(tx, { organizationId, merge, members, now });
    return null;
  });
  if (first !== null) return repeatOf(deps, request, first);
  return { merge: await finish(deps, { organizationId, merge, now }), repeated: false };
}

export interface MergeDecision {
  readonly organizationId: string;
  readonly mergeId: string;
  readonly keyId: string;
  readonly now: Instant;
}

/** By another key than asked for it. Throws ApiError merge_unknown, merge_same_person, merge_decided or account_unknown. */
export async function approveMerge(deps: QuoteDeps, decision: MergeDecision): Promise<Merged> {
  const { organizationId, mergeId, keyId, now } = decision;
  const { merge, repeated } = await deps.db.tenant(organizationId, async (tx): Promise<Merged> => {
    const found = await requireMerge(tx, mergeId);
    if (found.status === 'rejected') throw new ApiError('merge_decided', { status: found.status });
    if (found.status !== 'pending') return { merge: found, repeated: true };
    if (found.requestedBy === keyId) throw new ApiError('merge_same_person');
    const approved: StoredMerge = { ...found, status: 'approved', decidedBy: keyId, decidedAt: now };
    await updateMerge(tx, approved);
    const members = await holdBoth(tx, approved);
    await moveAll(tx, { organizationId, merge: approved, members, now });
    return { merge: approved, repeated: false };
  });
  return { merge: await finish(deps, { organizationId, merge, now }), repeated };
}

/** Throws ApiError merge_unknown or merge_decided. */
export async function rejectMerge({ db }: Pick<QuoteDeps, 'db'>, decision: MergeDecision): Promise<Merged> {
  const { organizationId, mergeId, keyId, now } = decision;
  return db.tenant(organizationId, async (tx): Promise<Merged> => {
    const found = await requireMerge(tx, mergeId);
    if (found.status === 'rejected') return { merge: found, repeated: true };
    if (found.status !== 'pending') throw new ApiError('merge_decided', { status: found.status });
    const rejected: StoredMerge = { ...found, status: 'rejected', decidedBy: keyId, decidedAt: now };
    await updateMerge(tx, rejected);
    return { merge: rejected, repeated: false };
  });
}

/** The program of both accounts. Throws ApiError account_unknown or merge_programs_differ. */
export async function commonProgram(
  deps: Pick<QuoteDeps, 'db'>,
  { organizationId, from, into }: Pick<MergeRequest, 'organizationId' | 'from' | 'into'>,
): Promise<string> {
  const ending = await ownerOfAccount(deps, organizationId, from);
  const heir = await ownerOfAccount(deps, organizationId, into);
  if (ending.programId !== heir.programId) throw new ApiError('merge_programs_differ');
  return heir.programId;
}

/** Throws ApiError merge_underway or account_closed when the account goes to another. */
async function repeatOf(
  deps: QuoteDeps,
  { organizationId, into, now }: MergeRequest,
  known: StoredMerge,
): Promise<Merged> {
  if (known.into === into) return { merge: await finish(deps, { organizationId, merge: known, now }), repeated: true };
  if (known.status === 'pending') throw new ApiError('merge_underway', { mergeId: known.mergeId });
  throw new ApiError('account_closed');
}

async function requireMergeOf(
  { db }: Pick<QuoteDeps, 'db'>,
  { organizationId, from }: MergeRequest,
): Promise<StoredMerge> {
  const known = await db.tenant(organizationId, (tx) => findMergeOf(tx, from));
  if (known === null) throw new ApiError('account_closed');
  return known;
}

async function requireMerge(tx: Tx, mergeId: string): Promise<StoredMerge> {
  const found = await lockMerge(tx, mergeId);
  if (found === null) throw new ApiError('merge_unknown');
  return found;
}

/** The members of the account that ends. Throws ApiError when one of the two has gone elsewhere meanwhile. */
async function holdBoth(tx: Tx, { from, into }: StoredMerge): Promise<AccountMembers> {
  const held = await holdAccounts(tx, [from, into]);
  const further = await findMergeOf(tx, into);
  if (further?.status === 'pending') throw new ApiError('merge_underway', { mergeId: further.mergeId });
  if (further !== null) throw new ApiError('account_closed');
  const members = held.get(from);
  if (members === undefined || !held.has(into)) throw new ApiError('account_unknown');
  await refuseTwoFamilies(tx, from, into);
  return members;
}

async function moveAll(
  tx: Tx,
  one: {
    readonly organizationId: string;
    readonly merge: StoredMerge;
    readonly members: AccountMembers;
    readonly now: Instant;
  },
): Promise<void> {
  const { organizationId, merge, members, now } = one;
  await moveFamily(tx, merge.from, merge.into);
  await moveMembers(tx, { organizationId, from: merge.from, into: merge.into, members, now });
}

/** Lets an approved merge happen; as often as it is called, once. */
async function finish(
  deps: QuoteDeps,
  {
    organizationId,
    merge,
    now,
  }: { readonly organizationId: string; readonly merge: StoredMerge; readonly now: Instant },
): Promise<StoredMerge> {
  if (merge.status !== 'approved') return merge;
  const { programId, from, into } = merge;
  const { operationId } = await endAccount(deps, { organizationId, programId, accountId: from, into, now });
  const done: StoredMerge = { ...merge, status: 'done', operationId };
  await deps.db.tenant(organizationId, (tx) => updateMerge(tx, done));
  return done;
}
