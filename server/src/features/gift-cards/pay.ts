/**
 * Pays a receipt, or a part of it, with a gift card. For the ledger it is a purchase of as many pieces as minor money, paid with
 * units to the last: so a refund of any amount is a return of so many pieces, and goes back to the lots that paid, exactly.
 */
import {
  type CompiledProgram,
  type Instant,
  money,
  type Money,
  type PurchaseEvent,
  QUANTITY_SCALE,
  quantity,
  units,
} from '@kopilka/engine';
import { ApiError } from '../../errors.ts';
import { momentText } from '../../fields.ts';
import type { OperationKey, StoredOperation } from '../../ledger/ledger.ts';
import { orderedMeaningHash } from '../operations/keys.ts';
import { postOperation } from '../operations/post.ts';
import { receiptKey } from '../receipts/schema.ts';
import { balanceOf, type CardDeps, recordedUnder } from './card.ts';
import { MONEY_WALLET } from './money-program.ts';
import { noteReceipt, type StoredCard } from './store.ts';

export interface CardPayment {
  readonly organizationId: string;
  readonly card: StoredCard;
  readonly amount: Money | 'max';
  /** With "max": no more than this. */
  readonly upTo: Money | null;
  readonly receipt: { readonly source: string; readonly id: string };
  readonly now: Instant;
}

interface Paid {
  readonly operation: StoredOperation;
  readonly repeated: boolean;
}

/** Where the number of the paid receipt stands in a payment. */
const RECEIPT_ATTRIBUTE = 'receipt';

/** Times that somebody else may have been quicker. */
const ATTEMPTS_MAX = 20;

/** Throws ApiError gift_card_insufficient, gift_card_inactive, gift_card_blocked, gift_card_expired or gift_card_payment_taken. */
export async function payWithCard(deps: CardDeps, payment: CardPayment): Promise<Paid> {
  const { organizationId, card, amount, receipt, now } = payment;
  const key = paymentKey({ ...card, receipt });
  const known = await deps.programs.timeline(organizationId, card.ledgerProgramId);
  if (known === null) throw new ApiError('gift_card_inactive');
  const { program } = known.at(now);
  const repeat = async (): Promise<Paid | null> => {
    const before = await recordedUnder(deps, organizationId, key);
    return before === null ? null : postPayment(deps, payment, { program, paid: paidBy(before) });
  };
  const before = await repeat();
  if (before !== null) return before;
  for (let attempt = 1; ; attempt += 1) {
    try {
      await requirePayable(deps, payment);
      if (attempt === 1) await note(deps, payment);
      const paid = amount === 'max' ? await mostOf(deps, payment) : amount;
      return await postPayment(deps, payment, { program, paid });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      // The money may be gone because the very same payment, sent twice, has just taken it.
      const twin = await repeat();
      if (twin !== null) return twin;
      if (error.code !== 'units_insufficient') throw error;
      // With "max" somebody else was quicker, and what is left is asked for again.
      if (amount !== 'max' || attempt === ATTEMPTS_MAX) throw await insufficient(deps, payment);
    }
  }
}

/** Minor money that a payment took from the card. */
export function paidBy({ decision }: StoredOperation): Money {
  return decision.type === 'purchase' ? money(decision.purchase.payment?.units ?? 0) : money(0);
}

/** The number of the receipt that a payment is for, after its source; null when it is no payment. */
export function paidReceipt({ event }: StoredOperation): string | null {
  const number = event.type === 'purchase' ? event.receipt.attributes?.[RECEIPT_ATTRIBUTE] : undefined;
  return typeof number === 'string' ? number : null;
}

async function requirePayable(deps: CardDeps, { organizationId, card, now }: CardPayment): Promise<void> {
  if (card.blocked !== null) throw new ApiError('gift_card_blocked');
  if (card.status === 'inactive') throw new ApiError('gift_card_inactive');
  if (card.expiresAt === null || card.expiresAt > now) return;
  // What a refund has brought back since lives a little longer.
  if ((await balanceOf(deps, organizationId, card, now)) > 0) return;
  throw new ApiError('gift_card_expired', { until: momentText(card.expiresAt) });
}

async function mostOf(deps: CardDeps, payment: CardPayment): Promise<Money> {
  const { organizationId, card, now, upTo } = payment;
  const left = await balanceOf(deps, organizationId, card, now);
  if (left === 0) throw new ApiError('gift_card_insufficient', { left: 0 });
  return upTo === null || upTo > left ? left : upTo;
}

async function postPayment(
  deps: CardDeps,
  payment: CardPayment,
  { program, paid }: { readonly program: CompiledProgram; readonly paid: Money },
): Promise<Paid> {
  const { organizationId, card, amount, upTo, receipt, now } = payment;
  const { accountId, ledgerProgramId } = card;
  const posted = await postOperation(
    deps,
    {
      organizationId,
      programId: ledgerProgramId,
      accountId,
      event: {
        type: 'purchase',
        at: now,
        // Not the receipt's id, under which the shop's own purchase is recorded.
        receipt: { ...basketOf(paid, program), attributes: { [RECEIPT_ATTRIBUTE]: receiptKey(receipt) } },
        pay: { wallet: MONEY_WALLET, units: units(paid) },
      },
      now,
      history: false,
      keys: [paymentKey({ ...card, receipt })],
      bodyHash: orderedMeaningHash([accountId, receipt, amount, upTo]),
    },
    program,
  ).catch(asTaken);
  if (posted.operation.decision.type !== 'purchase') throw new ApiError('gift_card_payment_taken');
  return posted;
}

/** One line of as many pieces as minor money. */
function basketOf(
  paid: Money,
  { currency }: CompiledProgram,
): Pick<PurchaseEvent['receipt'], 'currency' | 'total' | 'lines'> {
  const line = { sku: 'payment', quantity: quantity(paid * QUANTITY_SCALE), price: money(1), amount: paid };
  return { currency, total: paid, lines: [line] };
}

/** A receipt may be paid by several cards, and once by each. */
export function paymentKey({
  accountId,
  receipt,
}: Pick<StoredCard, 'accountId'> & Pick<CardPayment, 'receipt'>): OperationKey {
  return { kind: 'gift_card', key: `payment/${accountId}/${receiptKey(receipt)}` };
}

/** Before anything is taken, so that whatever is taken is found by the receipt. */
async function note({ db }: CardDeps, { organizationId, card, receipt }: CardPayment): Promise<void> {
  const { accountId } = card;
  await db.tenant(organizationId, (tx) => noteReceipt(tx, organizationId, { receipt: receiptKey(receipt), accountId }));
}

async function insufficient(deps: CardDeps, { organizationId, card, now }: CardPayment): Promise<ApiError> {
  return new ApiError('gift_card_insufficient', { left: await balanceOf(deps, organizationId, card, now) });
}

function asTaken(error: unknown): never {
  throw error instanceof ApiError && error.code === 'receipt_taken' ? new ApiError('gift_card_payment_taken') : error;
}
