/** Keeps the books of a whole town by the entries alone, and compares them with the accounts after every decision. */
import { deepStrictEqual as same, ok, strictEqual } from 'node:assert/strict';
import type { Account, CompiledProgram, Decision, Entry, PurchaseOutcome, Reason } from '../../src/index.ts';
import { explainReason } from '../../src/index.ts';
import { EXPECTED_FROM } from '../../src/lot.ts';
import { inWords } from '../random/watch.ts';
import type { Told } from '../town.ts';

/** Units by whatever they are told apart by. */
type Sums = Map<string, number>;

export function addTo(sums: Sums, key: string, units: number): void {
  const sum = (sums.get(key) ?? 0) + units;
  if (sum === 0) sums.delete(key);
  else sums.set(key, sum);
}

/** For each account and wallet the sum of entries is lots less debt, lot by lot; nothing is negative, every share adds up. */
export function booksAddUp(told: readonly Told[]): void {
  const books = new Map<string, Sums>();
  for (const { who, decision, after } of told) {
    const sums = books.get(who) ?? new Map<string, number>();
    books.set(who, sums);
    for (const { wallet, lot, units } of decision.entries) {
      ok(units !== 0, 'an entry of nothing');
      addTo(sums, lot === null ? `${wallet} debt` : `${wallet} ${lot.from} ${lot.to}`, units);
    }
    same(Object.fromEntries(sums), heldBy(after), 'entries = lots − debt');
    for (const { available, pending, held, debt } of Object.values(decision.after.wallets))
      ok(available >= 0 && pending >= 0 && held >= 0 && debt >= 0, 'something is negative');
    itemsAddUp(after);
    if (decision.type === 'purchase' || decision.type === 'hold') receiptAddsUp(decision.purchase);
  }
}

/** Every meter of an account that has not been merged is what its decisions have added to it. */
export function metersAddUp(program: CompiledProgram, told: readonly Told[]): void {
  const meters = new Map<string, Sums>();
  for (const { who, event, decision, after } of told) {
    const sums = meters.get(who) ?? new Map<string, number>();
    meters.set(who, sums);
    for (const { meter, add } of decision.meters) addTo(sums, meter, add);
    if (event.type === 'merge' || event.type === 'receive') return;
    for (const { id, windows } of program.meters.values())
      if (windows.includes('ever'))
        strictEqual(after.state.counters?.[`m:${id}/ever`]?.[1] ?? 0, sums.get(id) ?? 0, id);
  }
}

function heldBy({ lots, debts }: Account): Record<string, number> {
  const held = lots.map(({ wallet, key, remaining }): [string, number] => [
    `${wallet} ${key.from} ${key.to}`,
    remaining,
  ]);
  strictEqual(new Set(held.map(([key]) => key)).size, held.length, 'lots with the same dates are one');
  ok(
    lots.every((lot) => lot.remaining > 0),
    'a lot is empty or overdrawn',
  );
  const owed = Object.entries(debts).map(([wallet, debt]): [string, number] => [`${wallet} debt`, -debt]);
  return Object.fromEntries([...held, ...owed]);
}

/** What waits for a confirmation lies in its lot; what is reserved was drawn from somewhere. */
function itemsAddUp({ lots, state }: Account): void {
  const expected = new Map<string, number>();
  for (const item of Object.values(state.items ?? {})) {
    if (item.type === 'expected') for (const { wallet, units } of item.given) addTo(expected, wallet, units);
    if (item.type === 'redemption' || item.type === 'payout')
      strictEqual(
        item.draws.reduce<number>((sum, { units }) => sum + units, 0),
        item.units,
      );
  }
  const waiting = lots
    .filter(({ key }) => key.from === EXPECTED_FROM)
    .map(({ wallet, remaining }): [string, number] => [wallet, remaining]);
  same(Object.fromEntries(expected), Object.fromEntries(waiting), 'expected units');
}

