// The shop of the tests of coupons: its program, its codes, and a look at what has become of them.
import { expect } from 'vitest';
import { z } from 'zod';
import { query, sql } from '../../src/kit/sql.ts';
import { buy } from './coffee.ts';
import type { Answer, Call, TestApi, TestOrganization } from './test-api.ts';

const PROGRAM = `kopilka: 1
id: corner-coffee
name: { ru: Кофейня, en: Coffee }
currency: RUB
timezone: Europe/Moscow
wallets:
  bonus: { worth: 1.00, pay: { max: 50% } }
rules:
  - { id: base, on: purchase, earn: { wallet: bonus, rate: 5% } }
coupons:
  - { id: ten-off, name: { ru: Скидка 10 %, en: 10 % off }, expires: { after: P30D }, gives: { discount: { percent: 10% } } }
  - { id: twice, gives: { earn: { wallet: bonus, units: 50 } }, limits: [{ per: account, every: ever, times: 1 }] }
`;

export async function newShop(api: TestApi, options: { readonly sandbox?: boolean } = {}): Promise<TestOrganization> {
  const made = await api.organization(options);
  const headers = { 'content-type': 'application/yaml' };
  const published = await made.call('PUT', '/v1/programs/corner-coffee', { text: PROGRAM, headers });
  expect([published.status, published.text]).toEqual([200, published.text]);
  return made;
}

export async function makeCodes(call: Call, json: object): Promise<Answer> {
  const made = await call('POST', '/v1/coupon-batches', { json: { couponId: 'ten-off', ...json } });
  if (made.status !== 201) throw new Error(made.text);
  return made;
}

let names = 0;

/** A new code with a text of its own. */
export async function namedCode(call: Call, terms: object = {}): Promise<string> {
  const code = `NAMED${(names += 1)}X`;
  await makeCodes(call, { code, ...terms });
  return code;
}

export async function exported(api: TestApi, of: TestOrganization, batchId: string): Promise<string> {
  const answer = await api.app.inject({
    url: `/v1/coupon-batches/${batchId}/codes.csv`,
    headers: { authorization: `Bearer ${of.key}` },
  });
  expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8']);
  return answer.payload;
}

export async function codesOf(api: TestApi, of: TestOrganization, batchId: string): Promise<readonly string[]> {
  const lines = (await exported(api, of, batchId)).trimEnd().split('\r\n').slice(1);
  return lines.map((line) => line.split(',')[0] ?? '');
}

export function bring(call: Call, member: object, code: string, fields: object = {}): Promise<Answer> {
  return buy(call, member, { amount: 10_000, apply: [{ code }], ...fields });
}

const usesSchema = z.object({ status: z.string(), operation_id: z.string().nullable(), holders: z.int() });

export function usesOf(api: TestApi, code: string): Promise<readonly z.infer<typeof usesSchema>[]> {
  return query(
    api.database.db.system,
    sql`select status, operation_id, holders from coupon_code_uses where code = ${code} order by status`,
    usesSchema,
  );
}

export async function countedUses(api: TestApi, code: string): Promise<number | undefined> {
  const [row] = await query(
    api.database.db.system,
    sql`select uses from coupon_codes where code = ${code}`,
    z.object({ uses: z.int() }),
  );
  return row?.uses;
}

export const basket = { total: 10_000, lines: [{ sku: 'LATTE', quantity: 1, price: 10_000, amount: 10_000 }] };
