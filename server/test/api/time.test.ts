// What the API says about time: late and early receipts, history, versions of a program that begin later.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buy, COFFEE, newMember, publishCoffee } from './coffee.ts';
import { createTestApi, type Call, type TestApi, type TestOrganization } from './test-api.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

let api: TestApi;
let shop: TestOrganization;
let importer: Call;

beforeAll(async () => {
  api = await createTestApi();
  shop = await api.organization();
  await publishCoffee(shop.call);
  const key = await shop.call('POST', '/v1/keys', { json: { name: 'Import', scopes: ['till', 'import'] } });
  importer = api.as(key.textAt('key'));
});
afterAll(() => api.close());

const at = (fromNowMs: number): { at: string } => ({ at: new Date(Date.now() + fromNowMs).toISOString() });

test('a receipt three days late is taken as of its own time, one from four days ago is history', async () => {
  const { phone } = await newMember(shop.call);
  const late = at(-71 * HOUR_MS);
  const taken = await buy(shop.call, { phone }, { receipt: late });
  expect([taken.status, taken.at('at')]).toEqual([201, late.at]);
  expect((await buy(shop.call, { phone }, { receipt: at(-73 * HOUR_MS) })).code).toBe('receipt_too_old');
});

test('a till whose clock is ahead by minutes is forgiven: the receipt is of now', async () => {
  const { phone } = await newMember(shop.call);
  const sent = at(4 * MINUTE_MS);
  const taken = await buy(shop.call, { phone }, { receipt: sent });
  expect(taken.status).toBe(201);
  expect(Date.parse(taken.textAt('at'))).toBeLessThan(Date.parse(sent.at) - MINUTE_MS);
  expect((await buy(shop.call, { phone }, { receipt: at(6 * MINUTE_MS) })).code).toBe('receipt_in_future');
});

test('an import lives through the past: what would have expired has expired', async () => {
  const sandbox = await api.organization();
  await sandbox.call('PUT', '/v1/programs/corner-coffee', {
    text: COFFEE.replace(/ {2}- id: welcome[\s\S]*?units: 100 \}\n/u, ''),
    headers: { 'content-type': 'application/yaml' },
  });
  const { id, phone } = await newMember(sandbox.call);
  const past = { at: '2020-03-01T12:00:00+03:00' };
  const taken = await buy(sandbox.call, { phone }, { amount: 100_000, history: true, receipt: past });
  expect([taken.status, taken.at('at'), taken.at('balances.bonus.available')]).toEqual([
    201,
    '2020-03-01T09:00:00.000Z',
    50,
  ]);
  const member = await sandbox.call('GET', `/v1/members/${id}`);
  expect(member.at('accounts.0.balances.bonus.available')).toBe(0);
  const imported = await buy(importer, undefined, { history: true, receipt: past });
  expect([imported.status, imported.at('at')]).toEqual([201, '2020-03-01T09:00:00.000Z']);
});

test('a version that begins later rules later; the same document again is no version', async () => {
  const sandbox = await api.organization({ sandbox: true });
  await publishCoffee(sandbox.call);
  const { phone } = await newMember(sandbox.call);
  const now = Date.parse((await sandbox.call('GET', '/v1/organization')).textAt('now'));
  const begins = new Date(now + 24 * HOUR_MS).toISOString();
  const put = (text: string, query = '') =>
    sandbox.call('PUT', `/v1/programs/corner-coffee${query}`, { text, headers: { 'content-type': 'text/yaml' } });
  const generous = COFFEE.replace('regular: 5%', 'regular: 10%');
  const planned = await put(generous, `?effectiveFrom=${encodeURIComponent(begins)}`);
  expect([planned.at('version'), planned.at('effectiveFrom')]).toEqual([2, begins]);
  expect((await put(generous)).text).toBe(planned.text);
  const today = await buy(sandbox.call, { phone });
  expect([today.at('programVersion'), today.at('earned.0.units')]).toEqual([1, 5]);
  await sandbox.call('POST', '/v1/sandbox/clock', { json: { now: new Date(now + 25 * HOUR_MS).toISOString() } });
  const tomorrow = await buy(sandbox.call, { phone });
  expect([tomorrow.at('programVersion'), tomorrow.at('earned.0.units')]).toEqual([2, 10]);
  expect((await sandbox.call('GET', '/v1/programs/corner-coffee')).at('version')).toBe(2);
  const versions = await sandbox.call('GET', '/v1/programs/corner-coffee/versions');
  expect([versions.at('versions.0.version'), versions.at('versions.1.effectiveFrom')]).toEqual([2, null]);
});

