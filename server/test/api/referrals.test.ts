// Members bring friends: both get what the program says, once, and not for bringing themselves.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buy, newMember, newPhone, type TestMember } from './coffee.ts';
import { atOnce, balanceOf, deliver, expectSound, newKey, outcome, publish, statuses } from './network-house.ts';
import { type Answer, type Call, createTestApi, type TestApi, type TestOrganization } from './test-api.ts';

const PROGRAM = `kopilka: 1
id: friends
name: { ru: Друзья, en: Friends }
currency: RUB
timezone: Europe/Moscow
wallets:
  bonus: { name: { ru: { one: бонус, few: бонуса, many: бонусов }, en: { one: bonus, other: bonuses } }, worth: 1.00 }
rules:
  - { id: joined, on: referral.joined, earn: { wallet: bonus, units: 50 } }
referral:
  qualifies: receipt.paid >= 1000.00
  friend: { earn: { wallet: bonus, units: 100 } }
  referrer: { earn: { wallet: bonus, units: 300 } }
  limits: [{ every: month, times: 2 }]
`;

let api: TestApi;
let shop: TestOrganization;
let call: Call;

beforeAll(async () => {
  api = await createTestApi();
  shop = await api.organization();
  call = shop.call;
  await publish(call, PROGRAM);
});

afterAll(async () => {
  await expectSound(api);
  await api.close();
});

async function codeOf(member: TestMember): Promise<string> {
  return (await call('GET', `/v1/members/${member.id}/referral`)).textAt('code');
}

function refer(code: string, friend: TestMember, hints?: object, as: Call = call): Promise<Answer> {
  return as('POST', '/v1/referrals', {
    json: { code, member: { id: friend.id }, ...(hints === undefined ? {} : { hints }) },
  });
}

async function counts(member: TestMember): Promise<readonly unknown[]> {
  const card = await call('GET', `/v1/members/${member.id}/referral`);
  return [card.at('joined'), card.at('qualified'), card.at('inReview')];
}

describe('a code', () => {
  test('is one for a member, whoever asks how often, and none of two members is the same', async () => {
    const [anna, boris] = [await newMember(call), await newMember(call)];
    const asked = await atOnce(20, () => call('GET', `/v1/members/${anna.id}/referral`));
    expect(new Set(asked.map((answer) => answer.textAt('code'))).size).toBe(1);
    const code = asked[0]?.textAt('code') ?? '';
    expect(code).toMatch(/^[34679CFGHJKMNPRTXY]{8}$/u);
    expect(await codeOf(boris)).not.toBe(code);
  });

  test('stands in the link that the shop has set', async () => {
    const anna = await newMember(call);
    expect((await call('GET', `/v1/members/${anna.id}/referral`)).at('link')).toBeNull();
    const link = 'https://shop.example/?friend={code}';
    expect((await call('PUT', '/v1/referrals/settings', { json: { link } })).at('link')).toBe(link);
    expect((await call('GET', `/v1/members/${anna.id}/referral`)).at('link')).toBe(
      `https://shop.example/?friend=${await codeOf(anna)}`,
    );
    expect(outcome(await call('PUT', '/v1/referrals/settings', { json: { link: 'https://shop.example' } }))).toEqual([
      400,
      'request_invalid',
    ]);
    await call('PUT', '/v1/referrals/settings', { json: { link: null } });
    expect((await call('GET', '/v1/referrals/settings')).at('link')).toBeNull();
  });
});

test('the friend’s purchase above the threshold gives both sides theirs, and its full return takes both back', async () => {
  const [anna, boris] = [await newMember(call), await newMember(call)];
  const joined = await refer(await codeOf(anna), boris);
  expect([joined.status, joined.at('status'), joined.at('reasons')]).toEqual([201, 'joined', []]);
  await deliver(api);
  expect([await balanceOf(call, boris.id), await counts(anna)]).toEqual([50, [1, 0, 0]]);
  await buy(call, { id: boris.id }, { amount: 99_999 });
  await deliver(api);
  expect([await balanceOf(call, anna.id), await balanceOf(call, boris.id)]).toEqual([0, 50]);
  const bought = await buy(call, { id: boris.id }, { amount: 100_000 });
  await deliver(api);
  expect([await balanceOf(call, anna.id), await balanceOf(call, boris.id)]).toEqual([300, 150]);
  expect(await counts(anna)).toEqual([1, 1, 0]);
  const listed = await call('GET', `/v1/referrals?member=${anna.id}`);
  expect([listed.at('referrals.0.status'), listed.at('referrals.0.friend.memberId')]).toEqual(['qualified', boris.id]);
  await call('POST', '/v1/returns', { json: { purchaseId: bought.at('id') } });
  await deliver(api);
  expect([await balanceOf(call, anna.id), await balanceOf(call, boris.id)]).toEqual([0, 50]);
  expect(await counts(anna)).toEqual([1, 0, 0]);
});

