/**
 * A program's text read into plain values with the place of each. YAML is an attack surface and a source of surprises, so
 * only its plain part is accepted: no aliases (bombs), no tags, no repeated or reserved keys, bounded size and depth.
 * Numbers are kept as the text they were written as, because 300.00 and 1.10 must stay exact.
 */
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import { type Complaint, type Path, formatPath, type Problem, type ProblemCode, type ProblemDraft } from './problem.ts';

export type Raw = string | boolean | null | readonly Raw[] | RawMap;
export interface RawMap {
  readonly [key: string]: Raw;
}

export interface SourceTree {
  readonly root: Raw;
  readonly problems: readonly Problem[];
  /** Gives a draft its line: of the value, of its key, or of the nearest container that exists. */
  place(draft: ProblemDraft): Problem;
}

export type SourceFormat = 'yaml' | 'json';

export const SOURCE_CHARS_MAX = 262_144;
const DEPTH_MAX = 12;
/** Containers open at once before the parser is let near the text, so that it cannot overflow the stack. */
const BRACKETS_MAX = 64;
const INDENTED_MAX = 64;
/** One wrong quote makes many complaints, of which the first matter. */
const SYNTAX_PROBLEMS_MAX = 20;

interface Span {
  readonly key: number;
  readonly value: number;
  readonly end: number;
  readonly container: boolean;
}

interface Walk {
  readonly spans: Map<string, Span>;
  readonly found: { readonly complaint: Complaint; readonly path: Path; readonly offset: number }[];
}

