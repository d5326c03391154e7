/**
 * Codes in what is posted: a purchase or a checkout brings them in its `apply`. A purchase uses them, a checkout keeps them reserved
 * until it is committed, cancelled or out of time.
 */
import type { Event, Instant } from '@kopilka/engine';
import { ApiError } from '../../errors.ts';
import type { StoredOperation } from '../../ledger/ledger.ts';
import type { CodeClaim } from './claim.ts';
import {
  type CodeDeps,
  confirmCode,
  findCode,
  type FoundCode,
  releaseCode,
  requireUsable,
  reserveCode,
  type ReservedCode,
} from './codes.ts';
import type { Guesser } from './guess-guard.ts';
import { settleUses } from './settle.ts';
import { findNumberedCode } from './store.ts';
import { findUseOfCheckout } from './use-store.ts';

/** What a code stands for in an event: the coupon, and the code's id, by its one spelling. */
export type KnownCodes = ReadonlyMap<string, { readonly couponId: string; readonly codeId: string }>;

export const NO_CODES: KnownCodes = new Map();

interface Brought {
  readonly guesser: Guesser;
  readonly programId: string;
  /** By their one spelling. */
  readonly codes: readonly string[];
  /** When they are used, by the receipt. */
  readonly at: Instant;
  readonly now: Instant;
}

/** For a question: the codes could be used, and nothing is reserved. Throws ApiError. */
export async function knowCodes(deps: CodeDeps, { guesser, programId, codes, at, now }: Brought): Promise<KnownCodes> {
  const found: FoundCode[] = [];
  for (const code of codes) {
    const one = await findCode(deps, guesser, { programId, code });
    await requireUsable(deps, guesser.organizationId, { found: one, at, now });
    found.push(one);
  }
  return known(found);
}

/**
 * Reserves the codes, posts, and confirms them. What is refused gives them back; when it is not known what became of the posting
 * (the database went away), they stay reserved until the request is repeated or its lease is over. Throws ApiError.
 */
export async function postWithCodes<Posted extends { readonly operation: StoredOperation }>(
  deps: CodeDeps,
  brought: Brought & { readonly claim: CodeClaim; readonly accountId: string },
  post: (codes: KnownCodes) => Promise<Posted>,
): Promise<Posted> {
  if (brought.codes.length === 0) return post(NO_CODES);
  const reserved = await reserveAll(deps, brought);
  const posted = await post(known(reserved.map(({ found }) => found))).catch(async (error: unknown) => {
    if (error instanceof ApiError) await releaseAll(deps, reserved);
    throw error;
  });
  for (const one of reserved) if (!one.isOver) await confirmCode(deps, one, posted.operation);
  return posted;
}

/** A checkout has become a purchase: its codes are used, even if their time had run out meanwhile. May be repeated. */
export async function confirmCheckoutCodes(
  deps: CodeDeps,
  purchase: StoredOperation,
  { memberId, now }: { readonly memberId: string | null; readonly now: Instant },
): Promise<void> {
  const { organizationId, accountId, event } = purchase;
  if (event.type !== 'purchase' || event.checkout === undefined) return;
  const { checkout: checkoutId } = event;
  for (const codeId of codeIdsOf(event)) {
    let { found, use } = await useOf(deps, organizationId, { codeId, checkoutId });
    if (use === null) {
      // The process that began the checkout died before it wrote down which use is the checkout's: the ledger knows.
      await settleUses(deps, organizationId, { code: found.code, now });
      ({ found, use } = await useOf(deps, organizationId, { codeId, checkoutId }));
    }
    use ??= { code: found.code, claim: { kind: 'code', key: `checkout/${checkoutId}` }, accountId };
    await confirmCode(deps, { organizationId, found, use, memberId }, purchase);
  }
}

/** A checkout has been given up. May be repeated. */
export async function releaseCheckoutCodes(deps: CodeDeps, hold: StoredOperation): Promise<void> {
  const { organizationId, event, operationId: checkoutId } = hold;
  for (const codeId of codeIdsOf(event)) {
    const { found, use } = await useOf(deps, organizationId, { codeId, checkoutId });
    if (use !== null) await releaseCode(deps, { organizationId, found, use, all: true });
  }
}

async function reserveAll(
  deps: CodeDeps,
  { guesser, programId, codes, claim, accountId, at, now }: Parameters<typeof postWithCodes>[1],
): Promise<readonly ReservedCode[]> {
  const { organizationId, memberId } = guesser;
  const found: FoundCode[] = [];
  for (const code of codes) found.push(await findCode(deps, guesser, { programId, code }));
  const reserved: ReservedCode[] = [];
  try {
    for (const one of found)
      reserved.push(await reserveCode(deps, { organizationId, found: one, claim, accountId, memberId, at, now }));
  } catch (error) {
    await releaseAll(deps, reserved);
    throw error;
  }
  return reserved;
}

async function releaseAll(deps: CodeDeps, reserved: readonly ReservedCode[]): Promise<void> {
  for (const one of reserved) await releaseCode(deps, { ...one, all: false });
}

function known(found: readonly FoundCode[]): KnownCodes {
  return new Map(found.map(({ code, codeId, terms }) => [code, { couponId: terms.couponId, codeId }]));
}

const CODE_ID = /^([0-9a-f-]{36})\/(\d{1,9})$/;

/** A code by its id, with its use by a checkout. */
async function useOf(
  { db }: Pick<CodeDeps, 'db'>,
  organizationId: string,
  { codeId, checkoutId }: { readonly codeId: string; readonly checkoutId: string },
): Promise<{ found: FoundCode; use: ReservedCode['use'] | null }> {
  const [, batchId = '', number = ''] = CODE_ID.exec(codeId) ?? [];
  return db.tenant(organizationId, async (tx) => {
    const stored = await findNumberedCode(tx, organizationId, { batchId, number: Number(number) });
    if (stored === null) throw new Error('a code that was applied is not there');
    const use = await findUseOfCheckout(tx, organizationId, { code: stored.code, checkoutId });
    return { found: { ...stored, codeId }, use };
  });
}

/** At most as many as one receipt may bring. */
function codeIdsOf(event: Event): readonly string[] {
  if (event.type !== 'purchase' && event.type !== 'hold') return [];
  return (event.apply ?? []).flatMap((each) =>
    each.type === 'coupon' && each.code !== undefined && CODE_ID.test(each.code) ? [each.code] : [],
  );
}
