/** Reasons and refusals in words: every code has them, in both languages, with the program's own names. */
import { describe, expect, test } from 'vitest';
import { explainReason, explainRefusal, REFUSAL_CODES, type Reason } from '../src/index.ts';
import { PLAIN_WALLET, Shop } from './shop.ts';

const NAMED = new Shop({
  wallets:
    'bonus: { worth: 1.00, name: { ru: { one: бонус, few: бонуса, many: бонусов }, en: { one: bonus, other: bonuses } } }, cash: { decimals: 2, worth: 1.00, name: { ru: { one: рубль, few: рубля, many: рублей } } }',
  tiers:
    'by: spend, levels: [{ id: regular, from: 0, name: { ru: Гость } }, { id: gold, from: 100.00, name: { ru: Золото, en: Gold } }]',
  rules: ['{ id: base, name: { ru: Базовое, en: Base }, on: purchase, earn: { wallet: bonus, rate: 5% } }'],
  more: `partners: { books: { name: { ru: Книги, en: Books } } }
coupons: [{ id: spring, name: { ru: Весна, en: Spring }, gives: { gift: { sku: TEA } } }]
choices: [{ id: week, pick: 1, every: month, of: [fish, { id: tea, name: { ru: Чай, en: Tea } }] }]`,
});

describe('reasons', () => {
  test.each<[Reason, string, string]>([
    [
      { rule: 'base', applied: true, code: 'earned', params: { wallet: 'bonus', units: 50, basis: 100000 } },
      'Базовое: начислено 50 бонусов с суммы 1 000,00 ₽',
      'Base: earned 50 bonuses on ₽1,000.00',
    ],
    [
      { rule: 'base', applied: true, code: 'earned', params: { wallet: 'bonus', units: 1, basis: 0 } },
      'Базовое — начислено: 1 бонус',
      'Base: earned 1 bonus',
    ],
    [
      { applied: true, code: 'expired', params: { wallet: 'bonus', units: 3 } },
      'сгорело 3 бонуса',
      '3 bonuses expired',
    ],
    [
      { applied: true, code: 'expired', params: { wallet: 'cash', units: 250 } },
      'сгорело 2,50 рубля',
      '2.50 рублей expired',
    ],
    [
      { applied: true, code: 'expired', params: { wallet: 'coupon:spring', units: 2 } },
      'сгорело 2 купона «Весна»',
      '2 coupons “Spring” expired',
    ],
    [
      { rule: 'base', applied: false, code: 'not_here', params: { field: 'partner', value: 'books' } },
      'Базовое — действует только у партнёра: Книги',
      'Base — only at the partner: Books',
    ],
    [
      { rule: 'base', applied: false, code: 'condition_false', params: { condition: 'receipt.total >= 5.0' } },
      'Базовое: условие не выполнено',
      'Base: the condition does not hold',
    ],
    [
      { applied: true, code: 'chosen', params: { choice: 'week', picks: 'tea, fish', from: '2026-06-01' } },
      'выбрано: Чай, fish',
      'chosen: Tea, fish',
    ],
    [
      { rule: 'base', applied: true, code: 'redeemed', params: { wallet: '', units: 0, quantity: 1 } },
      'Базовое: получено бесплатно',
      'Base: taken for nothing',
    ],
    [
      { applied: true, code: 'paid', params: { wallet: 'bonus', units: 21, money: 2100 } },
      'оплачено 21,00 ₽: 21 бонус',
      '21 bonuses paid ₽21.00',
    ],
    [
      { applied: true, code: 'corrected', params: { wallet: 'bonus', units: -5, reason: 'ошибка' } },
      'корректировка: −5 бонусов (ошибка)',
      'correction: −5 bonuses (ошибка)',
    ],
    [
      { applied: true, code: 'tier_changed', params: { from: 'regular', to: 'gold' } },
      'уровень: Гость → Золото',
      'level: Гость → Gold',
    ],
    [
      {
        applied: true,
        code: 'restored_for_grace',
        params: { wallet: 'bonus', units: 2, until: Date.UTC(2026, 11, 5, 21) },
      },
      'возвращено 2 бонуса. Прежний срок истёк, новый — до 05.12.2026',
      '2 bonuses given back: their time was over, they live until 2026-12-05',
    ],
  ])('%j', (reason, ru, en) => {
    expect(explainReason(reason, NAMED.program)).toEqual({ ru, en });
  });
});

describe('refusals', () => {
  test.each(REFUSAL_CODES)('%s is said without its code', (code) => {
    const params = {
      wallet: 'bonus',
      asked: 2,
      available: 1,
      limit: 1,
      currency: 'EUR',
      expected: 'RUB',
      line: 0,
      checkout: 'c',
      purchase: 'p',
    };
    const { ru, en } = explainRefusal({ type: 'refused', code, params }, NAMED.program);
    expect(ru).toMatch(/[а-я]/);
    expect(en).toMatch(/[a-z]/);
    expect(`${ru} ${en}`).not.toMatch(/[a-z]_[a-z]|undefined|NaN|\{|null/);
  });
});

test('a program that names nothing is still told in words', () => {
  const shop = new Shop({
    wallets: PLAIN_WALLET,
    rules: ['{ id: base, on: purchase, earn: { wallet: bonus, rate: 5% } }'],
  });
  const [reason] = shop.buy({ lines: [['tea', '1000.00']] }).reasons;
  expect(reason === undefined ? null : explainReason(reason, shop.program)).toEqual({
    ru: 'base: начислено 50 bonus с суммы 1 000,00 ₽',
    en: 'base: earned 50 bonus on ₽1,000.00',
  });
});
