/**
 * A storm as it is planned from its seed, before anything runs: what tills will do and what will befall them. A plan can be written to a
 * file, made smaller and run again; whatever an action needs of another one it names by that one's number.
 */
import { z } from 'zod';
import { type Random, randomFrom } from './random.ts';
import { randomShop, SHAPES, type Shop } from './shops.ts';

const lineSchema = z.strictObject({ sku: z.string(), quantity: z.int(), price: z.int() });
const basket = { member: z.int(), lines: z.array(lineSchema), pay: z.union([z.int(), z.literal('max'), z.null()]) };

export const whatSchema = z.discriminatedUnion('type', [
  /** `ageHours` 0: happens now. `code`: the number of a code of the shop. */
  z.strictObject({
    type: z.literal('purchase'),
    ...basket,
    ageHours: z.int(),
    history: z.boolean(),
    code: z.int().nullable(),
  }),
  z.strictObject({ type: z.literal('quote'), ...basket }),
  z.strictObject({ type: z.literal('checkout'), ...basket, code: z.int().nullable(), minutes: z.int() }),
  z.strictObject({ type: z.literal('commit'), of: z.int() }),
  z.strictObject({ type: z.literal('cancel'), of: z.int() }),
  /** `lines` null: everything that is left. */
  z.strictObject({
    type: z.literal('return'),
    of: z.int(),
    lines: z.array(z.strictObject({ line: z.int(), quantity: z.int() })).nullable(),
  }),
  z.strictObject({ type: z.literal('correction'), member: z.int(), units: z.int() }),
  z.strictObject({ type: z.literal('transfer'), member: z.int(), to: z.int(), units: z.int() }),
  z.strictObject({ type: z.literal('redeem'), member: z.int(), reward: z.enum(['cup', 'film']) }),
  z.strictObject({ type: z.literal('collect'), of: z.int() }),
  z.strictObject({ type: z.literal('give-back'), of: z.int() }),
  z.strictObject({ type: z.literal('event'), member: z.int() }),
  z.strictObject({ type: z.literal('enroll') }),
  z.strictObject({ type: z.literal('publish'), version: z.int() }),
  z.strictObject({ type: z.literal('clock'), hours: z.int() }),
]);
export type What = z.infer<typeof whatSchema>;

/** What befalls a request on its way. `twins`: sent to both servers at once. `again`: repeated although it was answered. */
const TROUBLES = ['none', 'impatient', 'lost-request', 'lost-answer', 'twins', 'again'] as const;

const actionSchema = z.strictObject({
  number: z.int(),
  round: z.int(),
  till: z.int(),
  shop: z.int(),
  /** Pause of the till before it. */
  pauseMs: z.int(),
  server: z.union([z.literal(0), z.literal(1)]),
  trouble: z.enum(TROUBLES),
  what: whatSchema,
});
export type Action = z.infer<typeof actionSchema>;

export const FAULTS = [
  'kill-first',
  'kill-second',
  'kill-worker',
  'kill-database',
  'kill-backend',
  'end-backends',
  'cut-commits',
  'slow-database',
  'full-answers',
  'full-disk',
  'freeze-worker',
  'freeze-second',
  'freeze-backend',
] as const;
export type FaultKind = (typeof FAULTS)[number];

const faultSchema = z.strictObject({
  number: z.int(),
  round: z.int(),
  atMs: z.int(),
  kind: z.enum(FAULTS),
  lastsMs: z.int(),
});
export type Fault = z.infer<typeof faultSchema>;

export const planSchema = z.strictObject({
  seed: z.int(),
  shops: z.array(
    z.strictObject({
      shape: z.enum(SHAPES),
      sandbox: z.boolean(),
      members: z.int(),
      percent: z.int(),
      budget: z.int().nullable(),
      stock: z.int(),
      films: z.int(),
      codes: z.int(),
    }),
  ),
  rounds: z.int(),
  /** The database lies on a disk that the storm may fill. */
  smallDisk: z.boolean(),
  actions: z.array(actionSchema),
  faults: z.array(faultSchema),
});
export interface Plan extends Omit<z.infer<typeof planSchema>, 'shops'> {
  readonly shops: readonly Shop[];
}

