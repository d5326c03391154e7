/**
 * What a mapping cuts out of a cell that names a member: what another program has put around the name, such as the `.0` of 17850.0. People type the
 * pattern, and it is tried on every row, so there must be none that a cell can keep busy for ever: it has no groups, hence no
 * repetition of repetitions, and one repetition at most, which is soon done with a cell of bounded length.
 *
 * Rejected: any regular expression under a time limit, which costs more for each row than the row itself, and an engine that is never slow
 * (RE2 in JavaScript), a dependency for what a file in a hundred needs.
 */

const PATTERN_CHARACTERS_MAX = 100;
/** What is longer names nobody, whatever is cut out of it. */
const CELL_CHARACTERS_MAX = 500;

/** One character, or a class of them. */
const ONE = String.raw`(?:\\[pPu]\{[^{}]*\}|\\.|\[(?:\\.|[^\\\]])*\]|[^\\()[\]{}*+?])`;
const REPETITION = String.raw`(?:[*+?]|\{\d{1,2}(?:,\d{0,2})?\})\??`;
const SIMPLE = new RegExp(`^${ONE}*(?:${REPETITION}${ONE}*)?$`, 'su');

export function isSimplePattern(pattern: string): boolean {
  if (pattern.length > PATTERN_CHARACTERS_MAX || !SIMPLE.test(pattern)) return false;
  try {
    return new RegExp(pattern, 'u') instanceof RegExp;
  } catch {
    return false;
  }
}

/** null when it cannot be anybody's name. */
export function bareName(cell: string, remove: string | undefined): string | null {
  if (remove === undefined) return cell;
  // The pattern of a mapping that was written down before there was this rule.
  if (cell.length > CELL_CHARACTERS_MAX || !isSimplePattern(remove)) return null;
  return cell.replace(new RegExp(remove, 'u'), '');
}
