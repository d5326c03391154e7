/** From a checked request to what the engine is asked: the receipt in its own words and which wallet pays. */
import type { CompiledProgram, PayRequest, PurchaseEvent, ReceiptLine } from '@kopilka/engine';
import { ApiError } from '../../errors.ts';
import { type KnownCodes, NO_CODES } from '../coupons/use-codes.ts';
import { engineApply } from './apply.ts';
import type { Basket, QuoteBody } from './schema.ts';

export function engineReceipt(
  receipt: Basket & { readonly id?: string | undefined },
  program: CompiledProgram,
): PurchaseEvent['receipt'] {
  const { id, store, till, channel, partner, payments, attributes } = receipt;
  return {
    ...(id === undefined ? {} : { id }),
    currency: receipt.currency ?? program.currency,
    total: receipt.total,
    ...(store === undefined ? {} : { store }),
    ...(till === undefined ? {} : { till }),
    ...(channel === undefined ? {} : { channel }),
    ...(partner === undefined ? {} : { partner }),
    ...(payments === undefined ? {} : { payments }),
    ...(attributes === undefined ? {} : { attributes }),
    lines: receipt.lines.map(engineLine),
  };
}

/** Everything that a receipt is decided by. Throws ApiError partner_unknown and what enginePay throws. */
export function engineBasket(
  body: Pick<QuoteBody, 'pay' | 'apply'> & { readonly receipt: Basket & { readonly id?: string | undefined } },
  { memberId, codes = NO_CODES }: { readonly memberId: string; readonly codes?: KnownCodes },
  program: CompiledProgram,
): Pick<PurchaseEvent, 'receipt' | 'pay' | 'apply' | 'member'> {
  const pay = enginePay(body.pay, program);
  const { partner } = body.receipt;
  if (partner !== undefined && !program.partners.has(partner)) throw new ApiError('partner_unknown', { partner });
  return {
    receipt: engineReceipt(body.receipt, program),
    ...(pay === null ? {} : { pay }),
    ...(body.apply === undefined ? {} : { apply: [...engineApply(body.apply, codes)] }),
    ...(program.keeps.member ? { member: memberId } : {}),
  };
}

/** Throws ApiError wallet_unknown, wallet_cannot_pay or wallet_ambiguous. */
export function enginePay(pay: QuoteBody['pay'], program: CompiledProgram): PayRequest | null {
  if (pay === undefined) return null;
  if (pay.wallet !== undefined) {
    if (!program.wallets.has(pay.wallet)) throw new ApiError('wallet_unknown', { wallet: pay.wallet });
    return { wallet: pay.wallet, units: pay.units };
  }
  const paying = [...program.wallets.values()].filter((wallet) => wallet.pay !== null);
  const [only, another] = paying;
  if (only === undefined) throw new ApiError('wallet_cannot_pay');
  if (another !== undefined) throw new ApiError('wallet_ambiguous', { wallets: paying.map((wallet) => wallet.id) });
  return { wallet: only.id, units: pay.units };
}

function engineLine(line: Basket['lines'][number]): ReceiptLine {
  const { sku, name, category, quantity, price, discount, amount, floor, kind, attributes } = line;
  return {
    sku,
    ...(name === undefined ? {} : { name }),
    ...(category === undefined ? {} : { category }),
    quantity,
    price,
    ...(discount === undefined ? {} : { discount }),
    amount,
    ...(floor === undefined ? {} : { floor }),
    ...(kind === undefined ? {} : { kind }),
    ...(attributes === undefined ? {} : { attributes }),
  };
}
