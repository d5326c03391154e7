// Coupons on cards and codes that anybody can bring: each is used as often as it may be, whoever asks at once.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CODE_ALPHABET } from '../../src/features/coupons/code-text.ts';
import { buy, newMember, purchaseBody } from './coffee.ts';
import {
  basket,
  bring,
  codesOf,
  countedUses,
  exported,
  makeCodes,
  namedCode,
  newShop,
  usesOf,
} from './coupon-house.ts';
import { createTestApi, type TestApi, type TestOrganization } from './test-api.ts';

let api: TestApi;
let shop: TestOrganization;

beforeAll(async () => {
  api = await createTestApi();
  shop = await newShop(api);
});
afterAll(async () => {
  expect(api.failures).toEqual([]);
  await api.close();
});

test('a coupon issued to a member lies on the card until it expires or is used', async () => {
  const { phone } = await newMember(shop.call);
  const headers = { 'idempotency-key': 'issue-1' };
  const json = { member: { phone }, count: 2, reason: 'Birthday' };
  const issued = await shop.call('POST', '/v1/coupons/ten-off/issues', { json, headers });
  expect([issued.status, issued.at('available'), issued.at('count')]).toEqual([201, 2, 2]);
  expect(issued.at('expiring.units')).toBe(2);
  const again = await shop.call('POST', '/v1/coupons/ten-off/issues', { json, headers });
  expect([again.status, again.text]).toEqual([200, issued.text]);
  const bought = await buy(shop.call, { phone }, { amount: 10_000, apply: [{ coupon: 'ten-off' }] });
  expect([bought.status, bought.at('toPay'), bought.at('balances.coupon:ten-off.available')]).toEqual([201, 9_000, 1]);
  expect((await shop.call('POST', '/v1/coupons/nothing/issues', { json })).code).toBe('coupon_unknown');
  expect((await shop.call('POST', '/v1/coupons/ten-off/issues', { json: { ...json, count: 0 } })).code).toBe(
    'request_invalid',
  );
});

test('codes cannot be guessed: long enough, of letters that are not taken for one another, and none twice', async () => {
  const made = await makeCodes(shop.call, { count: 2_000, prefix: 'ny26' });
  expect([made.at('kind'), made.at('usesMax'), made.at('count')]).toEqual(['single', 1, 2_000]);
  const codes = await codesOf(api, shop, made.textAt('id'));
  expect(new Set(codes).size).toBe(2_000);
  const body = new RegExp(`^NY26[${CODE_ALPHABET}]{15}$`);
  expect(codes.filter((code) => !body.test(code))).toEqual([]);
  expect(15 * Math.log2(CODE_ALPHABET.length)).toBeGreaterThan(60);
  expect(CODE_ALPHABET).not.toMatch(/[01OIL2Z5S8B]/);
});

test('the same request for codes 20 times at once makes one batch, answered the same; another body is refused', async () => {
  const headers = { 'idempotency-key': 'batch-20' };
  const json = { couponId: 'ten-off', count: 3 };
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => shop.call('POST', '/v1/coupon-batches', { json, headers })),
  );
  expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
  expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
  expect(await codesOf(api, shop, answers[0]?.textAt('id') ?? '')).toHaveLength(3);
  const other = await shop.call('POST', '/v1/coupon-batches', { json: { ...json, count: 4 }, headers });
  expect(other.code).toBe('key_reused');
});

test('20 tills at once with one single-use code: exactly one success, and the code is used', async () => {
  const code = await namedCode(shop.call, { usesMax: 1 });
  const members = await Promise.all(Array.from({ length: 20 }, () => newMember(shop.call)));
  const answers = await Promise.all(members.map(({ phone }) => bring(shop.call, { phone }, code)));
  expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
  const refused = answers.filter(
    (answer) => answer.code === 'coupon_code_used' || answer.code === 'coupon_code_in_use',
  );
  expect(refused).toHaveLength(19);
  expect(answers.find((answer) => answer.status === 201)?.at('discount')).toBe(1_000);
  expect(await countedUses(api, code)).toBe(1);
  expect((await usesOf(api, code)).map(({ status }) => status)).toEqual(['used']);
  expect((await bring(shop.call, { phone: members[0]?.phone }, code)).code).toBe('coupon_code_used');
});

