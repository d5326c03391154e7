// A request that must be refused: with this status and code, in words without our insides, and without a trace.
import { expect } from 'vitest';
import { z } from 'zod';
import { query, sql } from '../../src/kit/sql.ts';
import { type Bought, buy, newMember, publishCoffee, type TestMember } from './coffee.ts';
import { type Answer, type Call, createTestApi, type TestApi, type TestOrganization } from './test-api.ts';

export interface BadInputHouse {
  readonly api: TestApi;
  readonly shop: TestOrganization;
  readonly other: TestOrganization;
  /** With a key of the scope till. */
  readonly till: Call;
  readonly anna: TestMember;
  readonly boris: TestMember;
  /** Anna's purchase with the receipt number "known" and the Idempotency-Key "used". */
  readonly bought: Answer;
  refuses(request: () => Promise<Answer>, status: number, code: string): Promise<Answer>;
}

export async function createBadInputHouse(): Promise<BadInputHouse> {
  const api = await createTestApi();
  const shop = await api.organization();
  const other = await api.organization();
  await publishCoffee(shop.call);
  const key = await shop.call('POST', '/v1/keys', { json: { name: 'Till', scopes: ['till'] } });
  const anna = await newMember(shop.call);
  const boris = await newMember(shop.call);
  const known: Bought = { id: 'known', amount: 10_000 };
  const bought = await buy(shop.call, { phone: anna.phone }, known, { headers: { 'idempotency-key': 'used' } });
  expect(bought.status).toBe(201);
  const till = api.as(key.textAt('key'));
  return { api, shop, other, till, anna, boris, bought, refuses: (...asked) => refuses(api, ...asked) };
}

/** Everything that a refused request must leave as it was. */
async function traces(api: TestApi): Promise<unknown> {
  const counted = sql`
    select
      (select count(*) from operations) as operations,
      (select count(*) from journal) as journal,
      (select count(*) from guest_receipts) as guests,
      (select count(*) from members) as members,
      (select count(*) from identities) as identities,
      (select count(*) from program_versions) as versions,
      (select count(*) from api_keys) as keys,
      (select sum(version) from accounts) as changes`;
  return query(api.database.db.system, counted, z.looseObject({}));
}

async function refuses(api: TestApi, request: () => Promise<Answer>, status: number, code: string): Promise<Answer> {
  const before = await traces(api);
  const answer = await request();
  expect([answer.status, answer.code], answer.text).toEqual([status, code]);
  expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/u);
  expect(answer.textAt('detail')).not.toMatch(/\{\w+\}|node_modules|\.ts:/u);
  expect(await traces(api)).toEqual(before);
  expect(api.failures).toEqual([]);
  return answer;
}