test('a referrer gets something for as many friends a month as the program says', async () => {
  const anna = await newMember(call);
  for (let n = 0; n < 3; n += 1) {
    const friend = await newMember(call);
    expect((await refer(await codeOf(anna), friend)).status).toBe(201);
    await buy(call, { id: friend.id }, { amount: 100_000 });
  }
  await deliver(api);
  expect([await balanceOf(call, anna.id), await counts(anna)]).toEqual([600, [3, 3, 0]]);
});

test('the same referral 20 times at once is one', async () => {
  const [anna, boris] = [await newMember(call), await newMember(call)];
  const code = await codeOf(anna);
  const answers = await atOnce(20, () => refer(code, boris));
  expect(statuses(answers)).toEqual({ 200: 19, 201: 1 });
  expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
  await deliver(api);
  expect([await balanceOf(call, boris.id), await counts(anna)]).toEqual([50, [1, 0, 0]]);
});

describe('a new member', () => {
  const create = (more: object): Promise<Answer> =>
    call('POST', '/v1/members', { json: { identities: { phone: newPhone() }, ...more } });

  test('may come with a code', async () => {
    const anna = await newMember(call);
    const created = await create({ referralCode: (await codeOf(anna)).toLowerCase() });
    expect(created.status).toBe(201);
    await deliver(api);
    expect([await balanceOf(call, created.textAt('id')), await counts(anna)]).toEqual([50, [1, 0, 0]]);
  });

  test('whose making was cut off before the code was used: the repeat uses it, once', async () => {
    const anna = await newMember(call);
    const identities = { phone: newPhone() };
    const made = await create({ identities });
    const repeat = { identities, referralCode: await codeOf(anna) };
    for (let n = 0; n < 2; n += 1) expect(outcome(await create(repeat))).toEqual([409, 'identity_taken']);
    await deliver(api);
    expect([await balanceOf(call, made.textAt('id')), await counts(anna)]).toEqual([50, [1, 0, 0]]);
    const boris = await newMember(call);
    expect((await create({ identities, referralCode: await codeOf(boris) })).code).toBe('identity_taken');
    expect(await counts(boris)).toEqual([0, 0, 0]);
  });

  test('is not made with a code that nobody has', async () => {
    const phone = newPhone();
    expect(outcome(await create({ identities: { phone }, referralCode: 'CCCCCCCC' }))).toEqual([
      404,
      'referral_code_unknown',
    ]);
    expect((await call('GET', `/v1/members?phone=${encodeURIComponent(phone)}`)).at('members')).toEqual([]);
  });
});