test('the same purchase with a code 20 times at once is one purchase and one use, and 20 equal answers', async () => {
  const code = await namedCode(shop.call, { usesMax: 1 });
  const { phone } = await newMember(shop.call);
  const json = purchaseBody({ phone }, { apply: [{ code }] });
  const answers = await Promise.all(Array.from({ length: 20 }, () => shop.call('POST', '/v1/purchases', { json })));
  expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
  expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
  await shop.call('POST', '/v1/coupon-codes/block', { json: { code } });
  const late = await shop.call('POST', '/v1/purchases', { json });
  expect([late.status, late.text]).toEqual([200, answers[0]?.text]);
  expect([await countedUses(api, code), (await usesOf(api, code)).length]).toEqual([1, 1]);
});

test('a code for three uses has three, whoever asks at once', async () => {
  const code = await namedCode(shop.call, { usesMax: 3 });
  const members = await Promise.all(Array.from({ length: 10 }, () => newMember(shop.call)));
  const answers = await Promise.all(members.map(({ phone }) => bring(shop.call, { phone }, code)));
  expect(answers.filter((answer) => answer.status === 201)).toHaveLength(3);
  expect(await countedUses(api, code)).toBe(3);
});

test('a code without limit is used by everybody, and spelled as people spell', async () => {
  const code = await namedCode(shop.call);
  for (const typed of [
    code,
    ` ${code.toLowerCase()} `,
    code.split('').join('-'),
    code.replace('A', 'А').replace('M', 'м'),
  ]) {
    const { phone } = await newMember(shop.call);
    expect([(await bring(shop.call, { phone }, typed)).status, typed]).toEqual([201, typed]);
  }
  const checked = await shop.call('POST', '/v1/coupon-codes/check', { json: { code } });
  expect([checked.at('status'), checked.at('kind'), checked.at('usesLeft')]).toEqual(['usable', 'multi', null]);
  expect(checked.at('name.en')).toBe('10 % off');
});

test('a refused purchase gives the code back', async () => {
  const code = await namedCode(shop.call, { usesMax: 1 });
  const { phone } = await newMember(shop.call);
  const greedy = await bring(shop.call, { phone }, code, { pay: { units: 1_000 } });
  expect(greedy.code).toBe('units_insufficient');
  expect([await countedUses(api, code), (await usesOf(api, code))[0]?.status]).toEqual([0, 'released']);
  expect((await bring(shop.call, { phone }, code)).status).toBe(201);
});

test('a coupon that the program refuses leaves none of the codes of the receipt reserved', async () => {
  const [good, limited] = [
    await namedCode(shop.call, { usesMax: 1 }),
    await namedCode(shop.call, { couponId: 'twice' }),
  ];
  const { phone } = await newMember(shop.call);
  expect((await bring(shop.call, { phone }, limited)).status).toBe(201);
  const both = await buy(shop.call, { phone }, { apply: [{ code: good }, { code: limited }] });
  expect(both.code).toBe('limit_reached');
  expect(await countedUses(api, good)).toBe(0);
  const used = await namedCode(shop.call, { usesMax: 1 });
  await bring(shop.call, { phone }, used);
  expect((await buy(shop.call, { phone }, { apply: [{ code: good }, { code: used }] })).code).toBe('coupon_code_used');
  expect(await countedUses(api, good)).toBe(0);
  const twice = await buy(shop.call, { phone }, { apply: [{ code: good }, { code: good.toLowerCase() }] });
  expect(twice.code).toBe('request_invalid');
});

