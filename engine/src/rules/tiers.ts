/**
 * Levels. A level is held by a grant: from the moment its threshold is reached until the program says, whatever is measured
 * meanwhile. The account's level is the highest that is granted, or the first level, which is everybody's. Each grant
 * remembers by how much its threshold was exceeded, so that returns of what had counted for it can undo it, and nothing else can.
 */
import type { Account } from '../account.ts';
import type { Item } from '../account-state.ts';
import type { Draft, TaskJudge } from '../draft.ts';
import type { Grant } from '../lot.ts';
import { type MeterDays, sumOfDays, withDay, withoutBefore } from '../meter-days.ts';
import type { CompiledProgram, Level, Tiers } from '../program/compiled.ts';
import type { Day, Instant } from '../values/time.ts';
import { unreachable } from '../values/unreachable.ts';
import { count, counterOf } from './counters.ts';
import { periodOf } from './periods.ts';

/** What levels are decided by: of a draft, or of an account looked at from a later moment. */
interface Ladder {
  readonly program: CompiledProgram;
  readonly asOf: Instant;
  readonly sums: Record<string, number>;
  windowFrom: Day | null;
  days: MeterDays;
  grants: readonly Grant[];
  /** A ladder that only looks ahead cannot tell. */
  readonly judge?: TaskJudge | undefined;
}

/** First day of the window that levels are measured over at an instant; null without beginning. */
export function windowStart(program: CompiledProgram, asOf: Instant): Day | null {
  const window = program.tiers?.window;
  if (window === undefined || window.type === 'ever') return null;
  // With tasks nothing is summed up; the window is what their levels are kept by.
  const today = program.calendar.dayOf(asOf);
  const last = lastWindow.get(program);
  if (last?.today === today) return last.from;
  const from = windowOn(program, window, today);
  lastWindow.set(program, { today, from });
  return from;
}

const lastWindow = new WeakMap<CompiledProgram, { readonly today: Day; readonly from: Day }>();

function windowOn(
  program: CompiledProgram,
  window: Exclude<Tiers['window'], { readonly type: 'ever' }>,
  today: Day,
): Day {
  // A rolling year that ends today began the day after this date a year ago.
  if (window.type === 'rolling') return program.calendar.plus(program.calendar.minus(today, window.duration), ONE_DAY);
  return program.calendar.periodStart(today, window.period);
}

/** The level held at an instant; null in a program without levels. */
export function levelAt(program: CompiledProgram, grants: readonly Grant[], asOf: Instant): Level | null {
  if (program.tiers === null) return null;
  let best: Level = program.tiers.levels[0];
  for (const grant of grants) {
    const level = levelOf(program.tiers, grant);
    if (level !== null && level.rank > best.rank && (grant.until === null || grant.until > asOf)) best = level;
  }
  return best;
}

/** The levels that are held and what is measured at a moment, as the clock will leave them if nothing else happens. */
export function climbTo(
  program: CompiledProgram,
  account: Omit<Account, 'purchases' | 'id'>,
  at: Instant,
): { readonly grants: readonly Grant[]; readonly measured: number } {
  const { sums, windowFrom, days, grants, asOf } = account;
  const meter = program.tiers?.meter ?? '';
  if (asOf === null || asOf >= at) return { grants, measured: sums[meter] ?? 0 };
  let ladder: Ladder = { program, asOf: at, sums: { ...sums }, windowFrom, days, grants };
  for (let due = firstEnd(ladder.grants); due !== null && due <= at; due = firstEnd(ladder.grants)) {
    ladder = { ...ladder, asOf: due };
    rollWindow(ladder);
    reviewGrants(ladder);
  }
  ladder = { ...ladder, asOf: at };
  rollWindow(ladder);
  return { grants: ladder.grants, measured: ladder.sums[meter] ?? 0 };
}

/** Moves the measuring window to the draft's time: days that have left it no longer count. */
export function rollWindow(draft: Ladder): void {
  const meter = draft.program.tiers?.meter;
  const from = windowStart(draft.program, draft.asOf);
  if (meter === undefined || meter === null) return;
  const counted = draft.sums[meter];
  const old = draft.windowFrom;
  if (counted === undefined || (old === null) !== (from === null)) {
    draft.sums[meter] = sumOfDays(draft.days, meter, from, null);
    if (from !== null) draft.days = withoutBefore(draft.days, from, { meter, since: null }).days;
  } else if (from !== null && old !== null && from !== old) {
    draft.sums[meter] = counted + slide(draft, meter, old, from);
  }
  draft.windowFrom = from;
}

