/** The language of scenarios: what it says, what it notices, and how it complains. */
import { describe, expect, test } from 'vitest';
import { checkProgram } from '../../src/scenario/check-program.ts';
import { formatReport, formatTotals, totalsOf } from '../../src/scenario/report.ts';
import { complaints, tell, tellSteps } from './telling.ts';

describe('what came is compared with what was expected', () => {
  test.each([
    ['a rate', '{ buy: { lines: [[coffee, 100.00]] }, expect: { earned: { bonus: 5 } } }', []],
    [
      'another rate',
      '{ buy: { lines: [[coffee, 100.00]] }, expect: { earned: { bonus: 6 } } }',
      ['earned bonus: expected 6, came 5'],
    ],
    [
      'a wallet that is not named earned nothing',
      '{ buy: { lines: [[coffee, 100.00]] }, expect: { earned: {} } }',
      ['earned bonus: expected 0, came 5'],
    ],
    [
      'a wallet that is not there',
      '{ buy: { lines: [[coffee, 100.00]] }, expect: { earned: { bonos: 5 }, balance: { bonos: 5 } } }',
      ['earned: expected bonos, came no such wallet', 'balance bonos: expected 5, came no such wallet'],
    ],
    ['kopecks of units', '{ correct: { wallet: cash, units: 1.5 }, expect: { balance: { cash: 1.50 } } }', []],
    [
      'fewer kopecks of units',
      '{ correct: { wallet: cash, units: 1.5 }, expect: { balance: { cash: 1.49 } } }',
      ['balance cash: expected 1.49, came 1.50'],
    ],
    [
      'pending',
      '{ buy: { lines: [[coffee, 100.00]] }, expect: { pending: { bonus: 4 }, balance: { bonus: 1 } } }',
      ['balance bonus: expected 1, came 0', 'pending bonus: expected 4, came 5'],
    ],
    [
      'what is left to pay',
      '{ buy: { lines: [[coffee, 100.00]], apply: [TEN] }, expect: { discount: 10.00, toPay: 91.00 } }',
      ['toPay: expected 91.00, came 90.00'],
    ],
    [
      'a level and the next',
      '{ buy: { lines: [[coffee, 100.00]] }, expect: { level: friend, next: { level: friend, missing: 900 } } }',
      ['level: expected friend, came guest'],
    ],
    [
      'the last day of a level',
      '{ buy: { lines: [[coffee, 1000.00]] }, expect: { level: friend, until: 2026-12-31, next: none } }',
      ['level until: expected 2026-12-31, came ever'],
    ],
    [
      'a refusal that did not come',
      '{ buy: { lines: [[coffee, 100.00]] }, expect: { refused: limit_reached } }',
      ['outcome: expected refused: limit_reached, came done'],
    ],
    [
      'gifts',
      '{ buy: { lines: [[coffee, 100.00]] }, expect: { gifts: [CUP] } }',
      ['gifts: expected CUP, came nothing'],
    ],
    [
      'a reason',
      '{ event: { name: shop.review, data: { stars: 3 } }, expect: { reasons: [review: limit_reached] } }',
      ['reason: expected review: limit_reached, came review: condition_false'],
    ],
    [
      'a reason without its rule',
      '{ event: { name: shop.review, data: { stars: 3 } }, expect: { reasons: [condition_false] } }',
      [],
    ],
    [
      'words',
      '{ event: { name: shop.review, data: { stars: 5 } }, expect: { messages: [Thank you] } }',
      ['message: expected Thank you, came nothing'],
    ],
  ])('%s', async (_, step, expected) => {
    expect(complaints(await tellSteps(`      - ${step}`))).toEqual(expected);
  });

  test('a step that is refused without being expected to fails', async () => {
    const report = await tellSteps('      - { buy: { lines: [[coffee, 100.00]], pay: 20 } }');
    expect(complaints(report)).toEqual([
      'outcome: expected done, came refused: units_insufficient (20 needed, 0 bonus there)',
    ]);
  });

  test('a failed step does not end the story', async () => {
    const report = await tellSteps(`
      - { buy: { lines: [[coffee, 100.00]] }, expect: { earned: { bonus: 1 } } }
      - { buy: { lines: [[coffee, 100.00]] }, expect: { earned: { bonus: 2 } } }`);
    expect(report.scenarios[0]?.failures.map(({ step }) => step)).toEqual([0, 1]);
  });
});

