// Who asks: guesses are counted by the address at the other end, and by the address that a proxy tells only if the proxy is trusted.
import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';
import { query, sql } from '../../src/kit/sql.ts';
import { newShop } from './coupon-house.ts';
import { createTestApi, type TestApi, type TestOrganization } from './test-api.ts';

let api: TestApi;
afterEach(() => api.close());

/** A guess through a connection from one address that names another; answers whom it was counted for. */
async function guess(
  { organizationId, key }: TestOrganization,
  { from, forwarded }: { readonly from: string; readonly forwarded: string },
): Promise<readonly string[]> {
  await query(api.database.db.system, sql`delete from code_guesses`, z.never());
  await api.app.inject({
    method: 'POST',
    url: '/v1/coupon-codes/check',
    remoteAddress: from,
    headers: { authorization: `Bearer ${key}`, 'x-forwarded-for': forwarded },
    payload: { code: 'GUESSED' },
  });
  const rows = await query(
    api.database.db.system,
    sql`select subject from code_guesses where kind = 'address' and organization_id = ${organizationId}`,
    z.object({ subject: z.string() }),
  );
  return rows.map(({ subject }) => subject);
}

test('without trusted proxies X-Forwarded-For is not believed', async () => {
  api = await createTestApi();
  const shop = await newShop(api);
  expect(await guess(shop, { from: '198.51.100.7', forwarded: '192.0.2.1' })).toEqual(['198.51.100.7']);
});

test('a trusted proxy is believed, others are not, and what a client wrote before its proxy is not either', async () => {
  api = await createTestApi({ trustedProxies: ['loopback', '10.0.0.0/8'] });
  const shop = await newShop(api);
  expect(await guess(shop, { from: '127.0.0.1', forwarded: '192.0.2.1' })).toEqual(['192.0.2.1']);
  expect(await guess(shop, { from: '10.1.2.3', forwarded: '192.0.2.1' })).toEqual(['192.0.2.1']);
  expect(await guess(shop, { from: '198.51.100.7', forwarded: '192.0.2.1' })).toEqual(['198.51.100.7']);
  expect(await guess(shop, { from: '127.0.0.1', forwarded: '203.0.113.9, 192.0.2.1, 10.0.0.2' })).toEqual([
    '192.0.2.1',
  ]);
});

test('addresses of one IPv6 network are one guesser', async () => {
  api = await createTestApi();
  const shop = await newShop(api);
  for (const from of ['2001:db8:0:1::1', '2001:db8:0:1:ffff::2'])
    expect(await guess(shop, { from, forwarded: '192.0.2.1' })).toEqual(['2001:db8:0:1::/64']);
});
