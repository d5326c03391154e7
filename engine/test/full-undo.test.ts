/** Returned, cancelled or handed to and fro, in any order and any split: nobody is richer, and what was undone leaves no trace. */
import { deepStrictEqual as same, ok, strictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { describe, test } from 'vitest';
import type { Account, Decision } from '../src/index.ts';
import { addTo } from './random-full/books.ts';
import { basket, history, PEOPLE, type HistoryWish } from './random-full/history.ts';
import { Life } from './random-full/life.ts';
import { fullProgram } from './random-full/program.ts';
import { lives } from './random/lives.ts';
import type { Told } from './town.ts';

/** Short enough for every award to be taken back. */
const WEEKS: HistoryWish = { between: true, days: 2, late: false, length: 20 };
const quarters = fc.array(fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 4, maxLength: 4 }), { maxLength: 3 });

describe('undone', () => {
  test(
    'a purchase returned in any split leaves every account, limit and level as it was',
    ...lives(
      80,
      fc.property(
        fullProgram({ shared: true }),
        history(WEEKS),
        basket,
        quarters,
        ({ program }, steps, bought, splits) => {
          const life = new Life(program).live(steps);
          const { town } = life;
          // With debts, taking back may find other units first: what is owed and owned is then the same in sum only.
          if (PEOPLE.some((who) => Object.keys(town.account(who).debts).length > 0)) return;
          // Lots that never expire are joined by whatever comes next.
          for (const who of PEOPLE) life.tell(who, { type: 'void', at: town.now });
          const before = new Map(PEOPLE.map((who) => [who, town.account(who)]));
          const taken = new Map(town.taken);
          const done = life.do('ann', { type: 'buy', basket: bought, lateHours: 0 });
          if (done?.type !== 'purchase') return;
          const after = new Map(PEOPLE.map((who) => [who, town.account(who)]));
          let money = 0;
          let costs = 0;
          for (const split of [...splits, [4, 4, 4, 4]]) {
            const event = life.returnOf('ann', [done.id], split);
            const back = event === null ? null : life.tell('ann', event);
            if (back?.type !== 'return') continue;
            money += back.return.money + back.return.withheld;
            costs += back.return.parts
              .flatMap(({ restored }) => restored)
              .reduce<number>((sum, { units }) => sum + units, 0);
          }
          strictEqual(money, done.purchase.toPay, 'the money');
          const paid =
            (done.purchase.payment?.units ?? 0) +
            (done.purchase.costs ?? []).reduce<number>((sum, { units }) => sum + units, 0);
          strictEqual(costs, paid, 'the units that had paid');
          for (const who of PEOPLE) {
            const [was, is] = [before.get(who), town.account(who)];
            ok(was !== undefined);
            same(is.lots, was.lots, `${who}: lots`);
            same(is.debts, was.debts, `${who}: debts`);
            same(is.grants.filter(isMeasured), was.grants.filter(isMeasured), `${who}: levels`);
            // What was handed over stays handed over, with its use of limits.
            if ((done.purchase.gifts ?? []).length === 0)
              same(rememberedBy(is, after.get(who)), rememberedBy(was, after.get(who)), who);
          }
          if ((done.purchase.gifts ?? []).length === 0)
            same(nonZero(town.taken), nonZero(taken), 'what accounts share');
        },
      ),
    ),
  );

  test(
    'all purchases returned and all expectations cancelled: what they had brought is gone, in every account, whoever has it by then',
    ...lives(
      100,
      fc.property(fullProgram({ shared: true }), history(WEEKS), fc.boolean(), ({ program }, steps, cancelsFirst) => {
        const life = new Life(program).live(steps);
        const undoing = [() => cancelExpected(life), () => returnEverything(life)];
        for (const undo of cancelsFirst ? undoing : undoing.toReversed()) undo();
        const { told } = life.town;
        const brought = new Map<string, number>();
        let money = 0;
        let withheld = 0;
        for (const one of told) {
          if (!isOfPurchases(one, told)) continue;
          for (const { wallet, kind, units } of one.decision.entries)
            if (kind !== 'expire' && kind !== 'transfer' && kind !== 'join') addTo(brought, wallet, units);
          for (const { code, params } of one.decision.reasons)
            if (code === 'withheld') addTo(brought, String(params['wallet']), -Number(params['units']));
          if (one.decision.type === 'purchase') money += one.decision.purchase.toPay;
          if (one.decision.type === 'return') {
            money -= one.decision.return.money;
            withheld += one.decision.return.withheld;
          }
        }
        same(Object.fromEntries(brought), {}, 'units of nothing');
        strictEqual(money, withheld, 'only what was withheld is paid');
      }),
    ),
  );

  test(
    'redemptions and payouts cancelled bring back what they took, and nothing else stays',
    ...lives(
      50,
      fc.property(fullProgram({ shared: true }), history(WEEKS), ({ program }, steps) => {
        const life = new Life(program).live(steps);
        const { town } = life;
        for (const who of PEOPLE) {
          for (const [id, item] of Object.entries(town.account(who).state.items ?? {})) {
            if (item.type !== 'redemption' && item.type !== 'payout') continue;
            ok(life.tell(who, { type: 'cancel', at: town.now, item: id }) !== null, 'a cancel was refused');
          }
        }
        for (const { decision } of town.told) {
          if ((decision.type !== 'redeem' && decision.type !== 'payout') || isHandedOver(town.told, decision)) continue;
          const undone = town.told
            .filter(({ decision: other }) => isCancelOf(other, decision.item))
            .map((other) => other.decision);
          // Without an item nothing waits: it was exchanged at once. By time itself it is cancelled among other things.
          if (undone.length === 0) continue;
          const sums = new Map<string, number>();
          for (const { wallet, kind, units } of [decision, ...undone].flatMap(({ entries }) => entries))
            if (kind !== 'expire' && kind !== 'transfer' && kind !== 'join') addTo(sums, wallet, units);
          same(Object.fromEntries(sums), {}, decision.item);
        }
      }),
    ),
  );

  test(
    'units handed to and fro, exchanged and cancelled are never more than they were',
    ...lives(
      50,
      fc.property(fullProgram({ shared: false }), history({ ...WEEKS, length: 30 }), ({ program }, steps) => {
        const { town } = new Life(program).live(steps);
        const sums = new Map<string, number>();
        for (const { decision } of town.told) {
          for (const { wallet, kind, units } of decision.entries)
            if (kind === 'transfer' || kind === 'join') addTo(sums, wallet, units);
          if (decision.type === 'convert')
            ok(
              decision.converted.into * 2 <=
                decision.converted.units * 3 * (decision.converted.to === 'bonus' ? 100 : 1),
            );
        }
        same(Object.fromEntries(sums), {}, 'lost or found on the way');
      }),
    ),
  );
});

