/**
 * Changes one place of a program's text and leaves every other character alone: comments, blank lines and the author's own way of
 * writing stay. What is written is checked by reading it again; where the text cannot be changed in place, the YAML library
 * writes the whole document anew, which keeps the comments but not the spaces.
 */
import { type Document, isMap, isScalar, isSeq, type Pair, parseDocument, type YAMLMap, type YAMLSeq } from 'yaml';
import type { Path } from './problem.ts';
import { type Raw, type RawMap, readSource, type SourceFormat } from './source-tree.ts';
import { blockItem, entryText, flowText, endOfLine } from './write-value.ts';

export type SourceEdit =
  /** Puts a value where one stands or not; missing groups of keys on the way are made. */
  | { readonly type: 'set'; readonly path: Path; readonly value: Raw }
  /** Adds to the list at `path`, which is made if it is not there. */
  | { readonly type: 'add'; readonly path: Path; readonly value: Raw }
  | { readonly type: 'remove'; readonly path: Path };

interface Text {
  readonly source: string;
  readonly format: SourceFormat;
}

/** The text with the change; null when the text cannot be read, or has no such place. */
export function editSource(source: string, format: SourceFormat, edit: SourceEdit): string | null {
  const { tree } = readSource(source, format);
  if (tree === null || tree.problems.length > 0) return null;
  const wanted = edited(tree.root, edit);
  if (wanted === null) return null;
  const document = parseDocument(source, { version: '1.2', stringKeys: true, logLevel: 'silent' });
  const inPlace = written({ source, format }, document, edit);
  if (inPlace !== null && isRead(inPlace, format, wanted)) return inPlace;
  const anew = format === 'json' ? JSON.stringify(wanted, null, 2) : rewritten(document, edit);
  return isRead(anew, format, wanted) ? anew : null;
}

function isRead(text: string, format: SourceFormat, wanted: Raw): boolean {
  const { tree, problems } = readSource(text, format);
  return tree !== null && problems.length === 0 && JSON.stringify(tree.root) === JSON.stringify(wanted);
}

/** The same change to the plain value; null when there is no such place. */
function edited(root: Raw, edit: SourceEdit): Raw | null {
  if (edit.type === 'add') {
    const list = valueIn(root, edit.path);
    if (list !== undefined && list !== null && !isList(list)) return null;
    return put(root, edit.path, [...(list ?? []), edit.value]);
  }
  if (edit.type === 'set') return put(root, edit.path, edit.value);
  return valueIn(root, edit.path) === undefined ? null : without(root, edit.path);
}

function put(at: Raw | undefined, [part, ...rest]: Path, value: Raw): Raw | null {
  if (part === undefined) return value;
  if (typeof part === 'number') {
    if (at === undefined || !isList(at) || part > at.length) return null;
    const inner = put(at[part], rest, value);
    return inner === null ? null : [...at.slice(0, part), inner, ...at.slice(part + 1)];
  }
  const group = at === undefined || at === null ? {} : at;
  if (!isGroup(group)) return null;
  const inner = put(group[part], rest, value);
  return inner === null ? null : { ...group, [part]: inner };
}

function without(at: Raw | undefined, [part, ...rest]: Path): Raw {
  if (part === undefined || at === undefined || at === null) return at ?? null;
  if (isList(at))
    return rest.length === 0
      ? at.filter((_, index) => index !== part)
      : at.map((item, index) => (index === part ? without(item, rest) : item));
  if (!isGroup(at)) return at;
  const entries = Object.entries(at).flatMap(([key, value]): [string, Raw][] => {
    if (key !== part) return [[key, value]];
    return rest.length === 0 ? [] : [[key, without(value, rest)]];
  });
  return Object.fromEntries(entries);
}

export function valueIn(root: Raw | undefined, path: Path): Raw | undefined {
  return path.reduce<Raw | undefined>((at, part) => {
    if (at === undefined || at === null) return undefined;
    if (typeof part === 'number') return isList(at) ? at[part] : undefined;
    return isGroup(at) && Object.hasOwn(at, part) ? at[part] : undefined;
  }, root);
}