describe('time', () => {
  test('goes on by moments and by durations, and brings what is due', async () => {
    const report = await tellSteps(`
      - { buy: { lines: [[coffee, 100.00]] } }
      - { wait: P1D, expect: { balance: { bonus: 5 }, pending: { bonus: 0 } } }
      - { at: 2026-07-01T23:59, expect: { balance: { bonus: 5 }, expired: {} } }
      - { at: 2026-07-02, expect: { expired: { bonus: 5 }, balance: { bonus: 0 } } }
      - { expect: { expired: {} } }`);
    expect(complaints(report)).toEqual([]);
  });

  test('does not go back', async () => {
    const report = await tellSteps(`
      - { buy: { lines: [[coffee, 100.00]] } }
      - { at: 2026-05-31T12:00, expect: { level: guest } }`);
    expect(complaints(report)).toEqual([
      'the step: expected possible, came 2026-05-31T12:00 is before the step before: time goes forward only',
    ]);
  });

  test('begins where the first step says', async () => {
    const report = await tellSteps(
      '      - { at: 2020-01-01T00:00, buy: { lines: [[coffee, 100.00]] }, expect: { earned: { bonus: 5 } } }',
    );
    expect(complaints(report)).toEqual([]);
  });

  test('each version of a program rules from its day on', async () => {
    const files: Readonly<Record<string, string>> = {
      'old.yaml': programAt('5%'),
      'program.yaml': programAt('10%'),
      'scenarios.yaml': `
versions: [{ file: program.yaml, from: 2026-07-01 }, { file: old.yaml, from: 2026-01-01 }]
scenarios:
  - name: two versions
    steps:
      - { at: 2026-06-30T23:59, buy: { lines: [[coffee, 100.00]] }, expect: { earned: { bonus: 5 } } }
      - { at: 2026-07-01T00:00, buy: { lines: [[coffee, 100.00]] }, expect: { earned: { bonus: 10 } } }`,
    };
    expect(complaints(await checkProgram((name) => files[name] ?? null))).toEqual([]);
  });
});

describe('members and operations', () => {
  test('each member has an account of its own', async () => {
    const report = await tellSteps(`
      - { member: Anna, buy: { lines: [[coffee, 1000.00]] }, expect: { level: friend } }
      - { member: Boris, expect: { level: guest, pending: { bonus: 0 } } }`);
    expect(complaints(report)).toEqual([]);
  });

  test('a return is of who bought, of everything that is left, of a line by its name or number', async () => {
    const report = await tellSteps(`
      - { member: Anna, id: first, buy: { lines: [[coffee, 200.00, 2], [cake, 100.00, 1, { sku: NAPOLEON }]] } }
      - { return: { of: first, lines: [[coffee, 1]] }, expect: { back: 100.00, takenBack: { bonus: 5 } } }
      - { return: { of: first, lines: [NAPOLEON] }, expect: { back: 100.00 } }
      - { return: first, expect: { back: 100.00, pending: { bonus: 0 } } }
      - { return: first, expect: { refused: return_exceeds_purchase } }
      - { return: { of: first, lines: [[3, 1]] }, expect: { refused: line_unknown } }
      - { return: other, expect: { refused: purchase_unknown } }`);
    expect(complaints(report)).toEqual([]);
  });

  test('a line that could be two is asked for by number', async () => {
    const report = await tellSteps(`
      - { id: two, buy: { lines: [[coffee, 200.00], [coffee, 300.00]] } }
      - { return: { of: two, lines: [coffee] } }
      - { return: { of: two, lines: [[2]] }, expect: { back: 300.00 } }`);
    expect(complaints(report)).toEqual([
      'the step: expected possible, came 2 lines are "coffee": write the line\'s number, from 1',
    ]);
  });

  test('an id is used once', async () => {
    const report = await tellSteps(`
      - { id: a, buy: { lines: [[coffee, 200.00]] } }
      - { id: a, buy: { lines: [[coffee, 200.00]] } }`);
    expect(complaints(report)).toEqual([
      'the step: expected possible, came two steps are called "a": choose another id',
    ]);
  });

  test('a quote changes nothing, not even limits', async () => {
    const report = await tellSteps(`
      - { quote: { lines: [[coffee, 100.00]], apply: [TEN] }, expect: { discount: 10.00, earned: { bonus: 4 } } }
      - { buy: { lines: [[coffee, 100.00]], apply: [TEN] }, expect: { discount: 10.00, pending: { bonus: 4 } } }
      - { buy: { lines: [[coffee, 100.00]], apply: [TEN] }, expect: { refused: limit_reached } }`);
    expect(complaints(report)).toEqual([]);
  });
});

