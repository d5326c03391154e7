// A shop with a catalogue, money to be paid out, units to be given away, choices and partners, for the tests of those features.
import { drainOutbox } from '../../src/ledger/outbox.ts';
import { newPhone, type TestMember } from './coffee.ts';
import type { Answer, Call, Sent, TestApi, TestOrganization } from './test-api.ts';

export const CATALOGUE = `kopilka: 1
id: benefits
name: { ru: Лавка, en: Shop }
currency: RUB
timezone: Europe/Moscow
wallets:
  bonus:
    name: { ru: { one: бонус, few: бонуса, many: бонусов }, en: { one: bonus, other: bonuses } }
    worth: 1.00
    expires: { after: P180D }
    pay: { max: 100%, of: receipt }
    transfer: { min: 10, limits: [{ every: day, units: 300 }] }
  rub:
    name: { ru: { one: рубль, few: рубля, many: рублей }, en: { one: ruble, other: rubles } }
    worth: 1.00
    pay: { except: 'true' }
    payout: { min: 100, limits: [{ every: month, units: 5000 }] }
  prize:
    name: prizes
attributes:
  employee: { type: yes/no }
  city: { type: text }
meters:
  coffees: { on: purchase, add: quantity, lines: 'line.category == "coffee"' }
tiers:
  by: spend
  levels:
    - { id: regular, from: 0, name: { ru: Обычный, en: Regular } }
    - { id: gold, from: 100000.00, name: { ru: Золото, en: Gold } }
rules:
  - { id: base, on: purchase, if: '!member.employee && receipt.partner == ""', earn: { wallet: bonus, rate: 10% } }
  - { id: books, on: purchase, partner: books, earn: { wallet: prize, rate: 1 per 10.00, activates: { on: confirmed, after: P10D } } }
  - { id: big, on: purchase, if: receipt.total >= 5000.00, message: { ru: Спасибо за большую покупку, en: Thank you for the big purchase } }
  - { id: treat, on: shop.treat, coupon: { id: free-coffee, pieces: 2 } }
  - { id: birthday, on: birthday, earn: { wallet: bonus, units: 300 } }
  - { id: completed, on: profile.completed, earn: { wallet: bonus, units: 100 } }
partners:
  books: { name: { ru: Книги, en: Books } }
  films: { name: { ru: Кино, en: Films } }
rewards:
  - id: croissant
    name: { ru: Круассан, en: Croissant }
    about: { ru: Свежий, en: Fresh }
    price: { bonus: 150 }
    collect: P7D
    stock: 5
    gives: { gift: { sku: CROISSANT } }
  - id: cinema
    name: { ru: Билет в кино, en: Cinema ticket }
    price: { bonus: 100 }
    codes: true
    gives: { message: { ru: Приятного просмотра, en: Enjoy the film } }
  - id: badge
    price: { bonus: 10 }
    limits: [{ every: day, times: 1 }]
    gives: { badge: patron }
  - id: closed-sale
    name: { ru: Закрытая распродажа, en: Private sale }
    if: account.tier == "gold"
    gives: { badge: patron }
  - id: half-price
    price: { bonus: 200 }
    gives: { discount: { percent: 50% } }
badges:
  patron: { name: { ru: Меценат, en: Patron } }
challenges:
  - { id: five-a-month, name: Five a month, meter: coffees, target: 5, every: month, then: { earn: { wallet: bonus, units: 50 } } }
streaks:
  - { id: three-days, meter: coffees, every: day, target: 3, then: { earn: { wallet: bonus, units: 30 } } }
coupons:
  - { id: free-coffee, name: { ru: Кофе в подарок, en: Free coffee }, gives: { discount: { percent: 100%, lines: 'line.category == "coffee"' } } }
choices:
  - id: favourites
    name: { ru: Любимые, en: Favourites }
    pick: 2
    every: month
    of: [coffee, pastry, { id: tea, name: { ru: Чай, en: Tea } }, beans]
    until: 10
conversions:
  - { id: to-rubles, name: { ru: В рубли, en: To rubles }, from: bonus, to: rub, rate: 50%, min: 100, if: account.tier == "regular" }
  - { id: gold-only, from: bonus, to: rub, rate: 1 per 1, if: account.tier == "gold" }
`;

export async function publish(call: Call, source = CATALOGUE): Promise<void> {
  const answer = await call('PUT', '/v1/programs/benefits', {
    text: source,
    headers: { 'content-type': 'application/yaml' },
  });
  if (answer.status !== 200) throw new Error(answer.text);
}

/** A member with so many units. */
export async function memberWith(
  call: Call,
  units: Readonly<Record<string, number>> = {},
  profile: object = {},
): Promise<TestMember> {
  const phone = newPhone();
  const made = await call('POST', '/v1/members', { json: { identities: { phone }, profile } });
  if (made.status !== 201) throw new Error(made.text);
  const member = { id: made.textAt('id'), accountId: made.textAt('accounts.0.accountId'), phone };
  for (const [wallet, amount] of Object.entries(units)) {
    const json = { accountId: member.accountId, wallet, units: amount, reason: 'test' };
    const given = await call('POST', '/v1/corrections', { json });
    if (given.status !== 201) throw new Error(given.text);
  }
  return member;
}

