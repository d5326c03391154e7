/** The fenced blocks of a guide, and how a part of a program is added to one. */
import { type Raw, type RawMap, readSource } from '../../src/program/source-tree.ts';

export interface Block {
  readonly language: string;
  /** The word after the language: "part" of ```yaml part. */
  readonly kind: string;
  readonly text: string;
  /** Of the fence. */
  readonly line: number;
}

/** Parts whose entries have names of their own. */
const NAMED: ReadonlySet<string> = new Set([
  'wallets',
  'meters',
  'groups',
  'caps',
  'attributes',
  'badges',
  'partners',
  'stores',
]);

export function blocksIn(guide: string): readonly Block[] {
  return [...guide.matchAll(/^```(\w+)(?: (\w+))?\n([\s\S]*?)^```$/gm)].map(
    ({ 1: language = '', 2: kind = '', 3: text = '', index }) => {
      const line = guide.slice(0, index).split('\n').length;
      return { language, kind, text, line };
    },
  );
}

/** A whole program as JSON: what has the same name or id is replaced, everything else is added. */
export function merged(program: string, part: string): string {
  const whole = new Map<string, Raw>(Object.entries(rawOf(program)));
  for (const [key, value] of Object.entries(rawOf(part))) whole.set(key, added(key, whole.get(key), value));
  return JSON.stringify(Object.fromEntries(whole), null, 1);
}

export function rawOf(text: string): RawMap {
  const { tree, problems } = readSource(text, 'yaml');
  if (tree === null || problems.length > 0 || !isMap(tree.root)) throw new Error(JSON.stringify(problems));
  return tree.root;
}

function added(key: string, known: Raw | undefined, value: Raw): Raw {
  if (isList(known) && isList(value)) {
    const ids = new Set(value.map(idOf));
    const places = new Map(value.map((item) => [idOf(item), item]));
    const kept = known.map((item) => places.get(idOf(item)) ?? item);
    const old = new Set(known.map(idOf));
    return [...kept, ...value.filter((item) => ids.has(idOf(item)) && !old.has(idOf(item)))];
  }
  return NAMED.has(key) && isMap(known) && isMap(value) ? { ...known, ...value } : value;
}

function idOf(item: Raw): Raw {
  return isMap(item) ? (item['id'] ?? null) : null;
}

function isList(value: Raw | undefined): value is readonly Raw[] {
  return Array.isArray(value);
}

function isMap(value: Raw | undefined): value is RawMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
