/**
 * `scenarios.yaml`: stories beside a program, told step by step, with what must come of each. A shop owner reads and writes
 * them, so amounts are written as people write money, units are whole units, times are local, and every key is one word.
 * Objects are strict. Whether amounts fit the program's decimals is judged when a story is told (step-event.ts).
 */
import { z } from 'zod';
import { readDecimal } from '../values/decimal.ts';
import { parseDuration } from '../values/duration.ts';
import { LIMITS } from './scenario-limits.ts';

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})?)?$/;
const NAME = /^[\p{L}\d][\p{L}\d ._-]{0,39}$/u;
const ID = /^[\p{L}\d][\p{L}\d._-]{0,39}$/u;

const said = (reads: (text: string) => boolean, what: string, hint: string) =>
  z.string().refine(reads, { error: (issue) => `not ${what}: "${String(issue.input)}"`, params: { hint } });

const words = said(
  (text) => text.trim() !== '' && text.length <= LIMITS.words,
  'words',
  `1 to ${LIMITS.words} characters`,
);
const decimal = said((text) => readDecimal(text) !== null, 'an amount', 'digits with a decimal point, like 199.90');
const signed = said(
  (text) => readDecimal(text.replace(/^[+-]/, '')) !== null,
  'an amount',
  'digits with a decimal point and perhaps a minus, like -20',
);
const whole = said((text) => /^\d{1,6}$/.test(text), 'a whole number', 'like 1');
const moment = said(
  (text) => MOMENT.test(text),
  'a moment',
  'like 2026-11-22T10:00 by the clock of the program, or a date from its beginning',
);
const day = said((text) => DATE.test(text), 'a date', 'like 2026-12-31');
const duration = said((text) => parseDuration(text) !== null, 'a duration', 'like P30D, P2W, P6M or P1Y');
const memberName = said((text) => NAME.test(text), 'a name', 'letters, digits, spaces, like Anna');
const operationId = said((text) => ID.test(text), 'an id', 'letters, digits, "-", "_" and ".", like first');
const flag = z.literal(true, { error: 'only true can stand here' });
const wholeUnits = z.record(z.string(), decimal);
const plainValue = z.union([z.string(), z.number(), z.boolean()], { error: 'expected text, a number, true or false' });
const plainValues = z.record(z.string(), plainValue);

const lineDetails = z.strictObject({
  sku: words.optional(),
  name: words.optional(),
  /** Money that the shop itself took off before. */
  discount: decimal.optional(),
  /** The least that may be left of the line. */
  floor: decimal.optional(),
  kind: z.literal('gift_card').optional(),
  attributes: plainValues.optional(),
});

/** [category, amount], [category, amount, quantity] and, last, details in braces. */
const line = z
  .array(z.unknown())
  .min(2)
  .max(4)
  .transform((parts, context) => {
    const [category, amount, ...rest] = parts;
    const last = rest.at(-1);
    const hasDetails = typeof last === 'object';
    const parsed = z
      .strictObject({
        category: words,
        amount: decimal,
        quantity: decimal.optional(),
        details: lineDetails.optional(),
        extra: z.undefined().optional(),
      })
      .safeParse({
        category,
        amount,
        quantity: hasDetails ? rest.at(-2) : rest[0],
        details: hasDetails ? last : undefined,
        extra: hasDetails ? undefined : rest[1],
      });
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues) context.addIssue({ ...issue, path: [...issue.path] });
    return z.NEVER;
  });

const basket = z.strictObject({
  lines: z.array(line).min(1).max(LIMITS.lines),
  pay: z.union([z.literal('max'), decimal], { error: 'expected max or a number of units' }).optional(),
  wallet: words.optional(),
  apply: z.array(words).max(LIMITS.list).optional(),
  store: words.optional(),
  till: words.optional(),
  channel: words.optional(),
  partner: words.optional(),
  payments: z.record(z.string(), decimal).optional(),
  attributes: plainValues.optional(),
});

const returned = z.strictObject({
  of: operationId,
  /** [line, quantity]: a number from 1, or the category or sku where only one line has it; all of a line without quantity. */
  lines: z
    .array(
      z.union([words.transform((name) => [name]), z.array(words).min(1).max(2)], {
        error: 'expected [line, quantity]',
      }),
    )
    .min(1)
    .max(LIMITS.lines)
    .optional(),
});

const named = <Shape extends z.ZodRawShape>(key: string, shape: Shape) => {
  const full = z.strictObject(shape);
  return z.preprocess((value) => (typeof value === 'string' ? { [key]: value } : value), full);
};

const item = named('of', { of: operationId });

/** What can be done; one of these in a step, or none. */
const actions = {
  enroll: flag.optional(),
  buy: basket.optional(),
  quote: basket.optional(),
  return: named('of', returned.shape).optional(),
  event: named('name', {
    name: words,
    data: z.record(z.string(), z.unknown()).optional(),
    amount: decimal.optional(),
    partner: words.optional(),
  }).optional(),
  profile: z
    .strictObject({
      attributes: z.record(z.string(), plainValue.nullable()).optional(),
      dates: z
        .record(
          z.string(),
          said((text) => /^\d{2}-\d{2}$/.test(text), 'a date of every year', 'like "05-17"'),
        )
        .optional(),
      statementDay: whole.optional(),
    })
    .optional(),
  choose: z
    .strictObject({
      choice: words,
      period: z.enum(['current', 'next']).optional(),
      picks: z.array(words).max(LIMITS.list),
    })
    .optional(),
  offer: z.strictObject({ choice: words, options: z.array(words).max(LIMITS.list).nullable() }).optional(),
  redeem: named('reward', { reward: words, quantity: whole.optional() }).optional(),
  collect: item.optional(),
  cancel: item.optional(),
  confirm: item.optional(),
  convert: z.strictObject({ conversion: words, units: decimal }).optional(),
  transfer: z.strictObject({ wallet: words, units: decimal, to: memberName }).optional(),
  payout: z.strictObject({ wallet: words, units: decimal }).optional(),
  merge: named('into', { into: memberName }).optional(),
  grant: named('level', { level: words, until: moment.optional() }).optional(),
  refer: named('by', { by: memberName }).optional(),
  correct: z.strictObject({ wallet: words, units: signed, reason: words.optional() }).optional(),
};