test('what accounts hold is kept from each version to the one that rules after it, whenever it was published', async () => {
  const sandbox = await api.organization({ sandbox: true });
  await publishCoffee(sandbox.call);
  const now = Date.parse((await sandbox.call('GET', '/v1/organization')).textAt('now'));
  const put = (text: string, inHours?: number) => {
    const from = new Date(now + (inHours ?? 0) * HOUR_MS).toISOString();
    const query = inHours === undefined ? '' : `?effectiveFrom=${encodeURIComponent(from)}`;
    return sandbox.call('PUT', `/v1/programs/corner-coffee${query}`, {
      text,
      headers: { 'content-type': 'text/yaml' },
    });
  };
  const withGems = COFFEE.replace('wallets:\n', 'wallets:\n  gem: {}\n');
  expect((await put(`${COFFEE}# planned\n`, 48)).at('version')).toBe(2);
  const early = await put(withGems);
  expect([early.status, early.at('code')]).toEqual([422, 'program_invalid']);
  expect(early.textAt('problems.0.hint')).toBe(
    'version 2, planned for later, has it otherwise: publish that one anew first',
  );
  // A plan that another one for the same moment has replaced binds nobody.
  expect((await put(`${withGems}# planned\n`, 48)).at('version')).toBe(3);
  expect((await put(`${COFFEE}# planned again\n`, 48)).at('version')).toBe(4);
  expect((await put(`${withGems}# planned again\n`, 48)).at('version')).toBe(5);
  expect((await put(withGems)).at('version')).toBe(6);
  expect((await put(COFFEE)).at('code')).toBe('program_invalid');
  // The same text for another moment is another plan, and once.
  expect((await put(withGems, 72)).at('version')).toBe(7);
  expect((await put(withGems, 72)).at('version')).toBe(7);
});

test('what it takes to keep a level counts the days that will still be there when it ends', async () => {
  const sandbox = await api.organization({ sandbox: true });
  await publishCoffee(sandbox.call);
  const { phone, accountId } = await newMember(sandbox.call);
  const start = Date.parse((await sandbox.call('GET', '/v1/organization')).textAt('now'));
  const afterDays = (days: number) =>
    sandbox.call('POST', '/v1/sandbox/clock', {
      json: { now: new Date(start + days * 24 * HOUR_MS).toISOString() },
    });
  const keeping = async () => (await sandbox.call('GET', `/v1/accounts/${accountId}/progress`)).at('keeping');
  expect(await keeping()).toBeNull();
  await buy(sandbox.call, { phone }, { amount: 2_000_000 });
  expect(await keeping()).toMatchObject({ level: 'gold', missing: '20000' });
  await afterDays(40);
  await buy(sandbox.call, { phone }, { amount: 300_050 });
  await afterDays(200);
  expect(await keeping()).toMatchObject({ level: 'gold', missing: '16999.5' });
  await buy(sandbox.call, { phone }, { amount: 1_699_950 });
  expect(await keeping()).toMatchObject({ level: 'gold', missing: '0' });
});

test('a document is kept as it was written and comes back as JSON too', async () => {
  const commented = `# ours\n${COFFEE}`;
  await shop.call('PUT', '/v1/programs/corner-coffee', {
    text: commented,
    headers: { 'content-type': 'application/yaml' },
  });
  const read = await shop.call('GET', '/v1/programs/corner-coffee');
  expect([read.at('source'), read.at('document.currency')]).toEqual([commented, 'RUB']);
  const json = JSON.stringify(read.at('document'));
  const published = await shop.call('PUT', '/v1/programs/corner-coffee', { text: json });
  expect([published.status, published.at('version')]).toEqual([200, 3]);
  expect((await shop.call('PUT', '/v1/programs/corner-coffee?check=true', { text: json })).at('checked')).toBe(true);
});
