/** Random programs with every mechanic of the language, as documents. What they say is not modelled: properties hold for all. */
import fc from 'fast-check';
import { loadProgram, type CompiledProgram } from '../../src/index.ts';

export interface ProgramWish {
  /** Budgets, stocks and limits that accounts share. */
  readonly shared: boolean;
}

type Part = Readonly<Record<string, unknown>>;

const some = <Value>(value: fc.Arbitrary<Value>, freq = 2): fc.Arbitrary<Value | undefined> =>
  fc.option(value, { freq, nil: undefined });
const pick = <Value>(...values: readonly Value[]): fc.Arbitrary<Value> => fc.constantFrom(...values);

const expires = (levels: boolean): fc.Arbitrary<unknown> =>
  pick<unknown>(
    'never',
    { after: 'P10D' },
    { after: 'P1M', roundUp: 'month' },
    { inactive: 'P20D', ...(levels ? { except: ['high'] } : {}) },
  );
const activates = pick<unknown>(
  'at once',
  'at once',
  { after: 'P1D' },
  { on: 'statement' },
  { on: 'confirmed', after: 'P2D' },
);
const every = pick('day', 'week', 'month', 'period', 'ever');

const bonus = (levels: boolean): fc.Arbitrary<Part> =>
  fc.record(
    {
      decimals: pick(0, 2),
      worth: fc.constant('1.00'),
      activates,
      expires: expires(levels),
      pay: fc.record(
        {
          max: pick('50%', '100%', '100%'),
          of: pick('line', 'receipt'),
          leave: some(pick('0.01', '5.00')),
          step: some(pick('1', '10'), 4),
          except: some(fc.constant('line.category == "tobacco"'), 3),
        },
        { requiredKeys: ['max', 'of'] },
      ),
      earn: some(fc.constant({ except: 'line.category == "tobacco"', minReceipt: '10.00' }), 3),
      transfer: pick({}, { limits: [{ every: 'day', units: '50' }] }),
      payout: pick({}, { min: '5', limits: [{ every: 'month', times: 2 }] }),
      debt: pick('allow', 'withhold'),
    },
    { requiredKeys: ['worth', 'pay', 'transfer', 'payout'] },
  );

const star = (levels: boolean): fc.Arbitrary<Part> =>
  fc.record({ activates, expires: expires(levels), transfer: fc.constant({}) }, { requiredKeys: ['transfer'] });

const tiers: fc.Arbitrary<Part | undefined> = fc.option(
  fc.oneof(
    fc
      .constantFrom<Part>({}, { window: { rolling: 'P30D' } }, { window: { calendar: 'month' } })
      .map((window): Part => ({
        by: 'spend',
        ...window,
        levels: [
          { id: 'low', from: '0' },
          { id: 'mid', from: '300.00' },
          { id: 'high', from: '900.00' },
        ],
      })),
    fc.constant<Part>({
      window: { calendar: 'month' },
      levels: [
        { id: 'low' },
        { id: 'mid', if: 'account.month.spend >= 300.00' },
        { id: 'high', if: 'account.month.spend >= 900.00 && account.month.purchases >= 2.0' },
      ],
    }),
  ),
  { freq: 4, nil: undefined },
);

/** Bounds of one rule. */
const bounds = (wish: ProgramWish, units: boolean, isBonus: boolean): fc.Arbitrary<Part> =>
  fc.record(
    {
      limits: some(
        fc.array(
          fc
            .tuple(
              pick('account', 'account', 'member', ...(wish.shared ? ['store', 'till', 'program'] : [])),
              every,
              fc.integer({ min: 1, max: 60 }),
            )
            .map(([per, window, most]) =>
              units && most > 6
                ? { per, every: window, units: String(most) }
                : { per, every: window, times: 1 + (most % 5) },
            ),
          { minLength: 1, maxLength: 2 },
        ),
      ),
      budget:
        wish.shared && units
          ? some(fc.integer({ min: 20, max: 300 }).map((most) => ({ units: String(most) })))
          : fc.constant(undefined),
      caps: isBonus ? some(fc.constant(['cap']), 3) : fc.constant(undefined),
      priority: some(pick(1, 5), 4),
      control: some(fc.constant('30%'), 8),
    },
    { requiredKeys: [] },
  );

