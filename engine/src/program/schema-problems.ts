/**
 * Zod's issues in words a shop owner can act on. A union's issues are those of the alternative that was most likely
 * meant; a key that nobody knows gets the nearest that is known.
 */
import { z } from 'zod';
import { helpAt } from './json-schema.ts';
import { didYouMean, nearest } from './nearest.ts';
import type { Path, ProblemDraft } from './problem.ts';
import type { Raw } from './source-tree.ts';

type Issue = z.core.$ZodIssue;

const adviceSchema = z.object({ hint: z.string().optional(), known: z.array(z.string()).readonly().optional() });

/** A complaint of the shape. */
export interface SchemaProblem {
  readonly draft: ProblemDraft;
  /** For an unknown key: the absent key that was most likely meant. */
  readonly meant: string | null;
}

/** The complaints of one failed parse; `valueAt` reads the tree that was parsed. */
export function schemaProblems(issues: readonly Issue[], valueAt: (path: Path) => Raw | undefined): SchemaProblem[] {
  return issues.flatMap((issue) => problemsOf(issue, [], valueAt));
}

function problemsOf(issue: Issue, prefix: Path, valueAt: (path: Path) => Raw | undefined): SchemaProblem[] {
  const path = [...prefix, ...plainPath(issue.path)];
  if (issue.code === 'unrecognized_keys') return unknownKeys(path, issue.keys, valueAt);
  const value = valueAt(path);
  if (value === undefined) return [missing(path)];
  if (issue.code === 'invalid_union') {
    const meant = likeliest(issue.errors);
    if (meant !== null) return meant.flatMap((inner) => problemsOf(inner, path, valueAt));
  }
  return [{ draft: mistake(issue, path, value), meant: null }];
}

function unknownKeys(path: Path, keys: readonly string[], valueAt: (path: Path) => Raw | undefined): SchemaProblem[] {
  const { keys: known } = helpAt(path);
  return keys.map((key) => {
    const meant = nearest(key, known);
    const draft = {
      path: [...path, key],
      code: 'unknown_key',
      message: `unknown key "${key}"`,
      hint: didYouMean(key, known),
      atKey: true,
    } as const;
    return { draft, meant: meant !== null && valueAt([...path, meant]) === undefined ? meant : null };
  });
}

function missing(path: Path): SchemaProblem {
  const key = String(path.at(-1) ?? 'the document');
  const { description } = helpAt(path);
  return {
    draft: { path, code: 'missing', message: `${key} is missing`, hint: description ?? `add ${key}` },
    meant: null,
  };
}

function mistake(issue: Issue, path: Path, value: Raw): ProblemDraft {
  const help = helpAt(path).description ?? 'see the description of the language';
  const text = typeof value === 'string' ? value : null;
  switch (issue.code) {
    case 'custom': {
      const { hint = help, known = [] } = advice(issue.params);
      const close = nearest(text ?? '', known);
      return {
        path,
        code: 'malformed',
        message: issue.message,
        hint: close === null ? hint : `did you mean ${close}? ${hint}`,
      };
    }
    case 'invalid_value': {
      const values = issue.values.map(String);
      const close = text === null ? null : nearest(text, values);
      const hint = values.length === 1 ? `write ${values.join('')}` : `one of: ${values.join(', ')}`;
      return {
        path,
        code: 'not_allowed',
        message: `${words(value)} is not possible here`,
        hint: close === null ? hint : `did you mean ${close}? ${hint}`,
      };
    }
    case 'invalid_key':
      return {
        path,
        code: 'bad_name',
        message: issue.issues[0]?.message ?? issue.message,
        hint: keyHint(issue.issues[0]),
        atKey: true,
      };
    case 'too_small':
      return {
        path,
        code: 'out_of_range',
        message: `${words(value)} is too small, at least ${issue.minimum}`,
        hint: help,
      };
    case 'too_big':
      return {
        path,
        code: 'out_of_range',
        message: `${words(value)} is too large, at most ${issue.maximum}`,
        hint: help,
      };
    case 'invalid_union':
      return { path, code: 'wrong_type', message: `${issue.message}, got ${words(value)}`, hint: help };
    case 'invalid_type':
      return {
        path,
        code: 'wrong_type',
        message: `expected ${kindWords(issue.expected)}, got ${words(value)}`,
        hint: help,
      };
    default:
      return { path, code: 'malformed', message: issue.message, hint: help };
  }
}

/** The alternative whose kind of value fits and that has the least to complain of; null when no kind fits. */
function likeliest(alternatives: readonly (readonly Issue[])[]): readonly Issue[] | null {
  let best: readonly Issue[] | null = null;
  let bestCost = Number.POSITIVE_INFINITY;
  for (const issues of alternatives) {
    if (
      issues.some(
        (issue) => issue.path.length === 0 && (issue.code === 'invalid_type' || issue.code === 'invalid_value'),
      )
    )
      continue;
    const cost = issues.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? issue.keys.length : 1), 0);
    if (cost < bestCost) {
      best = issues;
      bestCost = cost;
    }
  }
  return best;
}

function keyHint(issue: Issue | undefined): string {
  return (issue?.code === 'custom' ? advice(issue.params).hint : null) ?? 'choose another name';
}

/** What a leaf says of how to write it (fields.ts). */
function advice(params: unknown): z.output<typeof adviceSchema> {
  const parsed = adviceSchema.safeParse(params);
  return parsed.success ? parsed.data : {};
}

function plainPath(path: readonly PropertyKey[]): Path {
  return path.map((part) => (typeof part === 'number' ? part : String(part)));
}

function words(value: Raw): string {
  if (value === null) return 'nothing';
  if (typeof value === 'string') return `"${value.length > 40 ? `${value.slice(0, 40)}…` : value}"`;
  if (typeof value === 'boolean') return String(value);
  return Array.isArray(value) ? 'a list' : 'a group of keys';
}

function kindWords(expected: string): string {
  const kinds: Readonly<Record<string, string>> = {
    string: 'text',
    int: 'a whole number',
    number: 'a number',
    object: 'keys and values',
    record: 'keys and values',
    array: 'a list',
  };
  return kinds[expected] ?? expected;
}
