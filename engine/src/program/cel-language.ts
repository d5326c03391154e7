/**
 * The part of CEL that conditions may use, and what else can be known of an expression before it meets data: functions
 * are allowed by list (no regular expressions: they can be made to run for ever; no clocks, no bytes), loops over lines
 * nest at most twice, and names of levels and meters must exist.
 */
import { type ASTNode, ParseError, TypeError as CelTypeError } from '@marcbachmann/cel-js';
import { ACCOUNT_FIELDS, EVENT_FIELDS, LINE_FIELDS, RECEIPT_FIELDS, TIME_FIELDS } from './cel-views.ts';
import { WINDOWS } from './document-limits.ts';
import { didYouMean } from './nearest.ts';
import type { ProblemCode } from './problem.ts';

/** A fault at a character of the expression, counted from 0. */
export interface ExpressionFault {
  readonly code: ProblemCode;
  readonly message: string;
  readonly hint: string;
  readonly offset: number;
}

/** Names that an expression may use as text; null where they are not to be checked. */
export interface KnownNames {
  readonly levels: readonly string[] | null;
  /** The meter that levels are measured by. */
  readonly meters: readonly string[] | null;
  /** All meters, for account.month.coffees. */
  readonly counted: readonly string[] | null;
  readonly wallets: readonly string[] | null;
  readonly choices: readonly string[] | null;
  readonly badges: readonly string[] | null;
  readonly attributes: readonly string[] | null;
  /** What each choice offers. */
  readonly offered: ReadonlyMap<string, readonly string[]>;
  readonly partners: readonly string[] | null;
  readonly rewards: readonly string[] | null;
  /** The event; null where any may be. */
  readonly on: string | null;
  /** Whether the event has a receipt, so that receipt and lines mean something. */
  readonly hasReceipt: boolean;
}

const FUNCTIONS = ['size', 'has', 'int', 'double', 'string'];
const METHODS = [
  'exists',
  'all',
  'exists_one',
  'filter',
  'map',
  'size',
  'sum',
  'contains',
  'startsWith',
  'endsWith',
  'lowerAscii',
];
const LOOPS: ReadonlySet<string> = new Set(['exists', 'all', 'exists_one', 'filter', 'map']);
const LOOPS_NESTED_MAX = 2;
const FIELDS_OF = new Map<string, readonly string[]>([
  ['receipt', Object.keys(RECEIPT_FIELDS)],
  ['account', Object.keys(ACCOUNT_FIELDS)],
  ['event', Object.keys(EVENT_FIELDS)],
  ['time', Object.keys(TIME_FIELDS)],
]);
/** Variables of loops are lines, as is `line` itself. */
const LINE_FIELD_NAMES = Object.keys(LINE_FIELDS);

export function languageFaults(ast: ASTNode, names: KnownNames): ExpressionFault[] {
  const faults: ExpressionFault[] = [];
  visit(ast, 0, (node, loops) => {
    const fault = callFault(node) ?? receiptFault(node, names) ?? meterFault(node, names) ?? nameFault(node, names);
    if (fault !== null) faults.push(fault);
    faults.push(...textFaults(node, names));
    if (loops > LOOPS_NESTED_MAX && isLoop(node)) {
      faults.push({
        code: 'expression_too_large',
        message: 'loops within loops within loops',
        hint: `nest at most ${LOOPS_NESTED_MAX} of exists, all, filter, map`,
        offset: node.start,
      });
    }
  });
  return faults;
}

/** The library's error as a fault, with a hint where the mistake is a usual one. */
export function faultOf(error: unknown, source: string, kind: 'rule' | 'line'): ExpressionFault {
  if (!(error instanceof ParseError || error instanceof CelTypeError)) {
    return { code: 'expression_syntax', message: String(error), hint: 'see the examples of conditions', offset: 0 };
  }
  const offset = error.range?.start ?? 0;
  const message = error.summary;
  const name = /: (\w+)$/.exec(message)?.[1] ?? '';
  switch (error.code) {
    case 'unknown_variable':
      return { code: 'expression_name', message, hint: variableHint(name, kind), offset };
    case 'no_such_key': {
      const owner = /(\w+)\s*\.\s*$/.exec(source.slice(0, offset))?.[1] ?? '';
      return {
        code: 'expression_name',
        message: `${owner} has no ${name}`,
        hint: didYouMean(name, FIELDS_OF.get(owner) ?? LINE_FIELD_NAMES),
        offset,
      };
    }
    case 'no_such_overload':
    case 'no_matching_overload':
      return {
        code: 'expression_type',
        message,
        hint: 'compare numbers with numbers and text with "text" in quotes',
        offset,
      };
    default:
      break;
  }
  if (/exceed|maximum|limit/i.test(`${error.code} ${message}`)) {
    return { code: 'expression_too_large', message, hint: 'split the rule in two, or say it shorter', offset };
  }
  return error instanceof ParseError
    ? { code: 'expression_syntax', message, hint: 'like receipt.total >= 500.00 && account.tier == "gold"', offset }
    : {
        code: 'expression_type',
        message,
        hint: 'both sides must be of one kind, and the whole must give yes or no',
        offset,
      };
}

