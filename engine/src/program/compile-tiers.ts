/** Levels, by a meter or by tasks. */
import { parseDecimal } from '../values/decimal.ts';
import { ruleCondition } from './cel.ts';
import type { Level, Tiers } from './compiled.ts';
import { compiled } from './compiled-assertion.ts';
import { compileDuration } from './compile-dates.ts';
import type { ProgramDocument, TiersDocument } from './document.ts';
import { ENDS_OF_NEXT, PERIODS } from './document-limits.ts';
import { meterScale } from './meter-scale.ts';
import { localText } from './words.ts';

export function compileTiers(tiers: TiersDocument, document: ProgramDocument): Tiers {
  const scale = tiers.by === undefined ? 0 : compiled(meterScale(document, tiers.by), `meter ${tiers.by}`);
  const levels = tiers.levels.map((level, rank): Level => {
    return {
      id: level.id,
      rank,
      name: localText(level.name, level.id),
      from: level.from === undefined ? 0 : compiled(parseDecimal(level.from, scale), level.from),
      condition: level.if === undefined ? null : ruleCondition(level.if),
      privileges: (level.privileges ?? []).map((words) => localText(words, '')),
    };
  });
  const [first, ...others] = levels;
  const window = compileWindow(tiers.window);
  return {
    meter: tiers.by ?? null,
    window,
    keeps: compileKeeps(tiers.keeps, window),
    levels: [compiled(first, 'levels'), ...others],
  };
}

function compileWindow(window: TiersDocument['window']): Tiers['window'] {
  if (window === undefined) return { type: 'ever' };
  if ('calendar' in window) return { type: 'calendar', period: window.calendar };
  return { type: 'rolling', duration: compileDuration(window.rolling) };
}

function compileKeeps(keeps: TiersDocument['keeps'], window: Tiers['window']): Tiers['keeps'] {
  if (keeps === 'ever') return { type: 'ever' };
  if (keeps !== undefined && 'for' in keeps) return { type: 'for', duration: compileDuration(keeps.for) };
  if (keeps !== undefined)
    return { type: 'untilEndOfNext', period: compiled(PERIODS[ENDS_OF_NEXT.indexOf(keeps.until)], keeps.until) };
  switch (window.type) {
    case 'ever':
      return { type: 'ever' };
    case 'rolling':
      return { type: 'for', duration: window.duration };
    case 'calendar':
      return { type: 'untilEndOfNext', period: window.period };
  }
}
