/** The corner coffee shop's program on the first floor of the language, and what its author can get wrong. */
import type { ProblemCode } from './problem.ts';

export const COFFEE = `kopilka: 1
id: corner-coffee
name: { ru: Угловая кофейня, en: Corner Coffee }
currency: RUB
timezone: Europe/Moscow
wallets:
  bonus:
    name: { ru: { one: бонус, few: бонуса, many: бонусов }, en: { one: bonus, other: bonuses } }
    decimals: 0
    worth: 1.00
    activates: { after: P1D }
    expires: { after: P180D }
    pay: { max: 50%, of: line, minReceipt: 300.00, leave: 0.01, except: 'line.category == "tobacco"' }
    debt: allow
  star:
    name: stars
    expires: { on: "12-31" }
meters:
  coffees: { on: purchase, add: quantity, lines: 'line.category == "coffee"' }
  stars: { on: purchase, add: earned, wallet: star }
tiers:
  by: spend
  window: { rolling: P12M }
  keeps: { for: P12M }
  levels:
    - { id: regular, from: 0 }
    - { id: gold, from: 20000.00, name: { ru: Золото, en: Gold } }
rules:
  - id: base
    on: purchase
    earn: { wallet: bonus, rate: { regular: 5%, gold: 7% } }
  - id: morning
    name: { ru: Утро, en: Morning }
    on: purchase
    if: receipt.total >= 500 && account.tier == "gold"
    when: { days: [mon, tue, wed, thu, fri], hours: "08:00-10:00", from: 2026-12-01, until: 2027-01-01 }
    earn: { wallet: bonus, rate: 5%, lines: 'line.category == "coffee"', round: halfUp, at: line }
  - id: stars
    on: purchase
    earn: { wallet: star, step: { units: 10, per: 100.00 }, of: gross }
  - id: welcome
    on: enrolled
    earn: { wallet: bonus, units: 100, expires: { after: P14D } }
  - id: review
    on: shop.review
    if: has(event.data.stars) && event.data.stars >= 4
    earn: { wallet: bonus, units: { regular: 50, gold: 70 }, activates: at once }
`;

/** Meters and levels, to be measured by stars. */
const LEVELS = COFFEE.slice(COFFEE.indexOf('  stars: {'), COFFEE.indexOf('rules:'));
const BY_STARS = LEVELS.replace('by: spend', 'by: stars').replace('20000.00', '500');
const A_LONG_TEXT = 'x'.repeat(300_000);

export type Mistake = readonly [
  mistake: string,
  from: string,
  to: string,
  code: ProblemCode,
  path: string,
  line: number,
];