function receiptAddsUp({ total, toPay, payment, earned, discounts = [], costs = [], lines }: PurchaseOutcome): void {
  const sum = (of: (line: (typeof lines)[number]) => number): number => lines.reduce((all, line) => all + of(line), 0);
  const offOf = (line: (typeof lines)[number]): number =>
    (line.discounts ?? []).reduce<number>((all, off) => all + off, 0);
  strictEqual(
    sum((line) => line.amount),
    total,
  );
  strictEqual(toPay, total - sum(offOf) - sum((line) => line.payMoney));
  strictEqual(
    sum((line) => line.payMoney),
    payment?.money ?? 0,
  );
  strictEqual(
    sum((line) => line.payUnits),
    payment?.units ?? 0,
  );
  discounts.forEach(({ money }, index) =>
    strictEqual(
      sum((line) => line.discounts?.[index] ?? Number.NaN),
      money,
    ),
  );
  costs.forEach(({ units }, index) =>
    strictEqual(
      sum((line) => line.costs?.[index] ?? Number.NaN),
      units,
    ),
  );
  earned.forEach(({ units }, index) =>
    strictEqual(
      sum((line) => line.earned[index] ?? Number.NaN),
      units,
    ),
  );
  for (const line of lines) {
    const parts = [line.payMoney, line.payUnits, ...line.earned, ...(line.discounts ?? []), ...(line.costs ?? [])];
    ok(
      parts.every((part) => part >= 0),
      'less than nothing',
    );
    ok(offOf(line) + line.payMoney <= line.amount, 'more than the line costs');
  }
}

/** What is said adds up to what happened, and there are words for it in both languages. */
export function explains(program: CompiledProgram, { decision }: Told): void {
  for (const reason of decision.reasons) inWords(explainReason(reason, program), reason.code);
  const said = (codes: readonly string[]): Record<string, number> => sumOf(decision.reasons, codes);
  const booked = (kinds: readonly Entry['kind'][], sign: 1 | -1): Record<string, number> => {
    const sums = new Map<string, number>();
    for (const { wallet, kind, units } of decision.entries) if (kinds.includes(kind)) addTo(sums, wallet, sign * units);
    return Object.fromEntries(sums);
  };
  if (decision.type === 'hold') saysReceipt(decision.purchase, decision.reasons);
  else {
    same(said(['earned', 'coupon_given']), booked(['earn'], 1), 'earned');
    same(less(said(['taken_back']), said(['withheld'])), booked(['reverse'], -1), 'taken back');
    same(said(['restored', 'restored_for_grace']), booked(['restore'], 1), 'given back');
    same(said(['expired', 'expired_inactive']), booked(['expire'], -1), 'expired');
    same(said(['corrected']), booked(['correct'], 1), 'corrected');
  }
  if (decision.type === 'purchase') saysReceipt(decision.purchase, decision.reasons);
}

function saysReceipt({ discounts = [], payment, earned }: PurchaseOutcome, reasons: Decision['reasons']): void {
  same(
    reasons
      .flatMap(({ code, rule, params }) => (code === 'discounted' ? [`${rule} ${params['money']}`] : []))
      .toSorted(),
    discounts.map(({ rule, money }) => `${rule} ${money}`).toSorted(),
    'discounted',
  );
  same(sumOf(reasons, ['paid']), payment === null ? {} : { [payment.wallet]: payment.units });
  const own = reasons.filter(({ rule }) => rule !== undefined && !/^(challenge|streak):/.test(rule));
  const sums = new Map<string, number>();
  for (const { wallet, units } of earned) addTo(sums, wallet, units);
  same(sumOf(own, ['earned', 'coupon_given']), Object.fromEntries(sums), 'said of the receipt');
}

function sumOf(reasons: readonly Reason[], codes: readonly string[]): Record<string, number> {
  const sums = new Map<string, number>();
  for (const { code, params } of reasons)
    if (codes.includes(code)) addTo(sums, String(params['wallet']), Number(params['units']));
  return Object.fromEntries(sums);
}

function less(a: Record<string, number>, b: Record<string, number>): Record<string, number> {
  const sums = new Map(Object.entries(a));
  for (const [key, value] of Object.entries(b)) addTo(sums, key, -value);
  return Object.fromEntries(sums);
}