export const ACTIONS = Object.keys(actions);

/** "limit_reached", "morning: limit_reached" or { morning: limit_reached }. */
const reason = z.preprocess(
  (value) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.entries(value)
          .map(([rule, code]) => `${rule}: ${String(code)}`)
          .join()
      : value,
  words,
);

const expectation = z.strictObject({
  /** All units by wallet since the member's last step; a wallet that is not here earned nothing. */
  earned: wholeUnits.optional(),
  expired: wholeUnits.optional(),
  balance: wholeUnits.optional(),
  pending: wholeUnits.optional(),
  debt: wholeUnits.optional(),
  coupons: z.record(z.string(), whole).optional(),
  discount: decimal.optional(),
  toPay: decimal.optional(),
  payable: decimal.optional(),
  gifts: z.array(words).optional(),
  freeDelivery: z.boolean().optional(),
  badges: z.array(words).optional(),
  messages: z.array(words).optional(),
  level: words.optional(),
  /** The last day that the level is kept whatever happens. */
  until: z.union([z.literal('ever'), day], { error: 'expected a date or ever' }).optional(),
  next: z
    .union([z.literal('none'), z.strictObject({ level: words, missing: decimal })], {
      error: 'expected { level: gold, missing: 500.00 } or none',
    })
    .optional(),
  /** Money that a return gives back, units that it brings back and takes. */
  back: decimal.optional(),
  withheld: decimal.optional(),
  restored: wholeUnits.optional(),
  takenBack: wholeUnits.optional(),
  kept: z.array(words).optional(),
  refused: words.optional(),
  reasons: z.array(reason).optional(),
});

const step = z
  .strictObject({
    at: moment.optional(),
    wait: duration.optional(),
    member: memberName.optional(),
    id: operationId.optional(),
    ...actions,
    expect: expectation.optional(),
  })
  .refine((given) => given.at === undefined || given.wait === undefined, {
    error: 'at beside wait',
    params: { hint: 'keep one of the two: at is a moment, wait is how long' },
  })
  .refine((given) => actionsIn(given).length <= 1, {
    error: (issue) => `two things at once: ${actionsIn(issue.input).join(', ')}`,
    params: { hint: 'one step does one thing: make two steps of it' },
  });

const scenario = z.strictObject({
  name: words,
  start: moment.optional(),
  steps: z.array(step).min(1).max(LIMITS.steps),
});

export const scenarioFileSchema = z.strictObject({
  /** Where the clock of each story stands at first. */
  start: moment.optional(),
  /** Versions of the program by when each begins to rule; program.yaml alone when absent. */
  versions: z
    .array(
      z.strictObject({
        file: said(
          (text) => /^[\w.-]+\.(ya?ml|json)$/.test(text),
          'a file',
          'like program-2018.yaml, in the same folder',
        ),
        from: moment,
      }),
    )
    .min(1)
    .max(LIMITS.list)
    .optional(),
  /** Codes that members may bring, by which coupon each is. */
  codes: z.record(z.string(), words).optional(),
  scenarios: z.array(scenario).min(1).max(LIMITS.scenarios),
});

export type ScenarioFile = z.output<typeof scenarioFileSchema>;
export type Scenario = ScenarioFile['scenarios'][number];
export type Step = Scenario['steps'][number];
export type Expectation = NonNullable<Step['expect']>;
export type Basket = NonNullable<Step['buy']>;
export type LineText = Basket['lines'][number];

/** Keys that a place may have, by the key that leads to it, for hints. */
export const KEYS: Readonly<Record<string, readonly string[]>> = {
  '': Object.keys(scenarioFileSchema.shape),
  scenarios: Object.keys(scenario.shape),
  steps: Object.keys(step.shape),
  buy: Object.keys(basket.shape),
  quote: Object.keys(basket.shape),
  lines: Object.keys(lineDetails.shape),
  details: Object.keys(lineDetails.shape),
  return: Object.keys(returned.shape),
  event: ['name', 'data', 'amount', 'partner'],
  profile: ['attributes', 'dates', 'statementDay'],
  choose: ['choice', 'period', 'picks'],
  offer: ['choice', 'options'],
  redeem: ['reward', 'quantity'],
  convert: ['conversion', 'units'],
  transfer: ['wallet', 'units', 'to'],
  payout: ['wallet', 'units'],
  grant: ['level', 'until'],
  correct: ['wallet', 'units', 'reason'],
  next: ['level', 'missing'],
  versions: ['file', 'from'],
  expect: Object.keys(expectation.shape),
};

function actionsIn(given: unknown): readonly string[] {
  if (typeof given !== 'object' || given === null) return [];
  return Object.keys(given).filter((key) => ACTIONS.includes(key));
}