/** Each replaces a text that is in the document once, and is found at this path and line. */
export const MISTAKES: readonly Mistake[] = [
  // Shape.
  ['a version of the future', 'kopilka: 1', 'kopilka: 2', 'not_allowed', 'kopilka', 1],
  ['an id with spaces', 'id: corner-coffee', 'id: Corner Coffee', 'malformed', 'id', 2],
  ['no currency', 'currency: RUB\n', '', 'missing', 'currency', 1],
  ['an empty currency', 'currency: RUB', 'currency:', 'wrong_type', 'currency', 4],
  ['a currency of the past', 'currency: RUB', 'currency: RUR', 'malformed', 'currency', 4],
  ['a mistyped zone', 'Europe/Moscow', 'Europe/Moskow', 'malformed', 'timezone', 5],
  ['a mistyped key', 'debt: allow', 'dept: allow', 'unknown_key', 'wallets.bonus.dept', 14],
  ['a mistyped choice', 'debt: allow', 'debt: alow', 'not_allowed', 'wallets.bonus.debt', 14],
  ['a wallet with a space', '  star:\n', '  gold star:\n', 'bad_name', 'wallets["gold star"]', 15],
  [
    'a number with a comma',
    'minReceipt: 300.00',
    'minReceipt: "300,00"',
    'malformed',
    'wallets.bonus.pay.minReceipt',
    13,
  ],
  ['a negative number', 'minReceipt: 300.00', 'minReceipt: -300.00', 'malformed', 'wallets.bonus.pay.minReceipt', 13],
  ['a number with an exponent', 'from: 20000.00', 'from: 2e4', 'malformed', 'tiers.levels[1].from', 27],
  ['too many decimals', 'decimals: 0', 'decimals: 9', 'out_of_range', 'wallets.bonus.decimals', 9],
  ['decimals in words', 'decimals: 0', 'decimals: none', 'wrong_type', 'wallets.bonus.decimals', 9],
  ['a duration without P', 'after: P180D', 'after: 180D', 'malformed', 'wallets.bonus.expires.after', 12],
  ['a duration in hours', 'after: P1D', 'after: PT24H', 'malformed', 'wallets.bonus.activates.after', 11],
  ['an expiry of no kind', 'expires: { after: P180D }', 'expires: soon', 'wrong_type', 'wallets.bonus.expires', 12],
  ['29 February of every year', '"12-31"', '"02-29"', 'malformed', 'wallets.star.expires.on', 17],
  ['a rate without a percent sign', 'rate: 5%,', 'rate: 5,', 'malformed', 'rules[1].earn.rate', 37],
  ['a mistyped weekday', '[mon, tue,', '[mon, tues,', 'not_allowed', 'rules[1].when.days[1]', 36],
  ['hours with one digit', '"08:00-10:00"', '8:00-10:00', 'malformed', 'rules[1].when.hours', 36],
  ['empty hours', '"08:00-10:00"', '"10:00-10:00"', 'malformed', 'rules[1].when.hours', 36],
  ['a date that is not', 'until: 2027-01-01', 'until: 2027-02-30', 'malformed', 'rules[1].when.until', 36],
  ['an unknown event', 'on: enrolled', 'on: enroled', 'malformed', 'rules[3].on', 42],
  ['a rule without id', '  - id: welcome\n    on:', '  - on:', 'missing', 'rules[3].id', 41],
  ['plural forms that lack one', 'few: бонуса, ', '', 'missing', 'wallets.bonus.name.ru.few', 8],
  ['a yes instead of text', 'name: stars', 'name: true', 'wrong_type', 'wallets.star.name', 16],
  ['levels of nothing', '  by: spend\n', '', 'missing', 'tiers.by', 21],
  ['levels measured by a number', 'by: spend', 'by: [spend]', 'wrong_type', 'tiers.by', 22],
  ['a level without a threshold', 'id: regular, from: 0 }', 'id: regular }', 'missing', 'tiers.levels[0].from', 26],
  [
    'a rule without units',
    '    earn: { wallet: bonus, units: 100, expires: { after: P14D } }\n',
    '',
    'nothing_happens',
    'rules[3].earn',
    41,
  ],
  // Text.
  [
    'a repeated key',
    '    debt: allow\n',
    '    debt: allow\n    debt: withhold\n',
    'duplicate_key',
    'wallets.bonus.debt',
    15,
  ],
  ['an alias', 'name: stars', 'name: *stars', 'alias', 'wallets.star.name', 16],
  ['a tag', 'name: stars', 'name: !!binary c3RhcnM=', 'tag', 'wallets.star.name', 16],
  ['a key of every object', '  star:\n', '  constructor:\n', 'reserved_name', 'wallets.constructor', 15],
  ['a bracket not closed', '{ after: P180D }', '{ after: P180D', 'syntax', '', 13],
  ['a book', 'name: stars', `name: ${A_LONG_TEXT}`, 'too_large', '', 1],
  ['lists in lists', 'name: stars', `name: ${'['.repeat(70)}${']'.repeat(70)}`, 'too_deep', '', 1],
  // References.
  [
    'an unknown wallet in a rule',
    'wallet: bonus, rate: 5%',
    'wallet: bonuses, rate: 5%',
    'unknown_wallet',
    'rules[1].earn.wallet',
    37,
  ],
  ['an unknown wallet in a meter', 'wallet: star }', 'wallet: start }', 'unknown_wallet', 'meters.stars.wallet', 20],
  ['an unknown meter', 'by: spend', 'by: spent', 'unknown_meter', 'tiers.by', 22],
  [
    'an unknown level in a rate',
    '{ regular: 5%, gold: 7% }',
    '{ regular: 5%, gold: 7%, platinum: 9% }',
    'unknown_level',
    'rules[0].earn.rate.platinum',
    31,
  ],
  [
    'a forgotten level in a rate',
    '{ regular: 5%, gold: 7% }',
    '{ regular: 5% }',
    'missing_level',
    'rules[0].earn.rate',
    31,
  ],
  ['an unknown level in a condition', '"gold"\n', '"glod"\n', 'unknown_level', 'rules[1].if', 35],
  ['a repeated rule', '- id: morning', '- id: base', 'duplicate_id', 'rules[1].id', 32],
  ['a repeated level', '{ id: gold, from', '{ id: regular, from', 'duplicate_id', 'tiers.levels[1].id', 27],
  // Contradictions.
  ['a first level above nothing', 'from: 0 }', 'from: 1 }', 'first_level', 'tiers.levels[0].from', 26],
  ['levels out of order', 'from: 20000.00', 'from: 0.00', 'levels_order', 'tiers.levels[1].from', 27],
  ['a threshold finer than kopecks', 'from: 20000.00', 'from: 20000.005', 'too_precise', 'tiers.levels[1].from', 27],
  ['money finer than kopecks', 'leave: 0.01', 'leave: 0.001', 'too_precise', 'wallets.bonus.pay.leave', 13],
  ['worth finer than kopecks', 'worth: 1.00', 'worth: 0.005', 'worth', 'wallets.bonus.worth', 10],
  [
    'hundredths of a bonus worth parts of kopecks',
    'decimals: 0\n    worth: 1.00',
    'decimals: 2\n    worth: 0.10',
    'worth',
    'wallets.bonus.worth',
    10,
  ],
  ['worth nothing', 'worth: 1.00', 'worth: 0', 'worth', 'wallets.bonus.worth', 10],
  ['payment without worth', '    worth: 1.00\n', '', 'cannot_pay', 'wallets.bonus.pay', 12],
  ['payment of more than the receipt', 'max: 50%', 'max: 150%', 'above_whole', 'wallets.bonus.pay.max', 13],
  [
    'levels by units that nothing gives',
    LEVELS,
    BY_STARS.replace('on: purchase', 'on: shop.walk'),
    'unreachable',
    'tiers.levels[1]',
    27,
  ],
  [
    'a rate by levels that are not',
    COFFEE.slice(COFFEE.indexOf('tiers:'), COFFEE.indexOf('rules:')),
    '',
    'no_levels',
    'rules[0].earn.rate',
    24,
  ],
  ['a rate of 500 %', 'rate: 5%,', 'rate: 500%,', 'gives_too_much', 'rules[1].earn.rate', 37],
  [
    'a bonus worth a ruble for every 50 kopecks',
    'rate: 5%,',
    'rate: 1 per 0.50,',
    'gives_too_much',
    'rules[1].earn.rate',
    37,
  ],
  ['a rate of nothing', 'rate: 5%,', 'rate: 0%,', 'gives_nothing', 'rules[1].earn.rate', 37],
  ['half a star', 'units: 10,', 'units: 0.5,', 'too_precise', 'rules[2].earn.step.units', 40],
  ['a step of nothing', 'per: 100.00', 'per: 0', 'out_of_range', 'rules[2].earn.step.per', 40],
  ['a rate beside units', 'units: 100,', 'units: 100, rate: 5%,', 'amount_twice', 'rules[3].earn.units', 43],
  ['no amount', 'wallet: bonus, units: 100,', 'wallet: bonus,', 'amount_missing', 'rules[3].earn', 43],
  ['a rate without a receipt', 'units: 100,', 'rate: 5%,', 'no_receipt', 'rules[3].earn.rate', 43],
  [
    'a receipt in a condition without one',
    'event.data.stars >= 4',
    'receipt.total >= 4.00',
    'no_receipt',
    'rules[4].if',
    46,
  ],
  ['rounding of whole units', '}, of: gross', '}, round: ceil', 'no_effect', 'rules[2].earn.round', 40],
  [
    'a wallet for a meter of pieces',
    'add: quantity,',
    'add: quantity, wallet: star,',
    'no_effect',
    'meters.coffees.wallet',
    19,
  ],
  ["a meter of nobody's units", 'add: earned, wallet: star', 'add: earned', 'missing', 'meters.stars.wallet', 20],
  [
    'an end before the beginning',
    'until: 2027-01-01',
    'until: 2026-12-01',
    'empty_schedule',
    'rules[1].when.until',
    36,
  ],
  // Conditions.
  ['a condition that does not end', '&& account.tier == "gold"\n', '&&\n', 'expression_syntax', 'rules[1].if', 35],
  ['a mistyped variable', 'receipt.total >= 500', 'receit.total >= 500', 'expression_name', 'rules[1].if', 35],
  ['a mistyped field', 'receipt.total >= 500', 'receipt.totl >= 500', 'expression_name', 'rules[1].if', 35],
  ['a line where there is none', 'receipt.total >= 500', 'line.amount >= 500', 'expression_name', 'rules[1].if', 35],
  ['money compared with text', 'receipt.total >= 500', 'receipt.total >= "500"', 'expression_type', 'rules[1].if', 35],
  [
    'an answer that is not yes or no',
    'receipt.total >= 500 && account.tier == "gold"',
    'receipt.total',
    'expression_type',
    'rules[1].if',
    35,
  ],
  [
    'a regular expression',
    'account.tier == "gold"',
    'receipt.store.matches("(a+)+b")',
    'expression_name',
    'rules[1].if',
    35,
  ],
  [
    'an endless condition',
    'receipt.total >= 500',
    `true${' && true'.repeat(150)}`,
    'expression_too_large',
    'rules[1].if',
    35,
  ],
  [
    'a mistyped field of a line',
    `lines: 'line.category == "coffee"', round`,
    `lines: 'line.catgory == "coffee"', round`,
    'expression_name',
    'rules[1].earn.lines',
    37,
  ],
  [
    'a condition on a meter that is not kept',
    'account.tier == "gold"',
    'account.meters.coffees > 1',
    'unknown_meter',
    'rules[1].if',
    35,
  ],
];

