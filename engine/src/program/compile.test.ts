/** What written rates, dates and defaults come to. */
import { describe, expect, test } from 'vitest';
import { scale } from '../values/ratio.ts';
import { instant } from '../values/time.ts';
import type { CompiledProgram, Earn, Schedule } from './compiled.ts';
import { programJsonSchema } from './json-schema.ts';
import { loadProgram } from './load.ts';

function entriesOf(value: unknown): readonly [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries<unknown>({ ...value }) : [];
}

interface Settings {
  readonly currency?: string;
  readonly wallet?: string;
  readonly rule?: string;
  readonly more?: string;
}

function program(settings: Settings): CompiledProgram {
  const source = `
kopilka: 1
id: shop
name: Shop
currency: ${settings.currency ?? 'RUB'}
timezone: Europe/Moscow
wallets: { bonus: ${settings.wallet ?? '{}'} }
${settings.more ?? ''}
rules:
  - { id: base, on: purchase, ${settings.rule ?? 'earn: { wallet: bonus, units: 1 }'} }
`;
  const loaded = loadProgram(source, 'yaml');
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems, null, 2));
  return loaded.program;
}

function earnOf(settings: Settings): Earn {
  const [rule] = program(settings).rules;
  if (rule === undefined) throw new Error('no rule');
  if (rule.effects.earn === null) throw new Error('no units');
  return rule.effects.earn;
}

function scheduleOf(when: string): Schedule | null {
  return program({ rule: `when: ${when}, earn: { wallet: bonus, units: 1 }` }).rules[0]?.schedule ?? null;
}

describe('a rate in smallest units for smallest money', () => {
  test.each([
    // currency, wallet, rate, money, units
    ['RUB', '{ worth: 1.00 }', '5%', 10_000, 5],
    ['RUB', '{ worth: 0.10 }', '5%', 10_000, 50],
    ['RUB', '{ worth: 1.00, decimals: 2 }', '5%', 10_000, 500],
    ['RUB', '{}', '5%', 10_000, 5],
    ['RUB', '{ decimals: 2 }', '5%', 10_000, 500],
    ['RUB', '{}', '1 per 33.00', 100_000, 30],
    ['RUB', '{}', '1.7 per 1.00', 1_000, 17],
    ['RUB', '{}', '30 per 1000', 550_000, 165],
    ['RUB', '{ worth: 1.00 }', '0.5%', 19_999, 0],
    ['JPY', '{ worth: 1 }', '10%', 1_234, 123],
    ['JPY', '{}', '1 per 100', 1_234, 12],
    ['KWD', '{ worth: 0.001 }', '1%', 1_000, 10],
    ['USD', '{ decimals: 1 }', '1.2 per 1.00', 1_000, 120],
  ])('%s, wallet %s: %s of %i is %i', (currency, wallet, rate, amount, expected) => {
    const { amount: given } = earnOf({ currency, wallet, rule: `earn: { wallet: bonus, rate: ${rate} }` });
    if (given.type !== 'rate' || given.rate.type !== 'same') throw new Error('not one rate');
    expect(scale(amount, given.rate.value, 'floor')).toBe(expected);
  });

  test('by level', () => {
    const more = 'tiers: { by: spend, levels: [{ id: green, from: 0 }, { id: gold, from: 500 }] }';
    const { amount } = earnOf({
      more,
      rule: 'earn: { wallet: bonus, rate: { green: 1 per 1.00, gold: 1.2 per 1.00 } }',
    });
    expect(amount).toEqual({
      type: 'rate',
      rate: {
        type: 'tier',
        values: new Map([
          ['green', { num: 1n, den: 100n }],
          ['gold', { num: 3n, den: 250n }],
        ]),
      },
    });
  });

  test('steps and whole numbers', () => {
    expect(earnOf({ rule: 'earn: { wallet: bonus, step: { units: 10, per: 100.00 } }' }).amount).toEqual({
      type: 'step',
      units: { type: 'same', value: 10 },
      per: 10_000,
    });
    expect(earnOf({ wallet: '{ decimals: 2 }', rule: 'earn: { wallet: bonus, units: 1.5 }' }).amount).toEqual({
      type: 'fixed',
      units: { type: 'same', value: 150 },
    });
  });
});