export interface StormSize {
  readonly rounds: number;
  readonly tills: number;
  /** Of one till in one round. */
  readonly actions: number;
  readonly shops: number;
  /** Those of each round; null: some, at random. */
  readonly faults: readonly FaultKind[] | null;
}

export const STANDARD: StormSize = { rounds: 2, tills: 12, actions: 22, shops: 4, faults: null };

/** Consecutive seeds whose storms may go over the same servers and database. */
export const STORMS_IN_A_HOUSE = 10;

const ROUND_MS = 3_500;
/** Of late receipts at most; the API takes three days. */
const LATE_HOURS_MAX = 70;

export function planStorm(seed: number, size: StormSize): Plan {
  const random = randomFrom(seed, 'shops');
  const first = random.int(0, SHAPES.length - 1);
  // Neighbours in the list, so that a few seeds have had every shape.
  const shapes = Array.from({ length: size.shops }, (_, index) => SHAPES[(first + index) % SHAPES.length] ?? 'plain');
  const shops = shapes.map((shape) => randomShop(random, shape));
  const actions: Action[] = [];
  for (let round = 0; round < size.rounds; round += 1)
    for (let till = 0; till < size.tills; till += 1)
      planTill(randomFrom(seed, `till ${round} ${till}`), { round, till, shops, count: size.actions }, actions);
  return {
    seed,
    shops,
    rounds: size.rounds,
    // Neighbours share a disk, as they may share the servers.
    smallDisk: Math.floor(seed / STORMS_IN_A_HOUSE) % 4 === 3,
    actions,
    faults: planFaults(randomFrom(seed, 'faults'), size),
  };
}

interface TillWork {
  readonly round: number;
  readonly till: number;
  readonly shops: readonly Shop[];
  readonly count: number;
}

function planTill(random: Random, { round, till, shops, count }: TillWork, actions: Action[]): void {
  const shopNumber = till % shops.length;
  const shop = shops[shopNumber];
  if (shop === undefined) throw new Error('a till without a shop');
  const offline = random.chance(0.15);
  const mine: Action[] = [];
  for (let index = 0; index < count; index += 1) {
    const number = actions.length;
    const what = offline && !shop.sandbox ? lateReceipt(random, shop) : planWhat(random, { shop, actions, shopNumber });
    mine.push({
      number,
      round,
      till,
      shop: shopNumber,
      pauseMs: offline ? 0 : random.int(0, (2 * ROUND_MS) / count),
      server: random.chance(0.5) ? 0 : 1,
      trouble: random.weighted({ none: 50, impatient: 5, 'lost-request': 8, 'lost-answer': 12, twins: 15, again: 10 }),
      what,
    });
    const planned = mine.at(-1);
    if (planned !== undefined) actions.push(planned);
    // The same return by two tills at once, under two numbers: goods come back once.
    if (what.type === 'return' && random.chance(0.4) && planned !== undefined)
      actions.push({
        ...planned,
        number: actions.length,
        till: (till + shops.length) % 1000,
        pauseMs: planned.pauseMs,
      });
  }
}

function lines(random: Random): z.infer<typeof lineSchema>[] {
  const skus = ['COFFEE', 'TEA', 'CAKE', 'BEANS'];
  return Array.from({ length: random.int(1, 3) }, (_, index) => ({
    sku: skus[(index + random.int(0, 1)) % skus.length] ?? 'TEA',
    quantity: random.int(1, 3),
    price: random.pick([33, 9_999, 19_000, 12_345, 50_000, 30_000, 7_777]),
  }));
}

function basketOf(random: Random, shop: Shop) {
  const pay = random.weighted({ none: 60, max: 20, some: 20 });
  return {
    member: random.int(0, shop.members - 1),
    lines: lines(random),
    pay: pay === 'none' ? null : pay === 'max' ? ('max' as const) : random.int(1, 20),
  };
}

