/** The same again is the same: a quote and its purchase, a replay from stored events, other accounts beside, time in many steps. */
import { deepStrictEqual as same, ok } from 'node:assert/strict';
import fc from 'fast-check';
import { describe, test } from 'vitest';
import {
  accountStateSchema,
  catchUp,
  decide,
  decisionSchema,
  eventSchema,
  instant,
  NEW_ACCOUNT,
  nextDue,
  type Account,
  type Decision,
  type PurchaseOutcome,
} from '../src/index.ts';
import { basket, history, PEOPLE, type HistoryWish, type Step } from './random-full/history.ts';
import { frozenOf, Life } from './random-full/life.ts';
import { fullProgram } from './random-full/program.ts';
import { DAY_MS, lives } from './random/lives.ts';

const EVERYTHING: HistoryWish = { between: true, days: 15, late: true, length: 20 };

describe('a quote and a checkout', () => {
  test(
    'a checkout shows what the purchase would be; committed later with what it has promised, that is what it is',
    ...lives(
      60,
      fc.property(
        fullProgram({ shared: true }),
        history(EVERYTHING),
        basket,
        fc.nat({ max: 14 }),
        ({ program }, steps, bought, minutes) => {
          const life = new Life(program).live(steps);
          const { town } = life;
          const wanted = life.basketOf('ann', bought);
          const until = instant(town.now + 15 * 60_000);
          const account = town.account('ann');
          const purchase = decide(program, account, town.offer({ type: 'purchase', ...wanted }));
          const quote = decide(program, account, town.offer({ type: 'hold', ...wanted, checkout: 'quote', until }));
          if (purchase.type === 'refused' || quote.type === 'refused') return same(quote, purchase);
          ok(purchase.decision.type === 'purchase' && quote.decision.type === 'hold');
          same(shownBy(quote.decision.purchase), shownBy(purchase.decision.purchase));
          same(quote.decision.quotas, purchase.decision.quotas, 'what accounts share');

          const hold = life.tell('ann', { type: 'hold', ...wanted, checkout: 'quote', until });
          if (hold?.type !== 'hold') throw new Error('it could be held a moment ago');
          town.until(instant(town.now + minutes * 60_000));
          const { units, wallet } = hold.hold;
          const commit = life.tell('ann', {
            ...wanted,
            type: 'purchase',
            at: town.now,
            checkout: 'quote',
            frozen: frozenOf(hold),
            ...(wallet === null ? {} : { pay: { wallet, units } }),
          });
          if (commit?.type !== 'purchase') throw new Error('a checkout was refused');
          const { discounts, toPay, payment, costs } = shownBy(commit.purchase);
          const promised = shownBy(hold.purchase);
          same(
            { discounts, toPay, payment, costs },
            { discounts: promised.discounts, toPay: promised.toPay, payment: promised.payment, costs: promised.costs },
          );
        },
      ),
    ),
  );
});

describe('a replay', () => {
  test(
    'from stored events, over stored state, gives the stored decisions and the stored accounts',
    ...lives(
      60,
      fc.property(fullProgram({ shared: true }), history(EVERYTHING), ({ program }, steps) => {
        const { town } = new Life(program).live(steps);
        const accounts = new Map<string, Account>();
        for (const { who, id, event, decision, after } of town.told) {
          same(decisionSchema.parse(stored(decision)), decision);
          const before = accounts.get(who) ?? { ...NEW_ACCOUNT, id: who };
          const verdict = decide(
            program,
            { ...before, state: accountStateSchema.parse(stored(before.state)) },
            eventSchema.parse(stored(event)),
            id,
          );
          ok(verdict.type === 'decided');
          same(verdict.decision, decision);
          same(verdict.account, after);
          accounts.set(who, verdict.account);
        }
        same(accounts, town.accounts);
      }),
    ),
  );

  test(
    'in whatever order the parts of an account were loaded',
    ...lives(
      40,
      fc.property(fullProgram({ shared: true }), history(EVERYTHING), ({ program }, steps) => {
        for (const { id, event, before, decision } of new Life(program).live(steps).town.told) {
          const { lots, checkouts, debts, state } = before;
          const { items, counters, ...rest } = state;
          const shuffled = {
            ...before,
            lots: lots.toReversed(),
            checkouts: checkouts.toReversed(),
            debts: reversed(debts),
            state: {
              ...rest,
              ...(items === undefined ? {} : { items: reversed(items) }),
              ...(counters === undefined ? {} : { counters: reversed(counters) }),
            },
          };
          const again = decide(program, shuffled, event, id);
          ok(again.type === 'decided');
          same(again.decision, decision);
        }
      }),
    ),
  );
});

describe('what is no matter', () => {
  test(
    'what other accounts do, where they share nothing',
    ...lives(
      60,
      fc.property(
        fullProgram({ shared: false }),
        history({ ...EVERYTHING, between: false, length: 30 }),
        ({ program }, steps) => {
          const together = new Life(program).live(steps);
          PEOPLE.forEach((who, number) => {
            const own = steps.filter((step): step is Step => step.type === 'pass' || step.who === number);
            const alone = new Life(program).live(own);
            same(alone.town.account(who), together.town.account(who), who);
            const decisionsOf = (life: Life) =>
              life.town.told.flatMap((told) => (told.who === who ? [told.decision] : []));
            same(decisionsOf(alone), decisionsOf(together));
          });
        },
      ),
    ),
  );

  test(
    'whether time passes at once or in many steps',
    ...lives(
      40,
      fc.property(
        fullProgram({ shared: true }),
        history(EVERYTHING),
        fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 5 }),
        ({ program }, steps, days) => {
          const { town } = new Life(program).live(steps);
          for (const who of PEOPLE) {
            const end = instant(town.now + days.reduce((sum, day) => sum + day, 0) * DAY_MS);
            const whole = catchUp(() => program, town.account(who), end);
            const decisions: Decision[] = [];
            let account = town.account(who);
            let at: number = town.now;
            for (const day of days) {
              at += day * DAY_MS;
              const part = catchUp(() => program, account, instant(at));
              decisions.push(...part.decisions);
              account = part.account;
            }
            same(decisions, whole.decisions);
            same(account, whole.account);
            ok((nextDue(program, account) ?? Number.POSITIVE_INFINITY) > end);
          }
        },
      ),
    ),
  );
});

describe('for years', () => {
  test(
    'an account stays small',
    ...lives(
      4,
      fc.property(
        fullProgram({ shared: true }),
        fc.array(history({ ...EVERYTHING, between: false, days: 40 }), { minLength: 25, maxLength: 25 }),
        ({ program }, years) => {
          const { town } = new Life(program).live(years.flat());
          for (const account of town.accounts.values()) {
            ok(account.lots.length <= 60, `${account.lots.length} lots`);
            ok(Object.keys(account.state.counters ?? {}).length <= 80, 'counters');
            ok(JSON.stringify(account.state).length <= 40_000, `${JSON.stringify(account.state).length} characters`);
          }
        },
      ),
    ),
  );
});

/** What a till sees of it: without the lots that were drawn and the debt that was repaid. */
function shownBy(outcome: PurchaseOutcome) {
  const { payment, earned, costs } = outcome;
  return {
    ...outcome,
    payment: payment === null ? null : { ...payment, draws: [] },
    earned: earned.map((part) => ({ ...part, repaid: 0 })),
    costs: (costs ?? []).map((cost) => ({ ...cost, draws: [] })),
  };
}

function reversed<Value>(values: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(values).toReversed());
}

function stored(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
