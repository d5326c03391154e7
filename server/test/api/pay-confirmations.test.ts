// Above the organization's limit units pay at a till only with a code from the customer: used once, tried a few times, for a while.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { execute, query, sql } from '../../src/kit/sql.ts';
import { openCard } from './card-house.ts';
import { buy, newMember, publishCoffee, purchaseBody, type TestMember } from './coffee.ts';
import { expectStatus } from './staff-house.ts';
import { type Answer, createTestApi, type TestApi, type TestOrganization } from './test-api.ts';
import { newTill, type TestTill } from './till-house.ts';

let api: TestApi;
let shop: TestOrganization;
let till: TestTill;

/** 100 bonuses, at a rouble each. */
const LIMIT = 10_000;

beforeAll(async () => {
  api = await createTestApi();
  shop = await api.organization();
  await publishCoffee(shop.call);
  till = await newTill(api, shop);
  expectStatus(await shop.call('PUT', '/v1/till-settings', { json: { confirmAbove: LIMIT } }), 200);
});
afterAll(async () => {
  expect(api.failures).toEqual([]);
  await api.close();
});

/** Somebody with 1 000 bonuses. */
async function newRich(): Promise<TestMember> {
  const member = await newMember(shop.call);
  const given = { member: { id: member.id }, wallet: 'bonus', units: 900, reason: 'test' };
  expectStatus(await shop.call('POST', '/v1/corrections', { json: given }), 201);
  return member;
}

const pay = (units: number | 'max') => ({ pay: { units }, amount: 200_000 });
const send = ({ id }: TestMember, amount: number, at: TestTill = till) =>
  at.call('POST', '/v1/till/confirmations', { json: { member: { id }, amount } });

const lettersSchema = z.array(z.object({ to: z.string(), kind: z.string(), text: z.string().nullable() }));
async function codesTo({ phone }: TestMember): Promise<readonly string[]> {
  const letters = lettersSchema.parse((await shop.call('GET', '/v1/letters?limit=200')).at('letters'));
  return letters
    .filter(({ to, kind }) => to === phone && kind === 'code')
    .map(({ text }) => /^\d{6}/u.exec(text ?? '')?.[0] ?? '');
}

async function codeFor(member: TestMember, amount: number): Promise<string> {
  expectStatus(await send(member, amount), 201);
  const [code = ''] = await codesTo(member);
  return code;
}

/** Another code than this. */
const wrong = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

