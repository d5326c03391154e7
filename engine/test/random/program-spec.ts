/** Random programs: a plain description that the naive model reads by itself, and the document that the engine loads. */
import fc from 'fast-check';

export interface Filter {
  readonly cel: string;
  readonly passes: (line: { readonly category: string; readonly amount: number }) => boolean;
}

export type Ends =
  | { readonly type: 'never' }
  | { readonly type: 'days'; readonly days: number }
  | { readonly type: 'months'; readonly months: number; readonly toMonthEnd: boolean }
  | { readonly type: 'date'; readonly month: number; readonly day: number };

export interface WalletSpec {
  readonly id: string;
  readonly decimals: number;
  /** Kopecks that the smallest part pays; null when it cannot. */
  readonly worth: number | null;
  readonly waitDays: number;
  readonly ends: Ends;
  readonly pay: {
    readonly maxPercent: number;
    readonly of: 'line' | 'receipt';
    readonly minReceipt: number;
    readonly leave: number;
    readonly except: Filter | null;
  };
  readonly debt: 'allow' | 'withhold';
  readonly graceDays: number;
}

export type Amount =
  /** Tenths of a percent. */
  | { readonly type: 'percent'; readonly tenths: readonly number[] }
  | { readonly type: 'per'; readonly units: readonly number[]; readonly kopecks: number }
  | { readonly type: 'step'; readonly units: readonly number[]; readonly kopecks: number }
  | { readonly type: 'fixed'; readonly units: readonly number[] };

export interface RuleSpec {
  readonly on: 'purchase' | 'enrolled';
  readonly wallet: number;
  /** One value for each level, or one for all. */
  readonly amount: Amount;
  readonly filter: Filter | null;
  readonly of: 'gross' | 'discounted' | 'paid';
  readonly round: 'floor' | 'halfUp' | 'ceil';
  readonly at: 'line' | 'receipt';
  readonly minTotal: number | null;
  readonly weekend: boolean;
  readonly hours: readonly [number, number] | null;
  readonly waitDays: number | null;
  readonly ends: Ends | null;
}

export interface TiersSpec {
  readonly window: 'ever' | 'month' | 'year' | 'rolling';
  readonly rollingDays: number;
  /** Kopecks; the first is 0. */
  readonly from: readonly number[];
}

export interface ProgramSpec {
  readonly zone: string;
  readonly wallets: readonly WalletSpec[];
  readonly tiers: TiersSpec | null;
  readonly rules: readonly RuleSpec[];
}

export const FILTERS: readonly Filter[] = [
  { cel: 'line.category == "coffee"', passes: (line) => line.category === 'coffee' },
  {
    cel: '!(line.category in ["tobacco", "gift"])',
    passes: (line) => line.category !== 'tobacco' && line.category !== 'gift',
  },
  { cel: 'line.amount >= 100.00', passes: (line) => line.amount >= 10_000 },
];

export const COFFEE: Filter = { cel: 'line.category == "coffee"', passes: (line) => line.category === 'coffee' };

const filter = fc.option(fc.constantFrom(...FILTERS), { freq: 2 });

const ends: fc.Arbitrary<Ends> = fc.oneof(
  { weight: 2, arbitrary: fc.constant<Ends>({ type: 'never' }) },
  { weight: 3, arbitrary: fc.integer({ min: 5, max: 40 }).map((days): Ends => ({ type: 'days', days })) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.integer({ min: 1, max: 6 }), fc.boolean())
      .map(([months, toMonthEnd]): Ends => ({ type: 'months', months, toMonthEnd })),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Ends>({ type: 'date', month: 12, day: 31 }, { type: 'date', month: 3, day: 1 }),
  },
);

const waitDays = fc.constantFrom(0, 0, 1, 3);

const wallet = (id: string, paying: boolean): fc.Arbitrary<WalletSpec> =>
  fc
    .record({
      id: fc.constant(id),
      unit: fc.constantFrom(
        { decimals: 0, worth: 100 },
        { decimals: 0, worth: 100 },
        { decimals: 0, worth: 7 },
        { decimals: 2, worth: 1 },
      ),
      waitDays,
      ends,
      pay: fc.record({
        maxPercent: fc.constantFrom(10, 50, 99, 100),
        of: fc.constantFrom('line', 'receipt'),
        minReceipt: fc.constantFrom(0, 0, 20_000),
        leave: fc.constantFrom(0, 0, 1, 100),
        except: filter,
      }),
      debt: fc.constantFrom('allow', 'withhold'),
      graceDays: fc.constantFrom(14, 3),
    })
    .map(({ unit, ...rest }) => ({ ...rest, decimals: unit.decimals, worth: paying ? unit.worth : null }));