/** Rules that give stars; the cap is of bonuses. */
const STAR_RULES = ['stars', 'night', 'partner'];
const TEA = 'line.category == "tea"';
const COFFEE = 'line.category == "coffee"';

/** How a rule may earn bonuses of a receipt. */
const earning: fc.Arbitrary<Part> = fc.oneof(
  fc.record({
    rate: pick('5%', '10%', '33%'),
    round: pick('floor', 'ceil'),
    at: pick('line', 'receipt'),
    of: pick('paid', 'discounted', 'gross'),
  }),
  fc.record({ step: fc.constant({ units: '3', per: '20.00' }), of: pick('paid', 'discounted') }),
  fc.record({ units: pick('5', '17') }),
  fc.record({ each: pick('1', '4') }),
  fc.constant({
    ladder: [
      { from: '20.00', rate: '5%' },
      { from: '100.00', units: '20' },
    ],
  }),
);

const discounting: fc.Arbitrary<Part> = fc.oneof(
  pick<Part>({ percent: '10%' }, { percent: '33.3%', lines: TEA }, { percent: '50%', max: '30.00' }),
  pick<Part>({ amount: '15.00' }, { amount: '40.00', lines: COFFEE }),
  pick<Part>({ price: '9.99', lines: COFFEE }, { cheapest: { of: 2 } }, { cheapest: { of: 3, percent: '50%' } }),
  pick<Part>({ buy: { pieces: 1, get: 1, from: COFFEE }, lines: TEA }, { buy: { pieces: 2, get: 1 } }),
  pick<Part>(
    { bundle: { price: '20.00', parts: [{ lines: COFFEE }, { lines: TEA }] } },
    { ladder: [{ from: '50.00', percent: '5%' }] },
  ),
);

/** What else a receipt may bring. */
const bringing: fc.Arbitrary<Part> = pick<Part>(
  { if: 'receipt.total >= 30.00', coupon: { id: 'ten' } },
  { if: 'receipt.total >= 80.00', gift: { sku: 'MUG' } },
  { badge: 'known', freeDelivery: true },
  { if: 'account.badges.known >= 1.0', message: 'Hello' },
  { if: 'account.ever.purchases >= 2.0', earn: { wallet: 'star', units: '2' }, coupon: { id: 'more', pieces: 2 } },
);

