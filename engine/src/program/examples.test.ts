/** Two programs, and everything an author can get wrong in them, each with its line. */
import { describe, expect, test } from 'vitest';
import { COFFEE, EVERY_CODE, MISTAKES } from './examples.cases.ts';
import { loadProgram } from './load.ts';
import { MARKET } from './market.cases.ts';
import { MARKET_MISTAKES } from './market-mistakes.cases.ts';
import type { Problem } from './problem.ts';

function problemsOf(source: string): readonly Problem[] {
  const loaded = loadProgram(source, 'yaml');
  return loaded.ok ? [] : loaded.problems;
}

/** A program that passes its checks can be compiled: otherwise loading throws. */
function isJudged(source: string): boolean {
  const loaded = loadProgram(source, 'yaml');
  return loaded.ok || loaded.problems.length > 0;
}

function planted(from: string, to: string, program = COFFEE): string {
  expect(program.split(from).length, `"${from}" is in the document once`).toBe(2);
  return program.replace(from, () => to);
}

/** The rows of a table of mistakes. */
function rowsIn(table: string): readonly (readonly [string, string, string, string, string, number])[] {
  return table.split('\n').flatMap((row) => {
    if (row === '' || row.startsWith('#')) return [];
    const [mistake = '', from = '', to = '', code = '', path = '', line = ''] = row
      .split(' | ')
      .map((cell) => cell.replaceAll('⏎', '\n').replace('∅', ''));
    return [[mistake, from, to, code, path, Number(line)] as const];
  });
}

const PLANTED = [
  ...MISTAKES.map((row) => ({ row, program: COFFEE })),
  ...rowsIn(MARKET_MISTAKES).map((row) => ({ row, program: MARKET })),
].map(({ row: [mistake, from, to, code, path, line], program }) => ({ mistake, from, to, code, path, line, program }));

describe.each([
  ['the corner coffee shop', COFFEE],
  ['the market', MARKET],
])('%s', (_, program) => {
  test('loads without complaint', () => expect(problemsOf(program)).toEqual([]));

  test('loads the same from its own document as JSON', () => {
    const loaded = loadProgram(program, 'yaml');
    if (!loaded.ok) throw new Error('does not load');
    const again = loadProgram(JSON.stringify(loaded.document, null, 2), 'json');
    expect(again.ok ? again.document : again.problems).toEqual(loaded.document);
  });

  test(
    'with any of its numbers far too small or too large it is judged, not stumbled over',
    { timeout: 30_000 },
    () => {
      for (const { 0: number, index } of program.matchAll(/(?<=[ {[:,])\d+(?:\.\d+)?/g))
        for (const other of ['0', '0.0000001', '99999999999999999999'])
          expect(isJudged(program.slice(0, index) + other + program.slice(index + number.length))).toBe(true);
    },
  );

  test('without any of its lines, or in other money, it is judged', { timeout: 30_000 }, () => {
    const lines = program.split('\n');
    for (const index of lines.keys()) expect(isJudged(lines.toSpliced(index, 1).join('\n'))).toBe(true);
    for (const currency of ['JPY', 'KWD']) expect(isJudged(program.replace('RUB', currency))).toBe(true);
  });
});

describe('each mistake is found at its place, alone', () => {
  test.each(PLANTED)('$mistake', ({ from, to, code, path, line, program }) => {
    const found = problemsOf(planted(from, to, program));
    expect(found).toContainEqual(expect.objectContaining({ code, path, line }));
    for (const problem of found) {
      expect(problem.message).not.toBe('');
      expect(problem.hint).not.toBe('');
    }
  });

  // Each of these is wrong in two ways or in two places.
  const twofold = new Set([
    'a rate by levels that are not',
    'a wallet with a space',
    'a key of every object',
    'units born expired',
    'a first level above nothing',
    'a repeated level',
    'a rate beside units',
    'a rate of 500 %',
    'tasks for everybody',
    'a level without tasks',
    'a discount beside one that stands alone',
  ]);

  test.each(PLANTED.filter(({ mistake }) => !twofold.has(mistake)))(
    '$mistake: and nothing else',
    ({ from, to, program }) => {
      expect(problemsOf(planted(from, to, program))).toHaveLength(1);
    },
  );

  test('of every code there is', () => {
    const covered = new Set(PLANTED.map(({ code }) => code));
    expect(Object.keys(EVERY_CODE).filter((code) => !covered.has(code))).toEqual([]);
  });
});

describe('all mistakes at once', () => {
  test('of shape, reference, meaning and condition, in the order of lines', () => {
    const source = COFFEE.replace('currency: RUB', 'currency: RUR')
      .replace('worth: 1.00', 'wroth: 1.00')
      .replace('after: P180D', 'after: 180D')
      .replace('by: spend', 'by: spent')
      .replace('- id: base\n', '- id: 1\n')
      .replace('wallet: bonus, rate: { regular', 'walet: bonnus, rate: { regulr')
      .replace('receipt.total', 'receipt.totl')
      .replace('rate: 5%,', 'rate: 5%%,');
    expect(problemsOf(source).map(({ line, path, code }) => [line, path, code])).toEqual([
      [4, 'currency', 'malformed'],
      [10, 'wallets.bonus.wroth', 'unknown_key'],
      [12, 'wallets.bonus.expires.after', 'malformed'],
      [22, 'tiers.by', 'unknown_meter'],
      [29, 'rules[0].id', 'malformed'],
      [31, 'rules[0].earn.walet', 'unknown_key'],
      [31, 'rules[0].earn.walet', 'unknown_wallet'],
      [31, 'rules[0].earn.rate', 'missing_level'],
      [31, 'rules[0].earn.rate.regulr', 'unknown_level'],
      [35, 'rules[1].if', 'expression_name'],
      [37, 'rules[1].earn.rate', 'malformed'],
    ]);
  });

  test('mistakes after a broken item keep their own numbers', () => {
    const source = COFFEE.replace('{ id: regular, from: 0 }', '{ id: regular, from: low }').replace(
      'from: 20000.00',
      'from: 0.001',
    );
    expect(problemsOf(source).map(({ path, code }) => [path, code])).toEqual([
      ['tiers.levels[0].from', 'malformed'],
      ['tiers.levels[1].from', 'too_precise'],
    ]);
  });

  test("a condition's fault is shown at its character", () => {
    const [problem] = problemsOf(planted('receipt.total >= 500', 'receipt.totl >= 500'));
    expect(problem).toMatchObject({ line: 35, column: 17 });
    expect(problem?.hint).toContain('did you mean total?');
    const [level] = problemsOf(planted('"gold"\n', '"glod"\n'));
    expect(level?.hint).toContain('did you mean gold?');
  });

  test('a mistyped name comes with the nearest known', () => {
    const hints: readonly (readonly [string, string, string])[] = [
      ['debt: allow', 'dept: allow', 'did you mean debt?'],
      ['debt: allow', 'debt: alow', 'did you mean allow?'],
      ['Europe/Moscow', 'Europe/Moskow', 'did you mean Europe/Moscow?'],
      ['currency: RUB', 'currency: RUR', 'did you mean RUB?'],
      ['by: spend', 'by: spent', 'did you mean spend?'],
      ['on: enrolled', 'on: enroled', 'did you mean enrolled?'],
      ['wallet: bonus, rate: 5%', 'wallet: bonsu, rate: 5%', 'did you mean bonus?'],
    ];
    for (const [from, to, hint] of hints) expect(problemsOf(planted(from, to))[0]?.hint).toContain(hint);
  });
});