describe('refused, and nothing happens:', () => {
  test('one’s own code', async () => {
    const anna = await newMember(call);
    expect(outcome(await refer(await codeOf(anna), anna))).toEqual([409, 'referral_self']);
  });

  test('a second referrer', async () => {
    const [anna, boris, vera] = [await newMember(call), await newMember(call), await newMember(call)];
    await refer(await codeOf(anna), vera);
    expect(outcome(await refer(await codeOf(boris), vera))).toEqual([409, 'referral_exists']);
    expect(await counts(boris)).toEqual([0, 0, 0]);
  });

  test('a friend who has bought before', async () => {
    const [anna, boris] = [await newMember(call), await newMember(call)];
    await buy(call, { id: boris.id });
    expect(outcome(await refer(await codeOf(anna), boris))).toEqual([409, 'referral_late']);
  });

  test('a friend who joined more than 30 days ago', async () => {
    const sandbox = await api.organization({ sandbox: true });
    await publish(sandbox.call, PROGRAM);
    const [anna, boris] = [await newMember(sandbox.call), await newMember(sandbox.call)];
    const code = (await sandbox.call('GET', `/v1/members/${anna.id}/referral`)).textAt('code');
    await sandbox.call('POST', '/v1/sandbox/clock', {
      json: { now: new Date(Date.now() + 31 * 86_400_000).toISOString() },
    });
    expect(outcome(await refer(code, boris, undefined, sandbox.call))).toEqual([409, 'referral_late']);
  });

  test('a code that is no code, of a blocked member, or of another organization: all the same answer', async () => {
    const other = await api.organization();
    await publish(other.call, PROGRAM);
    const stranger = await newMember(other.call);
    const theirs = (await other.call('GET', `/v1/members/${stranger.id}/referral`)).textAt('code');
    const blocked = await newMember(call);
    const code = await codeOf(blocked);
    await call('PATCH', `/v1/members/${blocked.id}`, { json: { status: 'blocked' } });
    const boris = await newMember(call);
    const details: string[] = [];
    for (const wrong of [theirs, code, 'CCCCCCCC', '!!', 'nope nope']) {
      const answer = await refer(wrong, boris);
      expect(outcome(answer)).toEqual([404, 'referral_code_unknown']);
      details.push(answer.text);
    }
    expect(new Set(details).size).toBe(1);
  });

  test('guessing codes: slower and slower, then no answer at all', async () => {
    const boris = await newMember(call);
    const answers = await atOnce(14, () => refer('CCCCCCCC', boris));
    expect(statuses(answers)[429]).toBeGreaterThan(0);
    const anna = await newMember(call);
    expect(outcome(await refer(await codeOf(anna), boris))).toEqual([429, 'too_many_guesses']);
  });

  test('a program without referrals, bodies that are none', async () => {
    const other = await api.organization();
    await publish(other.call, PROGRAM.slice(0, PROGRAM.indexOf('referral:\n')));
    const anna = await newMember(other.call);
    expect(outcome(await other.call('GET', `/v1/members/${anna.id}/referral`))).toEqual([422, 'referral_not_offered']);
    expect(outcome(await refer('CCCCCCCC', anna, undefined, other.call))).toEqual([422, 'referral_not_offered']);
    for (const json of [
      {},
      { code: 1, member: { id: anna.id } },
      { code: 'C', member: {} },
      { code: 'C', member: { id: anna.id }, more: 1 },
    ])
      expect(outcome(await call('POST', '/v1/referrals', { json }))).toEqual([400, 'request_invalid']);
  });
});

