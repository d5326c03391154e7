/** What was expected of a step against what came, in the words and decimals of the scenario. */
import type { CompiledProgram } from '../program/compiled.ts';
import { meterScaleOf } from './meter-scale-of.ts';
import { formatDecimal } from '../values/decimal.ts';
import { instant } from '../values/time.ts';
import type { Expectation } from './scenario-document.ts';
import { moneyIn, unitsIn } from './step-event.ts';
import type { Done, Handed, Happened, Moved, Outcome, Seen } from './world.ts';

export interface Mismatch {
  /** "earned bonus", "level". */
  readonly what: string;
  readonly expected: string;
  readonly came: string;
}

/** What a step is judged by; the outcome is null when it only looked. */
export interface Happening {
  readonly program: CompiledProgram;
  readonly outcome: Outcome | null;
  readonly seen: Seen;
}

const COUPON = 'coupon:';

/** Empty when everything came as expected. */
export function compare(expect: Expectation, { program, outcome, seen }: Happening): readonly Mismatch[] {
  const refusal = outcome?.type === 'refused' ? outcome : null;
  if (expect.refused !== undefined || refusal !== null) {
    const expected = expect.refused === undefined ? 'done' : `refused: ${expect.refused}`;
    const came = refusal === null ? 'done' : `refused: ${refusal.code} (${refusal.because})`;
    if (expect.refused !== refusal?.code) return [{ what: 'outcome', expected, came }];
  }
  const done = outcome?.type === 'done' ? outcome : null;
  const happened = done?.quoted ?? seen;
  return [
    ...comparedUnits(expect, program, happened),
    ...comparedStanding(expect, program, seen),
    ...comparedTier(expect, program, seen),
    ...comparedMoney(expect, program, done),
    ...comparedReturn(expect, program, done),
    ...comparedThings(expect, done, happened),
    ...comparedReasons(expect, [...(done?.reasons ?? []), ...seen.reasons]),
  ];
}

/** Units of the program's wallets; coupons are counted apart. */
function comparedUnits(expect: Expectation, program: CompiledProgram, happened: Happened): readonly Mismatch[] {
  return [
    ...movedMismatches('earned', expect.earned, happened.earned, program),
    ...movedMismatches('expired', expect.expired, happened.expired, program),
  ];
}

/** A wallet that is not named moved nothing. */
function movedMismatches(
  what: string,
  expected: Readonly<Record<string, string>> | undefined,
  moved: readonly Moved[],
  program: CompiledProgram,
): readonly Mismatch[] {
  if (expected === undefined) return [];
  const unknown = Object.keys(expected).filter((wallet) => !program.wallets.has(wallet));
  if (unknown.length > 0) return unknown.map((wallet) => ({ what, expected: wallet, came: 'no such wallet' }));
  const totals = new Map(Object.keys(expected).map((wallet) => [wallet, 0]));
  for (const { wallet, units } of moved)
    if (!wallet.startsWith(COUPON) || totals.has(wallet)) totals.set(wallet, (totals.get(wallet) ?? 0) + units);
  return [...totals].flatMap(([wallet, came]) =>
    amountMismatch(
      `${what} ${wallet}`,
      unitsIn(program, wallet, expected[wallet] ?? '0'),
      came,
      decimalsOf(program, wallet),
    ),
  );
}

function comparedStanding(expect: Expectation, program: CompiledProgram, { standing }: Seen): readonly Mismatch[] {
  const asked = [
    ['balance', expect.balance, 'available'],
    ['pending', expect.pending, 'pending'],
    ['debt', expect.debt, 'debt'],
  ] as const;
  const wallets = asked.flatMap(([what, expected, part]) =>
    Object.entries(expected ?? {}).flatMap(([wallet, text]) => {
      const own = standing.wallets[wallet];
      if (own === undefined) return [{ what: `${what} ${wallet}`, expected: text, came: 'no such wallet' }];
      return amountMismatch(
        `${what} ${wallet}`,
        unitsIn(program, wallet, text),
        own[part],
        decimalsOf(program, wallet),
      );
    }),
  );
  const coupons = Object.entries(expect.coupons ?? {}).flatMap(([id, count]) => {
    const own = standing.wallets[`${COUPON}${id}`];
    return textMismatch(`coupons ${id}`, count, own === undefined ? 'no such coupon' : String(own.available));
  });
  return [...wallets, ...coupons];
}