/** Codes of complaints: the compiler notices one that is missing here. */
export const EVERY_CODE = {
  too_large: true,
  too_deep: true,
  syntax: true,
  alias: true,
  tag: true,
  duplicate_key: true,
  reserved_name: true,
  unknown_key: true,
  missing: true,
  wrong_type: true,
  malformed: true,
  out_of_range: true,
  not_allowed: true,
  bad_name: true,
  unknown_wallet: true,
  unknown_meter: true,
  unknown_level: true,
  missing_level: true,
  duplicate_id: true,
  no_levels: true,
  first_level: true,
  levels_order: true,
  too_precise: true,
  worth: true,
  cannot_pay: true,
  above_whole: true,
  gives_nothing: true,
  gives_too_much: true,
  amount_missing: true,
  amount_twice: true,
  no_receipt: true,
  no_effect: true,
  empty_schedule: true,
  unknown_rule: true,
  unknown_coupon: true,
  unknown_badge: true,
  unknown_cap: true,
  unknown_partner: true,
  unknown_choice: true,
  nothing_happens: true,
  unreachable: true,
  shadowed: true,
  too_expensive: true,
  expression_syntax: true,
  expression_type: true,
  expression_name: true,
  expression_too_large: true,
} satisfies Record<ProblemCode, true>;
