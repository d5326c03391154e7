/** From the text of `scenarios.yaml` to stories, or to every mistake with its line. */
import { parseDocument } from 'yaml';
import type { Problem } from '../program/problem.ts';
import { readSource } from '../program/source-tree.ts';
import { type ScenarioFile, scenarioFileSchema } from './scenario-document.ts';
import { scenarioProblems } from './scenario-problems.ts';

export type ParsedScenarios =
  | { readonly ok: true; readonly file: ScenarioFile; lineOf(scenario: number, step?: number): number }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Under these keys values are the shop's own: numbers stay numbers there, everywhere else they are decimal text. */
const PLAIN_KEYS: ReadonlySet<string> = new Set(['data', 'attributes']);

export function parseScenarios(source: string): ParsedScenarios {
  const { tree, problems } = readSource(source, 'yaml');
  if (tree === null || problems.length > 0) return { ok: false, problems };
  const plain: unknown = parseDocument(source, { schema: 'core', version: '1.2', logLevel: 'silent' }).toJS();
  const parsed = scenarioFileSchema.safeParse(withPlainValues(tree.root, plain));
  if (!parsed.success) {
    const found = scenarioProblems(parsed.error.issues, tree.root).map((draft) => tree.place(draft));
    return { ok: false, problems: found.toSorted((a, b) => a.line - b.line || a.column - b.column) };
  }
  const lineOf = (scenario: number, step?: number): number => {
    const path = step === undefined ? ['scenarios', scenario] : ['scenarios', scenario, 'steps', step];
    return tree.place({ path, code: 'malformed', message: '', hint: '' }).line;
  };
  return { ok: true, file: parsed.data, lineOf };
}

function withPlainValues(text: unknown, plain: unknown): unknown {
  if (Array.isArray(text)) return text.map((part, index) => withPlainValues(part, partOf(plain, index)));
  if (typeof text !== 'object' || text === null) return text;
  return Object.fromEntries(
    Object.entries(text).map(([key, part]: [string, unknown]) => {
      const own = partOf(plain, key);
      return [key, PLAIN_KEYS.has(key) ? own : withPlainValues(part, own)];
    }),
  );
}

function partOf(value: unknown, key: string | number): unknown {
  if (Array.isArray(value)) return value[Number(key)];
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : undefined;
}
