/** Complaints about a file of scenarios: where, what, and what to write instead. */
import { z } from 'zod';
import { didYouMean } from '../program/nearest.ts';
import type { Path, ProblemDraft } from '../program/problem.ts';
import type { Raw } from '../program/source-tree.ts';
import { KEYS } from './scenario-document.ts';

type Issue = z.core.$ZodIssue;

const adviceSchema = z.object({ hint: z.string().optional() });

/** How each key is written, where a mistake has no hint of its own. */
const FORMS: Readonly<Record<string, string>> = {
  scenarios: 'a list of { name, steps }',
  steps:
    'a list of steps like { at: 2026-11-22T10:00, buy: { lines: [[coffee, 199.90]] }, expect: { earned: { bonus: 9 } } }',
  buy: '{ lines: [[coffee, 199.90]], pay: max }',
  quote: '{ lines: [[coffee, 199.90]], pay: max }',
  lines: '[category, amount, quantity, { sku: LATTE }]: [coffee, 199.90] or [coffee, 399.80, 2]',
  return: '{ of: first } for everything, or { of: first, lines: [[coffee, 1]] }',
  event: 'shop.review, or { name: payment, amount: 500.00, data: { means: card } }',
  choose: '{ choice: favourites, picks: [taxi, books] }',
  redeem: 'the id of a reward, or { reward: cup, quantity: 2 }',
  apply: 'a list like [reward:latte, coupon:spring, SPRING26]',
  transfer: '{ wallet: bonus, units: 50, to: Boris }',
  grant: 'a level, or { level: gold, until: 2027-01-01 }; level none takes it back',
  earned: 'units by wallet: { bonus: 9 }; {} for nothing',
  reasons: 'a list of codes: [limit_reached], or [morning: limit_reached] with the rule',
  versions: 'a list of { file: program-2018.yaml, from: 2018-08-14 }',
  next: '{ level: gold, missing: 500.00 }, or none',
};

export function scenarioProblems(issues: readonly Issue[], root: Raw): ProblemDraft[] {
  return issues.flatMap((issue) => draftsOf(issue, [], root));
}

function draftsOf(issue: Issue, prefix: Path, root: Raw): ProblemDraft[] {
  const path = [...prefix, ...issue.path.map((part) => (typeof part === 'number' ? part : String(part)))];
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      path: [...path, key],
      code: 'unknown_key',
      message: `unknown key "${key}"`,
      hint: didYouMean(key, KEYS[placeName(path)] ?? []),
      atKey: true,
    }));
  if (issue.code === 'invalid_union') {
    const meant = issue.errors.find((inner) => inner.every((each) => each.path.length > 0 || each.code === 'custom'));
    if (meant !== undefined) return meant.flatMap((inner) => draftsOf(inner, path, root));
  }
  const value = valueAt(root, path);
  const hint =
    FORMS[placeName(path)] ?? FORMS[placeName(path.slice(0, -1))] ?? 'see the scenarios of programs/ for examples';
  if (issue.code === 'custom') {
    const advice = adviceSchema.safeParse(issue.params ?? {});
    return [
      {
        path,
        code: 'malformed',
        message: issue.message,
        hint: (advice.success ? advice.data.hint : undefined) ?? hint,
      },
    ];
  }
  if (value === undefined)
    return [{ path, code: 'missing', message: `${String(path.at(-1) ?? 'the file')} is missing`, hint }];
  return [{ path, code: 'wrong_type', message: `${issue.message}, got ${shown(value)}`, hint }];
}

/** The key that leads to a place: "buy" of scenarios[0].steps[1].buy. */
function placeName(path: Path): string {
  return String(path.findLast((part) => typeof part === 'string') ?? '');
}

function valueAt(root: Raw, path: Path): Raw | undefined {
  let value: Raw | undefined = root;
  for (const part of path) {
    if (isList(value)) value = typeof part === 'number' ? value[part] : undefined;
    else if (typeof value === 'object' && value !== null) value = Object.hasOwn(value, part) ? value[part] : undefined;
    else value = undefined;
  }
  return value;
}

function isList(value: Raw | undefined): value is readonly Raw[] {
  return Array.isArray(value);
}

function shown(value: Raw): string {
  if (value === null) return 'nothing';
  if (typeof value === 'string') return `"${value}"`;
  if (typeof value === 'boolean') return String(value);
  return isList(value) ? 'a list' : 'keys and values';
}
