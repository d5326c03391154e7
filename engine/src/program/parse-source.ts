/**
 * From text to a checked document, or to every mistake at once, each with its place and how to mend it. The text is read
 * (source-tree.ts), its shape is judged with the broken parts taken out (prune.ts), and what remains is judged as a whole
 * (check.ts).
 */
import { checkDocument } from './check.ts';
import { meterNames } from './check-context.ts';
import type { ProgramDocument } from './document.ts';
import type { Path, Problem, ProblemDraft } from './problem.ts';
import { type Pruned, parsePruned, valueAt } from './prune.ts';
import { type Raw, readSource, type SourceFormat } from './source-tree.ts';

export type ParsedProgram =
  | { readonly ok: true; readonly document: ProgramDocument }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** More would not be read; the rest shows after mending. */
const PROBLEMS_MAX = 200;

export function parseProgram(source: string, format: SourceFormat): ParsedProgram {
  const { tree, problems: unreadable } = readSource(source, format);
  if (tree === null) return { ok: false, problems: unreadable };
  const pruned = parsePruned(tree.root);
  const meaning = pruned.document === null ? [] : judged(pruned.document, tree.root, pruned);
  const unreadablePaths = new Set(unreadable.map((problem) => problem.path));
  // What could not be read is empty in the tree, which is no second mistake.
  const judgements = [...pruned.drafts, ...meaning]
    .map((draft) => tree.place(draft))
    .filter((problem) => !unreadablePaths.has(problem.path));
  const problems = [...unreadable, ...judgements];
  if (pruned.document !== null && problems.length === 0) return { ok: true, document: pruned.document };
  return { ok: false, problems: problems.toSorted(byPlace).slice(0, PROBLEMS_MAX) };
}

function judged(document: ProgramDocument, root: Raw, pruned: Pruned): readonly ProblemDraft[] {
  const names = {
    wallets: keysAt(root, ['wallets']),
    meters: meterNames(keysAt(root, ['meters'])),
    levels: idsAt(root, ['tiers', 'levels']),
  };
  const original = (path: Path): Path => pruned.original(path);
  return checkDocument(document, { names, original, isBroken: (path) => pruned.isBroken(original(path)) });
}

function keysAt(root: Raw, path: Path): readonly string[] {
  const value = valueAt(root, path);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
}

function idsAt(root: Raw, path: Path): readonly string[] {
  const value = valueAt(root, path);
  if (!Array.isArray(value)) return [];
  return [...value.keys()].flatMap((index) => {
    const id = valueAt(root, [...path, index, 'id']);
    return typeof id === 'string' ? [id] : [];
  });
}

function byPlace(a: Problem, b: Problem): number {
  return a.line - b.line || a.column - b.column;
}