describe('a payment at a till', () => {
  test('up to the limit needs no code, above it does, and "max" counts as what it comes to', async () => {
    const { id } = await newRich();
    expect((await buy(till.call, { id }, pay(100))).status).toBe(201);
    const refused = await buy(till.call, { id }, pay(101));
    expect([refused.status, refused.code, refused.at('amount'), refused.at('limit')]).toEqual([
      409,
      'confirmation_required',
      10_100,
      LIMIT,
    ]);
    const most = await buy(till.call, { id }, pay('max'));
    expect([most.code, most.at('amount')]).toEqual(['confirmation_required', 99_500]);
    // Half of the receipt may be paid.
    const small = await buy(till.call, { id }, { ...pay('max'), amount: 20_000 });
    expect([small.status, small.at('payment.money')]).toEqual([201, 10_000]);
  });

  test('is made with the code that the customer got, once', async () => {
    const member = await newRich();
    const code = await codeFor(member, 50_000);
    expect(code).toMatch(/^\d{6}$/u);
    const paid = await buy(till.call, { id: member.id }, { ...pay(500), confirmation: code });
    expect([paid.status, paid.at('payment.units')]).toEqual([201, 500]);
    const again = await buy(till.call, { id: member.id }, { ...pay(200), confirmation: code });
    expect([again.status, again.code, again.at('triesLeft')]).toEqual([403, 'confirmation_wrong', 0]);
  });

  test('that is repeated gets its first answer, with the code or without', async () => {
    const member = await newRich();
    const confirmation = await codeFor(member, 50_000);
    const json = purchaseBody({ id: member.id }, pay(500));
    const paid = await till.call('POST', '/v1/purchases', { json: { ...json, confirmation } });
    expectStatus(paid, 201);
    for (const body of [json, { ...json, confirmation }, { ...json, confirmation: wrong(confirmation) }]) {
      const again = await till.call('POST', '/v1/purchases', { json: body });
      expect([again.status, again.at('id')]).toEqual([200, paid.at('id')]);
    }
  });

  test('whose process died after the code was used is finished by its repeat, and by nothing else', async () => {
    const member = await newRich();
    const confirmation = await codeFor(member, 50_000);
    const json = { ...purchaseBody({ id: member.id }, { ...pay(500), id: 'died' }), confirmation };
    await execute(
      api.database.db.system,
      sql`update pay_confirmations set used_for = 'purchase api/died' where member_id = ${member.id}`,
    );
    expect((await buy(till.call, { id: member.id }, { ...pay(500), confirmation })).code).toBe('confirmation_wrong');
    expectStatus(await till.call('POST', '/v1/purchases', { json }), 201);
  });

  test('is one of two that come at once with one code', async () => {
    const member = await newRich();
    const confirmation = await codeFor(member, 20_000);
    const answers: readonly Answer[] = await Promise.all(
      Array.from({ length: 6 }, () => buy(till.call, { id: member.id }, { ...pay(200), confirmation })),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ code }) => code === 'confirmation_wrong')).toHaveLength(5);
  });

  test('takes no code of another customer, another till, or a smaller amount', async () => {
    const member = await newRich();
    const other = await newRich();
    const code = await codeFor(member, 20_000);
    const another = await newTill(api, shop, { name: 'Till 2' });
    const isWrong = async (sold: Promise<Answer>) => expect((await sold).code).toBe('confirmation_wrong');
    await isWrong(buy(till.call, { id: other.id }, { ...pay(200), confirmation: code }));
    await isWrong(buy(another.call, { id: member.id }, { ...pay(200), confirmation: code }));
    await isWrong(buy(till.call, { id: member.id }, { ...pay(201), confirmation: code }));
    expect((await buy(till.call, { id: member.id }, { ...pay(200), confirmation: code })).status).toBe(201);
  });

  test('is refused for good after five wrong codes, whichever come at once, and when the code is over', async () => {
    const member = await newRich();
    const code = await codeFor(member, 20_000);
    const tries = await Promise.all(
      Array.from({ length: 8 }, () => buy(till.call, { id: member.id }, { ...pay(200), confirmation: wrong(code) })),
    );
    expect(tries.map((answer) => Number(answer.at('triesLeft'))).toSorted((a, b) => a - b)).toEqual([
      0, 0, 0, 0, 1, 2, 3, 4,
    ]);
    expect((await buy(till.call, { id: member.id }, { ...pay(200), confirmation: code })).code).toBe(
      'confirmation_wrong',
    );
    const next = await codeFor(member, 20_000);
    await execute(api.database.db.system, sql`update pay_confirmations set expires_at = now()`);
    expect((await buy(till.call, { id: member.id }, { ...pay(200), confirmation: next })).code).toBe(
      'confirmation_wrong',
    );
  });

  test('by checkout needs it when it begins, and not when the receipt is printed', async () => {
    const member = await newRich();
    const lines = [{ sku: 'LATTE', quantity: 1, price: 200_000, amount: 200_000 }];
    const begin = (more: object) =>
      till.call('POST', '/v1/checkouts', {
        json: { member: { id: member.id }, receipt: { total: 200_000, lines }, pay: { units: 500 }, ...more },
        headers: { 'idempotency-key': 'checkout-1' },
      });
    expect((await begin({})).code).toBe('confirmation_required');
    const confirmation = await codeFor(member, 50_000);
    const begun = await begin({ confirmation });
    expectStatus(begun, 201);
    expect((await begin({ confirmation })).at('id')).toBe(begun.at('id'));
    const committed = await till.call('POST', `/v1/checkouts/${begun.textAt('id')}/commit`);
    expect([committed.status, committed.at('payment.units')]).toEqual([201, 500]);
  });

  test('in a batch needs it for each', async () => {
    const member = await newRich();
    const confirmation = await codeFor(member, 20_000);
    const purchases = [
      purchaseBody({ id: member.id }, pay(200)),
      { ...purchaseBody({ id: member.id }, pay(200)), confirmation },
    ];
    const batch = await till.call('POST', '/v1/purchases/batch', { json: { purchases } });
    expect([batch.at('results.0.problem.code'), batch.at('results.1.status')]).toEqual([
      'confirmation_required',
      'done',
    ]);
  });
});