/** What purchases and their returns have moved, and what friends' purchases have. */
function isOfPurchases({ event, decision }: Told, told: readonly Told[]): boolean {
  if (decision.type === 'purchase' || decision.type === 'return' || decision.type === 'receive') return true;
  if (event.type === 'custom') return event.name.startsWith('referral.q') || event.name.startsWith('referral.r');
  if (decision.type !== 'cancel' && decision.type !== 'confirm') return false;
  return told.some(({ id, decision: opened }) => id === decision.item && opened.type === 'purchase');
}

function cancelExpected(life: Life): void {
  for (const who of PEOPLE)
    for (const [id, item] of Object.entries(life.town.account(who).state.items ?? {}))
      if (item.type === 'expected' && item.given.length > 0)
        life.tell(who, { type: 'cancel', at: life.town.now, item: id });
}

function returnEverything(life: Life): void {
  for (const who of PEOPLE) {
    for (const purchase of life.town.account(who).purchases.keys()) {
      const event = life.returnOf(who, [purchase], [4]);
      if (event !== null) ok(life.tell(who, event) !== null, 'a return was refused');
    }
  }
}

/** Counters as they read now, and everything else that an account remembers of its purchases. */
function rememberedBy({ state, sums }: Account, later: Account | undefined): unknown {
  const { counters = {}, activeAt: _, ...rest } = state;
  const read = Object.entries(counters).filter(([name, [period, value]]) => {
    // A counter of an earlier period reads as nothing once a later one has begun; a streak is judged in its own tests.
    const latest = later?.state.counters?.[name]?.[0];
    return value !== 0 && (latest === undefined || period >= latest) && !/^[spt]:/.test(name);
  });
  return { counters: Object.fromEntries(read), rest, sums: nonZero(new Map(Object.entries(sums))) };
}

function isMeasured({ given }: Account['grants'][number]): boolean {
  return given !== true;
}

function nonZero(sums: ReadonlyMap<string, number>): Readonly<Record<string, number>> {
  return Object.fromEntries([...sums].filter(([, value]) => value !== 0));
}

function isHandedOver(
  told: readonly Told[],
  { item }: Extract<Decision, { type: 'redeem' | 'payout' | 'cancel' | 'confirm' }>,
): boolean {
  return told.some(({ event }) => event.type === 'collect' && event.item === item);
}

function isCancelOf(decision: Decision, item: string): boolean {
  return decision.type === 'cancel' && decision.item === item;
}
