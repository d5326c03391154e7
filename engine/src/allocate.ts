/**
 * Spreading an amount over lines so that the shares are whole, proportional and sum exactly: largest remainder, ties to
 * the larger weight, then to the earlier line. Everything paid or given per line goes through here once and is stored,
 * so the result must never depend on anything but its arguments.
 *
 * Caps: a line whose share would pass its cap gets the cap, and what is left is spread again over the others by the same
 * rule. A line of zero weight gets nothing while any line with weight has room; when none has (or no line has weight),
 * the rest goes to the lines of zero weight by their room, or equally where there are no caps.
 */

/** An amount that cannot be spread as asked: a fault of the caller. */
export class AllocationError extends Error {
  override readonly name = 'AllocationError';
}

/** So many pieces at one price each. */
export interface PiecePrice {
  readonly pieces: number;
  readonly price: number;
}

interface Claim {
  /** Which line. */
  readonly index: number;
  readonly weight: number;
}

/**
 * Shares of `amount` in proportion to `weights`, each at most its cap. All are non-negative safe integers; throws
 * AllocationError otherwise, when the lists differ in length, or when the amount is above the sum of caps.
 */
export function allocate(amount: number, weights: readonly number[], caps?: readonly number[]): number[] {
  assertSpreadable(amount, weights, caps);
  const shares = weights.map(() => 0);
  if (amount === 0) return shares;
  if (caps === undefined) {
    const claims = claimsOf(weights, (_, weight) => weight);
    spread(amount, claims.length > 0 ? claims : claimsOf(weights, () => 1), shares);
    return shares;
  }
  const left = fill(
    amount,
    claimsOf(weights, (_, weight) => weight),
    caps,
    shares,
  );
  if (left > 0)
    fill(
      left,
      claimsOf(weights, (index, weight) => (weight === 0 ? (caps[index] ?? 0) : 0)),
      caps,
      shares,
    );
  return shares;
}

/**
 * A line's total as prices of its pieces, because a fiscal receipt has no discount field: 7505 over 3 is 1×2501 + 2×2502.
 * The cheaper come first; one entry when it divides evenly.
 */
export function splitPieces(total: number, pieces: number): PiecePrice[] {
  if (!isCount(total) || !isCount(pieces) || pieces === 0) {
    throw new AllocationError(`cannot split ${total} into ${pieces} pieces`);
  }
  const dearer = total % pieces;
  const price = (total - dearer) / pieces;
  const cheaper = { pieces: pieces - dearer, price };
  return dearer === 0 ? [cheaper] : [cheaper, { pieces: dearer, price: price + 1 }];
}

/** Spreads, fixes the lines that would pass their caps at their caps, and again over the rest. Answers what found no room. */
function fill(amount: number, claims: Claim[], caps: readonly number[], shares: number[]): number {
  let left = amount;
  let open = claims;
  while (left > 0 && open.length > 0) {
    spread(left, open, shares);
    const within = open.filter(({ index }) => (shares[index] ?? 0) <= (caps[index] ?? 0));
    if (within.length === open.length) return 0;
    for (const { index } of open) {
      const cap = caps[index] ?? 0;
      if ((shares[index] ?? 0) <= cap) continue;
      shares[index] = cap;
      left -= cap;
    }
    open = within;
    for (const { index } of open) shares[index] = 0;
  }
  return left;
}

/** Largest remainder over claims of positive weight; writes the shares. */
function spread(amount: number, claims: readonly Claim[], shares: number[]): void {
  const remainders = dividedDown(amount, claims, shares);
  let given = 0;
  for (const { index } of claims) given += shares[index] ?? 0;
  const leftover = amount - given;
  if (leftover === 0) return;
  const order = claims.map((claim, position) => ({ claim, remainder: remainders[position] ?? 0 }));
  order.sort((a, b) => {
    if (a.remainder !== b.remainder) return a.remainder > b.remainder ? -1 : 1;
    return b.claim.weight - a.claim.weight || a.claim.index - b.claim.index;
  });
  for (const { claim } of order.slice(0, leftover)) shares[claim.index] = (shares[claim.index] ?? 0) + 1;
}

/** Writes each share rounded down and answers the remainders, which share one divisor and so compare directly. */
function dividedDown(amount: number, claims: readonly Claim[], shares: number[]): (number | bigint)[] {
  let total = 0;
  let largest = 0;
  for (const { weight } of claims) {
    total += weight;
    if (weight > largest) largest = weight;
  }
  // A sum or product past the safe range is inexact but never comes out as safe, so this test can be trusted.
  if (total > Number.MAX_SAFE_INTEGER || amount * largest > Number.MAX_SAFE_INTEGER) {
    return dividedDownExactly(amount, claims, shares);
  }
  return claims.map(({ index, weight }) => {
    const product = amount * weight;
    const remainder = product % total;
    shares[index] = (product - remainder) / total;
    return remainder;
  });
}

function dividedDownExactly(amount: number, claims: readonly Claim[], shares: number[]): bigint[] {
  let total = 0n;
  for (const { weight } of claims) total += BigInt(weight);
  return claims.map(({ index, weight }) => {
    const product = BigInt(amount) * BigInt(weight);
    shares[index] = Number(product / total);
    return product % total;
  });
}

function claimsOf(weights: readonly number[], weightOf: (index: number, weight: number) => number): Claim[] {
  const claims: Claim[] = [];
  for (const [index, weight] of weights.entries()) {
    const claimed = weightOf(index, weight);
    if (claimed > 0) claims.push({ index, weight: claimed });
  }
  return claims;
}

function assertSpreadable(amount: number, weights: readonly number[], caps: readonly number[] | undefined): void {
  if (!isCount(amount)) throw new AllocationError(`cannot spread ${amount}`);
  if (!weights.every(isCount))
    throw new AllocationError(`weights must be whole and not negative: ${weights.join(', ')}`);
  if (caps === undefined) {
    if (amount > 0 && weights.length === 0) throw new AllocationError(`no lines to spread ${amount} over`);
    return;
  }
  if (caps.length !== weights.length) throw new AllocationError(`${caps.length} caps for ${weights.length} weights`);
  if (!caps.every(isCount)) throw new AllocationError(`caps must be whole and not negative: ${caps.join(', ')}`);
  let room = 0;
  for (const cap of caps) room += cap;
  if (amount > room) throw new AllocationError(`${amount} is above the caps, which sum to ${room}`);
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}
