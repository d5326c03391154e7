/**
 * The integers that everything is counted in. A brand says what an integer counts, so that kopecks and bonuses cannot be
 * mixed; each brand is made only by the constructor beside it, which refuses what is not a safe integer.
 */
import { z } from 'zod';

declare const moneyBrand: unique symbol;
declare const unitsBrand: unique symbol;
declare const quantityBrand: unique symbol;

/** Money in minor units of the program's currency (kopecks, pence). May be negative only where a docstring says so. */
export type Money = number & { readonly [moneyBrand]: true };

/** Units of a wallet, in its smallest part (10^-decimals of a unit). Signed in journal entries, otherwise not negative. */
export type Units = number & { readonly [unitsBrand]: true };

/** Pieces or weight in millionths (QUANTITY_SCALE), so that weighed goods are exact. */
export type Quantity = number & { readonly [quantityBrand]: true };

/** How many parts of a Quantity make one piece or one kilogram. */
export const QUANTITY_SCALE = 1_000_000;

/** An impossible amount reached the engine: a fault of the caller, never of a customer. */
export class AmountError extends Error {
  override readonly name = 'AmountError';
}

export function money(value: number): Money {
  if (!isMoney(value)) throw new AmountError(`not money in minor units: ${value}`);
  return value;
}

export function units(value: number): Units {
  if (!isUnits(value)) throw new AmountError(`not whole units: ${value}`);
  return value;
}

export function quantity(value: number): Quantity {
  if (!isQuantity(value)) throw new AmountError(`not a quantity in millionths: ${value}`);
  return value;
}

export const NO_MONEY = money(0);
export const NO_UNITS = units(0);

const DECIMAL_QUANTITY = /^(\d{1,9})(?:\.(\d{1,6}))?$/;

/** Reads decimal text such as "1", "0.355"; null when it is not one with at most 6 places. */
export function parseQuantity(text: string): Quantity | null {
  const match = DECIMAL_QUANTITY.exec(text);
  if (match === null) return null;
  const [, whole = '0', fraction = ''] = match;
  return quantity(Number(whole) * QUANTITY_SCALE + Number(fraction.padEnd(6, '0')));
}

/** The shortest decimal text of a quantity: 355000 → "0.355". */
export function formatQuantity(value: Quantity): string {
  const whole = Math.trunc(value / QUANTITY_SCALE);
  const fraction = String(value % QUANTITY_SCALE)
    .padStart(6, '0')
    .replace(/0+$/, '');
  return fraction === '' ? String(whole) : `${whole}.${fraction}`;
}

/** Schemas for amounts that come back from our own JSON columns. */
export const moneyField = z.custom<Money>((value) => typeof value === 'number' && isMoney(value));
export const unitsField = z.custom<Units>((value) => typeof value === 'number' && isUnits(value));
export const quantityField = z.custom<Quantity>((value) => typeof value === 'number' && isQuantity(value));

function isMoney(value: number): value is Money {
  return Number.isSafeInteger(value);
}

function isUnits(value: number): value is Units {
  return Number.isSafeInteger(value);
}

function isQuantity(value: number): value is Quantity {
  return Number.isSafeInteger(value) && value >= 0;
}
