// Two accounts of one person become one. Nobody gains or loses a unit by it.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { query, sql } from '../../src/kit/sql.ts';
import { type Bought, buy, newMember, type TestMember } from './coffee.ts';
import { atOnce, balanceOf, deliver, expectSound, HOME, newKey, outcome, publish, statuses } from './network-house.ts';
import { type Answer, type Call, createTestApi, type TestApi, type TestOrganization } from './test-api.ts';

let api: TestApi;
let shop: TestOrganization;
let call: Call;

beforeAll(async () => {
  api = await createTestApi();
  shop = await api.organization();
  call = shop.call;
  await publish(call, HOME);
});

afterAll(async () => {
  await expectSound(api);
  await api.close();
});

async function accountOf(member: TestMember): Promise<string> {
  return (await call('GET', `/v1/members/${member.id}`)).textAt('accounts.0.accountId');
}

function purchase(member: TestMember, bought: Bought = {}): Promise<Answer> {
  return buy(call, { id: member.id }, bought);
}

function merge(into: string, from: string, as: Call = call): Promise<Answer> {
  return as('POST', `/v1/accounts/${into}/merge`, { json: { from, reason: 'Twice the same person' } });
}

describe('a merge', () => {
  let kept: TestMember;
  let twin: TestMember;

  beforeEach(async () => {
    kept = await newMember(call);
    twin = await newMember(call);
  });

  test('previews exactly what then happens', async () => {
    await purchase(kept, { amount: 80_000 });
    await purchase(twin, { amount: 90_000 });
    const preview = await call('POST', `/v1/accounts/${kept.accountId}/merge/preview`, {
      json: { from: twin.accountId },
    });
    expect(preview.status).toBe(200);
    expect([preview.at('before.tier.level'), preview.at('after.tier.level')]).toEqual(['guest', 'gold']);
    expect(preview.at('before.balances.bonus.available')).toBe(180);
    expect(preview.at('after.balances.bonus.available')).toBe(370);
    expect(preview.at('moves.lots')).toMatchObject([{ wallet: 'bonus', units: 190 }]);
    expect([preview.at('units'), preview.at('needsApproval'), preview.at('lost')]).toEqual([190, false, {}]);
    expect([await balanceOf(call, kept.id), await balanceOf(call, twin.id)]).toEqual([180, 190]);
    const merged = await merge(kept.accountId, twin.accountId);
    expect([merged.status, merged.at('status'), merged.at('reasons.0.code')]).toEqual([201, 'done', 'merged']);
    await deliver(api);
    const both = await Promise.all([kept, twin].map((member) => call('GET', `/v1/members/${member.id}`)));
    expect(both.map((member) => member.at('accounts.0.accountId'))).toEqual([kept.accountId, kept.accountId]);
    expect(both[0]?.at('accounts.0.balances')).toEqual(preview.at('after.balances'));
    expect(both[1]?.at('accounts.0.tier')).toEqual(preview.at('after.tier'));
  });

  test('happens once, however often it is asked for at once', async () => {
    await purchase(twin, { amount: 90_000 });
    const answers = await atOnce(20, () => merge(kept.accountId, twin.accountId));
    expect(statuses(answers)).toEqual({ 200: 19, 201: 1 });
    await deliver(api);
    expect(await balanceOf(call, kept.id)).toBe(290);
    expect(await balanceOf(call, twin.id)).toBe(290);
  });

  test('later returns of what the old account bought work, and are the heir’s', async () => {
    const bought = await purchase(twin, { id: `twin-${twin.id}`, amount: 90_000 });
    await merge(kept.accountId, twin.accountId);
    await deliver(api);
    expect(await balanceOf(call, kept.id)).toBe(290);
    const returned = await call('POST', '/v1/returns', { json: { receipt: { id: `twin-${twin.id}` } } });
    expect([returned.status, returned.at('money')]).toEqual([201, 90_000]);
    await deliver(api);
    expect(await balanceOf(call, kept.id)).toBe(200);
    // What was spent meanwhile becomes the heir's debt.
    const [other, spender] = [await newMember(call), await newMember(call)];
    const second = await purchase(other, { amount: 50_000 });
    await merge(spender.accountId, other.accountId);
    await deliver(api);
    await purchase(spender, { amount: 50_000, pay: { units: 250 } });
    await call('POST', '/v1/returns', { json: { purchaseId: second.at('id') } });
    await deliver(api);
    expect((await call('GET', `/v1/members/${spender.id}`)).at('accounts.0.balances.bonus')).toMatchObject({
      available: 0,
      debt: 25,
    });
    expect((await call('GET', `/v1/operations/${bought.textAt('id')}`)).at('accountId')).toBe(twin.accountId);
    expect((await call('GET', `/v1/accounts/${twin.accountId}/journal`)).status).toBe(200);
  });

  test('goods come back without a receipt, whichever account they were bought on', async () => {
    await purchase(twin, {
      amount: 90_000,
      receipt: { lines: [{ sku: 'RUG', quantity: 1, price: 90_000, amount: 90_000 }] },
    });
    await purchase(kept, {
      amount: 50_000,
      receipt: { lines: [{ sku: 'CUP', quantity: 1, price: 50_000, amount: 50_000 }] },
    });
    await merge(kept.accountId, twin.accountId);
    const third = await newMember(call);
    await merge(third.accountId, kept.accountId);
    await deliver(api);
    const bring = (...skus: readonly string[]) =>
      call('POST', '/v1/returns', {
        json: {
          member: { id: twin.id },
          lines: skus.map((sku) => ({ sku, quantity: 1 })),
          id: `r-${skus.join()}-${twin.id}`,
        },
      });
    const both = await bring('RUG', 'CUP');
    expect(outcome(both)).toEqual([409, 'return_spans_accounts']);
    expect(both.at('apart')).toEqual([
      { accountId: kept.accountId, lines: [{ sku: 'CUP', quantity: '1' }] },
      { accountId: twin.accountId, lines: [{ sku: 'RUG', quantity: '1' }] },
    ]);
    const none = await bring('RUG', 'LAMP');
    expect([none.code, none.at('unmatched')]).toEqual(['return_unmatched', [{ sku: 'LAMP', quantity: '1' }]]);
    expect(await balanceOf(call, third.id)).toBe(440);
    const rug = await bring('RUG');
    expect([rug.status, rug.at('money'), (await bring('RUG')).text]).toEqual([201, 90_000, rug.text]);
    await bring('CUP');
    await deliver(api);
    expect(await balanceOf(call, third.id)).toBe(300);
  });

  test('leaves an account that says where all of it is now', async () => {
    await purchase(twin, { amount: 50_000 });
    const third = await newMember(call);
    await merge(kept.accountId, twin.accountId);
    await merge(third.accountId, kept.accountId);
    await deliver(api);
    const ended = await call('GET', `/v1/accounts/${twin.accountId}`);
    expect([ended.status, ended.at('mergedInto'), ended.at('memberId')]).toEqual([200, third.accountId, twin.id]);
    expect(ended.at('balances.bonus.available')).toBe(0);
    const heir = await call('GET', `/v1/accounts/${third.accountId}`);
    expect([heir.at('mergedInto'), heir.at('balances.bonus.available'), heir.at('memberId')]).toEqual([
      null,
      350,
      null,
    ]);
  });

  test('of much waits until a second person approves it', async () => {
    await purchase(twin, { amount: 1_000_000 });
    const asked = await merge(kept.accountId, twin.accountId);
    expect([asked.status, asked.at('status'), asked.at('units')]).toEqual([201, 'pending', 1_100]);
    const id = asked.textAt('id');
    expect((await call('GET', '/v1/merges?status=pending')).text).toContain(id);
    expect(await accountOf(twin)).toBe(twin.accountId);
    expect(outcome(await call('POST', `/v1/merges/${id}/approve`))).toEqual([403, 'merge_same_person']);
    const till = await newKey(api, call, ['shop']);
    expect(outcome(await till('POST', `/v1/merges/${id}/approve`))).toEqual([403, 'scope_insufficient']);
    const second = await newKey(api, call, ['admin']);
    const approved = await atOnce(10, () => second('POST', `/v1/merges/${id}/approve`));
    expect(statuses(approved)).toEqual({ 200: 9, 201: 1 });
    await deliver(api);
    expect([await accountOf(twin), await balanceOf(call, kept.id)]).toEqual([kept.accountId, 1_200]);
    expect(outcome(await second('POST', `/v1/merges/${id}/reject`))).toEqual([409, 'merge_decided']);
    expect((await call('GET', `/v1/merges/${id}`)).at('status')).toBe('done');
  });

  test('that was rejected leaves both as they were, and may be asked for again', async () => {
    await purchase(twin, { amount: 1_000_000 });
    const id = (await merge(kept.accountId, twin.accountId)).textAt('id');
    expect((await call('POST', `/v1/merges/${id}/reject`)).at('status')).toBe('rejected');
    expect(outcome(await call('POST', `/v1/merges/${id}/approve`))).toEqual([409, 'merge_decided']);
    expect([await balanceOf(call, kept.id), await balanceOf(call, twin.id)]).toEqual([100, 1_100]);
    expect((await merge(kept.accountId, twin.accountId)).at('status')).toBe('pending');
  });

  test('in both directions at once happens in one', async () => {
    const answers = await Promise.all([
      merge(kept.accountId, twin.accountId),
      merge(twin.accountId, kept.accountId),
      merge(kept.accountId, twin.accountId),
      merge(twin.accountId, kept.accountId),
    ]);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    await deliver(api);
    expect(await accountOf(kept)).toBe(await accountOf(twin));
    expect(await balanceOf(call, kept.id)).toBe(200);
  });

  test('takes a family along, and two families are not mixed', async () => {
    const family = (await call('POST', '/v1/families', { json: { member: { id: twin.id }, name: 'F' } })).textAt('id');
    await merge(kept.accountId, twin.accountId);
    await deliver(api);
    expect((await call('GET', `/v1/families/${family}`)).at('accountId')).toBe(kept.accountId);
    const other = await newMember(call);
    await call('POST', '/v1/families', { json: { member: { id: other.id }, name: 'G' } });
    expect(outcome(await merge(kept.accountId, other.accountId))).toEqual([409, 'merge_of_families']);
    // Whoever is on the account without a role in the family may not spend, until invited as everybody else.
    expect((await purchase(twin, { pay: { units: 10 } })).status).toBe(201);
    expect(outcome(await purchase(kept, { pay: { units: 10 } }))).toEqual([403, 'family_spending_not_allowed']);
    const url = `/v1/families/${family}/invitations`;
    const member = { id: kept.id };
    const invited = await call('POST', url, { json: { member, role: 'spender' } });
    const json = { member, code: invited.textAt('code'), consent: '1' };
    expect((await call('POST', `${url}/${invited.textAt('id')}/accept`, { json })).status).toBe(201);
    expect((await purchase(kept, { pay: { units: 10 } })).status).toBe(201);
  });

  test('with itself, with nothing, twice, or of another organization or program is refused, and nothing changes', async () => {
    const other = await api.organization();
    await publish(other.call, HOME);
    const stranger = await newMember(other.call);
    const nobody = '019ab4b0-0000-7000-8000-0000000000aa';
    const preview = (into: string, from: string) =>
      call('POST', `/v1/accounts/${into}/merge/preview`, { json: { from } });
    expect(outcome(await merge(kept.accountId, kept.accountId))).toEqual([422, 'merge_with_self']);
    expect(outcome(await preview(kept.accountId, kept.accountId))).toEqual([422, 'merge_with_self']);
    for (const [into, from] of [
      [kept.accountId, stranger.accountId],
      [stranger.accountId, kept.accountId],
      [kept.accountId, nobody],
      [nobody, kept.accountId],
    ] as const) {
      expect(outcome(await merge(into, from))).toEqual([404, 'account_unknown']);
      expect(outcome(await preview(into, from))).toEqual([404, 'account_unknown']);
    }
    for (const json of [{}, { from: 'x', reason: 'y' }, { from: twin.accountId }, { from: twin.accountId, reason: '' }])
      expect(outcome(await call('POST', `/v1/accounts/${kept.accountId}/merge`, { json }))).toEqual([
        400,
        'request_invalid',
      ]);
    const { id } = { id: (await merge(kept.accountId, twin.accountId)).textAt('id') };
    expect(outcome(await other.call('POST', `/v1/merges/${id}/approve`))).toEqual([404, 'merge_unknown']);
    expect(outcome(await other.call('GET', `/v1/merges/${id}`))).toEqual([404, 'merge_unknown']);
    const third = await newMember(call);
    expect(outcome(await merge(third.accountId, twin.accountId))).toEqual([409, 'account_closed']);
    expect(outcome(await merge(twin.accountId, third.accountId))).toEqual([409, 'account_closed']);
    expect(outcome(await preview(twin.accountId, third.accountId))).toEqual([409, 'account_closed']);
  });

  test('a crash between the decision and the ledger is finished by a repeat', async () => {
    await purchase(twin, { amount: 90_000 });
    const { requestMerge } = await import('../../src/features/merges/merge.ts');
    const { createMemberResolver } = await import('../../src/features/members/resolve.ts');
    const { instant } = await import('@kopilka/engine');
    const { db } = api.database;
    const ledger = { ...api.ledger, post: () => Promise.reject(new Error('crash')) };
    const deps = { db, ledger, programs: api.registry, resolveMember: createMemberResolver(db) };
    const { organizationId } = shop;
    const request = {
      organizationId,
      from: twin.accountId,
      into: kept.accountId,
      reason: 'x',
      keyId: organizationId,
      now: instant(Date.now()),
    };
    await expect(requestMerge(deps, request)).rejects.toThrow('crash');
    const again = await merge(kept.accountId, twin.accountId);
    expect([again.status, again.at('status')]).toEqual([200, 'done']);
    await deliver(api);
    expect(await balanceOf(call, kept.id)).toBe(290);
  });

  test('leaves no member on an account that has ended', async () => {
    const stranded = await query(
      api.database.db.system,
      sql`select m.member_id from memberships m join account_heirs h on h.account_id = m.account_id`,
      z.looseObject({}),
    );
    expect(stranded).toEqual([]);
  });
});
