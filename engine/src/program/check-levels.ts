/** Levels that are named somewhere exist, and where values differ by level every level has one. */
import type { Checking } from './check-context.ts';
import type { ByLevelDocument } from './document.ts';
import { didYouMean } from './nearest.ts';
import type { Path } from './problem.ts';

/** Complains of each that does not exist. `path` is that of a list or a record. */
export function knownLevels(check: Checking, path: Path, names: readonly string[], isList = false): void {
  for (const [index, name] of names.entries()) knownLevel(check, [...path, isList ? index : name], name, !isList);
}

export function knownLevel(check: Checking, path: Path, name: string, atKey = false): void {
  const { levels } = check.names;
  if (check.isBroken(['tiers']) || levels.includes(name)) return;
  check.report(path, {
    code: levels.length === 0 ? 'no_levels' : 'unknown_level',
    message: `no level "${name}"`,
    hint: didYouMean(name, levels),
    ...(atKey ? { atKey } : {}),
  });
}

/** Calls for each value; complains of levels that are unknown or forgotten. */
export function eachByLevel(
  check: Checking,
  path: Path,
  values: ByLevelDocument,
  see: (path: Path, text: string) => void,
): void {
  if (typeof values === 'string') {
    see(path, values);
    return;
  }
  for (const [level, text] of Object.entries(values)) see([...path, level], text);
  if (check.isBroken(['tiers'])) return;
  const { levels } = check.names;
  if (levels.length === 0) {
    if (check.document.tiers === undefined)
      check.report(path, {
        code: 'no_levels',
        message: 'by level, but the program has no tiers',
        hint: 'write one value, or add tiers',
      });
    return;
  }
  for (const level of Object.keys(values)) {
    if (!levels.includes(level))
      check.report([...path, level], {
        code: 'unknown_level',
        message: `no level "${level}"`,
        hint: didYouMean(level, levels),
        atKey: true,
      });
  }
  for (const level of levels) {
    if (Object.hasOwn(values, level) || check.isBroken([...path, level])) continue;
    check.report(path, {
      code: 'missing_level',
      message: `nothing for level "${level}"`,
      hint: `add ${level}: with its value, 0 if it gets nothing`,
      atKey: true,
    });
  }
}
