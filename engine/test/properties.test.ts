/** What holds for every program and every history: nothing is made of nothing, and the same again is the same. */
import { deepStrictEqual as same, ok, strictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { describe, test } from 'vitest';
import {
  catchUp,
  decide,
  eventSchema,
  instant,
  NEW_ACCOUNT,
  nextDue,
  standingAt,
  type Account,
  type Decision,
} from '../src/index.ts';
import { history, lines, pay } from './random/history.ts';
import { DAY_MS, EVERYTHING, lives, loaded, ON_TIME } from './random/lives.ts';
import { programSpec } from './random/program-spec.ts';
import { Run } from './random/run.ts';
import { explained, survivesStorage } from './random/watch.ts';
import { receiptOf } from './shop.ts';

describe('nothing is made of nothing', () => {
  test(
    'a purchase that is returned wholly, in any split, leaves no trace',
    ...lives(
      250,
      fc.property(
        programSpec(),
        history(ON_TIME, 8),
        lines,
        pay,
        fc.array(fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 4, maxLength: 4 }), { maxLength: 4 }),
        (spec, steps, bought, asked, splits) => {
          const run = new Run(loaded(spec)).live([...steps, { type: 'void' }]);
          const before = run.account;
          // With debts, taking back may find other units first: what is owed and owned is then the same in sum only.
          if (Object.keys(before.debts).length > 0) return;
          const request = run.payOf(asked, bought);
          const { verdict, id } = run.tell({
            type: 'purchase',
            at: run.now,
            receipt: receiptOf(bought),
            ...(request === undefined ? {} : { pay: request }),
          });
          if (verdict.type !== 'purchase') return;
          let money = 0;
          for (const quarters of [...splits, [4, 4, 4, 4]]) {
            const event = run.returnOf([id], quarters);
            const back = event === null ? null : run.tell(event).verdict;
            if (back?.type === 'return') money += back.return.money;
          }
          strictEqual(money, verdict.purchase.toPay, 'the money');
          same(run.account.lots, before.lots, 'the lots');
          same(run.account.debts, before.debts);
          same(run.account.grants, before.grants, 'the levels');
          same(run.account.sums[spec.tiers === null ? '' : 'spend'] ?? 0, before.sums['spend'] ?? 0, 'the measure');
          same(standingAt(run.program, run.account, run.now), standingAt(run.program, before, run.now));
        },
      ),
    ),
  );

  test(
    'when all is returned, what is left is what was given: corrections and gifts, less what expired',
    ...lives(
      300,
      fc.property(programSpec(), history(EVERYTHING, 20), (spec, steps) => {
        const run = new Run(loaded(spec)).live([...steps, { type: 'void' }]);
        for (const purchase of run.returnable) {
          const event = run.returnOf([purchase], [4]);
          if (event !== null) run.tell(event);
        }
        const decisions = run.told.flatMap(({ due, verdict }): readonly Decision[] =>
          verdict.type === 'refused' ? due : [...due, verdict],
        );
        const paid = sumOf(decisions, (decision) =>
          decision.type === 'purchase'
            ? decision.purchase.toPay
            : decision.type === 'return'
              ? -decision.return.money
              : 0,
        );
        strictEqual(
          paid,
          sumOf(decisions, (decision) => (decision.type === 'return' ? decision.return.withheld : 0)),
          'only what was withheld is paid',
        );
        for (const wallet of spec.wallets) {
          const booked = (kinds: readonly string[]): number =>
            sumOf(decisions, (decision) =>
              decision.entries.reduce(
                (sum, entry) => sum + (entry.wallet === wallet.id && kinds.includes(entry.kind) ? entry.units : 0),
                0,
              ),
            );
          const gifts = sumOf(decisions, (decision) =>
            decision.type === 'custom'
              ? decision.earned.reduce((sum, part) => sum + (part.wallet === wallet.id ? part.units : 0), 0)
              : 0,
          );
          const { available, pending, held, debt } = standingAt(run.program, run.account, run.now).wallets[
            wallet.id
          ] ?? {
            available: 0,
            pending: 0,
            held: 0,
            debt: 0,
          };
          const withheld = wallet.worth === null ? 0 : paid / wallet.worth;
          strictEqual(available + pending + held - debt, booked(['correct', 'expire']) + gifts + withheld, wallet.id);
          strictEqual(booked(['join']), 0, 'joining is neutral');
        }
      }),
    ),
  );

  test(
    'at no moment has more been spent than was earned, given or is owed',
    ...lives(
      150,
      fc.property(programSpec(), history(EVERYTHING, 20), (spec, steps) => {
        let came = 0;
        let spent = 0;
        new Run(loaded(spec)).live(steps, ({ due, verdict, after }) => {
          for (const { wallet, kind, units } of [...due, ...(verdict.type === 'refused' ? [] : [verdict])].flatMap(
            (decision) => decision.entries,
          )) {
            if (wallet !== 'bonus') continue;
            if (kind === 'pay' || kind === 'restore') spent -= units;
            else came += units;
          }
          ok(spent <= came + (after.debts['bonus'] ?? 0));
        });
      }),
    ),
  );

  test(
    'buying, paying and returning in a circle never profits',
    ...lives(
      100,
      fc.property(
        programSpec(),
        fc.array(fc.tuple(lines, pay, fc.nat({ max: 3 })), { minLength: 1, maxLength: 6 }),
        (spec, circles) => {
          const run = new Run(loaded(spec)).live([{ type: 'correct', wallet: 0, units: 1000 }]);
          const start = wealth(run.account);
          let money = 0;
          for (const [bought, asked, wait] of circles) {
            const request = run.payOf(asked, bought);
            const { verdict, id } = run.tell({
              type: 'purchase',
              at: run.now,
              receipt: receiptOf(bought),
              ...(request === undefined ? {} : { pay: request }),
            });
            if (verdict.type !== 'purchase') continue;
            run.live([{ type: 'pass', minutes: wait * 1500 }]);
            const event = run.returnOf([id], [4]);
            const back = event === null ? null : run.tell(event).verdict;
            money += (back?.type === 'return' ? back.return.money : 0) - verdict.purchase.toPay;
          }
          ok(money <= 0 && wealth(run.account) <= start, 'a profit');
        },
      ),
    ),
  );
});