describe('mistakes of the author', () => {
  test.each([
    [
      'a mistyped key',
      '{ bye: { lines: [[coffee, 1.00]] } }',
      'scenarios.yaml:6 scenarios[0].steps[0].bye: unknown key "bye"',
    ],
    [
      'a mistyped key inside',
      '{ buy: { line: [[coffee, 1.00]] } }',
      'scenarios.yaml:6 scenarios[0].steps[0].buy.lines: lines is missing',
    ],
    [
      'two things at once',
      '{ buy: { lines: [[coffee, 1.00]] }, enroll: true }',
      'scenarios.yaml:6 scenarios[0].steps[0]: two things at once: enroll, buy',
    ],
    [
      'no amount',
      '{ buy: { lines: [[coffee]] } }',
      'scenarios.yaml:6 scenarios[0].steps[0].buy.lines[0]: Too small: expected array to have >=2 items, got a list',
    ],
    [
      'words for an amount',
      '{ buy: { lines: [[coffee, much]] } }',
      'scenarios.yaml:6 scenarios[0].steps[0].buy.lines[0].amount: not an amount: "much"',
    ],
    [
      'a time of no clock',
      '{ at: 2026-06-01 12:00 }',
      'scenarios.yaml:6 scenarios[0].steps[0].at: not a moment: "2026-06-01 12:00"',
    ],
    ['at beside wait', '{ at: 2026-06-01T12:00, wait: P1D }', 'scenarios.yaml:6 scenarios[0].steps[0]: at beside wait'],
    [
      'an expectation of another kind',
      '{ enroll: true, expect: { earned: 5 } }',
      'scenarios.yaml:6 scenarios[0].steps[0].expect.earned: Invalid input: expected record, received string, got "5"',
    ],
  ])('%s is told with its place', async (_, step, expected) => {
    expect(complaints(await tellSteps(`      - ${step}`))).toContain(expected);
  });

  test('amounts finer than the currency or the wallet are told with the step', async () => {
    const report = await tellSteps(`
      - { buy: { lines: [[coffee, 1.001]] } }
      - { correct: { wallet: bonus, units: 1.5 } }`);
    expect(complaints(report)).toEqual([
      'the step: expected possible, came "1.001": RUB has 2 decimal places',
      'the step: expected possible, came "1.5": units of bonus have 0 decimal places',
    ]);
  });

  test('a code that is not declared is told with the step', async () => {
    const report = await tellSteps('      - { buy: { lines: [[coffee, 100.00]], apply: [TENN] } }');
    expect(complaints(report)[0]).toContain('no code "TENN"');
  });

  test('hints name the key that was meant', async () => {
    const report = await tellSteps('      - { enrol: true, expect: { earnd: {} } }');
    expect(report.problems.map(({ hint }) => hint.split('?')[0])).toEqual([
      'did you mean enroll',
      'did you mean earned',
    ]);
  });

  test('mistakes of the program are told instead of stories', async () => {
    const report = await tell('scenarios: [{ name: a, steps: [{ enroll: true }] }]', 'kopilka: 1');
    expect(report.scenarios).toEqual([]);
    expect(report.problems.length).toBeGreaterThan(0);
  });
});

test('the table names the story, the line, what was expected, what came, and why', async () => {
  const report = await tellSteps('      - { buy: { lines: [[coffee, 100.00]] }, expect: { earned: { bonus: 6 } } }');
  const named = { folder: 'shop', report };
  // Money is written with a space that does not break.
  expect(formatReport(named).replaceAll('\u00A0', ' ')).toBe(
    [
      'shop · Story: 0 of 1 passed',
      '  FAILED  a story  1 step',
      '          step 1, shop/scenarios.yaml:6, 2026-06-01 12:00 buy',
      '            earned bonus: expected 6, came 5',
      '            · base: earned 5 bonus on ₽100.00 [earned]',
    ].join('\n'),
  );
  expect(formatTotals(totalsOf([named]))).toBe('1 program, 1 scenario, 0 passed, 1 failed');
});

function programAt(rate: string): string {
  return `
kopilka: 1
id: story
name: Story
currency: RUB
timezone: Europe/Moscow
wallets: { bonus: { worth: 1.00 } }
rules: [{ id: base, on: purchase, earn: { wallet: bonus, rate: ${rate} } }]`;
}
