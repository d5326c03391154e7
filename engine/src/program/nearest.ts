/** The known name that a mistyped one was most likely meant to be, for hints. */

const NAME_LENGTH_MAX = 60;

/** The closest candidate within a third of the name's length in edits, of equals the one that begins most like it; null when none is that close. */
export function nearest(name: string, candidates: Iterable<string>): string | null {
  if (name.length > NAME_LENGTH_MAX) return null;
  let best: string | null = null;
  let bestDistance = Math.max(1, Math.floor(name.length / 3)) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (
      distance < bestDistance ||
      (best !== null && distance === bestDistance && commonStart(name, candidate) > commonStart(name, best))
    ) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** "did you mean gold? Known: gold, regular" or only what is known. */
export function didYouMean(name: string, known: Iterable<string>): string {
  const names = [...known];
  const close = nearest(name, names);
  const list = names.length === 0 ? 'there are none yet' : `known: ${names.join(', ')}`;
  return close === null ? list : `did you mean ${close}? ${list}`;
}

function commonStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}

/** Insertions, deletions, replacements and swaps of neighbours (optimal string alignment). */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const current = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let cost = Math.min(replaced, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      current.push(cost);
    }
    before = previous;
    previous = current;
  }
  return previous[b.length] ?? 0;
}