describe('what is not said has a default', () => {
  test('of a wallet', () => {
    expect(program({}).wallets.get('bonus')).toEqual({
      id: 'bonus',
      name: { ru: { one: 'bonus', few: 'bonus', many: 'bonus' }, en: { one: 'bonus', other: 'bonus' } },
      decimals: 0,
      worth: null,
      activates: { type: 'atOnce' },
      expires: { type: 'never' },
      pay: null,
      debt: 'allow',
      grace: { years: 0, months: 0, days: 14 },
      earn: { except: null, minReceipt: 0 },
      transfer: null,
      payout: null,
    });
    expect(program({ wallet: '{ worth: 1.00 }' }).wallets.get('bonus')?.pay).toEqual({
      max: { num: 1n, den: 1n },
      of: 'receipt',
      minReceipt: 0,
      leave: 0,
      step: 1,
      except: null,
    });
  });

  test('of an earning', () => {
    expect(earnOf({ rule: 'earn: { wallet: bonus, rate: 5% }' })).toMatchObject({
      basis: 'paid',
      lines: null,
      rounding: 'floor',
      roundAt: 'receipt',
      activates: null,
      expires: null,
    });
  });

  test('of how long a level is kept', () => {
    const keeps = (window: string) =>
      program({ more: `tiers: { by: spend, ${window} levels: [{ id: all, from: 0 }] }` }).tiers?.keeps;
    expect(keeps('')).toEqual({ type: 'ever' });
    expect(keeps('window: { rolling: P12M },')).toEqual({ type: 'for', duration: { years: 0, months: 12, days: 0 } });
    expect(keeps('window: { calendar: year },')).toEqual({ type: 'untilEndOfNext', period: 'year' });
    expect(keeps('window: { calendar: year }, keeps: { until: end of next month },')).toEqual({
      type: 'untilEndOfNext',
      period: 'month',
    });
    expect(keeps('window: { calendar: year }, keeps: ever,')).toEqual({ type: 'ever' });
  });

  test('spend is measured without being declared', () => {
    expect(program({}).meters.get('spend')).toEqual({
      id: 'spend',
      on: 'purchase',
      add: { type: 'paid' },
      wallet: null,
      condition: null,
      lines: null,
      scale: 2,
      windows: [],
    });
  });
});

describe("thresholds are in the meter's smallest parts", () => {
  test.each([
    ['{ on: purchase, add: paid }', '350.00', 35_000],
    ['{ on: purchase, add: quantity }', '2.5', 2_500_000],
    ['{ on: purchase, add: count }', '3', 3],
    ['{ on: purchase, add: earned, wallet: bonus }', '500.0', 5000],
  ])('%s from %s is %i', (meter, from, expected) => {
    const more = `meters: { m: ${meter} }\ntiers: { by: m, levels: [{ id: low, from: 0 }, { id: high, from: ${from} }] }`;
    expect(program({ wallet: '{ decimals: 1 }', more }).tiers?.levels[1]).toMatchObject({
      id: 'high',
      rank: 1,
      from: expected,
    });
  });
});

describe("schedules are moments and minutes of the program's zone", () => {
  test.each([
    ['{ from: 2026-12-01 }', '2026-11-30T21:00:00Z', null],
    ['{ until: 2027-01-01 }', null, '2026-12-31T21:00:00Z'],
    ['{ from: "2026-12-01T10:00" }', '2026-12-01T07:00:00Z', null],
    [
      '{ from: "2026-12-01T10:00:00Z", until: "2026-12-01T12:00+01:00" }',
      '2026-12-01T10:00:00Z',
      '2026-12-01T11:00:00Z',
    ],
  ])('%s', (when, from, until) => {
    const moment = (text: string | null) => (text === null ? null : instant(Date.parse(text)));
    expect(scheduleOf(when)).toMatchObject({ from: moment(from), until: moment(until) });
  });

  test('days and hours', () => {
    expect(scheduleOf('{ days: [sat, sun], hours: "22:00-02:30" }')).toEqual({
      from: null,
      early: new Map(),
      until: null,
      days: new Set([6, 7]),
      hours: { from: 1320, to: 150 },
    });
    expect(scheduleOf('{ hours: "20:00-24:00" }')?.hours).toEqual({ from: 1200, to: 1440 });
  });
});

describe('the JSON schema for editors', () => {
  const schema = programJsonSchema();

  test('is draft 2020-12 and describes every key', () => {
    expect(schema).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
      additionalProperties: false,
    });
    const bare: string[] = [];
    const visit = (value: unknown, path: string): void => {
      for (const [key, inner] of entriesOf(value)) {
        if (key === 'examples') continue;
        if (key === 'properties') {
          for (const [name, property] of entriesOf(inner)) {
            if (!entriesOf(property).some(([word]) => word === 'description')) bare.push(`${path}.${name}`);
            visit(property, `${path}.${name}`);
          }
        } else visit(inner, path);
      }
    };
    visit(schema, '');
    expect(bare).toEqual([]);
  });
});
