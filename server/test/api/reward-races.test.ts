// What is scarce, wanted by many at once on two servers: no more of it is taken than there is, and nothing of it is lost.
import { setTimeout as sleep } from 'node:timers/promises';
import { instant } from '@kopilka/engine';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { takeCode } from '../../src/features/rewards/pool.ts';
import { claimFreeCode } from '../../src/features/rewards/store.ts';
import { tidyClaims } from '../../src/features/rewards/tidy-claims.ts';
import { newOperationId, shardOf } from '../../src/ledger/ids.ts';
import { balance, CATALOGUE, memberWith, operationsOf, publish, refusal, times } from './catalogue-shop.ts';
import type { TestMember } from './coffee.ts';
import { expectSound } from './network-house.ts';
import { type Answer, type Call, createTestApi, type TestApi, type TestOrganization } from './test-api.ts';

let api: TestApi;
let shop: TestOrganization;
/** The same shop on the two servers. */
let servers: readonly [Call, Call];

beforeAll(async () => {
  api = await createTestApi();
  shop = await api.organization();
  await publish(shop.call, CATALOGUE.replace('stock: 5', 'stock: 100'));
  servers = [shop.call, (await api.another()).as(shop.key)];
});
afterAll(async () => {
  await expectSound(api);
  await api.close();
});

/** On one server or the other, by turns. */
function on(index: number): Call {
  return servers[index % 2 === 0 ? 0 : 1];
}

function redeem(call: Call, member: TestMember, rewardId: string, key?: string): Promise<Answer> {
  const headers = key === undefined ? {} : { 'idempotency-key': key };
  return call('POST', '/v1/redemptions', { json: { member: { id: member.id }, rewardId }, headers });
}

async function left(rewardId: string): Promise<unknown> {
  return (await shop.call('GET', `/v1/rewards/${rewardId}`)).at('left');
}

const load = (codes: readonly string[]): Promise<Answer> =>
  shop.call('POST', '/v1/rewards/cinema/codes', { json: { codes } });

/** Each with enough for one. */
const crowd = (count: number): Promise<TestMember[]> => times(count, () => memberWith(shop.call, { bonus: 150 }));

async function spentOf(members: readonly TestMember[], price: number): Promise<number> {
  const balances = await Promise.all(members.map((member) => balance(shop.call, member)));
  return balances.filter((amount) => amount === 150 - price).length;
}

describe('20 members at once on two servers', () => {
  test('for the last piece of a stock: one has it, the others keep their units', async () => {
    const scarce = await api.organization();
    await publish(scarce.call, CATALOGUE.replace('stock: 5', 'stock: 1'));
    const own = [scarce.call, (await api.another()).as(scarce.key)] as const;
    const members = await times(20, () => memberWith(scarce.call, { bonus: 150 }));
    const answers = await Promise.all(
      members.map((member, index) => redeem(own[index % 2 === 0 ? 0 : 1], member, 'croissant')),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ code }) => code === 'reward_out_of_stock')).toHaveLength(19);
    const balances = await Promise.all(members.map((member) => balance(scarce.call, member)));
    expect(balances.filter((amount) => amount === 0)).toHaveLength(1);
    expect(balances.filter((amount) => amount === 150)).toHaveLength(19);
  });

  test('for the last code of a pool: one has it, the others keep their units', async () => {
    await load(['LAST']);
    const members = await crowd(20);
    const answers = await Promise.all(members.map((member, index) => redeem(on(index), member, 'cinema')));
    const got = answers.filter(({ status }) => status === 201);
    expect(got.map((answer) => answer.at('code'))).toEqual(['LAST']);
    expect(answers.filter(({ code }) => code === 'reward_out_of_stock')).toHaveLength(19);
    expect(await spentOf(members, 100)).toBe(1);
  });

  test('one request sent to both 20 times takes one code', async () => {
    await load(['ONE-1', 'ONE-2']);
    const member = await memberWith(shop.call, { bonus: 500 });
    const answers = await times(20, (index) => redeem(on(index), member, 'cinema', 'both'));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect([await balance(shop.call, member), await left('cinema')]).toEqual([400, 1]);
    await redeem(shop.call, member, 'cinema');
  });
});

test('a redemption cancelled on both servers 20 times gives its units and its piece back once', async () => {
  const member = await memberWith(shop.call, { bonus: 150 });
  const before = await left('croissant');
  const made = await redeem(shop.call, member, 'croissant');
  const url = `/v1/redemptions/${made.textAt('id')}/cancel`;
  const answers = await times(20, (index) => on(index)('POST', url));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  expect([await balance(shop.call, member), await left('croissant')]).toEqual([150, before]);
});

