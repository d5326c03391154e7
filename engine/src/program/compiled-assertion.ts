/** The promise of the checks, asserted: what they passed reads as they said. */

/** A document reached compilation that had not passed the checks: a fault of the caller. */
export class UncheckedProgramError extends Error {
  override readonly name = 'UncheckedProgramError';
}

export function compiled<Value>(value: Value | null | undefined, what: string): Value {
  if (value === null || value === undefined) throw new UncheckedProgramError(`the program was not checked: ${what}`);
  return value;
}
