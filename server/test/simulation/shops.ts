/** The shops of a storm: what their programs promise, as documents for the server and as plain facts for the auditor. */
import type { Random } from './random.ts';

export const SHAPES = ['plain', 'levels', 'budget', 'coupons', 'rewards', 'expiry', 'challenge'] as const;
export type Shape = (typeof SHAPES)[number];

export interface Shop {
  readonly shape: Shape;
  /** Lives by its own clock, which the storm moves. */
  readonly sandbox: boolean;
  readonly members: number;
  /** Whole percent of what is left to pay; by level where the shape has levels. */
  readonly percent: number;
  /** Units that the rule `extra` may give to everybody together; null without it. */
  readonly budget: number | null;
  /** Pieces of the reward `cup`, and codes of the reward `film`. */
  readonly stock: number;
  readonly films: number;
  /** Codes of the coupon `ten`, each for one use. */
  readonly codes: number;
}

export const WELCOME_UNITS = 50;
/** What the challenge gives, by its rule. */
export const CHALLENGE = 'challenge:five';
export const CHALLENGE_UNITS = 40;
export const CUP_PRICE = 20;
export const FILM_PRICE = 15;
export const PAY_PERCENT_MAX = 50;
export const LEVELS = [
  { id: 'regular', from: 0, more: 0 },
  { id: 'silver', from: 200_000, more: 2 },
  { id: 'gold', from: 600_000, more: 5 },
] as const;

export function randomShop(random: Random, shape: Shape): Shop {
  return {
    shape,
    sandbox: shape === 'expiry',
    members: random.int(2, 6),
    percent: random.pick([3, 5, 7, 10]),
    budget: shape === 'budget' ? random.int(20, 400) : null,
    stock: random.int(1, 8),
    films: random.int(1, 8),
    codes: random.int(3, 12),
  };
}

/** Versions differ in words only, which the rules do not look at. */
export function programOf(shop: Shop, version: number): string {
  const { shape } = shop;
  return `kopilka: 1
id: shop
name: Shop ${version}
currency: RUB
timezone: Europe/Moscow
wallets:
  bonus:
    worth: 1.00
    ${shape === 'expiry' ? 'activates: { after: P1D }\n    expires: { after: P5D }' : 'expires: never'}
    pay: { max: ${PAY_PERCENT_MAX}% }
    transfer: { min: 1 }
${MORE[shape](shop)}
rules:
  - { id: base, on: purchase, earn: { wallet: bonus, rate: ${rateOf(shop)} } }
  - { id: welcome, on: enrolled, earn: { wallet: bonus, units: ${WELCOME_UNITS}, activates: at once } }
  - { id: review, on: shop.review, earn: { wallet: bonus, units: 3 } }
${shop.budget === null ? '' : `  - { id: extra, on: purchase, earn: { wallet: bonus, rate: 20% }, budget: { units: ${shop.budget} } }`}
`;
}

function rateOf({ shape, percent }: Shop): string {
  if (shape !== 'levels') return `${percent}%`;
  return `{ ${LEVELS.map(({ id, more }) => `${id}: ${percent + more}%`).join(', ')} }`;
}

const MORE: Readonly<Record<Shape, (shop: Shop) => string>> = {
  plain: () => '',
  levels: () => `tiers:
  by: spend
  window: { rolling: P12M }
  levels: [${LEVELS.map(({ id, from }) => `{ id: ${id}, from: ${(from / 100).toFixed(2)} }`).join(', ')}]`,
  budget: () => '',
  coupons: () => `coupons:
  - { id: ten, name: Ten, gives: { discount: { percent: 10% } } }`,
  rewards: ({ stock }) => `rewards:
  - { id: cup, name: Cup, price: { bonus: ${CUP_PRICE} }, collect: P7D, stock: ${stock}, gives: { gift: { sku: CUP } } }
  - { id: film, name: Film, price: { bonus: ${FILM_PRICE} }, codes: true, gives: { message: { en: Enjoy the film } } }`,
  expiry: () => '',
  challenge: () => `meters:
  coffees: { on: purchase, add: quantity, lines: 'line.sku == "COFFEE"' }
challenges:
  - { id: five, name: Five, meter: coffees, target: 5, every: day, then: { earn: { wallet: bonus, units: ${CHALLENGE_UNITS} } } }`,
};
