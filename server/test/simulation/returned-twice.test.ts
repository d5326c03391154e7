// What was bought once comes back once, however many ask at the same moment and wherever.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newMember } from '../api/coffee.ts';
import { publish, times } from '../api/catalogue-shop.ts';
import { expectSound } from '../api/network-house.ts';
import { createTestApi, type Call, type TestApi } from '../api/test-api.ts';

const PURCHASES = 500;
const AT_ONCE = 50;

let api: TestApi;
let servers: readonly [Call, Call];
let members: readonly { readonly id: string }[];

beforeAll(async () => {
  api = await createTestApi();
  const shop = await api.organization();
  await publish(shop.call);
  servers = [shop.call, (await api.another()).as(shop.key)];
  members = await times(10, () => newMember(shop.call));
});
afterAll(async () => {
  await expectSound(api);
  await api.close();
});

test(
  'of 500 purchases each returned twice in parallel on two servers exactly 500 returns succeed',
  { timeout: 60_000 },
  async () => {
    const succeeded: string[] = [];
    const refused: string[] = [];
    for (let from = 0; from < PURCHASES; from += AT_ONCE) {
      await times(AT_ONCE, async (index) => {
        const number = from + index;
        const member = { id: members[number % members.length]?.id };
        const lines = [{ sku: 'TEA', quantity: 2, price: 50_00, amount: 100_00 }];
        const bought = await servers[0]('POST', '/v1/purchases', {
          json: { member, receipt: { id: `r-${number}`, total: 100_00, lines } },
        });
        expect(bought.status).toBe(201);
        const answers = await Promise.all(
          servers.map((call, server) =>
            call('POST', '/v1/returns', { json: { purchaseId: bought.textAt('id'), id: `back-${number}-${server}` } }),
          ),
        );
        for (const answer of answers)
          if (answer.status === 201) succeeded.push(bought.textAt('id'));
          else refused.push(answer.textAt('code'));
      });
    }
    expect([succeeded.length, new Set(succeeded).size]).toEqual([PURCHASES, PURCHASES]);
    expect(refused).toEqual(Array.from({ length: PURCHASES }, () => 'return_exceeds_purchase'));
    for (const { id } of members) {
      const balances = (await servers[1]('GET', `/v1/members/${id}`)).at('accounts.0.balances.bonus');
      expect(balances).toMatchObject({ available: 0, pending: 0, held: 0, debt: 0 });
    }
  },
);
