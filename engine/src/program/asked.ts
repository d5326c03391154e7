/** What the expressions of a program ask of an account, so that only that is kept and loaded. */
import { type ASTNode } from '@marcbachmann/cel-js';
import { expressionTree } from './cel.ts';
import { askedIn } from './cel-language.ts';
import type { Window } from './compiled.ts';
import type { ProgramDocument } from './document.ts';
import { WINDOWS } from './document-limits.ts';

export interface Asked {
  /** Windows by meter. */
  readonly windows: ReadonlyMap<string, ReadonlySet<Window>>;
  /** Fields of account. */
  readonly fields: ReadonlySet<string>;
}

const EXPRESSION_KEYS: ReadonlySet<string> = new Set(['if', 'lines', 'except', 'qualifies', 'from']);

export function askedBy(document: ProgramDocument): Asked {
  const windows = new Map<string, Set<Window>>();
  const fields = new Set<string>();
  const want = (meter: string, window: Window): void => {
    windows.set(meter, (windows.get(meter) ?? new Set<Window>()).add(window));
  };
  for (const source of expressionsIn(document)) {
    const tree: ASTNode | null = expressionTree(source);
    if (tree === null) continue;
    const asked = askedIn(tree);
    for (const field of asked.fields) fields.add(field);
    for (const { part, name } of asked.names) {
      const window = WINDOWS.find((each) => each === part);
      if (window !== undefined && name !== null) want(name, window);
    }
  }
  for (const { meter, every } of document.challenges ?? []) want(meter, every ?? 'ever');
  for (const { meter, every } of document.streaks ?? []) want(meter, every);
  return { windows, fields };
}

/** Texts at keys that hold expressions; a date that stands at such a key asks for nothing. */
function expressionsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(expressionsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]: [string, unknown]) =>
    typeof part === 'string' ? (EXPRESSION_KEYS.has(key) ? [part] : []) : expressionsIn(part),
  );
}