/** Problems alone when the text cannot be read at all. */
export function readSource(
  source: string,
  format: SourceFormat,
): { readonly tree: SourceTree | null; readonly problems: readonly Problem[] } {
  const refused = refuseBySize(source);
  if (refused !== null) return { tree: null, problems: [refused] };
  const lines = new LineCounter();
  const problemAt = (offset: number, path: Path, { code, message, hint }: Complaint): Problem => {
    const { line, col } = lines.linePos(offset);
    return { path: formatPath(path), line: Math.max(line, 1), column: Math.max(col, 1), code, message, hint };
  };
  const document = parseDocument(source, {
    schema: 'core',
    version: '1.2',
    lineCounter: lines,
    stringKeys: true,
    // Quadratic in the library; checked below in one pass.
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
  const syntax = document.errors.slice(0, SYNTAX_PROBLEMS_MAX).map((error) =>
    problemAt(error.pos[0], [], {
      code: 'syntax',
      message: error.message,
      hint: 'check quotes, brackets, colons and indentation here',
    }),
  );
  const json = format === 'json' && syntax.length === 0 ? jsonFault(source) : null;
  if (json !== null)
    syntax.push(
      problemAt(json.offset, [], {
        code: 'syntax',
        message: json.message,
        hint: 'check quotes, commas and brackets here',
      }),
    );
  if (syntax.length > 0) return { tree: null, problems: syntax };

  const walk: Walk = { spans: new Map(), found: [] };
  const root = read(document.contents, [], 0, walk);
  const problems = walk.found.map(({ complaint, path, offset }) => problemAt(offset, path, complaint));
  const place = (draft: ProblemDraft): Problem => problemAt(offsetOf(draft, walk.spans, source), draft.path, draft);
  return { tree: { root, problems, place }, problems };
}

function read(node: unknown, path: Path, keyOffset: number, walk: Walk): Raw {
  const complain = (code: ProblemCode, message: string, hint: string): null => {
    walk.found.push({ path, offset: startOf(node, keyOffset), complaint: { code, message, hint } });
    return null;
  };
  const container = isMap(node) || isSeq(node);
  const start = startOf(node, keyOffset);
  walk.spans.set(formatPath(path), { key: keyOffset, value: start, end: endOf(node, start), container });
  if (path.length > DEPTH_MAX) return complain('too_deep', 'too deep', `a program is at most ${DEPTH_MAX} levels deep`);
  if (isAlias(node))
    return complain('alias', `an alias: *${node.source}`, 'aliases are not allowed: write the value again');
  if (isScalar(node) || container) {
    if (node.tag !== undefined)
      return complain('tag', `a tag: ${node.tag}`, 'tags are not allowed: write plain text or numbers');
  }
  if (isMap(node)) return readMap(node.items, path, walk);
  if (isSeq(node)) return node.items.map((item, index) => read(item, [...path, index], startOf(item, start), walk));
  if (!isScalar(node)) return null;
  const { value } = node;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  return typeof value === 'number' ? (node.source ?? String(value)) : null;
}

function readMap(items: readonly { readonly key: unknown; readonly value: unknown }[], path: Path, walk: Walk): RawMap {
  const entries = new Map<string, Raw>();
  for (const { key: keyNode, value } of items) {
    const key = isScalar(keyNode) ? String(keyNode.value) : '';
    const keyOffset = startOf(keyNode, 0);
    const complain = (code: ProblemCode, message: string, hint: string): void => {
      walk.found.push({ path: [...path, key], offset: keyOffset, complaint: { code, message, hint } });
    };
    if (isAlias(keyNode)) complain('alias', 'an alias as a key', 'write the key itself');
    else if (entries.has(key)) complain('duplicate_key', `"${key}" is here twice`, 'keep one of the two');
    else if (key === '__proto__' || Object.hasOwn(Object.prototype, key))
      complain('reserved_name', `"${key}" cannot be a name`, 'choose another');
    else entries.set(key, read(value, [...path, key], keyOffset, walk));
  }
  return Object.fromEntries(entries);
}

function offsetOf(draft: ProblemDraft, spans: ReadonlyMap<string, Span>, source: string): number {
  const own = spans.get(formatPath(draft.path));
  if (own === undefined) {
    for (let length = draft.path.length - 1; length >= 0; length -= 1) {
      const outer = spans.get(formatPath(draft.path.slice(0, length)));
      if (outer !== undefined) return outer.key;
    }
    return 0;
  }
  if (draft.at !== undefined) {
    // Escapes and folded lines move characters; a position is only given where the text stands as it is.
    const within = source.slice(own.value, own.end).indexOf(draft.at.text);
    if (within >= 0) return own.value + within + draft.at.offset;
  }
  return draft.atKey === true || own.container ? own.key : own.value;
}

function refuseBySize(source: string): Problem | null {
  const refused = (code: ProblemCode, message: string, hint: string): Problem => ({
    path: '',
    line: 1,
    column: 1,
    code,
    message,
    hint,
  });
  if (source.length > SOURCE_CHARS_MAX) {
    return refused('too_large', `${source.length} characters`, `a program is at most ${SOURCE_CHARS_MAX} characters`);
  }
  let open = 0;
  for (const character of source) {
    if (character === '[' || character === '{') open += 1;
    else if (character === ']' || character === '}') open = Math.max(0, open - 1);
    if (open > BRACKETS_MAX)
      return refused('too_deep', 'too many open brackets', `a program is at most ${DEPTH_MAX} levels deep`);
  }
  // Block containers nest on one line only by "- - -" and "? ? ?".
  if (new RegExp(`^[ ]*(?:[-?][ ]+){${INDENTED_MAX}}`, 'm').test(source)) {
    return refused('too_deep', 'too many lists in one line', `a program is at most ${DEPTH_MAX} levels deep`);
  }
  return null;
}

function jsonFault(source: string): { readonly offset: number; readonly message: string } | null {
  try {
    JSON.parse(source);
    return null;
  } catch (error) {
    const message = error instanceof Error ? error.message : 'not JSON';
    return { offset: Number(/position (\d+)/.exec(message)?.[1] ?? 0), message };
  }
}

function startOf(node: unknown, otherwise: number): number {
  return rangeOf(node)?.[0] ?? otherwise;
}

function endOf(node: unknown, otherwise: number): number {
  return rangeOf(node)?.[1] ?? otherwise;
}

function rangeOf(node: unknown): readonly [number, number, number] | null {
  return isScalar(node) || isMap(node) || isSeq(node) || isAlias(node) ? (node.range ?? null) : null;
}
