/**
 * Spreading an amount over lines so that the shares are whole, proportional and sum exactly: largest remainder, ties to
 * the larger weight, then to the earlier line. Everything paid or given per line goes through here once and is stored,
 * so the result must never depend on anything but its arguments. It runs for every rule of every receipt: hence the plain loops.
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

/**
 * Shares of `amount` in proportion to `weights`, each at most its cap. All are non-negative safe integers; throws
 * AllocationError otherwise, when the lists differ in length, or when the amount is above the sum of caps.
 */
export function allocate(amount: number, weights: readonly number[], caps?: readonly number[]): number[] {
  assertSpreadable(amount, weights, caps);
  const shares: number[] = [];
  let hasWeight = false;
  for (const weight of weights) {
    shares.push(0);
    if (weight > 0) hasWeight = true;
  }
  if (amount === 0) return shares;
  if (caps === undefined) {
    spread(amount, hasWeight ? weights : weights.map(() => 1), shares);
    return shares;
  }
  const left = hasWeight ? fill(amount, weights, caps, shares) : amount;
  if (left > 0) {
    const room = weights.map((weight, index) => (weight === 0 ? (caps[index] ?? 0) : 0));
    fill(left, room, caps, shares);
  }
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
function fill(amount: number, weights: readonly number[], caps: readonly number[], shares: number[]): number {
  let left = amount;
  let open = weights;
  while (left > 0 && open.some((weight) => weight > 0)) {
    spread(left, open, shares);
    const within: number[] = [];
    for (const [index, weight] of open.entries()) {
      const cap = caps[index] ?? 0;
      const isOver = weight > 0 && (shares[index] ?? 0) > cap;
      within.push(isOver ? 0 : weight);
      if (!isOver) continue;
      shares[index] = cap;
      left -= cap;
    }
    if (within.every((weight, index) => weight === open[index])) return 0;
    open = within;
    for (const [index, weight] of open.entries()) if (weight > 0) shares[index] = 0;
  }
  return left;
}

/** Largest remainder over lines of positive weight; writes their shares. */
function spread(amount: number, weights: readonly number[], shares: number[]): void {
  const remainders = dividedDown(amount, weights, shares);
  let leftover = amount;
  for (let index = 0; index < weights.length; index += 1) if ((weights[index] ?? 0) > 0) leftover -= shares[index] ?? 0;
  if (leftover === 0) return;
  if (leftover === 1) {
    const first = largestRemainder(weights, remainders);
    shares[first] = (shares[first] ?? 0) + 1;
    return;
  }
  const order = [...weights.keys()].filter((index) => (weights[index] ?? 0) > 0);
  order.sort((a, b) => (isBefore(a, b, weights, remainders) ? -1 : 1));
  for (const index of order.slice(0, leftover)) shares[index] = (shares[index] ?? 0) + 1;
}

function largestRemainder(weights: readonly number[], remainders: readonly (number | bigint)[]): number {
  let first = -1;
  for (let index = 0; index < weights.length; index += 1)
    if ((weights[index] ?? 0) > 0 && (first === -1 || isBefore(index, first, weights, remainders))) first = index;
  return first;
}

/** The larger remainder, then the larger weight, then the earlier line. */
function isBefore(a: number, b: number, weights: readonly number[], remainders: readonly (number | bigint)[]): boolean {
  const [left, right] = [remainders[a] ?? 0, remainders[b] ?? 0];
  if (left !== right) return left > right;
  const heavier = (weights[a] ?? 0) - (weights[b] ?? 0);
  return heavier === 0 ? a < b : heavier > 0;
}

/** Writes each share rounded down and answers the remainders by line, which share one divisor and so compare directly. */
function dividedDown(amount: number, weights: readonly number[], shares: number[]): readonly (number | bigint)[] {
  let total = 0;
  let largest = 0;
  for (const weight of weights) {
    total += weight;
    if (weight > largest) largest = weight;
  }
  // A sum or product past the safe range is inexact but never comes out as safe, so this test can be trusted.
  if (total > Number.MAX_SAFE_INTEGER || amount * largest > Number.MAX_SAFE_INTEGER)
    return dividedDownExactly(amount, weights, shares);
  const remainders: number[] = [];
  for (let index = 0; index < weights.length; index += 1) {
    const weight = weights[index] ?? 0;
    const product = amount * weight;
    const remainder = product % total;
    if (weight > 0) shares[index] = (product - remainder) / total;
    remainders.push(remainder);
  }
  return remainders;
}

function dividedDownExactly(amount: number, weights: readonly number[], shares: number[]): readonly bigint[] {
  let total = 0n;
  for (const weight of weights) total += BigInt(weight);
  return weights.map((weight, index) => {
    const product = BigInt(amount) * BigInt(weight);
    if (weight > 0) shares[index] = Number(product / total);
    return product % total;
  });
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