/** The list at a place; empty when there is none. */
export function listIn(root: Raw | undefined, path: Path): readonly Raw[] {
  const value = valueIn(root, path);
  return value !== undefined && isList(value) ? value : [];
}

export function isList(value: Raw): value is readonly Raw[] {
  return Array.isArray(value);
}

function isGroup(value: Raw): value is RawMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function rewritten(document: Document, edit: SourceEdit): string {
  switch (edit.type) {
    case 'set':
      document.setIn(edit.path, edit.value);
      break;
    case 'add':
      if (isSeq(document.getIn(edit.path, true))) document.addIn(edit.path, edit.value);
      else document.setIn(edit.path, [edit.value]);
      break;
    case 'remove':
      document.deleteIn(edit.path);
      break;
  }
  return document.toString({ lineWidth: 0 });
}

function written(text: Text, document: Document, edit: SourceEdit): string | null {
  const root: unknown = document.contents;
  if (edit.type === 'remove') return removed(text, root, edit.path);
  if (edit.type === 'add') {
    const list = nodeAt(root, edit.path);
    if (isSeq(list) && list.items.length > 0) return appended(text, list, edit.value);
    return set(text, root, { path: edit.path, value: [edit.value] });
  }
  return set(text, root, edit);
}

function set(text: Text, root: unknown, { path, value }: { readonly path: Path; readonly value: Raw }): string | null {
  const known = knownLength(root, path);
  if (known === path.length) return replaced(text, root, { path, value });
  const holder = nodeAt(root, path.slice(0, known));
  const [key, ...rest] = path.slice(known);
  if (typeof key !== 'string') return null;
  const inner = rest.reduceRight<Raw>((made, part) => (typeof part === 'number' ? [made] : { [part]: made }), value);
  if (isMap(holder)) return inserted(text, holder, { key, value: inner });
  return known === 0 ? null : replaced(text, root, { path: path.slice(0, known), value: { [key]: inner } });
}

/** How much of the path is there. A key without a value is there. */
function knownLength(root: unknown, path: Path): number {
  let known = 0;
  while (known < path.length && pairOrItem(nodeAt(root, path.slice(0, known)), path[known]) !== undefined) known += 1;
  return known;
}

function nodeAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>((node, part) => {
    const found = pairOrItem(node, part);
    return found === undefined ? undefined : found.value;
  }, root);
}

function pairOrItem(node: unknown, part: string | number | undefined): { readonly value: unknown } | undefined {
  if (isMap(node)) return pairOf(node, part);
  if (isSeq(node) && typeof part === 'number' && part < node.items.length) return { value: node.items[part] };
  return undefined;
}

function pairOf(map: YAMLMap, key: string | number | undefined): Pair | undefined {
  return map.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === key);
}

type Range = readonly [start: number, valueEnd: number];

function rangeOf(node: unknown): Range | null {
  const range = isScalar(node) || isMap(node) || isSeq(node) ? node.range : null;
  return range === null || range === undefined ? null : [range[0], range[1]];
}