function variableHint(name: string, kind: 'rule' | 'line'): string {
  if (kind === 'rule' && name === 'line')
    return 'a line is only known in `lines` and `except`; here ask lines.exists(l, l.category == "coffee")';
  const variables = ['receipt', 'lines', 'account', 'member', 'event', 'time', ...(kind === 'line' ? ['line'] : [])];
  return didYouMean(name, variables);
}

function callFault(node: ASTNode): ExpressionFault | null {
  if (node.op !== 'call' && node.op !== 'rcall') return null;
  const [name] = node.args;
  const allowed = node.op === 'call' ? FUNCTIONS : METHODS;
  if (allowed.includes(name)) return null;
  return {
    code: 'expression_name',
    message: `${name}() cannot be used in conditions`,
    hint: didYouMean(name, allowed),
    offset: node.start,
  };
}

function receiptFault(node: ASTNode, names: KnownNames): ExpressionFault | null {
  if (names.hasReceipt || node.op !== 'id' || (node.args !== 'receipt' && node.args !== 'lines')) return null;
  return {
    code: 'no_receipt',
    message: `this event has no ${node.args}`,
    hint: 'ask account or event.data, or let the rule be on purchase',
    offset: node.start,
  };
}

function meterFault(node: ASTNode, names: KnownNames): ExpressionFault | null {
  if (names.meters === null) return null;
  const name =
    node.op === '.' && isAccountField(node.args[0], 'meters')
      ? node.args[1]
      : node.op === '[]' && isAccountField(node.args[0], 'meters')
        ? textOf(node.args[1])
        : null;
  if (name === null || names.meters.includes(name)) return null;
  const hint =
    names.meters.length === 0
      ? 'account.meters has the meter that tiers are measured by, and here is none: ask account.month.spend or another period'
      : `account.meters has the meter that tiers are measured by: ${names.meters.join(', ')}; of others ask account.month or another period`;
  return { code: 'unknown_meter', message: `no meter "${name}" here`, hint, offset: node.start };
}

/** Names of the program in account.month.coffees, account.balance.bonus, account.choices.favourites, member.employee. */
function nameFault(node: ASTNode, names: KnownNames): ExpressionFault | null {
  const asked = nameAsked(node);
  if (asked === null) return null;
  const { part, name } = asked;
  const { known, what, code } = knownFor(part, names);
  if (known === null || (name !== null && known.includes(name))) return null;
  if (name === null)
    return {
      code: 'expression_name',
      message: `${part}[…] needs a name in quotes`,
      hint: 'the program must know beforehand what is asked for',
      offset: node.start,
    };
  return { code, message: `no ${what} "${name}"`, hint: didYouMean(name, known), offset: node.start };
}

/** Names that may stand there, null where they are not to be checked; what they are, and how a strange one is called. */
function knownFor(
  part: string,
  names: KnownNames,
): { readonly known: readonly string[] | null; readonly what: string; readonly code: ProblemCode } {
  if (part === 'balance') return { known: names.wallets, what: 'wallet', code: 'unknown_wallet' };
  if (part === 'choices') return { known: names.choices, what: 'choice', code: 'unknown_choice' };
  if (part === 'badges') return { known: names.badges, what: 'badge', code: 'unknown_badge' };
  if (part === 'member') return { known: names.attributes, what: 'attribute', code: 'expression_name' };
  return { known: names.counted, what: 'meter', code: 'unknown_meter' };
}

/** What an expression asks of the account by name: which part ("month", "balance", "member") and which name; name null when computed. */
export interface NameAsked {
  readonly part: string;
  readonly name: string | null;
}

const NAMED_PARTS: ReadonlySet<string> = new Set([...WINDOWS, 'balance', 'choices', 'badges']);

export function nameAsked(node: ASTNode): NameAsked | null {
  if (node.op !== '.' && node.op !== '[]') return null;
  const owner = node.args[0];
  const part = partOf(owner);
  if (part === null) return null;
  return { part, name: node.op === '.' ? node.args[1] : textOf(node.args[1]) };
}

/** Every name that an expression asks for, and every field of account. */
export function askedIn(tree: ASTNode): { readonly names: readonly NameAsked[]; readonly fields: readonly string[] } {
  const names: NameAsked[] = [];
  const fields: string[] = [];
  visit(tree, 0, (node) => {
    const asked = nameAsked(node);
    if (asked !== null) names.push(asked);
    if (node.op === '.' && node.args[0].op === 'id' && node.args[0].args === 'account') fields.push(node.args[1]);
  });
  return { names, fields };
}

