/** A year of visits to the demo's shops, in order of time: whose, where, when. What is bought is decided by basket.ts. */
import { type Calendar, type Day, type Instant, instant } from '@kopilka/engine';
import { type DemoPerson, makePerson } from './people.ts';
import { createRandom, type Random } from './random.ts';
import { dayWeight, type Habit, type Store, STORES, timeOfDay } from './rhythm.ts';

export interface Visit {
  readonly at: Instant;
  readonly day: Day;
  readonly store: Store;
  /** null: nobody we know. */
  readonly person: DemoPerson | null;
}

export interface DemoPlan {
  readonly seed: string;
  readonly members: number;
  /** The year ends here: nothing is later. */
  readonly until: Instant;
}

const DAYS = 365;
const WEEK_DAYS = 7;
/** Anonymous receipts a day and shop, for every member of the program: about 30 % of all receipts. */
const ANONYMOUS_PER_MEMBER = 0.0039;
/** Visits outside the favourite shop. */
const ELSEWHERE = 0.1;

export function planVisits(plan: DemoPlan, calendar: Calendar): readonly Visit[] {
  const days = yearBefore(plan.until, calendar);
  const weights = Object.fromEntries(
    STORES.map((store) => [store, days.map(({ day }) => dayWeight(calendar, day, store))]),
  );
  const weightOf = (store: Store, index: number): number => weights[store]?.[index] ?? 1;
  const visits: Visit[] = [];
  for (let index = 0; index < plan.members; index += 1) {
    const random = createRandom(`${plan.seed}/visits/${index}`);
    addMember(visits, { person: makePerson(plan.seed, index), random, days, weightOf });
  }
  addAnonymous(visits, { plan, random: createRandom(`${plan.seed}/anonymous`), days, weightOf });
  return visits.filter((visit) => visit.at <= plan.until).toSorted((a, b) => a.at - b.at);
}

interface DemoDay {
  readonly day: Day;
  readonly startsAt: Instant;
}

interface Scene {
  readonly random: Random;
  readonly days: readonly DemoDay[];
  readonly weightOf: (store: Store, index: number) => number;
}

function yearBefore(until: Instant, calendar: Calendar): readonly DemoDay[] {
  const last = calendar.dayOf(until);
  return Array.from({ length: DAYS }, (_, index) => {
    const day = calendar.minus(last, { years: 0, months: 0, days: DAYS - 1 - index });
    return { day, startsAt: calendar.startOf(day) };
  });
}

/** The first visit is on the day of joining. */
function addMember(visits: Visit[], { person, random, days, weightOf }: Scene & { readonly person: DemoPerson }): void {
  for (const [index, { day, startsAt }] of days.entries()) {
    if (index < person.fromDay || index > person.toDay) continue;
    const likely = (person.visitsPerWeek / WEEK_DAYS) * weightOf(person.store, index);
    if (index !== person.fromDay && !random.chance(likely)) continue;
    const store = random.chance(ELSEWHERE) ? random.pick(STORES) : person.store;
    visits.push({ at: instant(startsAt + timeOfDay(random, person.habit)), day, store, person });
  }
}

const HABITS = [
  ['morning', 40],
  ['noon', 30],
  ['evening', 30],
] as const satisfies readonly (readonly [Habit, number])[];

function addAnonymous(visits: Visit[], { plan, random, days, weightOf }: Scene & { readonly plan: DemoPlan }): void {
  for (const [index, { day, startsAt }] of days.entries()) {
    for (const store of STORES) {
      const count = random.count(plan.members * ANONYMOUS_PER_MEMBER * weightOf(store, index));
      for (let one = 0; one < count; one += 1) {
        const at = instant(startsAt + timeOfDay(random, random.weighted(HABITS)));
        visits.push({ at, day, store, person: null });
      }
    }
  }
}
