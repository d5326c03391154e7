/**
 * Where in a program's document the cursor stands, read from the text around it: a document that is just being written seldom parses.
 * Blocks are told by their columns, what stands in brackets by the brackets of its line.
 */

export interface Cursor {
  /** The group of keys, or the list, in which something is being written. */
  readonly path: readonly (string | number)[];
  /** The key whose value is being written; null: a key is. */
  readonly key: string | null;
  /** What of it stands before the cursor. */
  readonly typed: string;
}

interface Line {
  /** Column of the dash of a list's item; null without one. */
  readonly dash: number | null;
  /** Column at which the key begins, or would begin. */
  readonly column: number;
  readonly key: string | null;
  /** What stands behind the key's colon, or all when there is no key. */
  readonly rest: string;
}

const LINE = /^(\s*)((?:-\s+)*(?:-$)?)(?:("[^"]*"|'[^']*'|[\w-]+)\s*:(?=\s|$)\s*)?(.*)$/u;

/** null in a comment. */
export function cursorAt(text: string, offset: number): Cursor | null {
  const before = text.slice(0, offset);
  const lines = before.split('\n');
  const current = lines.at(-1) ?? '';
  const brackets = bracketsIn(current);
  if (brackets === null) return null;
  const [first] = brackets;
  const line = lineOf(first === undefined ? current : current.slice(0, first.at));
  const container = containerOf(lines, line);
  if (first === undefined) return { path: container, key: line.key, typed: line.rest };
  return inBrackets(current, brackets, line.key === null ? container : [...container, line.key]);
}

function lineOf(text: string): Line {
  const [, indent = '', dashes = '', key, rest = ''] = LINE.exec(text) ?? [];
  return {
    dash: dashes === '' ? null : indent.length + dashes.lastIndexOf('-'),
    column: indent.length + dashes.length,
    key: key === undefined ? null : unquoted(key),
    rest,
  };
}

/** Climbs to the beginning by ever smaller columns. */
function containerOf(lines: readonly string[], current: Line): (string | number)[] {
  const path: (string | number)[] = [];
  let { column } = current;
  let isItem = false;
  const enter = (index: number, dash: number): void => {
    path.unshift(itemsBefore(lines, index, dash));
    column = dash;
    isItem = true;
  };
  if (current.dash !== null) enter(lines.length - 1, current.dash);
  for (let index = lines.length - 2; index >= 0 && (column > 0 || isItem); index -= 1) {
    const text = lines[index] ?? '';
    if (/^\s*(?:#|$)/u.test(text)) continue;
    const line = lineOf(text);
    const isParent = line.column < column || (isItem && line.dash === null && line.column === column);
    if (line.dash !== null && !isItem && line.column === column) enter(index, line.dash);
    else if (line.key !== null && isParent) {
      path.unshift(line.key);
      column = line.column;
      isItem = false;
      if (line.dash !== null) enter(index, line.dash);
    }
  }
  return path;
}

/** How many items of the same list stand above a line. */
function itemsBefore(lines: readonly string[], before: number, dash: number): number {
  let count = 0;
  for (let index = before - 1; index >= 0; index -= 1) {
    const text = lines[index] ?? '';
    if (/^\s*(?:#|$)/u.test(text)) continue;
    const line = lineOf(text);
    const start = line.dash ?? line.column;
    if (start < dash || (start === dash && line.dash === null)) return count;
    if (line.dash === dash) count += 1;
  }
  return count;
}

interface Bracket {
  readonly at: number;
  readonly type: '{' | '[';
}

/** Those that are open at the end; null when the end is in a comment. */
function bracketsIn(text: string): readonly Bracket[] | null {
  const open: Bracket[] = [];
  let quote = '';
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if (character === '#' && /(?:^|\s)$/u.test(text.slice(0, at))) return null;
    else if (character === '{' || character === '[') open.push({ at, type: character });
    else if (character === '}' || character === ']') open.pop();
  }
  return open;
}

function inBrackets(text: string, brackets: readonly Bracket[], path: readonly (string | number)[]): Cursor {
  return brackets.reduce<Cursor>(
    (around, { at, type }, index) => {
      const inner = text.slice(at + 1, brackets[index + 1]?.at);
      const parts = partsOf(inner);
      const last = parts.at(-1) ?? '';
      const own = index === 0 ? path : around.key === null ? around.path : [...around.path, around.key];
      if (type === '[') return { path: [...own, parts.length - 1], key: null, typed: last.trimStart() };
      const { key, rest } = lineOf(last.trimStart());
      return { path: own, key, typed: rest };
    },
    { path, key: null, typed: '' },
  );
}

/** Split at the commas that are in no bracket and no quotes. */
function partsOf(text: string): readonly string[] {
  const parts = [''];
  let depth = 0;
  let quote = '';
  for (const character of text) {
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') depth -= 1;
    if (character === ',' && depth === 0 && quote === '') parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts;
}

function unquoted(key: string): string {
  return key.replaceAll(/^["']|["']$/gu, '');
}