const rules = (wish: ProgramWish, levels: boolean): fc.Arbitrary<readonly Part[]> => {
  const purchase = (id: string, does: fc.Arbitrary<Part>, units: boolean): fc.Arbitrary<Part> =>
    fc
      .tuple(does, bounds(wish, units, units && STAR_RULES.every((other) => other !== id)))
      .map(([part, limits]) => ({ id, on: 'purchase', ...limits, ...part }));
  const earn = (wallet: string, more: Part = {}) =>
    earning.map((part): Part => ({ earn: { wallet, ...part }, ...more }));
  return fc
    .tuple(
      purchase('base', earn('bonus'), true),
      purchase('stars', fc.constant({ earn: { wallet: 'star', step: { units: '1', per: '10.00' } } }), true),
      fc.subarray<fc.Arbitrary<Part>>([
        purchase('promo', earn('bonus', { group: 'promo', if: 'receipt.total > 25.00' }), true),
        purchase('rival', earn('bonus', { group: 'promo', if: 'receipt.total > 35.00' }), true),
        purchase('double', fc.constant({ multiply: { rule: 'base', by: '2' } }), true),
        purchase(
          'night',
          fc.constant({ multiply: { rule: 'stars', by: '3', lines: TEA }, when: { hours: '20:00-06:00' } }),
          true,
        ),
        purchase(
          'sale',
          discounting.map((part): Part => ({ discount: part })),
          false,
        ),
        purchase(
          'offer',
          discounting.map((part): Part => ({ discount: part, group: 'price', if: 'receipt.total > 15.00' })),
          false,
        ),
        purchase(
          'other',
          discounting.map((part): Part => ({ discount: part, group: 'price', if: 'receipt.total > 12.00' })),
          false,
        ),
        purchase('bring', bringing, false),
        purchase(
          'partner',
          fc.constant({ partner: 'books', earn: { wallet: 'star', units: '4', activates: { on: 'confirmed' } } }),
          true,
        ),
        fc.constant({ id: 'welcome', on: 'enrolled', earn: { wallet: 'bonus', units: '30' }, coupon: { id: 'ten' } }),
        fc.constant({
          id: 'walk',
          on: 'shop.walk',
          if: 'event.data.steps >= 1000',
          earn: { wallet: 'star', units: '5' },
        }),
        fc.constant({ id: 'reload', on: 'payment', earn: { wallet: 'bonus', rate: '2%' } }),
        fc.constant({ id: 'party', on: 'birthday', before: 'P3D', earn: { wallet: 'star', units: '9' } }),
        fc.constant({ id: 'back', on: 'inactive', after: 'P15D', earn: { wallet: 'star', units: '6' } }),
        fc.constant(
          levels
            ? { id: 'member', on: 'subscribed', tier: { level: 'high', for: 'P7D' } }
            : { id: 'hi', on: 'subscribed', message: 'Hi' },
        ),
      ]),
    )
    .chain(([base, stars, others]) => fc.tuple(...others).map((more) => [base, stars, ...more]));
};

const REWARDS: readonly Part[] = [
  {
    id: 'mug',
    price: { star: '5' },
    gives: { gift: { sku: 'MUG' } },
    collect: 'P3D',
    limits: [{ every: 'month', times: 3 }],
  },
  {
    id: 'set',
    price: { star: '8' },
    gives: { gift: { sku: 'SET' }, earn: { wallet: 'bonus', units: '3' }, coupon: { id: 'ten' } },
  },
  { id: 'swap', price: { star: '6' }, gives: { earn: { wallet: 'bonus', units: '10' } } },
  { id: 'sum', price: { star: '4' }, gives: { discount: { amount: '12.00' } } },
  {
    id: 'tea',
    price: { star: '3' },
    gives: { discount: { percent: '50%', lines: TEA } },
    limits: [{ every: 'week', times: 1 }],
  },
];
const COUPONS: readonly Part[] = [
  { id: 'ten', gives: { discount: { percent: '10%' } }, expires: { after: 'P9D' } },
  { id: 'more', gives: { earn: { wallet: 'star', units: '7' } }, limits: [{ times: 3 }] },
  { id: 'gift', gives: { gift: { sku: 'PEN' } } },
];

/** A program with the text that a failure prints. */
export interface FullProgram {
  readonly program: CompiledProgram;
  readonly [fc.toStringMethod]: () => string;
}

export function fullProgram(wish: ProgramWish): fc.Arbitrary<FullProgram> {
  return documents(wish)
    .map((text) => ({ text, loaded: loadProgram(text, 'json') }))
    .filter((one): one is { readonly text: string; readonly loaded: Published } => isPublished(one.loaded))
    .map(({ text, loaded }) => ({ program: loaded.program, [fc.toStringMethod]: () => text }));
}

function documents(wish: ProgramWish): fc.Arbitrary<string> {
  return tiers.chain((levels) =>
    fc
      .record({
        bonus: bonus(levels !== undefined),
        star: star(levels !== undefined),
        rules: rules(wish, levels !== undefined),
        statement: some(pick<unknown>({ day: 'joined' }, { day: 25 })),
        discounts: some(pick<unknown>({ max: '60%' }, { leave: '1.00', except: 'line.category == "tobacco"' })),
        groups: pick('best', 'first'),
        cap: every,
        stock: fc.boolean(),
        within: some(fc.constant('P10D')),
        repeat: fc.boolean(),
      })
      .map((drawn) => documentOf(wish, levels, drawn)),
  );
}

