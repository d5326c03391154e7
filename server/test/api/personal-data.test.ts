// A person is forgotten: no row of any table names them any more, and the books are right to the unit all the same.
import { instant } from '@kopilka/engine';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { query, sql } from '../../src/kit/sql.ts';
import { askCode, CONSENTS, newAddress } from './card-house.ts';
import { balance, CATALOGUE, deliver, memberWith, moveClock, publish } from './catalogue-shop.ts';
import { buy, newPhone, purchaseBody, type TestMember } from './coffee.ts';
import { atOnce, expectSound, newKey, outcome, statuses } from './network-house.ts';
import { openBrowser } from './staff-house.ts';
import { type Answer, type Call, createTestApi, type TestApi, type TestOrganization } from './test-api.ts';

const REFERRAL = `referral:
  qualifies: receipt.paid >= 1000.00
  friend: { earn: { wallet: bonus, units: 100 } }
`;
/** In everything that anybody has written about the person. */
const NAME = 'Zaphod';
const BIRTHDAY = '1990-12-24';

let api: TestApi;
let shop: TestOrganization;
let call: Call;
let privacy: Call;
let anna: TestMember;
let purchase: Answer;

beforeAll(async () => {
  api = await createTestApi({ trustedProxies: ['loopback'] });
  shop = await api.organization({ sandbox: true, now: Date.parse('2026-12-20T09:00:00Z') });
  call = shop.call;
  await publish(call, CATALOGUE + REFERRAL);
  privacy = await newKey(api, call, ['privacy']);
});

beforeEach(async () => {
  anna = await personWith();
});

afterAll(async () => {
  await expectSound(api);
  await api.close();
});

async function done(answer: Promise<Answer>): Promise<Answer> {
  const { status, text } = await answer;
  if (status >= 300) throw new Error(text);
  return answer;
}

function post(url: string, json: object, by = call): Promise<Answer> {
  return done(by('POST', url, { json }));
}

/** Somebody of whom the shop has written down all that it can. */
async function personWith(): Promise<TestMember> {
  const friend = await memberWith(call);
  const referralCode = (await call('GET', `/v1/members/${friend.id}/referral`)).textAt('code');
  const phone = newPhone();
  const made = await post('/v1/members', {
    identities: {
      phone,
      email: `${NAME}${phone}@example.com`,
      card: `${NAME}${phone}`,
      external: `crm-${NAME}${phone}`,
    },
    profile: { name: NAME, birthday: BIRTHDAY, comment: `Likes ${NAME}` },
    referralCode,
    referralHints: { device: `device ${NAME}${phone}` },
  });
  const member = { id: made.textAt('id'), accountId: made.textAt('accounts.0.accountId'), phone };
  const { id, accountId } = member;
  await call('GET', `/v1/members/${id}/referral`);
  const told = { attributes: { employee: true, city: NAME }, dates: [{ whose: NAME, on: '12-24' }], statementDay: 5 };
  await done(call('PUT', `/v1/accounts/${accountId}/profile`, { json: told }));
  await post('/v1/corrections', { accountId, wallet: 'rub', units: 500, reason: `Sorry, ${NAME}` });
  await post('/v1/corrections', { accountId, wallet: 'bonus', units: 400, reason: `For ${NAME}` });
  await post('/v1/events', { member: { id }, name: 'shop.treat', data: { who: NAME, stars: 5 } });
  await post(`/v1/accounts/${accountId}/tier`, { level: 'gold', reason: `A friend of ${NAME}` });
  purchase = await buy(
    call,
    { id },
    {
      amount: 600_000,
      receipt: {
        attributes: { waiter: NAME },
        lines: [{ sku: 'TEA', quantity: 2, price: 300_000, amount: 600_000, attributes: { engraving: NAME } }],
      },
      pay: { wallet: 'bonus', units: 100 },
    },
  );
  const redeemed = await post('/v1/redemptions', { member: { id }, rewardId: 'croissant' });
  await post(`/v1/redemptions/${redeemed.textAt('id')}/cancel`, { reason: `${NAME} has left` });
  const payout = await post('/v1/payouts', { member: { id }, wallet: 'rub', units: 200, destination: `IBAN ${NAME}` });
  await post(
    `/v1/payouts/${payout.textAt('id')}/refuse`,
    { reason: `${NAME} is not the owner` },
    await newKey(api, call, ['admin']),
  );
  const code = await askCode(shop, openBrowser(api, newAddress()), phone);
  const url = `/v1/card/${shop.organizationId}/sign-in`;
  const browser = openBrowser(api, newAddress());
  await done(browser.call('POST', url, { phone, code, consents: CONSENTS }, { 'user-agent': NAME }));
  await deliver(api);
  return member;
}