const amount = (levels: number): fc.Arbitrary<Amount> => {
  const byLevel = (values: fc.Arbitrary<number>): fc.Arbitrary<number[]> =>
    fc.oneof(
      values.map((value) => [value]),
      fc.array(values, { minLength: levels, maxLength: levels }),
    );
  return fc.oneof(
    byLevel(fc.integer({ min: 1, max: 300 })).map((tenths): Amount => ({ type: 'percent', tenths })),
    byLevel(fc.integer({ min: 1, max: 3 })).map((units): Amount => ({ type: 'per', units, kopecks: 3300 })),
    byLevel(fc.integer({ min: 1, max: 10 })).map((units): Amount => ({ type: 'step', units, kopecks: 5000 })),
    byLevel(fc.integer({ min: 1, max: 50 })).map((units): Amount => ({ type: 'fixed', units })),
  );
};

const rule = (wallets: number, levels: number): fc.Arbitrary<RuleSpec> =>
  fc
    .record({
      on: fc.constantFrom('purchase', 'purchase', 'purchase', 'purchase', 'enrolled'),
      wallet: fc.nat({ max: wallets - 1 }),
      amount: amount(levels),
      filter,
      of: fc.constantFrom('paid', 'paid', 'discounted', 'gross'),
      round: fc.constantFrom('floor', 'halfUp', 'ceil'),
      at: fc.constantFrom('receipt', 'receipt', 'line'),
      minTotal: fc.option(fc.constantFrom(10_000, 50_000), { freq: 4 }),
      weekend: fc.integer({ min: 0, max: 5 }).map((chance) => chance === 0),
      hours: fc.option(fc.constantFrom<readonly [number, number]>([8, 20], [20, 8]), { freq: 6 }),
      waitDays: fc.option(waitDays, { freq: 3 }),
      ends: fc.option(ends, { freq: 3 }),
    })
    .map((spec): RuleSpec =>
      spec.on === 'enrolled'
        ? {
            ...spec,
            amount: spec.amount.type === 'fixed' ? spec.amount : { type: 'fixed', units: [25] },
            minTotal: null,
          }
        : spec,
    );

export interface ProgramWish {
  readonly window?: TiersSpec['window'];
}

export function programSpec(wish: ProgramWish = {}): fc.Arbitrary<ProgramSpec> {
  const tiers = fc.record({
    window:
      wish.window === undefined
        ? fc.constantFrom<TiersSpec['window']>('ever', 'month', 'year', 'rolling')
        : fc.constant(wish.window),
    rollingDays: fc.constantFrom(10, 30, 365),
    from: fc.constantFrom([0, 50_000], [0, 30_000, 100_000], [0, 20_000, 60_000, 200_000]),
  });
  return fc
    .tuple(
      fc.constantFrom('Europe/Moscow', 'America/New_York', 'Asia/Kolkata'),
      wallet('bonus', true),
      fc.option(wallet('star', false), { freq: 2 }),
      wish.window === undefined ? fc.option(tiers, { freq: 3 }) : tiers,
    )
    .chain(([zone, bonus, star, levels]) => {
      const wallets = star === null ? [bonus] : [bonus, star];
      return fc.record({
        zone: fc.constant(zone),
        wallets: fc.constant(wallets),
        tiers: fc.constant(levels),
        rules: fc.array(rule(wallets.length, levels?.from.length ?? 1), { minLength: 1, maxLength: 4 }),
      });
    });
}

/** The same as a document, as its author would write it. */
export function documentOf(spec: ProgramSpec): string {
  const levels = spec.tiers?.from.map((_, rank) => `level${rank}`) ?? [];
  const meters = {
    visits: { on: 'purchase', add: 'count' },
    coffees: { on: 'purchase', add: 'quantity', lines: COFFEE.cel },
    full: { on: 'purchase', add: 'total' },
    got: { on: 'purchase', add: 'earned', wallet: spec.wallets[0]?.id },
  };
  return JSON.stringify({
    kopilka: 1,
    id: 'random',
    name: 'Random',
    currency: 'RUB',
    timezone: spec.zone,
    wallets: Object.fromEntries(spec.wallets.map((each) => [each.id, walletDocument(each)])),
    meters,
    ...(spec.tiers === null ? {} : { tiers: tiersDocument(spec.tiers) }),
    rules: spec.rules.map((each, index) => ({ ...ruleDocument(each, spec, levels), id: `rule${index}` })),
  });
}