/* oxlint-disable unicorn/no-thenable -- the author's word; its value is data and never a function */
const CUPS = {
  id: 'cups',
  meter: 'coffees',
  target: '3',
  every: 'week',
  then: { earn: { wallet: 'star', units: '4' }, coupon: { id: 'gift' } },
};
const FAR = {
  id: 'far',
  meter: 'steps',
  target: '2000',
  every: 'month',
  then: { badge: 'walker', earn: { wallet: 'bonus', units: '6' } },
};
const DAYS = {
  id: 'days',
  meter: 'purchases',
  every: 'day',
  target: 2,
  then: { earn: { wallet: 'star', units: '3' } },
};
/* oxlint-enable unicorn/no-thenable */

interface Drawn {
  readonly bonus: Part;
  readonly star: Part;
  readonly rules: readonly Part[];
  readonly statement: unknown;
  readonly discounts: unknown;
  readonly groups: string;
  readonly cap: string;
  readonly stock: boolean;
  readonly within: string | undefined;
  readonly repeat: boolean;
}

function documentOf(wish: ProgramWish, levels: Part | undefined, drawn: Drawn): string {
  const uses = (key: string, value: unknown): boolean =>
    drawn.rules.some((rule) => JSON.stringify(rule[key]) === JSON.stringify(value));
  return JSON.stringify({
    kopilka: 1,
    id: 'full',
    name: 'Full',
    currency: 'RUB',
    timezone: 'Europe/Moscow',
    wallets: { bonus: drawn.bonus, star: drawn.star },
    meters: {
      coffees: { on: 'purchase', add: 'quantity', lines: COFFEE },
      steps: { on: 'shop.walk', add: 'data.steps' },
      got: { on: 'purchase', add: 'earned', wallet: 'star' },
    },
    tiers: levels,
    statement: drawn.statement,
    discounts: drawn.discounts,
    attributes: { employee: { type: 'yes/no' } },
    badges: { known: {}, walker: {} },
    partners: { books: { pay: { max: '30%' } } },
    stores: { east: { timezone: 'Asia/Vladivostok' } },
    groups: Object.fromEntries(
      ['promo', 'price'].filter((group) => uses('group', group)).map((group) => [group, drawn.groups]),
    ),
    ...(uses('caps', ['cap']) ? { caps: { cap: { units: '40', every: drawn.cap } } } : {}),
    rules: drawn.rules,
    coupons: COUPONS,
    rewards: REWARDS.map((reward) => (wish.shared && drawn.stock ? { ...reward, stock: 4 } : reward)),
    challenges: [{ ...CUPS, ...(drawn.repeat ? { repeat: true } : {}) }, FAR],
    streaks: [DAYS],
    referral: {
      qualifies: 'receipt.paid >= 30.00',
      ...(drawn.within === undefined ? {} : { within: drawn.within }),
      friend: { earn: { wallet: 'star', units: '8' } },
      referrer: { earn: { wallet: 'bonus', units: '12' } },
      limits: [{ every: 'month', times: 1 }],
    },
    choices: [{ id: 'favourites', pick: '2', every: 'month', of: ['tea', 'coffee', 'bun'] }],
    conversions: [
      { id: 'exchange', from: 'star', to: 'bonus', rate: '3 per 2', limits: [{ every: 'day', units: '20' }] },
    ],
  });
}

type Loaded = ReturnType<typeof loadProgram>;
type Published = Extract<Loaded, { readonly ok: true }>;

/** Contradictions that a random author writes now and then: such a program is not published. */
const REFUSED: ReadonlySet<string> = new Set([
  'shadowed',
  'gives_too_much',
  'too_expensive',
  'no_effect',
  'out_of_range',
  'never',
]);

function isPublished(loaded: Loaded): loaded is Published {
  if (!loaded.ok && !loaded.problems.some(({ code }) => REFUSED.has(code)))
    throw new Error(JSON.stringify(loaded.problems));
  return loaded.ok;
}
