/**
 * The organization's rule: above its limit units pay, leave or change wallets at a till only with a code from the customer. Asked before the posting, with the
 * very decision that would be posted; what was done before is never asked again, so a repeat gets its first answer.
 */
import type {
  CompiledProgram,
  ConvertEvent,
  Event,
  Instant,
  PayRequest,
  PurchaseEvent,
  TransferEvent,
} from '@kopilka/engine';
import { ApiError } from '../../errors.ts';
import type { Clock } from '../../kit/clock.ts';
import type { OperationKey } from '../../ledger/ledger.ts';
import type { CallingTill } from '../../route.ts';
import { wasDone } from '../operations/done.ts';
import { quoteOperation } from '../operations/post.ts';
import type { JoinDeps } from '../members/join.ts';
import type { Keyed } from '../tills/keyed.ts';
import { FAILURES_MAX, isCodeOf } from './code.ts';
import { lockNewest, markUsed, noteFailure } from './store.ts';

export interface RequirementDeps extends JoinDeps {
  readonly clock: Clock;
  readonly keyed: Keyed;
}

interface Asked<Of extends Event> {
  readonly organizationId: string;
  readonly programId: string;
  readonly accountId: string;
  readonly memberId: string;
  /** undefined: not a till, of which nothing is required. */
  readonly till: CallingTill | undefined;
  /** From the customer, if there is one. */
  readonly code: string | undefined;
  readonly keys: Iterable<OperationKey>;
  /** What it is for: a code that was used for it may be used for it again. */
  readonly usedFor: string;
  readonly event: Of;
  readonly now: Instant;
}

export type Payment = Asked<PurchaseEvent>;
export type Move = Asked<TransferEvent | ConvertEvent>;

/**
 * How much may be paid: what was asked for, "max" as the number that was confirmed. Throws ApiError confirmation_required,
 * confirmation_wrong.
 */
export async function confirmedPay(deps: RequirementDeps, payment: Payment): Promise<PayRequest | undefined> {
  const { organizationId, programId, accountId, till, event, now } = payment;
  const limit = till?.confirmAbove ?? null;
  if (till === undefined || limit === null || event.pay === undefined) return event.pay;
  if (await wasDone(deps, organizationId, payment.keys)) return event.pay;
  const asked = { organizationId, programId, accountId, event, now, history: false };
  const quoted = await quoteOperation(deps, asked);
  // What would be refused is refused by the posting, with its reasons.
  if (quoted.type !== 'quoted' || quoted.decision.type !== 'purchase') return event.pay;
  const { payment: paid } = quoted.decision.purchase;
  if (paid === null) return undefined;
  if (paid.money > limit) await useCode(deps, payment, { tillId: till.tillId, amount: paid.money, limit });
  return { wallet: paid.wallet, units: paid.units };
}

/**
 * The same for units that leave the account, or its wallet, without buying anything: they count as the money that they are worth. Throws
 * ApiError confirmation_required, confirmation_wrong.
 */
export async function requireConfirmedMove(deps: RequirementDeps, move: Move, program: CompiledProgram): Promise<void> {
  const { organizationId, programId, accountId, till, event, now } = move;
  const limit = till?.confirmAbove ?? null;
  if (till === undefined || limit === null) return;
  const amount = worthOf(program, event);
  if (amount <= limit || (await wasDone(deps, organizationId, move.keys))) return;
  const quoted = await quoteOperation(deps, { organizationId, programId, accountId, event, now, history: false });
  if (quoted.type === 'quoted') await useCode(deps, move, { tillId: till.tillId, amount, limit });
}

/** What a code is for where nothing but its keys names it; without any it can be used no second time. */
export function purposeOf(what: string, keys: readonly OperationKey[]): string {
  const [first] = keys;
  return `${what} ${first === undefined ? crypto.randomUUID() : `${first.kind} ${first.key}`}`;
}

/** Minor money. Units that pay nothing themselves are worth what they can be exchanged for. */
function worthOf({ wallets, conversions }: CompiledProgram, event: TransferEvent | ConvertEvent): number {
  const from = event.type === 'transfer' ? event.wallet : conversions.get(event.conversion)?.from;
  const own = from === undefined ? null : (wallets.get(from)?.worth ?? null);
  if (own !== null) return event.units * own;
  const exchanged = [...conversions.values()].map((conversion) => {
    const worth = conversion.from === from ? (wallets.get(conversion.to)?.worth ?? 0) : 0;
    return Math.floor((event.units * Number(conversion.rate.num)) / Number(conversion.rate.den)) * worth;
  });
  return Math.max(0, ...exchanged);
}

/** Once, by whoever comes first with the right code. */
async function useCode(
  { db, clock, keyed }: RequirementDeps,
  { organizationId, memberId, code, usedFor }: Pick<Payment, 'organizationId' | 'memberId' | 'code' | 'usedFor'>,
  { tillId, amount, limit }: { readonly tillId: string; readonly amount: number; readonly limit: number },
): Promise<void> {
  if (code === undefined) throw new ApiError('confirmation_required', { amount, limit });
  const triesLeft = await db.tenant(organizationId, async (tx): Promise<number | null> => {
    const newest = await lockNewest(tx, { organizationId, memberId, tillId });
    if (newest === undefined || newest.expiresAt <= clock.now() || newest.amount < amount) return 0;
    const { confirmationId, failures } = newest;
    if (failures >= FAILURES_MAX || (newest.usedFor !== null && newest.usedFor !== usedFor)) return 0;
    if (await isCodeOf(keyed, confirmationId, code)) {
      await markUsed(tx, { memberId, confirmationId, usedFor });
      return null;
    }
    await noteFailure(tx, memberId, confirmationId);
    return FAILURES_MAX - failures - 1;
  });
  if (triesLeft !== null) throw new ApiError('confirmation_wrong', { triesLeft });
}