test('collected and cancelled at once on two servers: one of them happens', async () => {
  const member = await memberWith(shop.call, { bonus: 1_500 });
  for (let round = 0; round < 5; round += 1) {
    const had = Number(await balance(shop.call, member));
    const made = await redeem(shop.call, member, 'croissant');
    const url = `/v1/redemptions/${made.textAt('id')}`;
    const answers = await times(8, (index) =>
      on(index >> 1)('POST', `${url}/${index % 2 === 0 ? 'collect' : 'cancel'}`),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    const status = (await shop.call('GET', url)).at('status');
    expect(await balance(shop.call, member)).toBe(status === 'cancelled' ? had : had - 150);
  }
});

describe('a code whose redemption never came back', () => {
  const pool = () => ({ organizationId: shop.organizationId, programId: 'benefits', rewardId: 'cinema' });

  /** As a process leaves it that dies between the claim and the redemption, or sleeps there. */
  async function claim(member: TestMember, key: string) {
    const { accountId } = member;
    const operationId = newOperationId(Date.now(), shardOf(accountId));
    const held = await takeCode(api.database.db, pool(), {
      claimKey: `idempotency/redeem ${key}`,
      accountId,
      operationId,
    });
    if (held === null) throw new Error('no code is left');
    return held;
  }

  /** Everybody who could be at work with a code has had the time for it. */
  async function wait(): Promise<void> {
    await api.database.db.system.query(
      "update reward_codes set claimed_until = now() - interval '1 second' where operation_id is not null",
    );
  }

  const tidy = (): Promise<number> => tidyClaims({ db: api.database.db, ledger: api.ledger, programs: api.registry });

  test('comes back to the pool, but not while somebody may be at work with it', async () => {
    await load(['BACK']);
    const member = await memberWith(shop.call, { bonus: 150 });
    await claim(member, 'back');
    expect([await tidy(), await left('cinema')]).toEqual([0, 0]);
    await wait();
    expect([await tidy(), await left('cinema')]).toEqual([1, 1]);
    expect([await tidy(), await left('cinema')]).toEqual([0, 1]);
    const other = await memberWith(shop.call, { bonus: 150 });
    expect((await redeem(shop.call, other, 'cinema')).at('code')).toBe('BACK');
    // A retry that comes at last is told how it is now, and is done when there is something to be had again.
    expect(refusal(await redeem(shop.call, member, 'cinema', 'back'))).toEqual([409, 'reward_out_of_stock']);
    await load(['LATER']);
    const late = await redeem(shop.call, member, 'cinema', 'back');
    expect([late.status, late.at('code')]).toEqual([201, 'LATER']);
    expect((await redeem(shop.call, member, 'cinema', 'back')).text).toBe(late.text);
  });

  test('a request that sleeps past its time and wakes cannot bring the code any more', async () => {
    await load(['SLEEP']);
    const member = await memberWith(shop.call, { bonus: 150 });
    const held = await claim(member, 'sleep');
    await wait();
    await tidy();
    const other = await memberWith(shop.call, { bonus: 150 });
    expect((await redeem(shop.call, other, 'cinema')).at('code')).toBe('SLEEP');
    const at = instant(Date.now());
    const woken = await api.ledger.post({
      organizationId: shop.organizationId,
      programId: 'benefits',
      accountId: member.accountId,
      event: { type: 'redeem', at, reward: 'cinema', quantity: 1, code: held.code },
      now: at,
      history: false,
      keys: [{ kind: 'idempotency', key: 'redeem sleep' }],
      bodyHash: '00',
      operationId: held.operationId,
    });
    expect(woken.type).toBe('receipt_taken');
    expect(await balance(shop.call, member)).toBe(150);
  });

  test('stays with a redemption that happened, when only the note about it was lost', async () => {
    await load(['KEPT']);
    const member = await memberWith(shop.call, { bonus: 150 });
    const made = await redeem(shop.call, member, 'cinema', 'kept');
    await api.database.db.system.query("update reward_codes set redemption_id = null where code = 'KEPT'");
    await wait();
    expect([await tidy(), await tidy(), await left('cinema')]).toEqual([1, 0, 0]);
    expect((await redeem(shop.call, member, 'cinema', 'kept')).text).toBe(made.text);
  });

  test('retries while it is being tidied away: every member has one code, every code one member', async () => {
    const codes = Array.from({ length: 10 }, (_, index) => `RACE-${index}`);
    await load(codes);
    const members = await crowd(10);
    await Promise.all(members.map((member, index) => claim(member, `race-${index}`)));
    await wait();
    const [answers] = await Promise.all([
      times(20, async (index) => {
        const member = members[index % 10];
        if (member === undefined) throw new Error('no member');
        return redeem(on(index >> 1), member, 'cinema', `race-${index % 10}`);
      }),
      tidy(),
      tidy(),
    ]);
    // Whoever was told to come again, does.
    const last = await Promise.all(
      members.map((member, index) => redeem(shop.call, member, 'cinema', `race-${index}`)),
    );
    expect(answers.filter(({ status, code }) => status > 201 && code !== 'busy').map(({ text }) => text)).toEqual([]);
    expect(last.map((answer) => answer.textAt('code')).toSorted()).toEqual(codes);
    expect([await spentOf(members, 100), await left('cinema')]).toEqual([10, 0]);
  });

  test('what another transaction is about to claim is waited for: the same key has it, anybody else when it stays free', async () => {
    const [own, other] = await crowd(2);
    if (own === undefined || other === undefined) throw new Error('no members');
    const askWhileClaimed = async (member: TestMember, key: string, ends: 'well' | 'badly'): Promise<Answer[]> => {
      const answers: Promise<Answer>[] = [];
      const claiming = api.database.db.tenant(shop.organizationId, async (tx) => {
        const operationId = newOperationId(Date.now(), shardOf(own.accountId));
        const claimKey = `idempotency/redeem ${key}`;
        await claimFreeCode(tx, pool(), { claimKey, accountId: own.accountId, operationId, leaseSeconds: 60 });
        answers.push(redeem(shop.call, member, 'cinema', key));
        await sleep(500);
        if (ends === 'badly') throw new Error('the claim died');
      });
      const error: unknown = await claiming.catch((thrown: unknown) => thrown);
      expect(error).toEqual(ends === 'well' ? undefined : new Error('the claim died'));
      return Promise.all(answers);
    };
    await load(['WAITED-1']);
    const twin = await askWhileClaimed(own, 'twin', 'well');
    expect(twin.map((answer) => [answer.status, answer.at('code')])).toEqual([[201, 'WAITED-1']]);
    await load(['WAITED-2']);
    const rival = await askWhileClaimed(other, 'rival', 'badly');
    expect(rival.map((answer) => [answer.status, answer.at('code')])).toEqual([[201, 'WAITED-2']]);
  });

  test('two accounts with one number: only one of them has a code for it', async () => {
    await load(['NUMBER-1', 'NUMBER-2']);
    const members = await crowd(2);
    const answers = await Promise.all(
      members.map((member, index) =>
        on(index)('POST', '/v1/redemptions', { json: { member: { id: member.id }, rewardId: 'cinema', id: 'no-1' } }),
      ),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(1);
    await wait();
    await tidy();
    expect([await spentOf(members, 100), await left('cinema')]).toEqual([1, 1]);
  });
});

test('a page of redemptions costs as many statements as one of them', async () => {
  const member = await memberWith(shop.call, { bonus: 5_000 });
  const listOnce = async (): Promise<readonly [number, Answer]> => {
    const query = vi.spyOn(api.database.db.system, 'query');
    const page = await shop.call('GET', `/v1/redemptions?member=${member.id}&limit=50`);
    const statements = query.mock.calls.length;
    query.mockRestore();
    return [statements, page];
  };
  // The least of some: now and then a server looks for published programs in between.
  const list = async (): Promise<readonly [number, Answer]> => {
    const lists = [await listOnce(), await listOnce(), await listOnce()] as const;
    return [Math.min(...lists.map(([statements]) => statements)), lists[0][1]];
  };
  const close = async (way: string): Promise<void> => {
    const made = await redeem(shop.call, member, 'croissant');
    await shop.call('POST', `/v1/redemptions/${made.textAt('id')}/${way}`);
  };
  await close('collect');
  const [one] = await list();
  for (const way of ['cancel', 'collect', 'cancel', 'collect', 'cancel', 'collect']) await close(way);
  const [many, page] = await list();
  expect([page.at('redemptions.0.status'), page.at('redemptions.1.status')]).toEqual(['collected', 'cancelled']);
  expect(page.at('redemptions.6.status')).toBe('collected');
  expect(many).toBe(one);
  expect(await operationsOf(shop.call, member)).toBe(15);
});