function replaced(
  { source, format }: Text,
  root: unknown,
  { path, value }: { readonly path: Path; readonly value: Raw },
): string | null {
  const node = nodeAt(root, path);
  const holder = nodeAt(root, path.slice(0, -1));
  const range = rangeOf(node);
  const key = isMap(holder) ? rangeOf(pairOf(holder, path.at(-1))?.key) : null;
  const isBlock = (isMap(node) || isSeq(node)) && node.flow !== true;
  // What stands in lines of its own under its key is replaced together with the line break behind the colon.
  const start = isBlock && key !== null ? source.indexOf(':', key[1]) + 1 : (range?.[0] ?? null);
  if (start === null || range === null) return null;
  const old = source.slice(start, range[1]);
  const lead = /[\s[{(]$/u.test(source.slice(0, start)) ? '' : ' ';
  const tail = old.endsWith('\n') ? '\n' : '';
  return `${source.slice(0, start)}${lead}${flowText(value, format)}${tail}${source.slice(range[1])}`;
}

function inserted(
  { source, format }: Text,
  map: YAMLMap,
  { key, value }: { readonly key: string; readonly value: Raw },
): string | null {
  const range = rangeOf(map);
  const last = map.items.at(-1);
  if (range === null) return null;
  const text = entryText(key, value, format);
  if (last === undefined) return spliced(source, range, `{ ${text} }`);
  const end = (rangeOf(last.value) ?? rangeOf(last.key))?.[1];
  if (end === undefined) return null;
  if (map.flow === true) return spliced(source, [end, end], `, ${text}`);
  const first = rangeOf(map.items[0]?.key);
  if (first === null) return null;
  const margin = ' '.repeat(columnOf(source, first[0]));
  const isTop = margin === '' && isList(value);
  const line = isTop
    ? `${key}:\n${value.map((item) => `  - ${blockItem(item, 4, format)}`).join('\n')}`
    : `${margin}${text}`;
  // A part of its own is set off from the one before, as authors do.
  return afterLine(source, end, isTop ? `\n${line}` : line);
}

function appended({ source, format }: Text, list: YAMLSeq, value: Raw): string | null {
  const range = rangeOf(list);
  const last = rangeOf(list.items.at(-1));
  if (range === null || last === null) return null;
  if (list.flow === true) return spliced(source, [last[1], last[1]], `, ${flowText(value, format)}`);
  const column = columnOf(source, range[0]);
  const isInBlock = isMap(list.items[0]) && list.items[0].flow !== true;
  const item = isInBlock ? blockItem(value, column + 2, format) : flowText(value, format);
  return afterLine(source, last[1], `${isInBlock ? '\n' : ''}${' '.repeat(column)}- ${item}`);
}

function removed({ source, format }: Text, root: unknown, path: Path): string | null {
  const holder = nodeAt(root, path.slice(0, -1));
  if (!isMap(holder) && !isSeq(holder)) return null;
  const spans = holder.items.map((item) => spanOf(item));
  const index = isMap(holder)
    ? holder.items.findIndex(({ key }) => isScalar(key) && String(key.value) === path.at(-1))
    : Number(path.at(-1));
  const own = spans[index];
  if (own === null || own === undefined) return null;
  if (spans.length === 1) {
    if (path.length === 1) return null;
    return replaced({ source, format }, root, { path: path.slice(0, -1), value: isMap(holder) ? {} : [] });
  }
  if (holder.flow === true) {
    const before = spans[index - 1];
    const after = spans[index + 1];
    if (before !== null && before !== undefined) return spliced(source, [before[1], own[1]], '');
    return after === null || after === undefined ? null : spliced(source, [own[0], after[0]], '');
  }
  const lineStart = source.lastIndexOf('\n', own[0] - 1) + 1;
  // The first key of an item stands behind the item's dash, which has to stay.
  const keepsDash = isMap(holder) && source.slice(lineStart, own[0]).includes('-');
  const next = spans[index + 1];
  if (keepsDash && next !== null && next !== undefined) return spliced(source, [own[0], next[0]], '');
  return spliced(source, [lineStart, endOfLine(source, own[1])], '');
}

function spanOf(item: unknown): Range | null {
  if (typeof item === 'object' && item !== null && 'key' in item && 'value' in item) {
    const key = rangeOf(item.key);
    const value = rangeOf(item.value);
    return key === null ? null : [key[0], (value ?? key)[1]];
  }
  return rangeOf(item);
}

function spliced(source: string, [start, end]: Range, text: string): string {
  return `${source.slice(0, start)}${text}${source.slice(end)}`;
}

/** A line of its own behind the line on which `end` stands, whatever comment follows there. */
function afterLine(source: string, end: number, line: string): string {
  const at = endOfLine(source, end);
  const lead = at > 0 && source[at - 1] !== '\n' ? '\n' : '';
  return `${source.slice(0, at)}${lead}${line}\n${source.slice(at)}`;
}

function columnOf(source: string, offset: number): number {
  return offset - (source.lastIndexOf('\n', offset - 1) + 1);
}
