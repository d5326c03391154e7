/**
 * Conditions: CEL expressions typed against the scope (scope.ts), compiled once and tested on facts. Money is a double of
 * major units here; conditions only compare, so no amount is ever computed by a float. What of CEL may be used, and how
 * much of it, is in cel-language.ts: a condition must be cheap and must not depend on anything but its facts.
 */
import { type ASTNode, Environment, type ParseResult } from '@marcbachmann/cel-js';
import { type ExpressionFault, faultOf, type KnownNames, languageFaults } from './cel-language.ts';
import {
  Account,
  ACCOUNT_FIELDS,
  Event,
  EVENT_FIELDS,
  Line,
  LINE_FIELDS,
  lineViewOf,
  Receipt,
  RECEIPT_FIELDS,
  Time,
  TIME_FIELDS,
  viewOf,
} from './cel-views.ts';
import type { LineCondition, RuleCondition } from './compiled.ts';

/** What an expression may look at: a rule's scope, or that and one line. */
export type ScopeKind = 'rule' | 'line';

/** The expression failed on this data: asked for what an event did not send, divided by zero, compared text with numbers. */
export class ConditionError extends Error {
  override readonly name = 'ConditionError';
  readonly source: string;
  constructor(source: string, message: string) {
    super(message);
    this.source = source;
  }
}

const EXPRESSION_NODES_MAX = 200;
const EXPRESSION_DEPTH_MAX = 24;

const ruleEnvironment = scopeEnvironment();
const lineEnvironment = ruleEnvironment.clone().registerVariable('line', 'Line');

export function ruleCondition(source: string): RuleCondition {
  const run = compiledExpression(source, ruleEnvironment);
  return { source, test: (scope) => answer(source, () => run(viewOf(scope))) };
}

export function lineCondition(source: string): LineCondition {
  const run = compiledExpression(source, lineEnvironment);
  return { source, test: (scope, line) => answer(source, () => run(lineViewOf(scope, line))) };
}

/** The tree of an expression, for what can be read of it without data; null when it is none. */
export function expressionTree(source: string): ASTNode | null {
  try {
    return lineEnvironment.parse(source).ast;
  } catch {
    return null;
  }
}

/** Everything wrong with an expression that can be known without data; empty when it compiles and gives yes or no. */
export function expressionFaults(source: string, kind: ScopeKind, names: KnownNames): readonly ExpressionFault[] {
  let parsed: ParseResult;
  try {
    parsed = (kind === 'line' ? lineEnvironment : ruleEnvironment).parse(source);
  } catch (error) {
    return [faultOf(error, source, kind)];
  }
  const faults = languageFaults(parsed.ast, names);
  const checked = parsed.check();
  if (!checked.valid) {
    // A function that may not be used is also one that the checker may not find: say it once.
    const typeFault = faultOf(checked.error, source, kind);
    return faults.some((fault) => fault.code === 'expression_name') && typeFault.code === 'expression_type'
      ? faults
      : [...faults, typeFault];
  }
  if (checked.type === 'bool' || checked.type === 'dyn') return faults;
  const notYesOrNo = {
    code: 'expression_type',
    message: `gives ${checked.type}, not yes or no`,
    hint: 'compare it with something, like receipt.total >= 500.00',
    offset: 0,
  } as const;
  return [...faults, notYesOrNo];
}

function compiledExpression(source: string, environment: Environment): ParseResult {
  const run = environment.parse(source);
  // The first check leaves the types in the tree, which spares every test from finding them again.
  const checked = run.check();
  if (!checked.valid) throw new ConditionError(source, checked.error?.message ?? 'does not compile');
  return run;
}

function answer(source: string, run: () => unknown): boolean {
  let result: unknown;
  try {
    result = run();
  } catch (error) {
    throw new ConditionError(
      source,
      error instanceof Error && 'summary' in error ? String(error.summary) : String(error),
    );
  }
  if (typeof result !== 'boolean') throw new ConditionError(source, 'gives neither yes nor no');
  return result;
}

function scopeEnvironment(): Environment {
  const environment = new Environment({ limits: { maxAstNodes: EXPRESSION_NODES_MAX, maxDepth: EXPRESSION_DEPTH_MAX } })
    .registerType('Receipt', { ctor: Receipt, fields: RECEIPT_FIELDS })
    .registerType('Line', { ctor: Line, fields: LINE_FIELDS })
    .registerType('Account', { ctor: Account, fields: ACCOUNT_FIELDS })
    .registerType('Event', { ctor: Event, fields: EVENT_FIELDS })
    .registerType('Time', { ctor: Time, fields: TIME_FIELDS })
    .registerVariable('receipt', 'Receipt')
    .registerVariable('lines', 'list<Line>')
    .registerVariable('account', 'Account')
    .registerVariable('member', 'map<string, dyn>')
    .registerVariable('event', 'Event')
    .registerVariable('time', 'Time')
    .registerFunction('list<double>.sum(): double', sum, { async: false });
  return withMixedNumbers(environment);
}

/** CEL keeps 500 and 500.00 apart; people do not. Ordering mixes them already, the rest is added here. */
function withMixedNumbers(environment: Environment): Environment {
  const mixed = [
    ['+', (a: number | bigint, b: number | bigint) => Number(a) + Number(b)],
    ['-', (a: number | bigint, b: number | bigint) => Number(a) - Number(b)],
    ['*', (a: number | bigint, b: number | bigint) => Number(a) * Number(b)],
    ['/', (a: number | bigint, b: number | bigint) => Number(a) / Number(b)],
    ['%', (a: number | bigint, b: number | bigint) => Number(a) % Number(b)],
  ] as const;
  for (const [operator, compute] of mixed) {
    environment.registerOperator(`double ${operator} int: double`, compute);
    environment.registerOperator(`int ${operator} double: double`, compute);
  }
  return environment.registerOperator(
    'double == int: bool',
    (a: number | bigint, b: number | bigint) => Number(a) === Number(b),
  );
}

function sum(values: readonly number[]): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