function walletDocument(wallet_: WalletSpec): object {
  const { pay } = wallet_;
  return {
    decimals: wallet_.decimals,
    name: { ru: { one: 'бонус', few: 'бонуса', many: 'бонусов' }, en: { one: 'bonus', other: 'bonuses' } },
    activates: waitDocument(wallet_.waitDays),
    expires: endsDocument(wallet_.ends),
    // Units without worth are no money to withhold: they are owed.
    debt: wallet_.worth === null ? 'allow' : wallet_.debt,
    grace: `P${wallet_.graceDays}D`,
    ...(wallet_.worth === null
      ? {}
      : {
          worth: rubles(wallet_.worth * 10 ** wallet_.decimals),
          pay: {
            max: `${pay.maxPercent}%`,
            of: pay.of,
            minReceipt: rubles(pay.minReceipt),
            leave: rubles(pay.leave),
            ...(pay.except === null ? {} : { except: pay.except.cel }),
          },
        }),
  };
}

function ruleDocument(rule_: RuleSpec, spec: ProgramSpec, levels: readonly string[]): object {
  const isPurchase = rule_.on === 'purchase';
  const { amount: given } = rule_;
  return {
    on: rule_.on,
    ...(rule_.minTotal === null ? {} : { if: `receipt.total >= ${rubles(rule_.minTotal)}` }),
    ...(rule_.weekend || rule_.hours !== null
      ? {
          when: {
            ...(rule_.weekend ? { days: ['sat', 'sun'] } : {}),
            ...(rule_.hours === null ? {} : { hours: hoursText(rule_.hours) }),
          },
        }
      : {}),
    earn: {
      wallet: spec.wallets[rule_.wallet]?.id,
      ...amountDocument(given, levels),
      ...(isPurchase && rule_.filter !== null ? { lines: rule_.filter.cel } : {}),
      ...(isPurchase && given.type !== 'fixed' ? { of: rule_.of } : {}),
      ...(given.type === 'percent' || given.type === 'per' ? { round: rule_.round, at: rule_.at } : {}),
      ...(rule_.waitDays === null ? {} : { activates: waitDocument(rule_.waitDays) }),
      ...(rule_.ends === null ? {} : { expires: endsDocument(rule_.ends) }),
    },
  };
}

function amountDocument(given: Amount, levels: readonly string[]): object {
  const byLevel = (values: readonly number[], say: (value: number) => string): unknown =>
    values.length === 1 || levels.length === 0
      ? say(values[0] ?? 0)
      : Object.fromEntries(levels.map((level, rank) => [level, say(values[rank] ?? 0)]));
  switch (given.type) {
    case 'percent':
      return { rate: byLevel(given.tenths, (tenths) => `${Math.floor(tenths / 10)}.${tenths % 10}%`) };
    case 'per':
      return { rate: byLevel(given.units, (units) => `${units} per ${rubles(given.kopecks)}`) };
    case 'step':
      return { step: { units: byLevel(given.units, String), per: rubles(given.kopecks) } };
    case 'fixed':
      return { units: byLevel(given.units, String) };
  }
}

function tiersDocument({ window, rollingDays, from }: TiersSpec): object {
  return {
    by: 'spend',
    ...(window === 'ever'
      ? {}
      : { window: window === 'rolling' ? { rolling: `P${rollingDays}D` } : { calendar: window } }),
    levels: from.map((kopecks, rank) => ({ id: `level${rank}`, from: rubles(kopecks) })),
  };
}

function waitDocument(days: number): unknown {
  return days === 0 ? 'at once' : { after: `P${days}D` };
}

function endsDocument(when: Ends): unknown {
  switch (when.type) {
    case 'never':
      return 'never';
    case 'days':
      return { after: `P${when.days}D` };
    case 'months':
      return { after: `P${when.months}M`, roundUp: when.toMonthEnd ? 'month' : 'day' };
    case 'date':
      return { on: `${two(when.month)}-${two(when.day)}` };
  }
}

function hoursText([from, to]: readonly [number, number]): string {
  return `${two(from)}:00-${two(to)}:00`;
}

function rubles(kopecks: number): string {
  return `${Math.floor(kopecks / 100)}.${two(kopecks % 100)}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
