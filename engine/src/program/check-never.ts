/**
 * Conditions that can never hold: false itself, one thing that should be two at once, more than the most. Only what is joined
 * by && and compared with a literal is looked at; of the rest nobody can tell before there are facts.
 */
import type { ASTNode } from '@marcbachmann/cel-js';
import { expressionTree } from './cel.ts';

type Literal = string | number | boolean;

/** What one part of a condition asks of one thing. */
interface Demand {
  /** "receipt.store". */
  readonly of: string;
  /** One of these. */
  readonly only?: readonly Literal[];
  readonly not?: Literal;
  readonly from?: Bound;
  readonly to?: Bound;
}

interface Bound {
  readonly value: number;
  readonly isIncluded: boolean;
}

/** In words what cannot be; null where it may be. */
export function contradictionIn(source: string): string | null {
  const tree = expressionTree(source);
  const parts = tree === null ? [] : joined(tree);
  if (parts.some((part) => part.op === 'value' && part.args === false)) return 'it says false';
  const demands = Map.groupBy(
    parts.flatMap((part) => demandOf(part) ?? []),
    (demand) => demand.of,
  );
  for (const [of, asked] of demands)
    if (!canHold([...asked, ...naturalOf(of)]))
      return canHold(asked) ? `${of} is never that` : `${of} cannot be all of that at once`;
  return null;
}

/** What is so by nature: hours end with 23, and no amount is below nothing. */
function naturalOf(of: string): readonly Demand[] {
  const [least, most] = RANGES[of] ?? (AMOUNTS.test(of) ? [0, null] : [null, null]);
  return [
    ...(least === null ? [] : [{ of, from: { value: least, isIncluded: true } }]),
    ...(most === null ? [] : [{ of, to: { value: most, isIncluded: true } }]),
  ];
}

const RANGES: Readonly<Record<string, readonly [number, number]>> = {
  'time.hour': [0, 23],
  'time.minute': [0, 59],
  'time.weekday': [1, 7],
  'time.day': [1, 31],
  'time.month': [1, 12],
};
const AMOUNTS = /^(receipt\.(total|paid)|line\.(quantity|price|amount)|account\.(days|balance\..+|meters\..+))$/;

function joined(node: ASTNode): readonly ASTNode[] {
  return node.op === '&&' ? node.args.flatMap(joined) : [node];
}

function demandOf(node: ASTNode): Demand | null {
  switch (node.op) {
    case '==':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return (
        comparisonOf(node.op, node.args[0], node.args[1]) ?? comparisonOf(TURNED[node.op], node.args[1], node.args[0])
      );
    case 'in': {
      const [asked, list] = node.args;
      const of = placeOf(asked);
      const values = list.op === 'list' ? list.args.map(literalOf) : [];
      const known = values.filter((value) => value !== null);
      return of === null || known.length === 0 || known.length < values.length ? null : { of, only: known };
    }
    case '!_': {
      const of = placeOf(node.args);
      return of === null ? null : { of, only: [false] };
    }
    default: {
      const of = placeOf(node);
      return of === null ? null : { of, only: [true] };
    }
  }
}

const TURNED = { '==': '==', '!=': '!=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;

function comparisonOf(op: keyof typeof TURNED, asked: ASTNode, value: ASTNode): Demand | null {
  const of = placeOf(asked);
  const literal = literalOf(value);
  if (of === null || literal === null) return null;
  if (op === '==') return { of, only: [literal] };
  if (op === '!=') return { of, not: literal };
  if (typeof literal !== 'number') return null;
  const bound = { value: literal, isIncluded: op === '<=' || op === '>=' };
  return op === '<' || op === '<=' ? { of, to: bound } : { of, from: bound };
}

function canHold(demands: readonly Demand[]): boolean {
  const isLeft = (value: Literal): boolean => demands.every((demand) => allows(demand, value));
  const named = demands.find((demand) => demand.only !== undefined)?.only;
  if (named !== undefined) return named.some(isLeft);
  const from = demands.flatMap((demand) => demand.from ?? []).toSorted((a, b) => b.value - a.value);
  return from.every((low) =>
    demands.every(
      ({ to }) =>
        to === undefined || low.value < to.value || (low.value === to.value && low.isIncluded && to.isIncluded),
    ),
  );
}

function allows({ only, not, from, to }: Demand, value: Literal): boolean {
  if (only !== undefined && !only.includes(value)) return false;
  if (not !== undefined && not === value) return false;
  if (typeof value !== 'number') return true;
  if (from !== undefined && (value < from.value || (value === from.value && !from.isIncluded))) return false;
  return to === undefined || value < to.value || (value === to.value && to.isIncluded);
}

/** "account.month.coffees" of the same or account.month["coffees"]; null for what is no place. */
function placeOf(node: ASTNode): string | null {
  if (node.op === 'id') return node.args;
  if (node.op !== '.' && node.op !== '[]') return null;
  const owner = placeOf(node.args[0]);
  const name = node.op === '.' ? node.args[1] : literalOf(node.args[1]);
  return owner === null || name === null ? null : `${owner}.${String(name)}`;
}

function literalOf(node: ASTNode): Literal | null {
  if (node.op === '-_') {
    const positive = literalOf(node.args);
    return typeof positive === 'number' ? -positive : null;
  }
  if (node.op !== 'value') return null;
  if (typeof node.args === 'bigint') return Number(node.args);
  return typeof node.args === 'string' || typeof node.args === 'number' || typeof node.args === 'boolean'
    ? node.args
    : null;
}