/** Moves the window's beginning: drops the days before it and answers what that changes. */
function slide(draft: Ladder, meter: string, old: Day, from: Day): number {
  if (from < old) return sumOfDays(draft.days, meter, from, old);
  const { days, dropped } = withoutBefore(draft.days, from, { meter, since: old });
  draft.days = days;
  return -dropped;
}

/** Adds to a meter on the day of an instant: for what counts it within periods, and for levels when that day is in their window. */
export function addToMeter(draft: Draft, meter: string, day: Day, add: number): void {
  countWithin(draft, meter, day, add);
  addToWindow(draft, meter, day, add);
}

/** Adds to what conditions, challenges and streaks count within periods, and to what awards were given for. */
export function countWithin(draft: Draft, meter: string, day: Day, add: number): void {
  if (add === 0) return;
  for (const window of draft.program.meters.get(meter)?.windows ?? [])
    count(draft, counterOf.meter(meter, window), periodOf(draft.program, draft.state, window, day), add);
  addToAwards(draft, { meter, day, add });
}

/** Adds to the day, and to the sum that levels are measured by when that day is in its window. */
export function addToWindow(draft: Draft, meter: string, day: Day, add: number): void {
  if (add === 0) return;
  draft.meters.push({ meter, day, add });
  if (meter !== draft.program.tiers?.meter) return;
  if (draft.windowFrom !== null && day < draft.windowFrom) return;
  draft.days = withDay(draft.days, { meter, day, value: add });
  draft.sums[meter] = (draft.sums[meter] ?? 0) + add;
}

/** What an award was given for grows and shrinks with its meter, however late. */
function addToAwards(
  draft: Draft,
  { meter, day, add }: { readonly meter: string; readonly day: Day; readonly add: number },
): void {
  const { items } = draft.state;
  if (items === undefined) return;
  const changed = Object.entries(items).map(([id, item]): [string, Item] => {
    const isOf = item.type === 'award' && item.meter === meter;
    return isOf && periodOf(draft.program, draft.state, item.every, day) === item.period
      ? [id, { ...item, margin: item.margin + add }]
      : [id, item];
  });
  draft.state = { ...draft.state, items: Object.fromEntries(changed) };
}

/** Grants the level that is measured now, unless one at least as high is held for at least as long. */
export function promote(draft: Ladder): void {
  const tiers = draft.program.tiers;
  if (tiers === null) return;
  if (tiers.meter === null) return promoteByTasks(draft, tiers);
  const measured = draft.sums[tiers.meter] ?? 0;
  remeasure(draft, tiers, measured);
  const level = measuredLevel(tiers, measured);
  if (level.rank === 0) return;
  const until = keptUntil(draft, tiers);
  if (isCovered(tiers, draft.grants, level, until)) return;
  draft.grants = [...draft.grants, { level: level.id, since: draft.asOf, until, margin: measured - level.from }];
}

/** Grants the highest level whose tasks are done. */
function promoteByTasks(draft: Ladder, tiers: Tiers): void {
  const { judge } = draft;
  if (judge === undefined) return;
  const level = tiers.levels.findLast((each) => each.rank > 0 && judge(each));
  if (level === undefined) return;
  const until = keptUntil(draft, tiers);
  if (isCovered(tiers, draft.grants, level, until)) return;
  draft.grants = [...draft.grants, { level: level.id, since: draft.asOf, until, margin: 0 }];
}

/**
 * A return may have undone the tasks of levels: of those reached in the current month or year, or, where nothing is counted by
 * those, of all whose tasks were done until this return. They give way to what is done now.
 */
export function demoteByTasks(draft: Draft, wereDone: ReadonlySet<string>): void {
  const { tiers } = draft.program;
  if (tiers === null || tiers.meter !== null) return;
  const kept = draft.grants.filter((grant) => {
    const level = levelOf(tiers, grant);
    if (grant.given === true || level === null || draft.judge(level)) return true;
    return !(tiers.window.type === 'calendar'
      ? isMeasuredWith(draft.program, grant, draft.asOf)
      : wereDone.has(level.id));
  });
  if (kept.length < draft.grants.length) draft.grants = kept;
  promote(draft);
}

/** Levels whose tasks are done by the account as it is now. */
export function doneByTasks({ program: { tiers }, judge }: Draft): ReadonlySet<string> {
  const levels = tiers === null || tiers.meter !== null ? [] : tiers.levels.filter((level) => judge(level));
  return new Set(levels.map(({ id }) => id));
}

/** Ends the grants whose time is over, then measures again. */
export function reviewGrants(draft: Ladder): void {
  const kept = draft.grants.filter((grant) => grant.until === null || grant.until > draft.asOf);
  if (kept.length === draft.grants.length) return;
  draft.grants = kept;
  promote(draft);
}

