// Whoever has joined is welcomed, once, whatever dies in between.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { finishLeftJoining } from '../../src/features/members/joining.ts';
import { newPhone } from './coffee.ts';
import { atOnce, balanceOf, expectSound, HOME, publish } from './network-house.ts';
import { type Call, createTestApi, type TestApi, type TestOrganization } from './test-api.ts';

let api: TestApi;
let shop: TestOrganization;
let call: Call;
let members = 0;

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

/** As a process leaves it that dies right after the member's row: no account, no welcome. */
async function leftBehind(phone: string, ago = '1 minute'): Promise<string> {
  members += 1;
  const id = `019ab4b0-0000-7000-8000-00000000${String(members).padStart(2, '0')}07`;
  const account = `019ab4b0-0000-7000-8000-00000001${String(members).padStart(2, '0')}09`;
  const statements = [
    `insert into members values (7, '${id}', '${shop.organizationId}', 'active', '{"v": 1, "birthday": "1990-05-17"}', now(), now())`,
    `insert into identities values (get_byte(sha256('phone${phone}'), 0), '${shop.organizationId}', 'phone', '${phone}', '${id}')`,
    `insert into memberships values (7, '${id}', 'home', '${shop.organizationId}', '${account}', now(), now() - interval '${ago}')`,
  ];
  for (const text of statements) await api.database.db.system.query({ text, values: [] });
  return id;
}

function job(): Promise<number> {
  return finishLeftJoining({ db: api.database.db, ledger: api.ledger, programs: api.registry });
}

/** The births that the accounts of a member know of. */
async function datesTold(memberId: string): Promise<unknown> {
  const accountId = (await call('GET', `/v1/members/${memberId}`)).textAt('accounts.0.accountId');
  const [told] = await api.ledger.operations(shop.organizationId, accountId, { type: 'profile', limit: 1 });
  return told?.event.type === 'profile' ? told.event.dates : undefined;
}

test('a member whose process died is welcomed by the job, once, though nobody comes back', async () => {
  const id = await leftBehind(newPhone());
  const [first, second] = await Promise.all([job(), job()]);
  expect(Math.max(first, second)).toBe(1);
  expect(await balanceOf(call, id)).toBe(100);
  expect(await datesTold(id)).toEqual([{ whose: 'self', on: '05-17' }]);
  expect(await job()).toBe(0);
  expect(await balanceOf(call, id)).toBe(100);
});

test('a repeat of the request finishes what is left, however late it comes', async () => {
  const phone = newPhone();
  const id = await leftBehind(phone, '3 days');
  const repeats = await atOnce(5, () => call('POST', '/v1/members', { json: { identities: { phone } } }));
  expect(repeats.map((answer) => [answer.code, answer.at('memberId')])).toEqual(
    Array.from({ length: 5 }, () => ['identity_taken', id]),
  );
  expect(await balanceOf(call, id)).toBe(100);
  expect(await job()).toBe(0);
});

test('the job leaves alone who is being welcomed right now, and an organization that imports its past', async () => {
  const id = await leftBehind(newPhone(), '1 second');
  expect(await job()).toBe(0);
  const hold = (until: string) =>
    api.database.db.system.query({
      text: `update organizations set alarms_held_until = ${until} where organization_id = $1`,
      values: [shop.organizationId],
    });
  await api.database.db.system.query({
    text: `update memberships set joining_since = now() - interval '1 minute' where member_id = $1`,
    values: [id],
  });
  await hold(`now() + interval '1 hour'`);
  expect(await job()).toBe(0);
  await hold('null');
  expect(await job()).toBe(1);
});

test('who has joined to the end leaves nothing for the job', async () => {
  const made = await call('POST', '/v1/members', {
    json: { identities: { phone: newPhone() }, profile: { birthday: '1990-05-17' } },
  });
  await api.database.db.system.query({
    text: `update memberships set joining_since = now() - interval '1 minute' where joining_since is not null`,
    values: [],
  });
  expect([made.status, await job()]).toEqual([201, 0]);
});
