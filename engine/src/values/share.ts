/**
 * Parts of a stored whole. A return in several parts must add up to the whole exactly, so each part is the difference of
 * two roundings of the running total, never a rounding of its own.
 */

/** floor(whole × part / of), exactly. All are whole numbers, 0 ≤ part ≤ of, of > 0. */
export function floorShare(whole: number, part: number, of: number): number {
  if (part === of) return whole;
  const product = whole * part;
  if (Number.isSafeInteger(product)) return Math.floor(product / of);
  return Number((BigInt(whole) * BigInt(part)) / BigInt(of));
}

/** What of `whole` belongs to the step from `before` to `after` out of `of`. */
export function shareBetween(whole: number, before: number, after: number, of: number): number {
  return floorShare(whole, after, of) - floorShare(whole, before, of);
}