/**
 * A return takes `removed` off what a purchase had added on `day`, at `countedAt` of the account's time. Grants that it had
 * counted for lose as much of their margin; one that would not have been reached gives way to the level that would have
 * been, then or by what is measured today, for as long.
 */
export function demote(draft: Draft, removed: number, day: Day, countedAt: Instant): void {
  const tiers = draft.program.tiers;
  if (tiers === null || tiers.meter === null || removed === 0) return;
  const measured = draft.sums[tiers.meter] ?? 0;
  const kept: Grant[] = [];
  for (const grant of draft.grants) {
    const level = levelOf(tiers, grant);
    const then = grant.margin + (level?.from ?? 0) - removed;
    if (level === null || grant.given === true || !hasCounted(draft.program, grant, day, countedAt)) kept.push(grant);
    else if (then >= level.from) kept.push({ ...grant, margin: then - level.from });
    else {
      // A calendar period stands for itself: what is measured in another one has a grant of its own.
      const today = tiers.window.type === 'calendar' ? then : measured;
      const since = today > then ? draft.asOf : grant.since;
      const lower = measuredLevel(tiers, Math.min(level.from, Math.max(then, today)));
      const own = { level: lower.id, since, until: grant.until, margin: Math.max(then, today) - lower.from };
      if (!isCovered(tiers, kept, lower, grant.until)) kept.push(own);
    }
  }
  draft.grants = kept;
  promote(draft);
}

/**
 * What is added in the moment of a grant, or in its calendar period, counts for it as well: whatever of it is returned
 * later, the rest may still have reached the level by itself.
 */
function remeasure(draft: Ladder, tiers: Tiers, measured: number): void {
  const margins = draft.grants.map((grant) => {
    const threshold = levelOf(tiers, grant)?.from ?? Number.POSITIVE_INFINITY;
    return grant.given !== true && measured >= threshold && isMeasuredWith(draft.program, grant, draft.asOf)
      ? measured - threshold
      : grant.margin;
  });
  if (draft.grants.every((grant, index) => grant.margin === margins[index])) return;
  draft.grants = draft.grants.map((grant, index) => ({ ...grant, margin: margins[index] ?? grant.margin }));
}

/** Whether a grant of the level until then would add nothing to those that are held. The first level needs none. */
function isCovered(tiers: Tiers, grants: readonly Grant[], level: Level, until: Instant | null): boolean {
  if (level.rank === 0) return true;
  // A calendar status is earned anew in every period; a rolling one is measured again only when it ends.
  const isAnew = tiers.window.type === 'calendar';
  return grants.some(
    (grant) =>
      (levelOf(tiers, grant)?.rank ?? -1) >= level.rank &&
      (!isAnew || grant.until === null || (until !== null && grant.until >= until)),
  );
}

function hasCounted(program: CompiledProgram, grant: Grant, day: Day, countedAt: Instant): boolean {
  const from = windowStart(program, grant.since);
  if (from !== null && day < from) return false;
  return countedAt <= grant.since || isMeasuredWith(program, grant, countedAt);
}

function isMeasuredWith(program: CompiledProgram, grant: Grant, at: Instant): boolean {
  if (grant.since === at) return true;
  return program.tiers?.window.type === 'calendar' && windowStart(program, at) === windowStart(program, grant.since);
}

function firstEnd(grants: readonly Grant[]): Instant | null {
  return grants.reduce<Instant | null>(
    (first, { until }) => (until !== null && (first === null || until < first) ? until : first),
    null,
  );
}

const ONE_DAY = { years: 0, months: 0, days: 1 };

function measuredLevel(tiers: Tiers, measured: number): Level {
  let best: Level = tiers.levels[0];
  for (const level of tiers.levels) if (measured >= level.from && level.rank > best.rank) best = level;
  return best;
}

function levelOf(tiers: Tiers, grant: Grant): Level | null {
  return tiers.levels.find((level) => level.id === grant.level) ?? null;
}

function keptUntil(draft: Ladder, tiers: Tiers): Instant | null {
  const { calendar } = draft.program;
  const today = calendar.dayOf(draft.asOf);
  switch (tiers.keeps.type) {
    case 'ever':
      return null;
    case 'for':
      return calendar.startOf(calendar.plus(today, tiers.keeps.duration));
    case 'untilEndOfNext':
      return calendar.startOf(
        calendar.nextPeriodStart(calendar.nextPeriodStart(today, tiers.keeps.period), tiers.keeps.period),
      );
    default:
      return unreachable(tiers.keeps);
  }
}
