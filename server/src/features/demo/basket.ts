/** What is bought at a visit: the favourite drink most of the time, what the season asks for, something sweet, lunch. */
import { money, quantity, QUANTITY_SCALE, type ReceiptLine } from '@kopilka/engine';
import { type Article, BAKES, BEANS, DRINKS, FOOD } from './menu.ts';
import type { Random } from './random.ts';
import { isWarm } from './rhythm.ts';
import type { Visit } from './visits.ts';

const FAVOURITE = 0.75;
const LUNCH_HOURS = { from: 11, to: 15 } as const;
/** Bags of beans, in grams. */
const BAGS = [250, 500, 1000] as const;

export function fillBasket(random: Random, visit: Visit, hour: number): readonly ReceiptLine[] {
  const lines = [piece(drinkFor(random, visit), random.chance(0.12) ? 2 : 1)];
  if (random.chance(visit.person?.sweetTooth === true ? 0.45 : 0.15)) lines.push(piece(random.pick(BAKES), 1));
  const lunch = hour >= LUNCH_HOURS.from && hour < LUNCH_HOURS.to;
  if (random.chance(lunch ? 0.35 : 0.06)) lines.push(piece(random.pick(FOOD), 1));
  if (random.chance(0.02)) lines.push(bag(random.pick(BAGS)));
  return lines;
}

function drinkFor(random: Random, { person, day }: Visit): Article {
  const warm = isWarm(day);
  const wanted = (article: Article): boolean => article.season !== (warm ? 'cold' : 'warm');
  if (person !== null && wanted(person.drink) && random.chance(FAVOURITE)) return person.drink;
  const drink = random.pick(DRINKS);
  return wanted(drink) ? drink : random.pick(DRINKS);
}

function piece({ sku, name, category, price }: Article, pieces: number): ReceiptLine {
  return {
    sku,
    name,
    category,
    quantity: quantity(pieces * QUANTITY_SCALE),
    price: money(price),
    amount: money(pieces * price),
  };
}

function bag(grams: number): ReceiptLine {
  const { sku, name, category, price } = BEANS;
  const amount = money((price * grams) / 1000);
  return { sku, name, category, quantity: quantity((grams * QUANTITY_SCALE) / 1000), price: money(price), amount };
}
