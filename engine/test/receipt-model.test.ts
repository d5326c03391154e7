/** Every random receipt is worked out twice: by the engine, and by a naive model written from domain.md alone. */
import { deepStrictEqual as same, ok, strictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { describe, test } from 'vitest';
import {
  decide,
  instant,
  loadProgram,
  NEW_ACCOUNT,
  units,
  type Account,
  type CompiledProgram,
  type Event,
} from '../src/index.ts';
import { lives } from './random/lives.ts';
import { shop as shops } from './receipt/arbitrary.ts';
import { documentOf } from './receipt/document.ts';
import { discountsOf } from './receipt/model-discount.ts';
import { earnedOf, paymentOf } from './receipt/model-earn.ts';
import type { ShopSpec } from './receipt/spec.ts';
import { receiptOf } from './shop.ts';

const AT = instant(Date.UTC(2026, 10, 22, 9));

describe('with a naive model beside it', () => {
  test(
    'discounts, payment and earnings of a receipt are what the model predicts, line by line',
    ...lives(
      400,
      fc.property(shops, (shop) => {
        const program = loaded(shop);
        const account = openedWith(program, shop);
        const discounts = discountsOf(shop);
        const left = shop.lines.map((line, index) =>
          discounts.reduce<number>((rest, { byLine }) => rest - (byLine[index] ?? 0), line.amount),
        );
        const payment = paymentOf(shop, left);
        const isUseless = shop.coupon !== null && !discounts.some(({ rule }) => rule === 'coupon:code');
        const verdict = decide(program, account, purchaseOf(shop, payment.units));
        if (verdict.type === 'refused') {
          strictEqual(verdict.code, 'coupon_not_applicable');
          ok(isUseless, 'a coupon that works was refused');
          return;
        }
        ok(verdict.decision.type === 'purchase');
        const { purchase } = verdict.decision;
        const names = purchase.discounts ?? [];
        same(
          names.map(({ rule }, index) => ({ rule, byLine: purchase.lines.map((line) => line.discounts?.[index]) })),
          discounts,
          'discounts',
        );
        same(
          names.map(({ money }) => money),
          discounts.map(({ byLine }) => byLine.reduce((sum, part) => sum + part, 0)),
        );
        strictEqual(purchase.payable?.units, payment.payable, 'payable');
        strictEqual(purchase.payment?.units ?? 0, payment.units);
        same(
          purchase.lines.map((line) => line.payMoney),
          payment.byLine,
          'payment',
        );
        strictEqual(purchase.toPay, left.reduce((sum, money) => sum + money, 0) - payment.units * shop.worth, 'to pay');
        same(
          purchase.earned.map(({ rule, units: given }, index) => ({
            rule,
            units: given,
            byLine: purchase.lines.map((line) => line.earned[index]),
          })),
          earnedOf(shop, left, payment.byLine),
          'earned',
        );
      }),
    ),
  );
});

function loaded(shop: ShopSpec): CompiledProgram {
  const program = loadProgram(documentOf(shop), 'json');
  // Rules may shadow each other, give more than is paid or nothing at all: such a program is not published.
  fc.pre(program.ok || !program.problems.every(({ code }) => EXPECTED_PROBLEMS.has(code)));
  if (!program.ok) throw new Error(JSON.stringify(program.problems));
  return program.program;
}

const EXPECTED_PROBLEMS: ReadonlySet<string> = new Set(['shadowed', 'gives_too_much', 'gives_nothing', 'levels_order']);

/** The account with its balance, and the high level where the shop says so. */
function openedWith(program: CompiledProgram, shop: ShopSpec): Account {
  const events: Event[] = [
    ...(shop.balance === 0
      ? []
      : [{ type: 'correction' as const, at: AT, wallet: 'bonus', units: units(shop.balance), reason: 'given' }]),
    ...(shop.level === 0 ? [] : [{ type: 'grant' as const, at: AT, level: 'high', until: null, reason: 'given' }]),
  ];
  return events.reduce<Account>((account, event) => {
    const verdict = decide(program, account, event);
    ok(verdict.type === 'decided');
    return verdict.account;
  }, NEW_ACCOUNT);
}

function purchaseOf(shop: ShopSpec, asked: number): Event {
  return {
    type: 'purchase',
    at: AT,
    receipt: receiptOf(shop.lines),
    ...(asked === 0 ? {} : { pay: { wallet: 'bonus', units: units(asked) } }),
    ...(shop.coupon === null ? {} : { apply: [{ type: 'coupon' as const, coupon: 'code', code: 'CODE' }] }),
  };
}
