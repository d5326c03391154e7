/** One row as a line of a receipt: amounts in minor units, exactly, and what is odd about it. */
import { money, type Money, quantity, type Quantity } from '@kopilka/engine';
import { type FileDecimal, multiply, readFileDecimal, toPlaces, type NumberFormat } from './decimal-text.ts';
import type { LinePolicies } from './mapping.ts';
import type { FileRow } from './read-rows.ts';

export type Oddity = keyof LinePolicies;

export interface FileLine {
  readonly sku: string;
  /** null when the file has none. */
  readonly name: string | null;
  readonly category: string | null;
  /** Without its sign. */
  readonly quantity: Quantity;
  /** The sign of the quantity. */
  readonly negative: boolean;
  /** For one; rounded up where the file has parts of the smallest coin. */
  readonly price: Money;
  /** What brings price × quantity down to the amount when the price was rounded up. */
  readonly discount: Money;
  readonly amount: Money;
  /** Price × quantity had parts of the smallest coin, and was rounded half up. */
  readonly rounded: boolean;
  readonly oddities: readonly Oddity[];
}

export type LineFault =
  | 'row_broken'
  | 'sku_missing'
  | 'quantity_unreadable'
  | 'quantity_zero'
  | 'price_unreadable'
  | 'amount_too_large';

const QUANTITY_PLACES = 6;

export interface LineFormat extends NumberFormat {
  readonly currencyDecimals: number;
}

/** A fault makes the whole receipt unreadable: part of a receipt would be another receipt. */
export function readLine(row: FileRow, format: LineFormat): FileLine | LineFault {
  if (!row.whole) return 'row_broken';
  if (row.sku === '') return 'sku_missing';
  const pieces = readFileDecimal(row.quantity, format);
  if (pieces === null || !toPlaces(pieces, QUANTITY_PLACES).exact) return 'quantity_unreadable';
  if (pieces.digits === 0n) return 'quantity_zero';
  const price = readFileDecimal(row.price, format);
  if (price === null) return 'price_unreadable';
  return priced(row, { pieces: absolute(pieces), price, negative: pieces.digits < 0n }, format);
}

interface Numbers {
  readonly pieces: FileDecimal;
  readonly price: FileDecimal;
  readonly negative: boolean;
}

function priced(row: FileRow, { pieces, price, negative }: Numbers, format: LineFormat): FileLine | LineFault {
  const whole = absolute(price);
  const amount = toPlaces(multiply(whole, pieces), format.currencyDecimals);
  const coin = toPlaces(whole, format.currencyDecimals);
  const each = coin.exact ? coin.value : whole.digits / 10n ** BigInt(whole.places - format.currencyDecimals) + 1n;
  const millionths = toPlaces(pieces, QUANTITY_PLACES).value;
  const full = toPlaces({ digits: each * millionths, places: QUANTITY_PLACES }, 0).value;
  if ([amount.value, each, full, millionths].some((value) => value > BigInt(Number.MAX_SAFE_INTEGER))) {
    return 'amount_too_large';
  }
  // Within one coin of price × quantity a line needs no explanation; beyond it, the shop took something off.
  const discount = full - amount.value > 1n ? full - amount.value : 0n;
  return {
    sku: row.sku,
    name: row.name === '' ? null : row.name,
    category: row.category === '' ? null : row.category,
    quantity: quantity(Number(millionths)),
    negative,
    price: money(Number(each)),
    discount: money(Number(discount)),
    amount: money(Number(amount.value)),
    rounded: !amount.exact,
    oddities: [
      ...(price.digits < 0n ? ['negativePrice' as const] : []),
      ...(amount.value === 0n ? ['zeroPrice' as const] : []),
      ...(negative ? ['negativeQuantity' as const] : []),
      ...(row.name === '' ? ['missingName' as const] : []),
    ],
  };
}

function absolute(value: FileDecimal): FileDecimal {
  return value.digits < 0n ? { ...value, digits: -value.digits } : value;
}
