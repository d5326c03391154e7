/**
 * Codes on their way into a receipt: found, reserved for one request, and then used by its operation or free again.
 *
 * The reservation and the operation are in different rows of different keys, so there is no transaction around them. What holds
 * instead: a use is reserved before its operation is posted, under the very key that the operation is claimed by, so that
 * whoever finds it left behind can ask the ledger what became of it (settle.ts). A repeat of a request shares its reservation.
 */
import type { Instant } from '@kopilka/engine';
import { ApiError } from '../../errors.ts';
import type { Database } from '../../kit/db.ts';
import type { Ledger, StoredOperation } from '../../ledger/ledger.ts';
import type { CodeClaim } from './claim.ts';
import { admitGuesser, type Guesser, refuseGuess } from './guess-guard.ts';
import { operationOf, settleUses } from './settle.ts';
import { type CodeTerms, findStoredCode, type StoredCode } from './store.ts';
import {
  addToUses,
  bindToCheckout,
  findUse,
  letGo,
  listReserved,
  lockCode,
  lockUse,
  putReserved,
  putUsed,
  type UseName,
} from './use-store.ts';

export interface CodeDeps {
  readonly db: Database;
  readonly ledger: Pick<Ledger, 'claimed' | 'operation'>;
}

export interface FoundCode extends StoredCode {
  /** What events and the ledger know it by; they do not hold the code itself. */
  readonly codeId: string;
}

export interface ReservedCode {
  readonly organizationId: string;
  readonly found: FoundCode;
  readonly use: UseName;
  readonly memberId: string | null;
  /** The request is a repeat, of a checkout that has ended: nothing was reserved for it. */
  readonly isOver: boolean;
}

/** How long a request may take from its reservation to its answer, repeats by the ledger included. */
const LEASE_SECONDS = 600;

/**
 * Finds a code by its one spelling. One that is not there, belongs to another program or to somebody else is all the same
 * failure. Throws ApiError coupon_code_unknown or too_many_guesses.
 */
export async function findCode(
  { db }: Pick<CodeDeps, 'db'>,
  guesser: Guesser,
  { programId, code }: { readonly programId: string; readonly code: string },
): Promise<FoundCode> {
  const { organizationId, memberId } = guesser;
  const found = await db.tenant(organizationId, (tx) => findStoredCode(tx, organizationId, code));
  const isTheirs =
    found !== null &&
    found.terms.programId === programId &&
    (found.terms.memberId === null || found.terms.memberId === memberId);
  if (!isTheirs) return refuseGuess(db, guesser, { code: 'coupon_code_unknown' });
  await admitGuesser(db, guesser);
  return { ...found, codeId: codeIdOf(found) };
}

/** Whether it could be used at a moment, without reserving it. Throws ApiError with the reason why not. */
export async function requireUsable(
  deps: CodeDeps,
  organizationId: string,
  { found, at, now }: { readonly found: FoundCode; readonly at: Instant; readonly now: Instant },
): Promise<void> {
  judge(found.terms, found.blocked, at);
  if (!isExhausted(found.terms, found.uses)) return;
  await settleUses(deps, organizationId, { code: found.code, now });
  const again = await deps.db.tenant(organizationId, (tx) => findStoredCode(tx, organizationId, found.code));
  if (again !== null && !isExhausted(again.terms, again.uses)) return;
  throw await exhausted(deps, organizationId, found);
}

/**
 * Reserves one use. A request that comes again shares the use that it has, whatever has become of the code since. Throws
 * ApiError with the reason why it cannot be used.
 */
export async function reserveCode(
  deps: CodeDeps,
  wanted: {
    readonly organizationId: string;
    readonly found: FoundCode;
    readonly claim: CodeClaim;
    readonly accountId: string;
    readonly memberId: string | null;
    /** When it is used, by the receipt, and when it is asked for. */
    readonly at: Instant;
    readonly now: Instant;
  },
): Promise<ReservedCode> {
  const { organizationId, found, claim, accountId, memberId, at, now } = wanted;
  const use: UseName = { code: found.code, claim, accountId };
  const reserved = { organizationId, found, use, memberId, isOver: false };
  const before = await deps.db.tenant(organizationId, (tx) => findUse(tx, organizationId, use));
  const done = before?.status === 'released' ? await operationOf(deps, organizationId, before) : null;
  if (done !== null) return { ...reserved, isOver: done.decision.type === 'hold' };
  if (await tryToReserve(deps, reserved, at)) return reserved;
  await settleUses(deps, organizationId, { code: found.code, now });
  if (await tryToReserve(deps, reserved, at)) return reserved;
  throw await exhausted(deps, organizationId, found);
}

