// The corner coffee shop of the API's tests: 5 % back at once, half of a receipt payable, gold from 20 000 rubles.
import type { Answer, Call, Sent } from './test-api.ts';

export const COFFEE = `kopilka: 1
id: corner-coffee
name: { ru: Угловая кофейня, en: Corner Coffee }
currency: RUB
timezone: Europe/Moscow
wallets:
  bonus:
    name: { ru: { one: бонус, few: бонуса, many: бонусов }, en: { one: bonus, other: bonuses } }
    decimals: 0
    worth: 1.00
    activates: at once
    expires: { after: P180D }
    pay: { max: 50%, of: receipt }
    debt: allow
tiers:
  by: spend
  window: { rolling: P12M }
  keeps: { for: P12M }
  levels:
    - { id: regular, from: 0 }
    - { id: gold, from: 20000.00, name: { ru: Золото, en: Gold } }
rules:
  - id: base
    on: purchase
    earn: { wallet: bonus, rate: { regular: 5%, gold: 7% } }
  - id: welcome
    on: enrolled
    earn: { wallet: bonus, units: 100 }
  - id: review
    on: shop.review
    if: has(event.data.stars) && event.data.stars >= 4
    earn: { wallet: bonus, units: 50 }
`;

export async function publishCoffee(call: Call): Promise<void> {
  const answer = await call('PUT', '/v1/programs/corner-coffee', {
    text: COFFEE,
    headers: { 'content-type': 'application/yaml' },
  });
  if (answer.status !== 200) throw new Error(answer.text);
}

let phones = 0;

export function newPhone(): string {
  phones += 1;
  return `+7999${String(phones).padStart(7, '0')}`;
}

export interface TestMember {
  readonly id: string;
  readonly accountId: string;
  readonly phone: string;
}

export async function newMember(call: Call, phone = newPhone()): Promise<TestMember> {
  const answer = await call('POST', '/v1/members', { json: { identities: { phone } } });
  if (answer.status !== 201) throw new Error(answer.text);
  return { id: answer.textAt('id'), accountId: answer.textAt('accounts.0.accountId'), phone };
}

export interface Bought {
  readonly id?: string;
  readonly amount?: number;
  readonly receipt?: object;
  readonly [field: string]: unknown;
}

let receipts = 0;

/** One line for `amount`, which may be changed in any place. */
export function purchaseBody(
  member: object | undefined,
  { id, amount = 10_000, receipt, ...fields }: Bought = {},
): object {
  receipts += 1;
  const lines = [{ sku: 'LATTE', category: 'coffee', quantity: 1, price: amount, amount }];
  return {
    ...(member === undefined ? {} : { member }),
    receipt: { id: id ?? `r-${receipts}`, total: amount, lines, ...receipt },
    ...fields,
  };
}

export function buy(call: Call, member: object | undefined, bought: Bought = {}, sent: Sent = {}): Promise<Answer> {
  return call('POST', '/v1/purchases', { json: purchaseBody(member, bought), ...sent });
}
