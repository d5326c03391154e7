/** What every check knows: the document, all names that were declared (broken ones too) and where to complain. */
import { expressionFaults, expressionTree, type ScopeKind } from './cel.ts';
import { askedIn } from './cel-language.ts';
import { contradictionIn } from './check-never.ts';
import { currencyDecimals } from './currencies.ts';
import type { ProgramDocument } from './document.ts';
import { LIMITS } from './document-limits.ts';
import { BUILT_IN_METERS } from './meter-scale.ts';
import { offeredIds } from './offered.ts';
import type { Complaint, Path, ProblemDraft } from './problem.ts';

export interface Checking {
  readonly document: ProgramDocument;
  readonly decimals: number;
  readonly names: DeclaredNames;
  /** Whether this place of the document was taken out because of another mistake: do not complain of its absence. */
  isBroken(path: Path): boolean;
  /** The path as its author counts, where broken items of lists were taken out. */
  original(path: Path): Path;
  report(path: Path, complaint: Complaint): void;
}

/** What is known of a document with mistakes beside the part that could be read. */
export interface Remains extends Pick<Checking, 'isBroken' | 'original'> {
  readonly names: DeclaredNames;
}

/** Declared anywhere in the text, though perhaps with mistakes, so that a reference to them is not a mistake too. */
export interface DeclaredNames {
  readonly wallets: readonly string[];
  readonly meters: readonly string[];
  readonly levels: readonly string[];
}

export function meterNames(declared: readonly string[]): readonly string[] {
  return [...new Set([...Object.keys(BUILT_IN_METERS), ...declared])];
}

/** Collects what the checks complain of, by the author's paths. */
export function checking(document: ProgramDocument, remains: Remains, drafts: ProblemDraft[]): Checking {
  return {
    document,
    decimals: currencyDecimals(document.currency),
    names: remains.names,
    isBroken: (path) => remains.isBroken(path),
    original: (path) => remains.original(path),
    report(path, complaint) {
      drafts.push({ ...complaint, path: remains.original(path) });
    },
  };
}

/** A document that has no broken parts. */
export function whole(document: ProgramDocument): Remains {
  return { names: declaredNames(document), isBroken: () => false, original: (path) => path };
}

function declaredNames(document: ProgramDocument): DeclaredNames {
  return {
    wallets: Object.keys(document.wallets),
    meters: meterNames(Object.keys(document.meters ?? {})),
    levels: (document.tiers?.levels ?? []).map((level) => level.id),
  };
}

/** Whether something of a list was taken out because of another mistake: then nobody can say what the list lacks. */
export function isIncomplete(check: Checking, list: 'rules' | 'coupons' | 'choices', length: number): boolean {
  if (check.isBroken([list])) return true;
  for (let index = 0; index < length; index += 1) if (check.original([list, index]).at(-1) !== index) return true;
  for (let index = length; index < LIMITS.catalogue; index += 1) if (check.isBroken([list, index])) return true;
  return false;
}

export interface Asking {
  readonly kind: ScopeKind;
  readonly hasReceipt: boolean;
  /** The event; absent where any may be. */
  readonly on?: string;
  /** Conditions that hold besides, by other keys. */
  readonly given?: readonly string[];
}

/** Complains of everything wrong with the expression at a path, if there is one. */
export function checkExpression(check: Checking, path: Path, source: string | undefined, options: Asking): void {
  if (source === undefined) return;
  const { tiers, choices = [], rewards = [], partners } = check.document;
  const tiersBroken = check.isBroken(['tiers']);
  const faults = expressionFaults(source, options.kind, {
    levels: tiersBroken ? null : check.names.levels,
    meters: tiersBroken ? null : tiers?.by === undefined ? [] : [tiers.by],
    counted: check.isBroken(['meters']) ? null : check.names.meters,
    wallets: check.isBroken(['wallets']) ? null : check.names.wallets,
    choices: isIncomplete(check, 'choices', choices.length) ? null : choices.map((choice) => choice.id),
    badges: declaredIn(check, 'badges', source),
    attributes: declaredIn(check, 'attributes', source),
    offered: new Map(choices.map((choice) => [choice.id, offeredIds(choice)])),
    partners: partners === undefined || check.isBroken(['partners']) ? null : Object.keys(partners),
    rewards: check.isBroken(['rewards']) ? null : rewards.map(({ id }) => id),
    on: options.on ?? null,
    hasReceipt: options.hasReceipt,
  });
  for (const { code, message, hint, offset } of faults) {
    check.report(path, {
      code,
      message: `${message} (character ${offset + 1} of the expression)`,
      hint,
      at: { text: source, offset },
    });
  }
  const never =
    faults.length > 0 || !CONDITION_KEYS.has(String(path.at(-1)))
      ? null
      : contradictionIn([...(options.given ?? []), `(${source})`].join(' && '));
  if (never !== null)
    check.report(path, {
      code: 'unreachable',
      message: `this can never hold: ${never}`,
      hint: 'join what may be instead of each other by ||, or write receipt.store in ["a", "b"]',
    });
}

/** Names of a record, and those that the expression asks for and that are only broken; null when all of it is. */
function declaredIn(check: Checking, record: 'badges' | 'attributes', source: string): readonly string[] | null {
  if (check.isBroken([record])) return null;
  const tree = expressionTree(source);
  const asked = tree === null ? [] : askedIn(tree).names.flatMap(({ name }) => name ?? []);
  return [...Object.keys(check.document[record] ?? {}), ...asked.filter((name) => check.isBroken([record, name]))];
}

/** Under these keys something is allowed by its condition; what `except` never excludes does no harm. */
const CONDITION_KEYS: ReadonlySet<string> = new Set(['if', 'lines', 'qualifies', 'from']);