/** What an expression cannot hold without: receipt.<field> == "x" or in ["x", "y"], joined by &&. */
export function guardsIn(tree: ASTNode): readonly { readonly field: string; readonly values: readonly string[] }[] {
  if (tree.op === '&&') return tree.args.flatMap(guardsIn);
  if (tree.op !== '==' && tree.op !== 'in') return [];
  const [left, right] = tree.args;
  const field = receiptField(left) ?? (tree.op === '==' ? receiptField(right) : null);
  if (field === null) return [];
  const other = receiptField(left) === null ? left : right;
  const literals = tree.op === 'in' ? (other.op === 'list' ? other.args : []) : [other];
  const values = literals.map(textOf);
  return values.length === 0 || values.includes(null)
    ? []
    : [{ field, values: values.filter((value) => value !== null) }];
}

function receiptField(node: ASTNode): string | null {
  return node.op === '.' && node.args[0].op === 'id' && node.args[0].args === 'receipt' ? node.args[1] : null;
}

function partOf(node: ASTNode): string | null {
  if (node.op === 'id') return node.args === 'member' ? 'member' : null;
  const field = node.op === '.' && node.args[0].op === 'id' && node.args[0].args === 'account' ? node.args[1] : null;
  return field !== null && NAMED_PARTS.has(field) ? field : null;
}

/** Texts that stand for something of the program, compared with it by ==, != and in. */
function textFaults(node: ASTNode, names: KnownNames): ExpressionFault[] {
  if (node.op !== '==' && node.op !== '!=' && node.op !== 'in') return [];
  const [left, right] = node.args;
  const pair = wordsFor(left, names) ?? wordsFor(right, names);
  if (pair === null || pair.known === null) return [];
  const { known, what, code, isList } = pair;
  const compared = wordsFor(left, names) === null ? left : right;
  if (isList && (node.op !== 'in' || compared !== left)) return [];
  const literals = !isList && node.op === 'in' && compared.op === 'list' ? compared.args : [compared];
  return literals.flatMap((literal) => {
    const text = textOf(literal);
    if (text === null || text === '' || known.includes(text)) return [];
    return [{ code, message: `no ${what} "${text}"`, hint: didYouMean(text, known), offset: literal.start }];
  });
}

interface Words {
  readonly known: readonly string[] | null;
  readonly what: string;
  readonly code: ProblemCode;
  /** Whether it is a list, and a text may be in it. */
  readonly isList?: boolean;
}

/** What a place of the facts may say; null for one that may say anything. */
function wordsFor(node: ASTNode, names: KnownNames): Words | null {
  const place = placeOf(node);
  const [owner, part, name] = place?.split('.') ?? [];
  const level: Words = { known: names.levels, what: 'level', code: 'unknown_level' };
  if (place === 'account.tier') return level;
  if (names.on === 'tier.changed' && (place === 'event.data.to' || place === 'event.data.from')) return level;
  if (place === 'receipt.partner' || place === 'event.partner')
    return { known: names.partners, what: 'partner', code: 'unknown_partner' };
  if (names.on === 'reward.redeemed' && place === 'event.data.reward')
    return { known: names.rewards, what: 'reward', code: 'expression_name' };
  if (owner === 'account' && part === 'choices' && name !== undefined)
    return { known: names.offered.get(name) ?? null, what: `${name} to choose`, code: 'unknown_choice', isList: true };
  return null;
}

/** "event.data.to"; null for what is no place. */
function placeOf(node: ASTNode): string | null {
  if (node.op === 'id') return node.args;
  if (node.op !== '.') return null;
  const owner = placeOf(node.args[0]);
  return owner === null ? null : `${owner}.${node.args[1]}`;
}

function isAccountField(node: ASTNode, field: string): boolean {
  return node.op === '.' && node.args[1] === field && node.args[0].op === 'id' && node.args[0].args === 'account';
}

function textOf(node: ASTNode): string | null {
  return node.op === 'value' && typeof node.args === 'string' ? node.args : null;
}

function isLoop(node: ASTNode): boolean {
  return node.op === 'rcall' && LOOPS.has(node.args[0]);
}

function visit(node: ASTNode, loops: number, see: (node: ASTNode, loops: number) => void): void {
  const inner = isLoop(node) ? loops + 1 : loops;
  see(node, inner);
  for (const child of childrenOf(node)) visit(child, inner, see);
}

function childrenOf(node: ASTNode): readonly ASTNode[] {
  switch (node.op) {
    case 'value':
    case 'id':
      return [];
    case '.':
    case '.?':
      return [node.args[0]];
    case 'call':
      return node.args[1];
    case 'rcall':
      return [node.args[1], ...node.args[2]];
    case 'map':
      return node.args.flat();
    case '!_':
    case '-_':
      return [node.args];
    default:
      return node.args;
  }
}
