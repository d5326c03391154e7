/** What is used up, and who is no more, stand in nobody's way. */
import { expect, test } from 'vitest';
import { decide, instant, NEW_ACCOUNT } from '../src/index.ts';
import { programOf, Shop } from './shop.ts';

const GROUPED = [
  '{ id: double, on: purchase, earn: { wallet: bonus, rate: 10% }, group: promo, limits: [{ every: day, times: 1 }] }',
  '{ id: base, on: purchase, earn: { wallet: bonus, rate: 5% }, group: promo }',
];

test('a rule of a group whose limit is used up leaves its place to another', () => {
  const shop = new Shop({ rules: GROUPED });
  const given = (): readonly (readonly [string, number])[] =>
    shop.buy({ lines: [['a', '100.00']] }).purchase.earned.map(({ rule, units: made }) => [rule, made]);
  expect(given()).toEqual([['double', 10]]);
  expect(given()).toEqual([['base', 5]]);
});

test('a number that members have by default is a number', () => {
  const program = programOf(`kopilka: 1
id: story
name: Story
currency: RUB
timezone: Europe/Moscow
wallets: { bonus: { worth: 1.00 } }
attributes: { children: { type: number, default: 2 } }
rules:
  - { id: family, on: shop.visit, if: member.children >= 2, earn: { wallet: bonus, units: 7 } }`);
  const at = instant(Date.UTC(2026, 10, 22));
  const visit = { type: 'custom', at, name: 'shop.visit', data: {} } as const;
  const first = decide(program, NEW_ACCOUNT, visit);
  expect(first).toMatchObject({ decision: { earned: [{ units: 7 }] } });
  const told = decide(program, NEW_ACCOUNT, { type: 'profile', at, attributes: { children: 1 } });
  if (told.type === 'refused') throw new Error(told.code);
  expect(decide(program, told.account, visit)).toMatchObject({ decision: { earned: [] } });
});

test('the thanks for a friend go on to whoever the account was merged into', () => {
  const { program } = new Shop({ rules: GROUPED });
  const merged = { ...NEW_ACCOUNT, id: 'ann', state: { heir: 'twin' } };
  const at = instant(Date.UTC(2026, 10, 22));
  for (const name of ['referral.qualified', 'referral.returned']) {
    const verdict = decide(program, merged, { type: 'custom', at, name, data: { friend: 'boris' } });
    expect(verdict).toMatchObject({
      type: 'decided',
      decision: { earned: [], emits: [{ name, to: 'twin', data: { friend: 'boris' } }] },
    });
  }
});