test('a quote and a check use nothing', async () => {
  const code = await namedCode(shop.call, { usesMax: 1 });
  const { phone } = await newMember(shop.call);
  const json = { member: { phone }, receipt: basket, apply: [{ code }] };
  const quote = await shop.call('POST', '/v1/quotes', { json });
  expect([quote.at('outcome'), quote.at('discount')]).toEqual(['quoted', 1_000]);
  const checked = await shop.call('POST', '/v1/coupon-codes/check', { json: { code, member: { phone } } });
  expect([checked.at('status'), checked.at('usesLeft'), await usesOf(api, code)]).toEqual(['usable', 1, []]);
  await bring(shop.call, { phone }, code);
  const late = await shop.call('POST', '/v1/quotes', { json });
  expect([late.status, late.at('outcome'), late.at('problem.code')]).toEqual([200, 'refused', 'coupon_code_used']);
  expect((await shop.call('POST', '/v1/coupon-codes/check', { json: { code } })).at('status')).toBe('used');
});

test('a checkout keeps a code from others until it is cancelled; a commit uses it', async () => {
  const code = await namedCode(shop.call, { usesMax: 1 });
  const [anna, boris] = [await newMember(shop.call), await newMember(shop.call)];
  const json = { member: { phone: anna.phone }, receipt: basket, apply: [{ code }] };
  const begun = await shop.call('POST', '/v1/checkouts', { json });
  expect([begun.status, begun.at('toPay')]).toEqual([201, 9_000]);
  expect((await bring(shop.call, { phone: boris.phone }, code)).code).toBe('coupon_code_in_use');
  expect((await shop.call('POST', '/v1/coupon-codes/check', { json: { code } })).at('status')).toBe('in_use');
  await shop.call('POST', `/v1/checkouts/${begun.textAt('id')}/cancel`);
  expect(await countedUses(api, code)).toBe(0);
  const headers = { 'idempotency-key': 'checkout-with-code' };
  const second = await shop.call('POST', '/v1/checkouts', { json, headers });
  expect((await shop.call('POST', '/v1/checkouts', { json, headers })).text).toBe(second.text);
  const commit = `/v1/checkouts/${second.textAt('id')}/commit`;
  const committed = await Promise.all([1, 2, 3].map(() => shop.call('POST', commit)));
  expect(new Set(committed.map((answer) => answer.text)).size).toBe(1);
  expect(committed[0]?.at('toPay')).toBe(9_000);
  expect((await bring(shop.call, { phone: boris.phone }, code)).code).toBe('coupon_code_used');
  expect((await usesOf(api, code)).map(({ status }) => status).toSorted()).toEqual(['released', 'used']);
  expect(await countedUses(api, code)).toBe(1);
});

test('a code outside its window, blocked, or of a blocked batch is refused, each with its code, and nothing changes', async () => {
  const { phone } = await newMember(shop.call);
  const day = 86_400_000;
  const later = await namedCode(shop.call, { from: new Date(Date.now() + day).toISOString() });
  expect((await bring(shop.call, { phone }, later)).code).toBe('coupon_code_not_yet');
  const past = { from: new Date(Date.now() - 2 * day).toISOString(), until: new Date(Date.now() - day).toISOString() };
  const over = await namedCode(shop.call, past);
  expect((await bring(shop.call, { phone }, over)).code).toBe('coupon_code_expired');
  const code = await namedCode(shop.call);
  const blocked = await shop.call('POST', '/v1/coupon-codes/block', { json: { code } });
  expect([blocked.status, blocked.at('blocked')]).toEqual([200, true]);
  expect((await bring(shop.call, { phone }, code)).code).toBe('coupon_code_blocked');
  await shop.call('POST', '/v1/coupon-codes/unblock', { json: { code } });
  const batch = `/v1/coupon-batches/${blocked.textAt('batchId')}`;
  expect((await shop.call('POST', `${batch}/block`)).at('blocked')).toBe(true);
  expect((await bring(shop.call, { phone }, code)).code).toBe('coupon_code_blocked');
  await shop.call('POST', `${batch}/unblock`);
  expect((await bring(shop.call, { phone }, code)).status).toBe(201);
  expect((await shop.call('GET', batch)).at('used')).toBe(1);
});