describe('the review queue', () => {
  async function suspicious(
    hints: object,
  ): Promise<{ anna: TestMember; boris: TestMember; id: string; answer: Answer }> {
    const [anna, first, boris] = [await newMember(call), await newMember(call), await newMember(call)];
    await refer(await codeOf(anna), first, hints);
    const answer = await refer(await codeOf(anna), boris, hints);
    return { anna, boris, id: answer.textAt('id'), answer };
  }

  test.each([
    ['device', { device: 'phone-1' }, 'same_device_as_earlier'],
    ['payment card', { card: 'visa 42' }, 'same_card_as_earlier'],
    ['address', { address: 'Lenina 1, 2' }, 'same_address_as_earlier'],
  ])('holds the second friend with the same %s until a person approves', async (_, hints, code) => {
    const { anna, boris, id, answer } = await suspicious(hints);
    expect([answer.status, answer.at('status'), answer.at('reasons.0.code')]).toEqual([201, 'review', code]);
    expect(answer.textAt('reasons.0.text.ru')).toMatch(/другого клиента/u);
    await deliver(api);
    expect([await balanceOf(call, boris.id), await counts(anna)]).toEqual([0, [1, 0, 1]]);
    const queue = await call('GET', '/v1/referrals?status=review');
    expect(queue.text).toContain(id);
    const approved = await atOnce(5, () => call('POST', `/v1/referrals/${id}/approve`));
    expect(statuses(approved)).toEqual({ 200: 4, 201: 1 });
    await deliver(api);
    expect([await balanceOf(call, boris.id), await counts(anna)]).toEqual([50, [2, 0, 0]]);
    expect(outcome(await call('POST', `/v1/referrals/${id}/reject`))).toEqual([409, 'referral_decided']);
  });

  test('rejects for good', async () => {
    const { anna, boris, id } = await suspicious({ device: 'phone-2' });
    expect((await call('POST', `/v1/referrals/${id}/reject`)).at('status')).toBe('rejected');
    expect((await call('POST', `/v1/referrals/${id}/reject`)).status).toBe(200);
    expect(outcome(await call('POST', `/v1/referrals/${id}/approve`))).toEqual([409, 'referral_decided']);
    await buy(call, { id: boris.id }, { amount: 100_000 });
    await deliver(api);
    expect([await balanceOf(call, anna.id), await counts(anna)]).toEqual([0, [1, 0, 0]]);
    expect((await refer(await codeOf(anna), boris)).at('status')).toBe('rejected');
  });

  test('holds a friend with the referrer’s own phone or device, however they are spelled', async () => {
    const [anna, boris] = [await newMember(call), await newMember(call)];
    const phone = await refer(await codeOf(anna), boris, { phone: anna.phone.replace('+7', '8') });
    expect(phone.at('reasons.0.code')).toBe('same_phone_as_referrer');
    const [vera, oleg, kira] = [await newMember(call), await newMember(call), await newMember(call)];
    await refer(await codeOf(vera), oleg, { device: 'Tablet  7' });
    const device = await refer(await codeOf(oleg), kira, { device: 'tablet 7' });
    expect(device.at('reasons.0.code')).toBe('same_device_as_referrer');
  });

  test.each([
    ['device', { device: 'own-phone' }],
    ['card', { card: 'own visa' }],
    ['address', { address: 'Own street, 1' }],
  ])('holds the first friend who has the %s that the referrer is known by', async (kind, hints) => {
    const [anna, boris, vera] = [await newMember(call), await newMember(call), await newMember(call)];
    const url = `/v1/members/${anna.id}/referral/hints`;
    expect((await call('POST', url, { json: hints })).at('told')).toEqual([kind]);
    expect((await call('POST', url, { json: hints })).status).toBe(200);
    const second = await refer(await codeOf(anna), boris, hints);
    expect([second.at('status'), second.at('reasons.0.code')]).toEqual(['review', `same_${kind}_as_referrer`]);
    const other = await refer(await codeOf(vera), await newMember(call), hints);
    expect(other.at('reasons.0.code')).toBe(kind === 'address' ? undefined : `same_${kind}_as_earlier`);
  });

  test('is told nothing of strangers', async () => {
    const other = await api.organization();
    const anna = await newMember(call);
    const url = `/v1/members/${anna.id}/referral/hints`;
    expect(outcome(await other.call('POST', url, { json: { device: 'x' } }))).toEqual([404, 'member_unknown']);
    expect(outcome(await call('POST', url, { json: { shoes: 'x' } }))).toEqual([400, 'request_invalid']);
  });

  test('holds the fourth friend of anybody from one address within a day', async () => {
    const found: unknown[] = [];
    for (let n = 0; n < 4; n += 1) {
      const [anna, boris] = [await newMember(call), await newMember(call)];
      found.push((await refer(await codeOf(anna), boris, { address: 'Hostel 5' })).at('reasons.0.code'));
    }
    expect(found).toEqual([undefined, undefined, undefined, 'many_from_address']);
  });

  test('keeps no hint that could be read', async () => {
    const rows = await api.database.db.system.query({
      text: 'select encode(hash, $1) as hash from referral_hints',
      values: ['escape'],
    });
    expect(JSON.stringify(rows.rows)).not.toMatch(/phone-1|visa|Lenina|Hostel|7999/u);
  });

  test('is for administrators, and for the own organization', async () => {
    const { id } = await suspicious({ device: 'phone-3' });
    const till = await newKey(api, call, ['till']);
    expect(outcome(await till('POST', `/v1/referrals/${id}/approve`))).toEqual([403, 'scope_insufficient']);
    const other = await api.organization();
    expect(outcome(await other.call('POST', `/v1/referrals/${id}/approve`))).toEqual([404, 'referral_unknown']);
    expect((await other.call('GET', '/v1/referrals')).at('referrals')).toEqual([]);
    await publish(other.call, PROGRAM);
    const anna = await newMember(call);
    expect(outcome(await other.call('GET', `/v1/members/${anna.id}/referral`))).toEqual([404, 'member_unknown']);
  });
});

test('a crash between the row and its event is finished by a repeat', async () => {
  const [anna, boris] = [await newMember(call), await newMember(call)];
  const code = await codeOf(anna);
  const lost = { ...api.ledger, post: () => Promise.reject(new Error('crash')) };
  const { referFriend } = await import('../../src/features/referrals/refer.ts');
  const { createMemberResolver } = await import('../../src/features/members/resolve.ts');
  const { instant } = await import('@kopilka/engine');
  const { db } = api.database;
  const deps = { db, ledger: lost, programs: api.registry, resolveMember: createMemberResolver(db) };
  const request = {
    organizationId: shop.organizationId,
    programId: undefined,
    code,
    member: { kind: 'id', value: boris.id },
    hints: {},
    asker: { keyId: 'test', address: 'test' },
    now: instant(Date.now()),
  } as const;
  await expect(referFriend(deps, request)).rejects.toThrow('crash');
  await deliver(api);
  expect(await balanceOf(call, boris.id)).toBe(0);
  expect((await refer(code, boris)).status).toBe(200);
  await deliver(api);
  expect(await balanceOf(call, boris.id)).toBe(50);
});
