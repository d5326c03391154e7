/** From one text to another by one change, so that an editor keeps its cursor and can undo it. */

/** What lies between the common beginning and the common end; null when nothing does. */
export function smallestChange(
  from: string,
  to: string,
): { readonly from: number; readonly to: number; readonly insert: string } | null {
  if (from === to) return null;
  const most = Math.min(from.length, to.length);
  let start = 0;
  while (start < most && from[start] === to[start]) start += 1;
  let end = 0;
  while (end < most - start && from[from.length - 1 - end] === to[to.length - 1 - end]) end += 1;
  return { from: start, to: from.length - end, insert: to.slice(start, to.length - end) };
}