export async function balance(call: Call, { id }: TestMember, wallet = 'bonus'): Promise<unknown> {
  return (await call('GET', `/v1/members/${id}`)).at(`accounts.0.balances.${wallet}.available`);
}

/** How many operations an account has lived through: what is refused leaves it as it was. */
export async function operationsOf(call: Call, { accountId }: TestMember): Promise<unknown> {
  return (await call('GET', `/v1/accounts/${accountId}/operations?limit=1`)).at('operations.0.seq') ?? 0;
}

export async function keyOf(shop: TestOrganization, name: string, scope: string): Promise<string> {
  const made = await shop.call('POST', '/v1/keys', { json: { name, scopes: [scope] } });
  return made.textAt('key');
}

export async function deliver(api: TestApi): Promise<void> {
  while ((await drainOutbox(api.database.db.system, api.ledger)) > 0);
}

export async function moveClock(call: Call, now: string): Promise<void> {
  const moved = await call('POST', '/v1/sandbox/clock', { json: { now } });
  if (moved.status !== 200) throw new Error(moved.text);
}

export function times<T>(count: number, work: (index: number) => Promise<T>): Promise<T[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => work(index)));
}

/** Refused with this status and code, in words without our insides. */
export function refusal(answer: Answer): readonly unknown[] {
  const detail = answer.at('detail');
  if (typeof detail !== 'string' || /\{\w+\}|node_modules|\.ts:/u.test(detail)) throw new Error(answer.text);
  return [answer.status, answer.code];
}

/** With another organization's ids, in a program that offers none of it: see isolation.test.ts. */
export function catalogueAttempts({
  id,
  accountId,
  operationId,
}: {
  readonly id: string;
  readonly accountId: string;
  readonly operationId: string;
}): readonly (readonly [method: string, url: string, sent: Sent, status: number, code: string | null])[] {
  const json = (body: object): Sent => ({ json: body });
  const member = { id };
  const account = `/v1/accounts/${accountId}`;
  const picks = { period: 'next', picks: [] };
  return [
    ['GET', `/v1/rewards?member=${id}`, {}, 404, 'member_unknown'],
    ['GET', `/v1/rewards/mug?member=${id}`, {}, 404, 'member_unknown'],
    ['POST', '/v1/rewards/mug/codes', json({ codes: ['A'] }), 404, 'reward_unknown'],
    ['POST', '/v1/redemptions', json({ member, rewardId: 'mug' }), 404, 'member_unknown'],
    ['GET', `/v1/redemptions?member=${id}`, {}, 404, 'member_unknown'],
    ['GET', `/v1/redemptions/${operationId}`, {}, 404, 'redemption_unknown'],
    ['POST', `/v1/redemptions/${operationId}/collect`, {}, 404, 'redemption_unknown'],
    ['POST', `/v1/redemptions/${operationId}/cancel`, {}, 404, 'redemption_unknown'],
    ['POST', '/v1/payouts', json({ member, wallet: 'bonus', units: 1 }), 404, 'member_unknown'],
    ['GET', '/v1/payouts', {}, 200, null],
    ['GET', `/v1/payouts/${id}`, {}, 404, 'payout_unknown'],
    ['POST', `/v1/payouts/${id}/approve`, {}, 404, 'payout_unknown'],
    ['POST', `/v1/payouts/${id}/pay`, {}, 404, 'payout_unknown'],
    ['POST', `/v1/payouts/${id}/refuse`, {}, 404, 'payout_unknown'],
    ['DELETE', `/v1/payouts/${id}/destination`, {}, 404, 'payout_unknown'],
    ['POST', '/v1/transfers', json({ from: member, to: member, wallet: 'bonus', units: 1 }), 404, 'member_unknown'],
    ['GET', `/v1/transfers/${operationId}`, {}, 404, 'transfer_unknown'],
    ['GET', '/v1/conversions', {}, 200, null],
    ['POST', '/v1/conversions', json({ member, conversionId: 'x', units: 1 }), 404, 'member_unknown'],
    ['GET', `/v1/choices?member=${id}`, {}, 404, 'member_unknown'],
    ['PUT', `${account}/choices/x`, json(picks), 404, 'account_unknown'],
    ['PUT', `${account}/choices/x/offer`, json({ options: null }), 404, 'account_unknown'],
    ['POST', '/v1/confirmations', json({ operationId }), 404, 'operation_unknown'],
    ['POST', '/v1/confirmations/cancel', json({ operationId }), 404, 'operation_unknown'],
    ['PUT', `${account}/profile`, json({ statementDay: 1 }), 404, 'account_unknown'],
    ['POST', `${account}/tier`, json({ level: 'gold', reason: 'x' }), 404, 'account_unknown'],
    ['GET', `${account}/progress`, {}, 404, 'account_unknown'],
    ['GET', `${account}/messages`, {}, 404, 'account_unknown'],
  ];
}