test("another organization's codes and batches are unknown", async () => {
  const other = await newShop(api);
  const made = await makeCodes(shop.call, { code: 'OURS-ALONE' });
  const { phone } = await newMember(other.call);
  expect((await bring(other.call, { phone }, 'OURS-ALONE')).code).toBe('coupon_code_unknown');
  expect((await other.call('POST', '/v1/coupon-codes/block', { json: { code: 'OURS-ALONE' } })).code).toBe(
    'coupon_code_unknown',
  );
  const url = `/v1/coupon-batches/${made.textAt('id')}`;
  expect((await other.call('GET', url)).code).toBe('coupon_batch_unknown');
  expect((await other.call('GET', `${url}/codes.csv`)).code).toBe('coupon_batch_unknown');
  expect((await other.call('POST', `${url}/block`)).code).toBe('coupon_batch_unknown');
  expect((await shop.call('GET', url)).at('blocked')).toBe(false);
  expect(
    (await other.call('POST', '/v1/coupon-batches', { json: { couponId: 'ten-off', code: 'OURS-ALONE' } })).status,
  ).toBe(201);
});

test('bad batches are refused', async () => {
  await makeCodes(shop.call, { code: 'TAKEN-1' });
  const ask = (json: object) => shop.call('POST', '/v1/coupon-batches', { json: { couponId: 'ten-off', ...json } });
  expect((await ask({ code: 'taken 1' })).code).toBe('coupon_code_taken');
  expect((await ask({ couponId: 'nothing', count: 1 })).code).toBe('coupon_unknown');
  expect((await ask({ count: 1, member: { phone: '+79990009999' } })).code).toBe('member_unknown');
  const shapes = [
    {},
    { count: 1, code: 'BOTH' },
    { count: 0 },
    { count: 1_000_001 },
    { count: 1.5 },
    { code: '--' },
    { code: 'ok', prefix: 'P' },
    { count: 1, prefix: '=1+1' },
    { count: 1, usesMax: 0 },
    { count: 1, from: '2027-01-01T00:00:00Z', until: '2027-01-01T00:00:00Z' },
    { count: 1, extra: true },
  ];
  for (const json of shapes) expect([(await ask(json)).code, json]).toEqual(['request_invalid', json]);
  const till = await shop.call('POST', '/v1/keys', { json: { name: 'Till', scopes: ['till'] } });
  const made = await api.as(till.textAt('key'))('POST', '/v1/coupon-batches', {
    json: { couponId: 'ten-off', count: 1 },
  });
  expect(made.code).toBe('scope_insufficient');
});

test('an export holds every code with its uses and can be opened in a spreadsheet', async () => {
  const made = await makeCodes(shop.call, { count: 3 });
  const [first = ''] = await codesOf(api, shop, made.textAt('id'));
  const { phone } = await newMember(shop.call);
  await bring(shop.call, { phone }, first);
  const lines = (await exported(api, shop, made.textAt('id'))).split('\r\n');
  expect(lines[0]).toBe('code,blocked,reserved,used');
  expect(lines[1]).toBe(`${first},no,0,1`);
  expect(lines.slice(2, 4).every((line) => line.endsWith(',no,0,0'))).toBe(true);
});

test('a purchase that is returned does not give the code back', async () => {
  const code = await namedCode(shop.call, { usesMax: 1 });
  const { phone } = await newMember(shop.call);
  const bought = await bring(shop.call, { phone }, code);
  const returned = await shop.call('POST', '/v1/returns', { json: { purchaseId: bought.at('id') } });
  expect([returned.status, returned.at('money')]).toEqual([201, 9_000]);
  expect((await bring(shop.call, { phone }, code)).code).toBe('coupon_code_used');
});

test('a receipt of nobody cannot bring a code', async () => {
  const code = await namedCode(shop.call);
  expect((await buy(shop.call, undefined, { apply: [{ code }] })).code).toBe('member_required');
  expect(await usesOf(api, code)).toEqual([]);
});
