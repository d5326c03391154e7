// Payouts that two people have in their hands at once, on two servers: each ends in one state, and nobody does both steps.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { payoutIdOf } from '../../src/features/payouts/request.ts';
import { balance, keyOf, memberWith, publish, refusal, times } from './catalogue-shop.ts';
import type { TestMember } from './coffee.ts';
import { expectSound } from './network-house.ts';
import { type Answer, type Call, createTestApi, type TestApi, type TestOrganization } from './test-api.ts';

let api: TestApi;
let shop: TestOrganization;
/** Two people, each on both servers. */
let first: readonly [Call, Call];
let second: readonly [Call, Call];

beforeAll(async () => {
  api = await createTestApi();
  const other = await api.another();
  shop = await api.organization();
  await publish(shop.call);
  const [one, two] = [await keyOf(shop, 'First', 'admin'), await keyOf(shop, 'Second', 'admin')];
  first = [api.as(one), other.as(one)];
  second = [api.as(two), other.as(two)];
});
afterAll(async () => {
  await expectSound(api);
  await api.close();
});

function ask(member: TestMember, more: object = {}, by = first[0]): Promise<Answer> {
  return by('POST', '/v1/payouts', { json: { member: { id: member.id }, wallet: 'rub', units: 100, ...more } });
}

const step = (by: Call, id: string, name: string): Promise<Answer> => by('POST', `/v1/payouts/${id}/${name}`);
const read = (id: string): Promise<Answer> => shop.call('GET', `/v1/payouts/${id}`);

test('approved and refused at once by two people: refused, the units are back, and nobody can pay it', async () => {
  const member = await memberWith(shop.call, { rub: 300 });
  for (let round = 0; round < 6; round += 1) {
    const id = (await ask(member)).textAt('id');
    const [approved, refused] = await Promise.all([
      step(second[round % 2 === 0 ? 0 : 1], id, 'approve'),
      step(first[0], id, 'refuse'),
    ]);
    expect([refused.status, refused.at('status')]).toEqual([201, 'refused']);
    expect([201, 409]).toContain(approved.status);
    expect((await read(id)).at('status')).toBe('refused');
    expect(refusal(await step(second[0], id, 'approve'))).toEqual([409, 'payout_status']);
    expect(refusal(await step(first[0], id, 'pay'))).toEqual([409, 'payout_status']);
    expect(await balance(shop.call, member, 'rub')).toBe(300);
  }
});

test('approved, paid and refused at once by two people 20 times: one end, and the units are where it says', async () => {
  const member = await memberWith(shop.call, { rub: 1_000 });
  for (let round = 0; round < 5; round += 1) {
    const before = Number(await balance(shop.call, member, 'rub'));
    const id = (await ask(member)).textAt('id');
    const names = ['approve', 'pay', 'refuse', 'pay'];
    const answers = await times(20, (index) =>
      step((index % 3 === 0 ? first : second)[index % 2 === 0 ? 0 : 1], id, names[index % 4] ?? ''),
    );
    // What came too early comes again.
    await step(second[0], id, 'approve');
    await step(first[0], id, 'pay');
    const end = await read(id);
    const isPaid = end.at('status') === 'paid';
    expect(['paid', 'refused']).toContain(end.at('status'));
    expect(await balance(shop.call, member, 'rub')).toBe(isPaid ? before - 100 : before);
    expect([end.at('paid') === null, end.at('refused') === null]).toEqual([!isPaid, isPaid]);
    const ended = answers.filter((answer) => answer.status === 201 && answer.at('status') !== 'approved');
    expect(new Set(ended.map((answer) => answer.at('status'))).size).toBeLessThanOrEqual(1);
    expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
  }
});

describe('one person cannot do both steps', () => {
  test('asking, and approving 20 times at once on both servers', async () => {
    const member = await memberWith(shop.call, { rub: 300 });
    const id = (await ask(member)).textAt('id');
    const answers = await times(20, (index) => step(first[index % 2 === 0 ? 0 : 1], id, 'approve'));
    for (const answer of answers) expect(refusal(answer)).toEqual([403, 'payout_same_person']);
    expect((await read(id)).at('status')).toBe('requested');
    expect((await step(second[0], id, 'approve')).at('status')).toBe('approved');
  });

  test('not by repeating somebody else’s request, nor somebody else by repeating theirs', async () => {
    const member = await memberWith(shop.call, { rub: 300 });
    const id = (await ask(member, { id: 'repeated' })).textAt('id');
    expect((await ask(member, { id: 'repeated' }, second[0])).status).toBe(200);
    expect(refusal(await step(first[0], id, 'approve'))).toEqual([403, 'payout_same_person']);
    expect((await step(second[0], id, 'approve')).status).toBe(201);
  });

  test('not by asking under a number that another’s crashed request left behind', async () => {
    const member = await memberWith(shop.call, { rub: 300 });
    const number = { id: 'left-behind', source: 'api' };
    const id = payoutIdOf({ organizationId: shop.organizationId, number, idempotencyKey: null });
    // As the first one's crash left it, with other contents: the row, and nothing posted.
    const someone = (await read((await ask(member)).textAt('id'))).textAt('requested.by');
    await api.database.db.system.query({
      text: `insert into payouts (shard, payout_id, organization_id, program_id, account_id, member_id, wallet, units, status,
          requested_by, requested_at)
        values ($1, $2, $3, 'benefits', $4, $5, 'prize', 7, 'begun', $6, now())`,
      values: [Number.parseInt(id.slice(-2), 16), id, shop.organizationId, member.accountId, member.id, someone],
    });
    expect((await ask(member, { id: 'left-behind' }, second[0])).at('id')).toBe(id);
    const asked = await read(id);
    expect([asked.at('wallet'), asked.at('units')]).toEqual(['rub', 100]);
    expect(refusal(await step(second[0], id, 'approve'))).toEqual([403, 'payout_same_person']);
    expect((await step(first[0], id, 'approve')).status).toBe(201);
  });
});

describe('a crash after the ledger and before the row', () => {
  /** The row as it was before the last step was put down. */
  const forget = (id: string): Promise<unknown> =>
    api.database.db.system.query({
      text: "update payouts set status = 'approved' where payout_id = $1",
      values: [id],
    });

  test('of a refusal: it is not shown as approved, and cannot be paid', async () => {
    const member = await memberWith(shop.call, { rub: 300 });
    const id = (await ask(member)).textAt('id');
    await step(second[0], id, 'approve');
    const refused = await step(first[0], id, 'refuse');
    await forget(id);
    expect((await shop.call('GET', '/v1/payouts?status=approved&limit=200')).text).not.toContain(id);
    expect((await shop.call('GET', '/v1/payouts?status=refused&limit=200')).text).toContain(id);
    await forget(id);
    expect(refusal(await step(first[0], id, 'pay'))).toEqual([409, 'payout_status']);
    await forget(id);
    expect((await read(id)).text).toBe(refused.text);
  });

  test('of a payment: it is paid, by whom it was', async () => {
    const member = await memberWith(shop.call, { rub: 300 });
    const id = (await ask(member)).textAt('id');
    await step(second[0], id, 'approve');
    const paid = await step(first[0], id, 'pay');
    await forget(id);
    expect((await read(id)).text).toBe(paid.text);
    await forget(id);
    expect(refusal(await step(second[0], id, 'refuse'))).toEqual([409, 'payout_status']);
    await forget(id);
    expect((await step(second[0], id, 'pay')).text).toBe(paid.text);
  });
});