describe('the same again', () => {
  test(
    'a quote is what the purchase will be',
    ...lives(
      150,
      fc.property(programSpec(), history(EVERYTHING, 8), lines, pay, (spec, steps, bought, asked) => {
        const run = new Run(loaded(spec)).live([...steps, { type: 'void' }]);
        const request = run.payOf(asked, bought);
        const basket = { receipt: receiptOf(bought), ...(request === undefined ? {} : { pay: request }) };
        const hold = decide(run.program, run.account, {
          type: 'hold',
          at: run.now,
          checkout: 'quote',
          until: instant(run.now + 1),
          ...basket,
        });
        const purchase = decide(run.program, run.account, { type: 'purchase', at: run.now, ...basket });
        if (hold.type === 'refused' || purchase.type === 'refused') return same(hold, purchase);
        ok(hold.decision.type === 'hold' && purchase.decision.type === 'purchase');
        const { payment, earned, ...rest } = purchase.decision.purchase;
        const untouched = {
          ...rest,
          payment: payment === null ? null : { ...payment, draws: [] },
          earned: earned.map((part) => ({ ...part, repaid: 0 })),
        };
        same(hold.decision.purchase, untouched);
        same(
          hold.decision.entries.filter(({ kind }) => kind !== 'join'),
          [],
        );
        // Committed at once, a checkout is the purchase.
        const commit = decide(run.program, hold.account, {
          type: 'purchase',
          at: run.now,
          checkout: 'quote',
          ...basket,
        });
        ok(commit.type === 'decided' && commit.decision.type === 'purchase');
        same(commit.decision.purchase, purchase.decision.purchase);
      }),
    ),
  );

  test(
    'what was recorded, decided again, is the same; every value survives JSON and is told in words',
    ...lives(
      120,
      fc.property(programSpec(), history(EVERYTHING), (spec, steps) => {
        const program = loaded(spec);
        const run = new Run(program).live(steps, (told) => {
          survivesStorage(told);
          explained(program, told);
        });
        const again = new Run(loaded(spec));
        for (const told of run.told)
          same(again.tell(eventSchema.parse(JSON.parse(JSON.stringify(told.event)))).verdict, told.verdict);
        same(again.account, run.account);
      }),
    ),
  );

  test(
    'in whatever order the parts of an account were loaded',
    ...lives(
      100,
      fc.property(programSpec(), history(EVERYTHING), (spec, steps) => {
        const program = loaded(spec);
        new Run(program).live(steps, ({ event, before, verdict }) => {
          const { lots, days, checkouts, debts } = before;
          const shuffled = {
            ...before,
            lots: lots.toReversed(),
            days: days.toReversed(),
            checkouts: checkouts.toReversed(),
            debts: Object.fromEntries(Object.entries(debts).toReversed()),
          };
          const again = decide(program, catchUp(() => program, shuffled, event.at).account, event);
          same(again.type === 'refused' ? again : again.decision, verdict);
        });
      }),
    ),
  );

  test(
    'what another account does is no matter',
    ...lives(
      60,
      fc.property(programSpec(), history(EVERYTHING), history(EVERYTHING), (spec, own, others) => {
        const program = loaded(spec);
        const alone = new Run(program).live(own);
        const one = new Run(program);
        const other = new Run(program);
        own.forEach((step, index) => {
          other.live(others.slice(index, index + 1));
          one.live([step]);
        });
        same(one.account, alone.account);
        same(
          one.told.map(({ verdict }) => verdict),
          alone.told.map(({ verdict }) => verdict),
        );
      }),
    ),
  );

  test(
    'time passes in one go as in many steps, and no faster',
    ...lives(
      150,
      fc.property(
        programSpec(),
        history(EVERYTHING),
        fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 5 }),
        (spec, steps, days) => {
          const run = new Run(loaded(spec)).live([...steps, { type: 'void' }]);
          const end = instant(run.now + days.reduce((sum, day) => sum + day, 0) * DAY_MS);
          const whole = catchUp(() => run.program, run.account, end);
          const decisions: Decision[] = [];
          let account: Account = run.account;
          let at: number = run.now;
          for (const day of days) {
            at += day * DAY_MS;
            const part = catchUp(() => run.program, account, instant(at));
            decisions.push(...part.decisions);
            account = part.account;
          }
          same(decisions, whole.decisions);
          same(account, whole.account);
          ok((nextDue(run.program, account) ?? Number.POSITIVE_INFINITY) > end);
          // Looking ahead sees what will be.
          same(standingAt(run.program, run.account, end), standingAt(run.program, account, end));
        },
      ),
    ),
  );

  test(
    'a new account is asked before anything has happened',
    ...lives(
      30,
      fc.property(programSpec(), fc.integer({ min: 0, max: 400 }), (spec, day) => {
        const { tier, wallets } = standingAt(loaded(spec), NEW_ACCOUNT, instant(day * DAY_MS));
        strictEqual(tier?.level, spec.tiers === null ? undefined : 'level0');
        ok(
          Object.values(wallets).every((wallet) => wallet.available + wallet.pending + wallet.held + wallet.debt === 0),
        );
      }),
    ),
  );
});

function sumOf(decisions: readonly Decision[], of: (decision: Decision) => number): number {
  return decisions.reduce((sum, decision) => sum + of(decision), 0);
}

/** Everything owned in bonuses, less what is owed. */
function wealth(account: Account): number {
  return (
    account.lots.reduce((sum, lot) => sum + (lot.wallet === 'bonus' ? lot.remaining : 0), 0) -
    (account.debts['bonus'] ?? 0)
  );
}