/** The operation has been posted: a purchase has used the code, a checkout keeps it reserved. May be repeated. */
export async function confirmCode(
  { db }: Pick<CodeDeps, 'db'>,
  { organizationId, found, use, memberId }: Omit<ReservedCode, 'isOver'>,
  operation: StoredOperation,
): Promise<void> {
  const { batchId, usesMax } = found.terms;
  const { decision, operationId } = operation;
  await db.tenant(organizationId, async (tx) => {
    if (usesMax !== null) await lockCode(tx, organizationId, found.code);
    const stored = await lockUse(tx, organizationId, use);
    if (stored?.status === 'used') return;
    // It had been given up for lost, and is used all the same: its operation has happened.
    if (usesMax !== null && stored?.status !== 'reserved')
      await addToUses(tx, organizationId, { code: found.code, add: 1 });
    const row = { ...use, batchId, number: found.number, memberId };
    if (decision.type !== 'hold') return putUsed(tx, organizationId, { ...row, operationId });
    if (stored?.status !== 'reserved') await putReserved(tx, organizationId, { ...row, leaseSeconds: LEASE_SECONDS });
    const { checkout: id, until } = decision.hold;
    await bindToCheckout(tx, organizationId, { name: use, checkout: { id, until } });
  });
}

/** The request has no use for its reservation any more; `all`: nobody has who shares it. */
export async function releaseCode(
  { db }: Pick<CodeDeps, 'db'>,
  {
    organizationId,
    found,
    use,
    all,
  }: Pick<ReservedCode, 'organizationId' | 'found' | 'use'> & { readonly all: boolean },
): Promise<void> {
  await db.tenant(organizationId, async (tx) => {
    if (found.terms.usesMax !== null) await lockCode(tx, organizationId, found.code);
    const isFree = await letGo(tx, organizationId, { name: use, all });
    if (isFree && found.terms.usesMax !== null) await addToUses(tx, organizationId, { code: found.code, add: -1 });
  });
}

export function codeIdOf({ terms, number }: Pick<StoredCode, 'terms' | 'number'>): string {
  return `${terms.batchId}/${number}`;
}

/** Throws ApiError when the code cannot be used then, however often it has been. */
export function judge({ from, until }: CodeTerms, blocked: boolean, at: Instant): void {
  if (blocked) throw new ApiError('coupon_code_blocked');
  if (from !== null && at < from) throw new ApiError('coupon_code_not_yet', { from: new Date(from).toISOString() });
  if (until !== null && at >= until)
    throw new ApiError('coupon_code_expired', { until: new Date(until).toISOString() });
}

export function isExhausted({ usesMax }: CodeTerms, uses: number): boolean {
  return usesMax !== null && uses >= usesMax;
}

/** Answers false when all uses are reserved or done. */
async function tryToReserve(
  { db }: Pick<CodeDeps, 'db'>,
  { organizationId, found, use, memberId }: Omit<ReservedCode, 'isOver'>,
  at: Instant,
): Promise<boolean> {
  const { terms, code, number } = found;
  const { batchId } = terms;
  const row = { ...use, batchId, number, memberId, leaseSeconds: LEASE_SECONDS };
  return db.tenant(organizationId, async (tx) => {
    const held = terms.usesMax === null ? found : await lockCode(tx, organizationId, code);
    const own = await lockUse(tx, organizationId, use);
    if (own?.status === 'used') return true;
    if (own?.status !== 'reserved') {
      judge(terms, held.blocked, at);
      if (isExhausted(terms, held.uses)) return false;
      if (terms.usesMax !== null) await addToUses(tx, organizationId, { code, add: 1 });
    }
    await putReserved(tx, organizationId, row);
    return true;
  });
}

async function exhausted({ db }: CodeDeps, organizationId: string, { code }: FoundCode): Promise<ApiError> {
  const reserved = await db.tenant(organizationId, (tx) => listReserved(tx, organizationId, { code, limit: 1 }));
  return new ApiError(reserved.length > 0 ? 'coupon_code_in_use' : 'coupon_code_used');
}
