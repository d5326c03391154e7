/**
 * A document without its broken parts, so that one mistake does not hide the others: what fails the schema is taken out,
 * a mistyped key is read as the one that was meant, a part that nothing can do without gets a stand-in, and the rest is
 * parsed again. Places change by that; `original` gives a path as its author wrote it.
 */
import { type ProgramDocument, programSchema } from './document.ts';
import { formatPath, type Path, type ProblemDraft } from './problem.ts';
import { type SchemaProblem, schemaProblems } from './schema-problems.ts';
import type { Raw, RawMap } from './source-tree.ts';

export interface Pruned {
  /** null when hardly anything is left, as of a text that is not a program. */
  readonly document: ProgramDocument | null;
  readonly drafts: readonly ProblemDraft[];
  original(path: Path): Path;
  /** Whether this place, by the author's path, was taken out or stood in for. */
  isBroken(path: Path): boolean;
}

/** What was where: for a list or a map of the pruned tree, the author's index or key of each part. */
type Origins = WeakMap<object, ReadonlyMap<string | number, string | number>>;

/** A change of the tree at one path: taken out, given another key, or given a value. */
type Repair = { readonly type: 'remove' } | { readonly type: 'rename'; readonly key: string };

const ROUNDS_MAX = 12;
/** Stand in for required parts, chosen to raise no complaints of their own. */
const STAND_INS: Readonly<Record<string, Raw>> = {
  kopilka: '1',
  name: 'broken',
  // The most decimal places among usual currencies, so that no amount is called too precise because of it.
  currency: 'BHD',
  timezone: 'UTC',
  wallets: { broken: {} },
  rules: [],
  on: 'purchase',
  wallet: 'broken',
  earn: { wallet: 'broken', units: '1' },
};

export function parsePruned(root: Raw): Pruned {
  const broken = new Set<string>();
  const drafts: ProblemDraft[] = [];
  const origins: Origins = new WeakMap();
  let tree = root;
  const original = (path: Path): Path => originalPath(tree, path, origins);
  const isBroken = (path: Path): boolean => broken.has(formatPath(path));

  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const parsed = programSchema.safeParse(tree);
    if (parsed.success) return { document: parsed.data, drafts, original, isBroken };
    const found = withoutEchoes(schemaProblems(parsed.error.issues, (path) => valueAt(tree, path)));
    for (const { draft, meant } of found) {
      const path = original(draft.path);
      // Later rounds only meet what the repairs of earlier ones left behind.
      if (round === 0) drafts.push({ ...draft, path });
      // What is under a mistyped key is there after all.
      if (meant === null) broken.add(formatPath(path));
      if (takesContainer(draft)) broken.add(formatPath(path.slice(0, -1)));
    }
    if (!isMapping(tree)) break;
    tree = repaired(tree, found, origins);
  }
  return { document: null, drafts, original, isBroken };
}

/** A missing key is no complaint of its own where a mistyped one was meant to be it. */
function withoutEchoes(found: readonly SchemaProblem[]): readonly SchemaProblem[] {
  const meant = new Set(
    found.flatMap(({ draft, meant: key }) => (key === null ? [] : [formatPath([...draft.path.slice(0, -1), key])])),
  );
  return found.filter(({ draft }) => draft.code !== 'missing' || !meant.has(formatPath(draft.path)));
}

function repaired(tree: RawMap, found: readonly SchemaProblem[], origins: Origins): RawMap {
  const repairs = new Map<string, Repair>();
  const additions = new Map<string, Record<string, Raw>>();
  for (const { draft, meant } of found) {
    const container = draft.path.slice(0, -1);
    const key = String(draft.path.at(-1) ?? '');
    const standIn = draft.code === 'missing' ? standInFor(key, container) : null;
    if (standIn !== null) additions.set(placeKey(container), { ...additions.get(placeKey(container)), [key]: standIn });
    else if (takesContainer(draft)) repairs.set(placeKey(container), { type: 'remove' });
    else repairs.set(placeKey(draft.path), meant === null ? { type: 'remove' } : { type: 'rename', key: meant });
  }
  return copyMap(tree, [], { repairs, additions, origins });
}

/** Whether the part cannot be without this key, nor with a made-up one. */
function takesContainer({ code, path }: ProblemDraft): boolean {
  return code === 'missing' && standInFor(String(path.at(-1) ?? ''), path.slice(0, -1)) === null;
}

/** null for what can be left out, or cannot be made up. */
function standInFor(key: string, container: Path): Raw | null {
  if (key === 'id') return container.length === 0 ? 'broken' : `broken-${container.join('-')}`;
  return Object.hasOwn(STAND_INS, key) ? (STAND_INS[key] ?? null) : null;
}

interface Copying {
  readonly repairs: ReadonlyMap<string, Repair>;
  readonly additions: ReadonlyMap<string, RawMap>;
  readonly origins: Origins;
}

function copy(value: Raw, path: Path, copying: Copying): Raw {
  if (isList(value)) return copyList(value, path, copying);
  return isMapping(value) ? copyMap(value, path, copying) : value;
}

function copyList(list: readonly Raw[], path: Path, copying: Copying): Raw {
  const before = copying.origins.get(list);
  const origin = new Map<number, string | number>();
  const copied: Raw[] = [];
  for (const [index, item] of list.entries()) {
    if (copying.repairs.has(placeKey([...path, index]))) continue;
    origin.set(copied.length, before?.get(index) ?? index);
    copied.push(copy(item, [...path, index], copying));
  }
  copying.origins.set(copied, origin);
  return copied;
}

function copyMap(map: RawMap, path: Path, copying: Copying): RawMap {
  const before = copying.origins.get(map);
  const origin = new Map<string, string | number>();
  const entries = new Map<string, Raw>();
  for (const [key, value] of Object.entries(map)) {
    const repair = copying.repairs.get(placeKey([...path, key]));
    if (repair?.type === 'remove') continue;
    const name = repair?.key ?? key;
    origin.set(name, before?.get(key) ?? key);
    entries.set(name, copy(value, [...path, key], copying));
  }
  for (const [key, value] of Object.entries(copying.additions.get(placeKey(path)) ?? {})) entries.set(key, value);
  const copied = Object.fromEntries(entries);
  copying.origins.set(copied, origin);
  return copied;
}

function originalPath(tree: Raw, path: Path, origins: Origins): Path {
  let value: Raw | undefined = tree;
  return path.map((part) => {
    const written: string | number =
      (typeof value === 'object' && value !== null ? origins.get(value)?.get(part) : null) ?? part;
    value = stepInto(value, part);
    return written;
  });
}

export function valueAt(tree: Raw, path: Path): Raw | undefined {
  let value: Raw | undefined = tree;
  for (const part of path) value = stepInto(value, part);
  return value;
}

function stepInto(value: Raw | undefined, part: string | number): Raw | undefined {
  if (isList(value)) return typeof part === 'number' ? value[part] : undefined;
  return isMapping(value) && Object.hasOwn(value, part) ? value[part] : undefined;
}

function placeKey(path: Path): string {
  return JSON.stringify(path);
}

function isList(value: Raw | undefined): value is readonly Raw[] {
  return Array.isArray(value);
}

function isMapping(value: Raw | undefined): value is RawMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