function lateReceipt(random: Random, shop: Shop): What {
  const history = random.chance(0.1);
  const ageHours = history ? random.int(24 * 4, 24 * 30) : random.int(1, LATE_HOURS_MAX);
  return { type: 'purchase', ...basketOf(random, shop), ageHours, history, code: null };
}

const WEIGHTS = {
  purchase: 40,
  return: 14,
  checkout: 8,
  ending: 8,
  correction: 6,
  transfer: 6,
  redeem: 4,
  closing: 3,
  event: 3,
  quote: 3,
  enroll: 2,
  publish: 1,
  clock: 0,
} as const;

function planWhat(
  random: Random,
  {
    shop,
    shopNumber,
    actions,
  }: { readonly shop: Shop; readonly shopNumber: number; readonly actions: readonly Action[] },
): What {
  const { shape, sandbox, members } = shop;
  const kind = random.weighted({ ...WEIGHTS, redeem: shape === 'rewards' ? 20 : 0, clock: sandbox ? 3 : 0 });
  const member = random.int(0, members - 1);
  const code = shape === 'coupons' && random.chance(0.4) ? random.int(0, shop.codes - 1) : null;
  const earlier = (...types: readonly What['type'][]): number | null => {
    const found = actions.filter((action) => action.shop === shopNumber && types.includes(action.what.type)).slice(-12);
    return found.length === 0 ? null : random.pick(found).number;
  };
  const purchase = (): What => ({ type: 'purchase', ...basketOf(random, shop), ageHours: 0, history: false, code });
  switch (kind) {
    case 'purchase':
      return purchase();
    case 'quote':
      return { type: 'quote', ...basketOf(random, shop) };
    case 'checkout':
      return { type: 'checkout', ...basketOf(random, shop), code, minutes: random.int(1, 30) };
    case 'ending': {
      const of = earlier('checkout');
      return of === null ? purchase() : { type: random.chance(0.7) ? 'commit' : 'cancel', of };
    }
    case 'return': {
      const of = earlier('purchase', 'commit');
      const part = random.chance(0.5) ? null : [{ line: random.int(0, 1), quantity: 1 }];
      return of === null ? purchase() : { type: 'return', of, lines: part };
    }
    case 'correction':
      return { type: 'correction', member, units: random.chance(0.7) ? random.int(1, 100) : -random.int(1, 60) };
    case 'transfer':
      return { type: 'transfer', member, to: (member + 1) % members, units: random.int(1, 40) };
    case 'redeem':
      return { type: 'redeem', member, reward: random.chance(0.6) ? 'cup' : 'film' };
    case 'closing': {
      const of = earlier('redeem');
      return of === null ? purchase() : { type: random.chance(0.5) ? 'collect' : 'give-back', of };
    }
    case 'event':
      return { type: 'event', member };
    case 'enroll':
      return { type: 'enroll' };
    case 'publish':
      return { type: 'publish', version: random.int(2, 1_000_000) };
    case 'clock':
      return { type: 'clock', hours: random.chance(0.2) ? -random.int(1, 24) : random.int(1, 60) };
  }
}

function planFaults(random: Random, size: StormSize): Fault[] {
  const faults: Fault[] = [];
  for (let round = 0; round < size.rounds; round += 1) {
    const kinds = size.faults ?? [
      // Each of the three that a round must live through, in turn, and what else there is.
      random.pick(['kill-first', 'kill-second', 'kill-worker'] as const),
      random.pick(['kill-database', 'kill-backend', 'kill-worker'] as const),
      ...Array.from({ length: random.int(2, 4) }, () => random.pick(FAULTS)),
    ];
    for (const kind of kinds)
      faults.push({
        number: faults.length,
        round,
        atMs: random.int(200, ROUND_MS),
        kind,
        lastsMs: random.int(300, 2_000),
      });
  }
  return faults;
}