test('an API key is not asked, and nobody is where there is no limit', async () => {
  const { id } = await newRich();
  expect((await buy(shop.call, { id }, pay(500))).status).toBe(201);
  const open = await api.organization();
  await publishCoffee(open.call);
  const free = await newTill(api, open);
  const rich = await newMember(open.call);
  expect((await buy(free.call, { id: rich.id }, pay(100))).status).toBe(201);
  expectStatus(await open.call('PUT', '/v1/till-settings', { json: { confirmAbove: 0 } }), 200);
  const other = await newMember(open.call);
  expect((await buy(free.call, { id: other.id }, pay(1))).code).toBe('confirmation_required');
  expectStatus(await open.call('PUT', '/v1/till-settings', { json: { confirmAbove: null } }), 200);
  expect((await buy(free.call, { id: other.id }, pay(1))).status).toBe(201);
});

describe('a code', () => {
  test('goes to the customer only: the till sees whom it went to, and not what it is', async () => {
    const member = await newRich();
    const sent = await send(member, 50_000);
    expect(sent.at('sentTo')).toEqual({
      kind: 'phone',
      to: `+7 ••• ••• ${member.phone.slice(-4, -2)}-${member.phone.slice(-2)}`,
    });
    const [code = ''] = await codesTo(member);
    expect(sent.text).not.toContain(code);
    const rows = await query(
      api.database.db.system,
      sql`select string_agg(c::text, ' ') as text from pay_confirmations c`,
      z.object({ text: z.string() }),
    );
    expect(rows[0]?.text).not.toContain(code);
    expect((await till.call('GET', '/v1/letters')).code).toBe('scope_insufficient');
  });

  test('asked for again right away is the same, and is not sent twice', async () => {
    const member = await newRich();
    const first = await send(member, 50_000);
    const again = await send(member, 50_000);
    expect(again.at('id')).toBe(first.at('id'));
    expect(await codesTo(member)).toHaveLength(1);
    const more = await send(member, 60_000);
    expect(more.at('id')).not.toBe(first.at('id'));
    expect(await codesTo(member)).toHaveLength(2);
  });

  test('is sent to a customer five times in a quarter of an hour, by however many tills at once', async () => {
    const member = await newRich();
    const answers = await Promise.all(Array.from({ length: 9 }, (_, n) => send(member, 20_000 + n)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(5);
    const refused = answers.find(({ status }) => status === 429);
    expect([refused?.code, Number(refused?.headers['retry-after']) > 0]).toEqual(['confirmation_too_often', true]);
    expect(await codesTo(member)).toHaveLength(5);
  });

  test('stands in the card of the customer, and of nobody else, while it can be used', async () => {
    const card = await openCard(api, shop);
    const other = await openCard(api, shop);
    const member = { id: card.memberId, accountId: '', phone: card.phone };
    const given = { member: { id: member.id }, wallet: 'bonus', units: 900, reason: 'test' };
    expectStatus(await shop.call('POST', '/v1/corrections', { json: given }), 201);
    const shown = async (of: typeof card) =>
      z
        .array(z.looseObject({ code: z.string(), amount: z.number(), store: z.string() }))
        .parse((await of.call('GET', '/me/confirmations')).at('confirmations'));
    expect(await shown(card)).toEqual([]);
    const code = await codeFor(member, 20_000);
    expect(await shown(card)).toMatchObject([{ code, amount: 20_000, store: 'Store pokrovka' }]);
    expect(await shown(other)).toEqual([]);
    expect((await buy(till.call, { id: member.id }, { ...pay(200), confirmation: code })).status).toBe(201);
    expect(await shown(card)).toEqual([]);
  });

  test('of somebody with a card only is in the card', async () => {
    const made = await shop.call('POST', '/v1/members', { json: { identities: { card: 'only-a-card' } } });
    const sent = await till.call('POST', '/v1/till/confirmations', {
      json: { member: { id: made.textAt('id') }, amount: 20_000 },
    });
    expect([sent.status, sent.at('sentTo')]).toEqual([201, null]);
  });
});
