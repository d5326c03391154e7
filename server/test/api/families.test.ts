// Families share an account by consent. Nobody gains or loses a unit by it.
import { instant } from '@kopilka/engine';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { accountNow } from '../../src/features/profiles/account-now.ts';
import { type Bought, buy, newMember, purchaseBody, type TestMember } from './coffee.ts';
import { atOnce, balanceOf, deliver, expectSound, HOME, outcome, publish, statuses } from './network-house.ts';
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

describe('a family', () => {
  let owner: TestMember;
  let guest: TestMember;
  let family: string;

  beforeEach(async () => {
    owner = await newMember(call);
    guest = await newMember(call);
    family = (await found(owner)).textAt('id');
  });

  function found(member: TestMember, name = 'Ивановы'): Promise<Answer> {
    return call('POST', '/v1/families', { json: { member: { id: member.id }, name } });
  }

  function invite(member: TestMember, role = 'spender', as: Call = call): Promise<Answer> {
    return as('POST', `/v1/families/${family}/invitations`, { json: { member: { id: member.id }, role } });
  }

  function accept(invitation: Answer, member: TestMember, code = invitation.textAt('code')): Promise<Answer> {
    const json = { member: { id: member.id }, code, consent: '2026-11' };
    return call('POST', `/v1/families/${family}/invitations/${invitation.textAt('id')}/accept`, { json });
  }

  async function join(member: TestMember, role = 'spender'): Promise<Answer> {
    return accept(await invite(member, role), member);
  }

  function leave(member: TestMember): Promise<Answer> {
    return call('POST', `/v1/families/${family}/leave`, { json: { member: member.id } });
  }

  test('is founded once, however often it is asked for at once', async () => {
    const fresh = await newMember(call);
    const answers = await atOnce(20, () => found(fresh));
    expect(statuses(answers)).toEqual({ 200: 19, 201: 1 });
    expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
    expect(answers[0]?.at('members.0')).toMatchObject({ memberId: fresh.id, role: 'owner', consent: null });
    expect(outcome(await found(fresh, 'Another name'))).toEqual([409, 'family_exists']);
  });

  test('has what its members had, with the dates it had, once the invited agrees', async () => {
    await purchase(owner, { amount: 100_000 });
    await purchase(guest, { amount: 60_000 });
    const invitation = await invite(guest);
    expect([invitation.status, invitation.at('status')]).toEqual([201, 'pending']);
    expect(await accountOf(guest)).toBe(guest.accountId);
    const joined = await accept(invitation, guest);
    expect([joined.status, joined.at('members.1.role'), joined.at('members.1.consent')]).toEqual([
      201,
      'spender',
      '2026-11',
    ]);
    await deliver(api);
    expect(await accountOf(guest)).toBe(owner.accountId);
    // 100 of each welcome, 100 and 60 of the purchases, and gold by what both have spent.
    expect(await balanceOf(call, owner.id)).toBe(360);
    expect((await call('GET', `/v1/members/${guest.id}`)).at('accounts.0.tier.level')).toBe('gold');
    const shared = await call('GET', `/v1/families?member=${guest.id}`);
    expect([shared.at('families.0.id'), shared.at('families.0.accountId')]).toEqual([family, owner.accountId]);
    expect((await purchase(guest, { amount: 10_000, pay: { units: 50 } })).at('payment.units')).toBe(50);
  });

  test('is joined once, however often the invited agrees at once', async () => {
    await purchase(guest, { amount: 60_000 });
    const invitation = await invite(guest);
    const answers = await atOnce(20, () => accept(invitation, guest));
    expect(statuses(answers)).toEqual({ 200: 19, 201: 1 });
    await deliver(api);
    expect(await balanceOf(call, owner.id)).toBe(260);
  });

  test('lets an earner earn, not spend: in quotes, checkouts and purchases', async () => {
    await join(guest, 'earner');
    await deliver(api);
    const member = { id: guest.id };
    expect((await purchase(guest)).status).toBe(201);
    expect(outcome(await purchase(guest, { pay: { units: 10 } }))).toEqual([403, 'family_spending_not_allowed']);
    const quoted = await call('POST', '/v1/quotes', { json: purchaseBody(member, { pay: { units: 'max' } }) });
    expect([quoted.status, quoted.at('outcome'), quoted.at('problem.code')]).toEqual([
      200,
      'refused',
      'family_spending_not_allowed',
    ]);
    const receipt = { total: 10_000, lines: [{ sku: 'A', quantity: 1, price: 10_000, amount: 10_000 }] };
    const begun = (pay?: object) => call('POST', '/v1/checkouts', { json: { member, receipt, pay } });
    expect(outcome(await begun({ units: 10 }))).toEqual([403, 'family_spending_not_allowed']);
    expect((await begun()).status).toBe(201);
    expect((await purchase(owner, { pay: { units: 10 } })).status).toBe(201);
    await call('PATCH', `/v1/families/${family}/members/${guest.id}`, { json: { role: 'spender' } });
    expect((await purchase(guest, { pay: { units: 10 } })).status).toBe(201);
  });

  test('a repeat of a purchase gets its first answer also when the member may no longer spend', async () => {
    await join(guest);
    await deliver(api);
    const sent = { id: `kept-${guest.id}`, pay: { units: 10 } };
    const first = await purchase(guest, sent);
    await call('PATCH', `/v1/families/${family}/members/${guest.id}`, { json: { role: 'earner' } });
    const again = await purchase(guest, sent);
    expect([first.status, again.status, again.text]).toEqual([201, 200, first.text]);
    expect(outcome(await purchase(guest, { ...sent, id: `new-${guest.id}` }))).toEqual([
      403,
      'family_spending_not_allowed',
    ]);
  });

  test('keeps the units when a member leaves for a new, empty account, without another welcome', async () => {
    await join(guest);
    await deliver(api);
    const answers = await atOnce(10, () => leave(guest));
    expect(answers.map((answer) => answer.status).every((status) => status === 200 || status === 201)).toBe(true);
    expect(answers[0]?.at('members.1')).toBeUndefined();
    const own = await accountOf(guest);
    expect([own === guest.accountId, own === owner.accountId]).toEqual([false, false]);
    await deliver(api);
    expect([await balanceOf(call, owner.id), await balanceOf(call, guest.id)]).toEqual([200, 0]);
    await purchase(guest);
    expect([await balanceOf(call, owner.id), await balanceOf(call, guest.id)]).toEqual([200, 10]);
    // Coming and going makes nobody richer.
    await join(guest);
    await leave(guest);
    await deliver(api);
    expect([await balanceOf(call, owner.id), await balanceOf(call, guest.id)]).toEqual([210, 0]);
  });

  test('who leaves takes along what rules knew of them before, and leaves nothing of it behind', async () => {
    const stateOf = async (accountId: string): Promise<unknown> => {
      const deps = { db: api.database.db, programs: api.registry };
      const found = await accountNow(deps, {
        organizationId: shop.organizationId,
        accountId,
        now: instant(Date.now()),
      });
      const { attributes, dates, statementDay } = found?.account.state ?? {};
      return { attributes, dates, statementDay };
    };
    const told = { attributes: { employee: true }, dates: [{ whose: 'child', on: '03-08' }], statementDay: 5 };
    await call('PATCH', `/v1/members/${owner.id}`, { json: { profile: { birthday: '1988-01-31' } } });
    await call('PATCH', `/v1/members/${guest.id}`, { json: { profile: { birthday: '1990-05-17' } } });
    await call('PUT', `/v1/accounts/${guest.accountId}/profile`, { json: told });
    await join(guest);
    await deliver(api);
    expect(await stateOf(owner.accountId)).toMatchObject({
      dates: expect.arrayContaining([{ whose: 'self', on: '05-17' }]),
    });
    await Promise.all([leave(guest), leave(guest)]);
    expect(await stateOf(await accountOf(guest))).toEqual({
      ...told,
      dates: [{ whose: 'self', on: '05-17' }, ...told.dates],
    });
    expect(await stateOf(owner.accountId)).toMatchObject({
      dates: [{ whose: 'self', on: '01-31' }, ...told.dates],
    });
  });

  test('its owner leaves last, or gives it to another first', async () => {
    await join(guest, 'earner');
    expect(outcome(await leave(owner))).toEqual([409, 'family_owner_stays']);
    expect(
      outcome(await call('PATCH', `/v1/families/${family}/members/${owner.id}`, { json: { role: 'spender' } })),
    ).toEqual([409, 'family_owner_stays']);
    const given = await call('PATCH', `/v1/families/${family}/members/${guest.id}`, { json: { role: 'owner' } });
    expect([given.at('members.0.role'), given.at('members.1.role')]).toEqual(['spender', 'owner']);
    const removed = await call('POST', `/v1/families/${family}/members/${owner.id}/remove`);
    expect([removed.status, removed.at('members.0.memberId')]).toEqual([201, guest.id]);
    const ended = await leave(guest);
    expect([ended.status, ended.at('members')]).toEqual([200, []]);
    expect(typeof ended.at('endedAt')).toBe('string');
    expect(outcome(await invite(owner))).toEqual([404, 'family_unknown']);
    expect((await found(guest)).status).toBe(201);
  });

  test('a member of one family is refused by every other', async () => {
    await join(guest);
    const other = (await found(await newMember(call))).textAt('id');
    const invited = await call('POST', `/v1/families/${other}/invitations`, { json: { member: { id: guest.id } } });
    expect(outcome(invited)).toEqual([409, 'family_exists']);
    expect(outcome(await found(guest))).toEqual([409, 'family_exists']);
    // Two invitations at once: one of them stays.
    const third = await newMember(call);
    const mine = await invite(third);
    const theirs = await call('POST', `/v1/families/${other}/invitations`, { json: { member: { id: third.id } } });
    const answers = await Promise.all([
      accept(mine, third),
      call('POST', `/v1/families/${other}/invitations/${theirs.textAt('id')}/accept`, {
        json: { member: { id: third.id }, code: theirs.textAt('code'), consent: '1' },
      }),
    ]);
    expect(statuses(answers)).toEqual({ 201: 1, 409: 1 });
  });

  test('an invitation is one at a time, for one member, with one code, and can be declined or taken back', async () => {
    const [first, again] = [await invite(guest), await invite(guest)];
    expect([first.status, again.status, again.text]).toEqual([201, 200, first.text]);
    const other = await newMember(call);
    expect(outcome(await accept(first, other))).toEqual([404, 'invitation_unknown']);
    expect(outcome(await accept(first, guest, 'CCCCCC'))).toEqual([404, 'invitation_unknown']);
    const named = { json: { member: { id: guest.id }, code: first.textAt('code') } };
    const url = `/v1/families/${family}/invitations/${first.textAt('id')}`;
    const declined = await call('POST', `${url}/decline`, named);
    expect([declined.at('status'), (await call('POST', `${url}/decline`, named)).status]).toEqual(['declined', 200]);
    expect(outcome(await accept(first, guest))).toEqual([409, 'invitation_closed']);
    const second = await invite(guest);
    expect((await call('POST', `/v1/families/${family}/invitations/${second.textAt('id')}/cancel`)).at('status')).toBe(
      'cancelled',
    );
    expect(outcome(await accept(second, guest))).toEqual([409, 'invitation_closed']);
  });

  test('an invitation is over after five wrong codes', async () => {
    const invitation = await invite(guest);
    const wrong = await atOnce(8, () => accept(invitation, guest, 'CCCCCC'));
    expect(statuses(wrong)).toEqual({ 404: 8 });
    expect(outcome(await accept(invitation, guest))).toEqual([409, 'invitation_closed']);
  });

  test('has no more members than a family has', async () => {
    for (let n = 0; n < 9; n += 1) await invite(await newMember(call));
    expect(outcome(await invite(await newMember(call)))).toEqual([409, 'family_full']);
  });

  test('is unknown to another organization, and so are its members', async () => {
    const other = await api.organization();
    await publish(other.call, HOME);
    const stranger = await newMember(other.call);
    const invitation = await invite(guest);
    const url = `/v1/families/${family}`;
    const body = { json: { member: { id: guest.id }, code: invitation.textAt('code'), consent: '1' } };
    expect(outcome(await other.call('GET', url))).toEqual([404, 'family_unknown']);
    expect(outcome(await other.call('POST', `${url}/leave`, { json: { member: owner.id } }))).toEqual([
      404,
      'family_unknown',
    ]);
    expect(outcome(await invite(stranger, 'spender', other.call))).toEqual([404, 'family_unknown']);
    expect(outcome(await invite(stranger))).toEqual([404, 'member_unknown']);
    const accepted = await other.call('POST', `${url}/invitations/${invitation.textAt('id')}/accept`, body);
    expect(outcome(accepted)).toEqual([404, 'invitation_unknown']);
    expect((await other.call('GET', `/v1/families?member=${guest.id}`)).at('families')).toEqual([]);
    for (const json of [
      {},
      { member: { id: owner.id } },
      { member: { id: owner.id }, name: '' },
      { member: 'x', name: 'y' },
    ])
      expect(outcome(await call('POST', '/v1/families', { json }))).toEqual([400, 'request_invalid']);
  });
});