function comparedTier(expect: Expectation, program: CompiledProgram, { standing }: Seen): readonly Mismatch[] {
  const { tier } = standing;
  const until = tier === null || tier.until === null ? 'ever' : program.calendar.dayOf(instant(tier.until - 1));
  const next = tier?.next ?? null;
  return [
    ...(expect.level === undefined ? [] : textMismatch('level', expect.level, tier?.level ?? 'no levels')),
    ...(expect.until === undefined ? [] : textMismatch('level until', expect.until, until)),
    ...(expect.next === undefined
      ? []
      : textMismatch(
          'next level',
          expect.next === 'none' ? 'none' : `${expect.next.level}, ${plain(expect.next.missing)} missing`,
          next === null
            ? 'none'
            : `${next.level}, ${plain(formatDecimal(next.missing, meterScaleOf(program)))} missing`,
        )),
  ];
}

function comparedMoney(expect: Expectation, program: CompiledProgram, done: Done | null): readonly Mismatch[] {
  const purchase = done?.purchase ?? null;
  const money = [
    ['discount', expect.discount, purchase?.discount],
    ['toPay', expect.toPay, purchase?.toPay],
  ] as const;
  const payable = purchase?.payable ?? null;
  return [
    ...money.flatMap(([what, text, came]) => moneyMismatch(what, text, came, program)),
    ...(expect.payable === undefined
      ? []
      : payable === null
        ? textMismatch('payable', plain(expect.payable), '0')
        : amountMismatch(
            'payable',
            unitsIn(program, payable.wallet, expect.payable),
            payable.units,
            decimalsOf(program, payable.wallet),
          )),
    ...(expect.freeDelivery === undefined
      ? []
      : textMismatch('freeDelivery', String(expect.freeDelivery), String(purchase?.freeDelivery ?? false))),
  ];
}

function comparedReturn(expect: Expectation, program: CompiledProgram, done: Done | null): readonly Mismatch[] {
  const returned = done?.returned ?? null;
  return [
    ...moneyMismatch('back', expect.back, returned?.back, program),
    ...moneyMismatch('withheld', expect.withheld, returned?.withheld, program),
    ...movedMismatches('restored', expect.restored, returned?.restored ?? [], program),
    ...movedMismatches('takenBack', expect.takenBack, returned?.takenBack ?? [], program),
    ...(expect.kept === undefined
      ? []
      : textMismatch('kept', listed(expect.kept), listed(skusOf(returned?.kept ?? [])))),
  ];
}

function comparedThings(expect: Expectation, done: Done | null, happened: Happened): readonly Mismatch[] {
  const missing = (expect.messages ?? []).filter((text) => !happened.messages.some((said) => said.includes(text)));
  return [
    ...(expect.gifts === undefined
      ? []
      : textMismatch('gifts', listed(expect.gifts), listed(skusOf(done?.gifts ?? [])))),
    ...(expect.badges === undefined ? [] : textMismatch('badges', listed(expect.badges), listed(happened.badges))),
    ...missing.map((text) => ({ what: 'message', expected: text, came: listed(happened.messages) })),
  ];
}

function comparedReasons(
  { reasons = [] }: Expectation,
  told: readonly { readonly rule: string | null; readonly code: string }[],
): readonly Mismatch[] {
  const said = new Set(told.flatMap(({ rule, code }) => [code, ...(rule === null ? [] : [`${rule}: ${code}`])]));
  const came = [...new Set(told.map(({ rule, code }) => (rule === null ? code : `${rule}: ${code}`)))];
  return reasons
    .filter((reason) => !said.has(reason))
    .map((reason) => ({ what: 'reason', expected: reason, came: listed(came) }));
}

function moneyMismatch(
  what: string,
  text: string | undefined,
  came: number | undefined,
  program: CompiledProgram,
): readonly Mismatch[] {
  if (text === undefined) return [];
  if (came === undefined) return [{ what, expected: text, came: 'not here' }];
  return amountMismatch(what, moneyIn(program, text), came, program.currencyDecimals);
}

function amountMismatch(what: string, expected: number, came: number, decimals: number): readonly Mismatch[] {
  return expected === came
    ? []
    : [{ what, expected: formatDecimal(expected, decimals), came: formatDecimal(came, decimals) }];
}

function textMismatch(what: string, expected: string, came: string): readonly Mismatch[] {
  return expected === came ? [] : [{ what, expected, came }];
}

function skusOf(things: readonly Handed[]): readonly string[] {
  return things.flatMap(({ sku, pieces }) => Array.from({ length: pieces }, () => sku));
}

function listed(words: readonly string[]): string {
  return words.length === 0 ? 'nothing' : words.toSorted().join(', ');
}

/** "500.00" and "500" are one amount. */
function plain(decimal: string): string {
  return decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal;
}

function decimalsOf(program: CompiledProgram, wallet: string): number {
  return program.wallets.get(wallet)?.decimals ?? 0;
}
