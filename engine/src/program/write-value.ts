/** Values as an author would write them into a program: on one line, without quotes where none are needed. */
import type { Raw, SourceFormat } from './source-tree.ts';

/** Nothing in it that YAML could take for a sign of its own, wherever it stands. */
const PLAIN = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N} .%_+/()«»₽$€№!…—–-]*[\p{L}\p{M}\p{N}.%+/)»₽$€!…])?$/u;
/** Text that YAML reads as something else. */
const WORDS_OF_YAML = /^(?:true|false|null)$/iu;

/** { guest: 5%, friend: 7% } */
export function flowText(value: Raw, format: SourceFormat): string {
  if (format === 'json') return JSON.stringify(value);
  if (value === null) return 'null';
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return scalarText(value);
  if (Array.isArray(value)) return `[${value.map((item: Raw) => flowText(item, format)).join(', ')}]`;
  const entries = Object.entries(value);
  return entries.length === 0 ? '{}' : `{ ${entries.map(([key, inner]) => entryText(key, inner, format)).join(', ')} }`;
}

export function entryText(key: string, value: Raw, format: SourceFormat): string {
  return `${format === 'json' ? JSON.stringify(key) : scalarText(key)}: ${flowText(value, format)}`;
}

/** An item of a list whose keys stand below each other, `margin` columns from the left. */
export function blockItem(value: Raw, margin: number, format: SourceFormat): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return flowText(value, format);
  return Object.entries(value)
    .map(([key, inner]) => entryText(key, inner, format))
    .join(`\n${' '.repeat(margin)}`);
}

/** Where the line of a value ends, behind its line break. A block's own end is behind a line break already. */
export function endOfLine(source: string, end: number): number {
  const written = source.slice(0, end).trimEnd().length;
  const lineBreak = source.indexOf('\n', written);
  return lineBreak < 0 ? source.length : lineBreak + 1;
}

function scalarText(text: string): string {
  return PLAIN.test(text) && !WORDS_OF_YAML.test(text) ? text : JSON.stringify(text);
}
