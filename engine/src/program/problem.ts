/**
 * What is wrong with a program document: where, what and how to mend it. Checks draft problems by path; the source they
 * were read from gives the line. A document without source text (from the database) has paths only.
 */

/** A complaint for the author, in English; `path` is like "rules[0].earn.rate", lines and columns count from 1. */
export interface Problem {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly code: ProblemCode;
  readonly message: string;
  readonly hint: string;
}

/** Stable names of complaints, for translations and tests. */
export type ProblemCode =
  // Reading the text.
  | 'too_large'
  | 'too_deep'
  | 'syntax'
  | 'alias'
  | 'tag'
  | 'duplicate_key'
  | 'reserved_name'
  // The shape.
  | 'unknown_key'
  | 'missing'
  | 'wrong_type'
  | 'malformed'
  | 'out_of_range'
  | 'not_allowed'
  | 'bad_name'
  // The meaning.
  | 'unknown_wallet'
  | 'unknown_meter'
  | 'unknown_level'
  | 'missing_level'
  | 'duplicate_id'
  | 'no_levels'
  | 'first_level'
  | 'levels_order'
  | 'too_precise'
  | 'worth'
  | 'cannot_pay'
  | 'above_whole'
  | 'gives_nothing'
  | 'gives_too_much'
  | 'amount_missing'
  | 'amount_twice'
  | 'no_receipt'
  | 'no_effect'
  | 'empty_schedule'
  | 'unknown_rule'
  | 'unknown_coupon'
  | 'unknown_badge'
  | 'unknown_cap'
  | 'unknown_partner'
  | 'unknown_choice'
  | 'nothing_happens'
  | 'unreachable'
  | 'shadowed'
  | 'too_expensive'
  // Conditions.
  | 'expression_syntax'
  | 'expression_type'
  | 'expression_name'
  | 'expression_too_large';

export type Path = readonly (string | number)[];

/** A problem whose line is not known yet. */
export interface ProblemDraft extends Complaint {
  readonly path: Path;
}

/** What is wrong, without where. */
export interface Complaint {
  readonly code: ProblemCode;
  readonly message: string;
  readonly hint: string;
  /** The line of the key rather than of its value. */
  readonly atKey?: boolean;
  /** Where in a value's text (an expression), by characters from 0. */
  readonly at?: { readonly text: string; readonly offset: number };
}

const PLAIN_KEY = /^[A-Za-z_][\w-]*$/;

/** ["rules", 0, "earn", "rate"] → "rules[0].earn.rate". */
export function formatPath(path: Path): string {
  let text = '';
  for (const part of path) {
    if (typeof part === 'number') text += `[${part}]`;
    else if (!PLAIN_KEY.test(part)) text += `[${JSON.stringify(part)}]`;
    else text += text === '' ? part : `.${part}`;
  }
  return text;
}
