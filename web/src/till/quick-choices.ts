/** How much to pay at a touch: nothing, a round number near a quarter, one near a half, all there is. */

/** In smallest units, `parts` of which are one; each once, from the smallest. */
export function quickChoices(most: number, parts: number): readonly number[] {
  const whole = Math.floor(most / parts);
  const round = [roundBelow(Math.floor(whole / 4)), roundBelow(Math.floor(whole / 2))].map((count) => count * parts);
  return [...new Set([0, ...round, most])].toSorted((a, b) => a - b);
}

/** 1, 2 or 5 with noughts: what people say without thinking. */
function roundBelow(count: number): number {
  if (count === 0) return 0;
  const power = 10 ** (String(count).length - 1);
  return power * (count >= 5 * power ? 5 : count >= 2 * power ? 2 : 1);
}
