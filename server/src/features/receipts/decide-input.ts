/** From a checked request to what the engine is asked: the receipt in its own words and which wallet pays. */
import type { CompiledProgram, PayRequest, PurchaseEvent, ReceiptLine } from '@kopilka/engine';
import { ApiError } from '../../errors.ts';
import type { Basket, QuoteBody } from './schema.ts';

export function engineReceipt(
  receipt: Basket & { readonly id?: string | undefined },
  program: CompiledProgram,
): PurchaseEvent['receipt'] {
  const { id, store, till, channel } = receipt;
  return {
    ...(id === undefined ? {} : { id }),
    currency: receipt.currency ?? program.currency,
    total: receipt.total,
    ...(store === undefined ? {} : { store }),
    ...(till === undefined ? {} : { till }),
    ...(channel === undefined ? {} : { channel }),
    lines: receipt.lines.map(engineLine),
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
  const { sku, name, category, quantity, price, discount, amount } = line;
  return {
    sku,
    ...(name === undefined ? {} : { name }),
    ...(category === undefined ? {} : { category }),
    quantity,
    price,
    ...(discount === undefined ? {} : { discount }),
    amount,
  };
}
