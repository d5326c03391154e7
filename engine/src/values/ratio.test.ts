import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AmountError } from './amount.ts';
import { formatDecimal, parseDecimal } from './decimal.ts';
import { compareRatios, mulRatio, parseRate, parseRatio, ratio, type Rounding, scale } from './ratio.ts';

const amounts = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
const ratios = fc
  .tuple(fc.bigInt({ min: 0n, max: 10n ** 12n }), fc.bigInt({ min: 1n, max: 10n ** 12n }))
  .map(([num, den]) => ratio(num, den));

describe('a rate is read as an exact fraction', () => {
  test.each([
    ['5%', 'percent', 1n, 20n],
    ['5 %', 'percent', 1n, 20n],
    ['0.5%', 'percent', 1n, 200n],
    ['100%', 'percent', 1n, 1n],
    ['0%', 'percent', 0n, 1n],
    ['1 per 33.00', 'per', 1n, 33n],
    ['1.7 per 1.00', 'per', 17n, 10n],
    ['30 per 1000', 'per', 3n, 100n],
  ])('%s', (text, type, num, den) => {
    expect(parseRate(text)).toEqual({ type, ratio: { num, den } });
    expect(parseRatio(text)).toEqual({ num, den });
  });

  test.each([
    '',
    '5',
    '5%%',
    '%',
    '-5%',
    '1e2%',
    '.5%',
    '5.%',
    '05%',
    '1 per 0',
    '1 per 0.00',
    '1 per',
    '1  per 33',
    'one per 33',
    '1234567890123456%',
  ])('"%s" is not a rate', (text) => expect(parseRate(text)).toBeNull());
});

describe('scaling rounds once, as named', () => {
  test.each<[number, string, Rounding, number]>([
    [10_000, '5%', 'floor', 500],
    [199, '5%', 'floor', 9],
    [199, '5%', 'ceil', 10],
    [190, '5%', 'halfUp', 10],
    [189, '5%', 'halfUp', 9],
    [100_000, '1 per 33.00', 'floor', 3030],
    [0, '5%', 'ceil', 0],
  ])('%i at %s, %s, is %i', (amount, rate, rounding, expected) => {
    expect(scale(amount, parseRatio(rate) ?? ratio(0n, 1n), rounding)).toBe(expected);
  });

  test('agrees with exact arithmetic for every safe amount', () => {
    fc.assert(
      fc.property(amounts, ratios, fc.constantFrom<Rounding>('floor', 'halfUp', 'ceil'), (amount, share, rounding) => {
        const product = BigInt(amount) * share.num;
        const floor = product / share.den;
        const rest = product % share.den;
        const up = rounding === 'ceil' ? rest > 0n : rounding === 'halfUp' && rest * 2n >= share.den;
        const exact = floor + (up ? 1n : 0n);
        if (exact > BigInt(Number.MAX_SAFE_INTEGER)) expect(() => scale(amount, share, rounding)).toThrow(AmountError);
        else expect(scale(amount, share, rounding)).toBe(Number(exact));
      }),
      { numRuns: 5000 },
    );
  });

  test('refuses amounts that are negative or not whole', () => {
    expect(() => scale(-1, ratio(1n, 2n), 'floor')).toThrow(AmountError);
    expect(() => scale(0.5, ratio(1n, 2n), 'floor')).toThrow(AmountError);
  });
});

describe('ratios keep lowest terms', () => {
  test('products are in lowest terms and compare as numbers do', () => {
    fc.assert(
      fc.property(ratios, ratios, (a, b) => {
        const product = mulRatio(a, b);
        expect(product.num * a.den * b.den).toBe(a.num * b.num * product.den);
        expect(Math.sign(compareRatios(a, b))).toBe(Math.sign(Number(a.num * b.den - b.num * a.den)));
      }),
    );
  });
});

describe('decimal text is minor units without a float', () => {
  test.each([
    ['300.00', 2, 30_000],
    ['1.10', 2, 110],
    ['1.1', 2, 110],
    ['300', 2, 30_000],
    ['0.01', 2, 1],
    ['500', 0, 500],
    ['1.125', 3, 1125],
  ])('%s with %i decimals is %i', (text, decimals, expected) => {
    expect(parseDecimal(text, decimals)).toBe(expected);
  });

  test.each([
    ['1.005', 2],
    ['1.000', 2],
    ['500.0', 0],
    ['-1.00', 2],
    ['1e3', 2],
    ['1,50', 2],
    ['1 000', 2],
    ['', 2],
    ['007', 2],
    ['99999999999999.99', 2],
  ])('%s with %i decimals is refused', (text, decimals) => expect(parseDecimal(text, decimals)).toBeNull());

  test('reading undoes writing', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 14 }), fc.integer({ min: 0, max: 6 }), (value, decimals) => {
        expect(parseDecimal(formatDecimal(value, decimals), decimals)).toBe(value);
      }),
    );
    expect(formatDecimal(-5, 2)).toBe('-0.05');
    expect(formatDecimal(7, 0)).toBe('7');
  });
});
