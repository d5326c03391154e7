/**
 * Sums that are counted anew for every day in which something was written: receipts of nobody, and members who joined. Setting a
 * sum can be repeated; such days are few.
 */
import { calendarOf, day, type Instant, instant } from '@kopilka/engine';
import type { Database } from '../../kit/db.ts';
import { countGuests, guestTimesSince } from '../../ledger/follow.ts';
import { joinedByDay, joinedSince } from '../members/joined.ts';
import type { ProgramRegistry } from '../programs/registry.ts';
import { type GuestPlace, isZoneCounted, markZoneCounted, replaceGuestDays } from './count-store.ts';
import { isJoinedCounted, type JoinedPlace, setJoinedDays } from './joined-store.ts';

const DAY_MS = 86_400_000;

export interface FollowDays {
  readonly db: Database;
  readonly programs: ProgramRegistry;
}

/** The first and the last of days that follow one another. */
interface DayRun {
  readonly from: string;
  readonly to: string;
}

/** Receipts of nobody accepted in [from, until); from null: all. */
export async function followGuests(deps: FollowDays, from: Instant | null, until: Instant): Promise<void> {
  const { db, programs } = deps;
  const times = await guestTimesSince(db.system, from, until);
  for (const [organizationId, moments] of Map.groupBy(times, (time) => time.organizationId)) {
    for (const zone of await zonesOf(programs, organizationId)) {
      const place = { organizationId, zone };
      const isCounted = await isZoneCounted(db.system, place);
      for (const run of isCounted ? runsIn(zone, moments) : [wholeOf(zone, moments, until)])
        await countGuestDays(db, { ...place, ...run });
      if (!isCounted) await db.transaction((tx) => markZoneCounted(tx, place));
    }
  }
}

/** Members whose membership was written in [from, until); from null: all. */
export async function followJoined(deps: FollowDays, from: Instant | null, until: Instant): Promise<void> {
  const { db, programs } = deps;
  const times = await joinedSince(db.system, from, until);
  for (const [organizationId, own] of Map.groupBy(times, (time) => time.organizationId)) {
    for (const [programId, moments] of Map.groupBy(own, (time) => time.programId)) {
      const timeline = await programs.timeline(organizationId, programId);
      if (timeline === null) continue;
      const { zone } = timeline.newest.program.calendar;
      const place = { organizationId, programId, zone };
      const isCounted = await isJoinedCounted(db.system, place);
      for (const run of isCounted ? runsIn(zone, moments) : [wholeOf(zone, moments, until)])
        await countJoinedDays(db, { ...place, ...run });
    }
  }
}

type Moments = readonly { readonly at: Instant }[];

function runsIn(zone: string, moments: Moments): readonly DayRun[] {
  const { dayOf } = calendarOf(zone);
  return runsOf([...new Set(moments.map(({ at }) => dayOf(at)))].toSorted());
}

/** Not only the new ones: the zone may be new, and what it counts old. */
function wholeOf(zone: string, moments: Moments, until: Instant): DayRun {
  const { dayOf } = calendarOf(zone);
  let [first, final] = [0, Number(until)];
  for (const { at } of moments) {
    first = Math.min(first, at);
    final = Math.max(final, at);
  }
  return { from: dayOf(instant(first)), to: dayOf(instant(final + DAY_MS)) };
}

async function zonesOf(programs: ProgramRegistry, organizationId: string): Promise<ReadonlySet<string>> {
  const zones = new Set<string>();
  for (const programId of await programs.programIds(organizationId)) {
    const timeline = await programs.timeline(organizationId, programId);
    if (timeline !== null) zones.add(timeline.newest.program.calendar.zone);
  }
  return zones;
}

async function countGuestDays(db: Database, { organizationId, zone, from, to }: GuestPlace & DayRun): Promise<void> {
  const calendar = calendarOf(zone);
  const end = calendar.plus(day(to), { years: 0, months: 0, days: 1 });
  const range = { organizationId, zone, from: calendar.startOf(day(from)), until: calendar.startOf(end) };
  await db.unhurried(async (tx) => {
    const days = await countGuests(tx, range);
    await replaceGuestDays(tx, { organizationId, zone, from, to }, days);
  });
}

async function countJoinedDays(db: Database, run: JoinedPlace & DayRun): Promise<void> {
  await db.unhurried(async (tx) => {
    await setJoinedDays(tx, run, await joinedByDay(tx, run));
  });
}

/** Days that follow one another, as one range. */
function runsOf(days: readonly string[]): readonly DayRun[] {
  const runs: { from: string; to: string }[] = [];
  for (const each of days) {
    const last = runs.at(-1);
    if (last !== undefined && Date.parse(each) - Date.parse(last.to) <= DAY_MS) last.to = each;
    else runs.push({ from: each, to: each });
  }
  return runs;
}
