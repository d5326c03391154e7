/** Levels that nobody can reach, since nothing gives so many of the units that they are measured by. */
import { parseDecimal } from '../values/decimal.ts';
import { type Checking, isIncomplete } from './check-context.ts';
import { daysOf, effectsIn, inWords, mostUnits } from './check-reach.ts';
import type { TiersDocument } from './document.ts';
import { meterOf, meterScale } from './meter-scale.ts';

const PERIOD_DAYS = { month: 31, quarter: 92, year: 366 } as const;

/** A level that something gives outright is reached by that. */
export function checkLevelReach(check: Checking, tiers: TiersDocument, by: string): void {
  const { document } = check;
  const meter = meterOf(document, by);
  const wallet = meter?.add === 'earned' ? meter.wallet : undefined;
  const scale = meterScale(document, by);
  if (meter === undefined || wallet === undefined || scale === null) return;
  if (document.rules.length === 0 && isIncomplete(check, 'rules', 0)) return;
  const most = mostUnits(check, wallet, { days: windowDays(tiers), on: meter.on });
  if (most === null) return;
  const given = new Set(effectsIn(document).flatMap(({ tier }) => tier?.level ?? []));
  for (const [index, level] of tiers.levels.entries()) {
    const from = level.from === undefined ? null : parseDecimal(level.from, scale);
    if (index === 0 || from === null || from <= most || given.has(level.id)) continue;
    const because =
      most === 0
        ? `no rule on ${meter.on} gives units of ${wallet}`
        : `rules on ${meter.on} give at most ${inWords(check, wallet, most)} units of ${wallet} in that time`;
    check.report(['tiers', 'levels', index], {
      code: 'unreachable',
      message: `nobody can reach level "${level.id}": ${because}`,
      hint: 'measure levels by another meter, lower the threshold, or let rules give more',
    });
  }
}

/** null for everything ever. */
function windowDays({ window }: TiersDocument): number | null {
  if (window === undefined) return null;
  return 'calendar' in window ? PERIOD_DAYS[window.calendar] : daysOf(window.rolling);
}
