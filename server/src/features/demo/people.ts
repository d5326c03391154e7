/** Made-up customers of the demo: who they are, when they came, how often they come, what they like. */
import type { Identity } from '../members/identity.ts';
import type { Profile } from '../members/profile.ts';
import { DRINKS } from './menu.ts';
import { createRandom, type Random } from './random.ts';
import { type Habit, type Store } from './rhythm.ts';

export interface DemoPerson {
  readonly card: Identity;
  readonly phone: Identity;
  readonly profile: Profile;
  readonly store: Store;
  readonly habit: Habit;
  readonly drink: (typeof DRINKS)[number];
  readonly sweetTooth: boolean;
  /** Days of the demo's year, from the first visit to the last possible one. */
  readonly fromDay: number;
  readonly toDay: number;
  readonly visitsPerWeek: number;
  /** How likely bonuses pay, at each visit. */
  readonly pays: number;
}

const DAYS = 365;
/** Who signed up at the opening, of all. */
const EARLY = 0.35;
const EARLY_DAYS = 30;
const STAYS = 0.55;
const STAYS_MEAN_DAYS = 90;

const WOMEN = ['Анна', 'Мария', 'Елена', 'Ольга', 'Дарья', 'Ирина', 'Наталья', 'Алина', 'Вера', 'Полина'] as const;
const MEN = ['Иван', 'Алексей', 'Дмитрий', 'Сергей', 'Павел', 'Михаил', 'Никита', 'Олег', 'Тимур', 'Артём'] as const;
const SURNAMES = [
  'Соколов',
  'Орлов',
  'Белов',
  'Зайцев',
  'Карпов',
  'Лебедев',
  'Миронов',
  'Носов',
  'Фомин',
  'Юдин',
] as const;

export function makePerson(seed: string, index: number): DemoPerson {
  const random = createRandom(`${seed}/person/${index}`);
  const fromDay = random.chance(EARLY) ? random.below(EARLY_DAYS) : random.below(DAYS);
  const stays = random.chance(STAYS);
  const lapse = Math.ceil(-Math.log(1 - random.next()) * STAYS_MEAN_DAYS);
  return {
    card: { kind: 'card', value: String(2_000_000_000_000 + index) },
    // Made up, though such a number may be somebody's: the demo sends no messages.
    phone: { kind: 'phone', value: `+7900${String(1_000_000 + index)}` },
    profile: profileOf(random),
    store: random.weighted([
      ['corner', 45],
      ['station', 35],
      ['park', 20],
    ]),
    habit: random.weighted([
      ['morning', 50],
      ['noon', 25],
      ['evening', 25],
    ]),
    drink: random.pick(DRINKS),
    sweetTooth: random.chance(0.4),
    fromDay,
    toDay: stays ? DAYS : Math.min(DAYS, fromDay + lapse),
    // Most come now and then, few come every other day.
    visitsPerWeek: 0.08 + 1.15 * random.next() ** 3,
    pays: random.weighted([
      [0, 55],
      [0.15, 30],
      [0.5, 15],
    ]),
  };
}

function profileOf(random: Random): Profile {
  const woman = random.chance(0.6);
  const surname = random.pick(SURNAMES);
  const name = woman ? `${random.pick(WOMEN)} ${surname}а` : `${random.pick(MEN)} ${surname}`;
  const year = 1960 + random.below(47);
  const month = String(1 + random.below(12)).padStart(2, '0');
  const birthday = `${year}-${month}-${String(1 + random.below(28)).padStart(2, '0')}`;
  return random.chance(0.7) ? { name, birthday, language: 'ru' } : { name, language: 'ru' };
}