function forget(member: TestMember, by = privacy): Promise<Answer> {
  return by('DELETE', `/v1/members/${member.id}`);
}

const rowSchema = z.object({ name: z.string() });

/** Rows of all tables that contain one of these, by table. */
async function rowsNaming(...words: readonly string[]): Promise<readonly string[]> {
  const { system } = api.database.db;
  const tables = await query(
    system,
    sql`select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
    rowSchema,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await query(
      system,
      {
        text: `select t::text as name from ${name} t where t::text ilike any ($1)`,
        values: [words.map((word) => `%${word}%`)],
      },
      rowSchema,
    );
    found.push(...rows.map((row) => `${name}: ${row.name}`));
  }
  return found;
}

describe('a forgotten member', () => {
  test('is named by no row of any table, while the account stands as it stood and can be decided again', async () => {
    const before = await balance(call, anna);
    expect((await rowsNaming(NAME, anna.phone)).length).toBeGreaterThan(10);
    const answer = await forget(anna);
    expect([answer.status, answer.at('accounts')]).toEqual([200, [anna.accountId]]);
    expect(await rowsNaming(NAME, anna.phone, BIRTHDAY, '"12-24"')).toEqual([]);
    const account = await call('GET', `/v1/accounts/${anna.accountId}/operations?limit=1`);
    expect([account.status, before]).toEqual([200, expect.any(Number)]);
    await expectSound(api);
  });

  test('is unknown to everybody: cannot buy, be found, told of or brought back', async () => {
    await forget(anna);
    const { id, accountId, phone } = anna;
    const member = { id };
    const basket = { total: 1, lines: [{ sku: 'A', quantity: 1, price: 1, amount: 1 }] };
    const refused = await Promise.all([
      buy(call, member),
      buy(call, { phone }),
      call('POST', '/v1/quotes', { json: purchaseBody(member) }),
      call('POST', '/v1/checkouts', { json: { member, receipt: basket } }),
      call('GET', `/v1/members/${id}`),
      call('PATCH', `/v1/members/${id}`, { json: { status: 'active', profile: { name: NAME } } }),
      privacy('GET', `/v1/members/${id}/data`),
      call('PUT', `/v1/accounts/${accountId}/profile`, { json: { attributes: { city: NAME } } }),
      call('POST', '/v1/redemptions', { json: { member, rewardId: 'badge' } }),
    ]);
    expect(refused.map(outcome)).toEqual(refused.map(() => [404, 'member_unknown']));
    expect((await call('GET', `/v1/members?phone=${encodeURIComponent(phone)}`)).at('members')).toEqual([]);
    expect(await rowsNaming(NAME)).toEqual([]);
  });

  test('leaves the phone, the card and the rest to whoever comes next, who starts anew', async () => {
    await forget(anna);
    const json = { identities: { phone: anna.phone, card: `${NAME}${anna.phone}` } };
    const next = await call('POST', '/v1/members', { json });
    expect([next.status, next.at('accounts.0.balances.bonus.available')]).toEqual([201, 0]);
    expect(next.at('id')).not.toBe(anna.id);
    await forget({ ...anna, id: next.textAt('id') });
  });

  test('is forgotten once, however often it is asked for, and a crash in between is finished by a repeat', async () => {
    const answers = await atOnce(5, () => forget(anna));
    expect(statuses(answers)).toEqual({ 200: 5 });
    const [first] = answers;
    // As a crash leaves it: the person is gone, the account and its history still know.
    const other = await personWith();
    const { system } = api.database.db;
    await system.query({ text: `delete from identities where member_id = $1`, values: [other.id] });
    await system.query({
      text: `update members set status = 'forgotten', profile = '{"v": 1}' where member_id = $1`,
      values: [other.id],
    });
    expect((await rowsNaming(NAME)).length).toBeGreaterThan(5);
    expect((await forget(other)).status).toBe(200);
    expect(await rowsNaming(NAME, '"12-24"')).toEqual([]);
    await moveClock(call, new Date(Date.parse('2026-12-21T09:00:00Z')).toISOString());
    expect((await forget(anna)).text).toBe(first?.text);
  });

  test('may still bring goods back, and the birthday of nobody is not kept', async () => {
    await forget(anna);
    const returned = await call('POST', '/v1/returns', {
      json: { purchaseId: purchase.textAt('id'), lines: [{ line: 0, quantity: 1 }] },
    });
    expect([returned.status, returned.at('parts.0.restored')]).toEqual([201, [{ wallet: 'bonus', units: 50 }]]);
    await moveClock(call, '2026-12-25T09:00:00Z');
    await api.ledger.advance(shop.organizationId, instant(Date.parse('2026-12-25T09:00:00Z')));
    await deliver(api);
    await expectSound(api);
  });

  test('takes along no family: its account loses the words about the member, and goes on', async () => {
    const guest = await memberWith(call, {}, { name: 'Guest', birthday: '1988-01-31' });
    const family = await post('/v1/families', { member: { id: guest.id }, name: 'The Guests' });
    const familyId = family.textAt('id');
    const invitation = await post(`/v1/families/${familyId}/invitations`, { member: { id: anna.id }, role: 'spender' });
    await post(`/v1/families/${familyId}/invitations/${invitation.textAt('id')}/accept`, {
      member: { id: anna.id },
      code: invitation.textAt('code'),
      consent: `terms for ${NAME}`,
    });
    expect(outcome(await forget(anna))).toEqual([409, 'member_moving']);
    await deliver(api);
    await buy(call, { id: anna.id }, { receipt: { attributes: { waiter: NAME } } });
    const had = await balance(call, guest);
    expect((await forget(anna)).status).toBe(200);
    expect(await balance(call, guest)).toBe(had);
    expect((await call('GET', `/v1/families/${familyId}`)).at('members.1')).toBeUndefined();
    expect(await rowsNaming(NAME, anna.phone, BIRTHDAY, '"12-24"')).toEqual([]);
    // What was known of the others stays.
    expect(await rowsNaming('01-31"')).not.toEqual([]);
    await buy(call, { id: guest.id });
    await expectSound(api);
    await forget(guest);
    expect(await rowsNaming(NAME, 'Guest')).toEqual([]);
  });

  test('an owner gives the family to another first; a last owner takes its name along', async () => {
    const guest = await memberWith(call);
    const familyId = (await post('/v1/families', { member: { id: anna.id }, name: `The ${NAME}s` })).textAt('id');
    const invitation = await post(`/v1/families/${familyId}/invitations`, { member: { id: guest.id } });
    await post(`/v1/families/${familyId}/invitations/${invitation.textAt('id')}/accept`, {
      member: { id: guest.id },
      code: invitation.textAt('code'),
      consent: '1',
    });
    await deliver(api);
    expect(outcome(await forget(anna))).toEqual([409, 'family_owner_stays']);
    expect((await call('GET', `/v1/members/${anna.id}`)).status).toBe(200);
    await post(`/v1/families/${familyId}/leave`, { member: guest.id });
    expect((await forget(anna)).status).toBe(200);
    expect(await rowsNaming(NAME)).toEqual([]);
  });

  test('is forgotten on accounts that were merged before, too', async () => {
    const twin = await personWith();
    const merged = await post(`/v1/accounts/${anna.accountId}/merge`, {
      from: twin.accountId,
      reason: `Both are ${NAME}`,
    });
    expect(merged.at('status')).toBe('done');
    await deliver(api);
    // The twin shares the account now: it is forgotten with the second of them.
    expect((await forget(twin)).at('accounts')).toEqual([twin.accountId]);
    expect((await forget(anna)).at('accounts')).toEqual([anna.accountId]);
    expect(await rowsNaming(NAME, anna.phone, twin.phone, '"12-24"')).toEqual([]);
  });

  test('is forgotten by nobody without the right to it', async () => {
    for (const scope of ['till', 'shop', 'read', 'import']) {
      const by = await newKey(api, call, [scope]);
      expect(outcome(await forget(anna, by))).toEqual([403, 'scope_insufficient']);
      expect(outcome(await by('GET', `/v1/members/${anna.id}/data`))).toEqual([403, 'scope_insufficient']);
    }
    const admin = await forget(anna, call);
    expect(admin.status).toBe(200);
    expect(outcome(await privacy('DELETE', '/v1/members/019ab4b0-0000-7000-8000-0000000000aa'))).toEqual([
      404,
      'member_unknown',
    ]);
  });
});

test('what the program no longer declares is forgotten too', async () => {
  await publish(call, (CATALOGUE + REFERRAL).replace('  city: { type: text }\n', ''));
  expect((await forget(anna)).status).toBe(200);
  expect(await rowsNaming(NAME)).toEqual([]);
  await publish(call, CATALOGUE + REFERRAL);
});

describe('what is stored about a member', () => {
  test('is told whole, as one document: every word that anybody has written', async () => {
    const answer = await privacy('GET', `/v1/members/${anna.id}/data`);
    expect([answer.status, answer.headers['content-disposition']]).toEqual([
      200,
      `attachment; filename="member-${anna.id}.json"`,
    ]);
    for (const word of [
      `"phone":"${anna.phone}"`,
      `"birthday":"${BIRTHDAY}"`,
      `Likes ${NAME}`,
      `"city":"${NAME}"`,
      `Sorry, ${NAME}`,
      `"who":"${NAME}"`,
      `A friend of ${NAME}`,
      `"waiter":"${NAME}"`,
      `"engraving":"${NAME}"`,
      `${NAME} has left`,
      `IBAN ${NAME}`,
      `${NAME} is not the owner`,
      '"device"',
      'Thank you for the big purchase',
    ])
      expect(answer.text).toContain(word);
    const operations = answer.at('accounts.0.operations');
    const seq = (await call('GET', `/v1/accounts/${anna.accountId}/operations?limit=1`)).at('operations.0.seq');
    expect(Array.isArray(operations) ? operations.length : 0).toBe(seq);
    await forget(anna);
  });

  test('of a shared account tells what names the member, and nothing of the others', async () => {
    const guest = await memberWith(call, {}, { name: 'Marvin' });
    const twin = await memberWith(call);
    await post(`/v1/accounts/${anna.accountId}/merge`, { from: guest.accountId, reason: 'One household' });
    await deliver(api);
    await post('/v1/corrections', { accountId: anna.accountId, wallet: 'bonus', units: 1, reason: 'For Marvin' });
    const answer = await privacy('GET', `/v1/members/${anna.id}/data`);
    expect([answer.status, answer.at('accounts.0.shared'), answer.text.includes('Marvin')]).toEqual([200, true, false]);
    for (const member of [guest, anna, twin]) await forget(member);
  });
});
