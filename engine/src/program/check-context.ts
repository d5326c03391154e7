/** What every check knows: the document, all names that were declared (broken ones too) and where to complain. */
import { expressionFaults, type ScopeKind } from './cel.ts';
import { currencyDecimals } from './currencies.ts';
import type { ProgramDocument } from './document.ts';
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

/** The meter that every program has. */
export const SPEND = 'spend';

export function meterNames(declared: readonly string[]): readonly string[] {
  return declared.includes(SPEND) ? declared : [SPEND, ...declared];
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

/** Complains of everything wrong with the expression at a path, if there is one. */
export function checkExpression(
  check: Checking,
  path: Path,
  source: string | undefined,
  options: { readonly kind: ScopeKind; readonly hasReceipt: boolean },
): void {
  if (source === undefined) return;
  const { tiers } = check.document;
  const tiersBroken = check.isBroken(['tiers']);
  const faults = expressionFaults(source, options.kind, {
    levels: tiersBroken ? null : check.names.levels,
    meters: tiersBroken ? null : tiers === undefined ? [] : [tiers.by],
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
}
