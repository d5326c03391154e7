// Members with balances from somebody else's file: recognised, checked without changing anything, brought in once however often it is tried.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ImportWorker } from '../../src/features/imports/work.ts';
import { forgetOldImports } from '../../src/features/imports/tidy.ts';
import { createFollower } from '../../src/features/reports/follow.ts';
import { sql } from '../../src/kit/sql.ts';
import { newMember, publishCoffee } from './coffee.ts';
import { bringIn, dying, mapped, NEVER, PEOPLE, upload, workerOf } from './imports-house.ts';
import { createTestApi, type TestApi, type TestOrganization } from './test-api.ts';

let api: TestApi;
let shop: TestOrganization;
let worker: ImportWorker;

beforeAll(async () => {
  api = await createTestApi();
  worker = workerOf(api);
});
afterAll(async () => {
  expect(api.failures).toEqual([]);
  await api.close();
});
beforeEach(async () => {
  shop = await api.organization();
  await publishCoffee(shop.call);
});

function member(phone: string) {
  return shop.call('GET', `/v1/members?phone=${encodeURIComponent(phone)}`);
}

async function journalOf(phone: string) {
  const accountId = (await member(phone)).textAt('members.0.accounts.0.accountId');
  return shop.call('GET', `/v1/accounts/${accountId}/operations`);
}

describe('a file of members', () => {
  test('is recognised with its encoding, delimiter and columns, and nothing is changed by checking it', async () => {
    const bytes = Buffer.from(PEOPLE, 'utf16le');
    const id = await upload(shop.call, 'members', Buffer.concat([Buffer.from([0xff, 0xfe]), bytes]));
    const read = await shop.call('POST', `/v1/imports/${id}/read`);
    expect(read.at('file')).toMatchObject({ format: 'csv', encoding: 'utf-16le', delimiter: ';', rows: null });
    expect(read.at('file.sample.1')).toEqual(['9991234568', 'Борис', '', '0', '', '']);
    expect(read.at('mapping')).toMatchObject({
      dateFormat: 'dd.MM.yyyy',
      countryCode: '7',
      columns: {
        phone: 'Телефон',
        name: 'Имя',
        birthday: 'День рождения',
        balance: 'Баллы',
        level: 'Уровень',
        email: 'Почта',
      },
    });
    const told = await shop.call('PUT', `/v1/imports/${id}/mapping`, { json: read.at('mapping') });
    expect([told.at('state'), told.at('isGuess')]).toEqual(['checking', false]);
    await worker.check(NEVER);
    const checked = await shop.call('GET', `/v1/imports/${id}`);
    expect(checked.at('state')).toBe('checked');
    expect(checked.at('check')).toMatchObject({
      rows: 3,
      good: 3,
      refused: 0,
      problems: [],
      members: { new: 3, known: 0 },
      units: 1550,
      wallet: 'bonus',
    });
    expect((await member('+79991234567')).at('members')).toEqual([]);
  });

  test('comes in with balances, levels and birthdays, explained, without a welcome', async () => {
    const id = await mapped(shop.call, { file: PEOPLE });
    const done = await bringIn(shop.call, worker, id);
    expect(done.at('state')).toBe('done');
    expect(done.at('result')).toMatchObject({ rows: 3, good: 3, members: { opened: 3, known: 0 }, units: 1550 });
    const anna = await member('+79991234567');
    expect(anna.at('members.0')).toMatchObject({
      profile: { name: 'Анна Петрова', birthday: '1990-05-17' },
      identities: { email: 'anna@example.com' },
    });
    expect(anna.at('members.0.accounts.0')).toMatchObject({
      balances: { bonus: { available: 1200 } },
      tier: { level: 'gold' },
    });
    expect((await member('+79991234568')).at('members.0.accounts.0.balances.bonus.available')).toBe(0);
    const accountId = anna.textAt('members.0.accounts.0.accountId');
    const corrected = (await journalOf('+79991234567')).textAt('operations.1.id');
    const told = await shop.call('GET', `/v1/accounts/${accountId}/operations/${corrected}`);
    expect(told.text).toContain('Начальный баланс из файла members.csv');
    expect((await shop.call('GET', '/v1/members/search?q=Петрова')).at('members.0.phone')).toBe('+79991234567');
  });

  test('again, or mended, changes nothing that is there', async () => {
    await bringIn(shop.call, worker, await mapped(shop.call, { file: PEOPLE }));
    const before = (await journalOf('+79991234567')).text;
    const again = await mapped(shop.call, { file: PEOPLE });
    await worker.check(NEVER);
    expect((await shop.call('GET', `/v1/imports/${again}`)).at('check')).toMatchObject({
      members: { new: 0, known: 3 },
      units: 0,
    });
    const mended = await mapped(shop.call, { file: `${PEOPLE}\r\n89991234570;Глеб;;5;;` });
    const done = await bringIn(shop.call, worker, mended);
    expect(done.at('result')).toMatchObject({ good: 4, members: { opened: 1, known: 3 }, units: 5 });
    expect((await journalOf('+79991234567')).text).toBe(before);
    const other = await mapped(shop.call, { file: PEOPLE.replace(';350;', ';351;') });
    expect((await bringIn(shop.call, worker, other)).at('result')).toMatchObject({
      good: 2,
      problems: [{ code: 'balance_differs', count: 1, rows: [4] }],
    });
  });

  test('fills only what is empty of those who are known', async () => {
    const { phone, accountId } = await newMember(shop.call);
    const file = `phone,name,birthday,balance,email\n${phone},Nina,1990-01-02,30,nina@example.com\n`;
    const done = await bringIn(shop.call, worker, await mapped(shop.call, { file }));
    expect(done.at('result')).toMatchObject({ members: { opened: 0, known: 1 }, units: 30 });
    const known = await member(phone);
    expect(known.at('members.0.profile')).toEqual({ name: 'Nina', birthday: '1990-01-02' });
    expect(known.at('members.0.accounts.0')).toMatchObject({ accountId, balances: { bonus: { available: 130 } } });
    await bringIn(shop.call, worker, await mapped(shop.call, { file: file.replace('Nina', 'Another') }));
    expect((await member(phone)).at('members.0.profile.name')).toBe('Nina');
  });

  test('a row that cannot be taken is refused with its reason, and comes back in a file to be mended', async () => {
    const { phone } = await newMember(shop.call);
    await shop.call('POST', '/v1/members', { json: { identities: { card: '777' } } });
    const file = [
      'phone,card,birthday,balance',
      '12345,,,5',
      '7.9E+10,,,5',
      `${phone},777,,5`,
      '+79995550001,,31.02.1990,5',
      '+79995550002,,,-5',
      '+79995550003,,,1.5',
      '+79995550004,,,900000000',
      '+79995550005,,,=2+2',
      ',,,10',
      '+79995550006,,,1',
      '8-999-555-00-06,,,1',
      '+79995550007,,5',
    ].join('\n');
    const id = await mapped(shop.call, { file, mapping: { dateFormat: 'dd.MM.yyyy' } });
    const done = await bringIn(shop.call, worker, id);
    expect(done.at('result')).toMatchObject({ rows: 12, good: 1, refused: 11, refusedKept: 11 });
    expect(done.at('result.problems')).toMatchObject(
      [
        ['phone_unreadable', 2, '12345'],
        ['phone_rounded', 3, '7.9E+10'],
        ['members_differ', 4, '777'],
        ['birthday_unreadable', 5, '31.02.1990'],
        ['balance_negative', 6, '-5'],
        ['balance_fraction', 7, '1.5'],
        ['balance_absurd', 8, '900000000'],
        ['balance_unreadable', 9, '=2+2'],
        ['identity_missing', 10, null],
        ['member_twice', 12, '+79995550006'],
        ['row_broken', 13, null],
      ].map(([code, row, example]) => ({ code, rows: [row], example, count: 1 })),
    );
    const refused = await shop.call('GET', `/v1/imports/${id}/refused.csv?language=ru`);
    const lines = refused.text.split('\r\n');
    expect(lines[0]).toBe('\uFEFFphone,card,birthday,balance,строка,причина');
    // Nothing of it runs in a spreadsheet.
    expect(lines[8]).toBe(
      `'+79995550005,,,'=2+2,9,"Баланс — не число. Оставьте только цифры и дробную часть так, как выбрано."`,
    );
    const mended = refused.text.replace("'=2+2", '4');
    const again = await bringIn(shop.call, worker, await mapped(shop.call, { file: mended }));
    expect(again.at('result')).toMatchObject({ rows: 11, good: 2, units: 4 });
    expect((await member('+79995550005')).at('members.0.accounts.0.balances.bonus.available')).toBe(4);
  });

  test('consents and days of registration come in; what a member said later stays', async () => {
    const file = 'phone,Реклама,Дата регистрации\n+79990000001,да,2019-03-04\n+79990000002,нет,2020-01-01\n';
    const id = await mapped(shop.call, { file });
    await bringIn(shop.call, worker, id);
    const first = await member('+79990000001');
    expect(first.at('members.0.accounts.0.joinedAt')).toMatch(/^2019-03-04/u);
    const data = await shop.call('GET', `/v1/members/${first.textAt('members.0.id')}/data`);
    expect(data.text).toContain('"kind":"advertising","version":1,"granted":true');
    const turned = file.replace('да', 'нет');
    await bringIn(shop.call, worker, await mapped(shop.call, { file: turned }));
    const later = await shop.call('GET', `/v1/members/${first.textAt('members.0.id')}/data`);
    expect(later.text).not.toContain('"granted":false');
  });

  test('a welcome is given when it is asked for', async () => {
    const file = 'phone,balance\n+79990000009,7\n';
    await bringIn(shop.call, worker, await mapped(shop.call, { file, mapping: { welcome: true } }));
    expect((await member('+79990000009')).at('members.0.accounts.0.balances.bonus.available')).toBe(107);
  });
});

describe('afterwards', () => {
  test('opening balances stand in the figures as corrections, and in what the shop owes', async () => {
    await bringIn(shop.call, worker, await mapped(shop.call, { file: PEOPLE }));
    const reports = createFollower({ db: api.database.db, programs: api.registry });
    await expect.poll(() => reports.follow(), { timeout: 20_000 }).toBe(true);
    await reports.close();
    const report = await shop.call('GET', '/v1/reports/today');
    expect(report.at('wallets.0')).toMatchObject({
      id: 'bonus',
      moved: { corrected: 1550, issued: 0 },
      outstanding: 1550,
      liability: 155_000,
    });
  });

  test('one who is forgotten stands in no refused row any more', async () => {
    const { id, phone } = await newMember(shop.call);
    await shop.call('POST', '/v1/members', { json: { identities: { card: '4242' } } });
    const file = `phone,card,name\n${phone},4242,Hanna\n+79995551111,4242,Ivo\n`;
    const imported = await mapped(shop.call, { file });
    await bringIn(shop.call, worker, imported);
    const refused = `/v1/imports/${imported}/refused.csv`;
    expect((await shop.call('GET', refused)).text).toContain('Hanna');
    expect((await shop.call('DELETE', `/v1/members/${id}`)).status).toBe(200);
    const rest = (await shop.call('GET', refused)).text;
    expect(rest).not.toContain('Hanna');
    expect(rest).not.toContain(phone);
  });
});

describe('what stays of a file', () => {
  test('is forgotten by itself: the file after a week, refused rows after a month; what came of it is still told', async () => {
    const waiting = await upload(shop.call, 'members', PEOPLE);
    const done = await mapped(shop.call, { file: 'phone\n+79991110001\n12345\n' });
    await bringIn(shop.call, worker, done);
    await daysPass(6);
    await forgetOldImports(api.database.db);
    expect((await shop.call('POST', `/v1/imports/${waiting}/read`)).status).toBe(200);
    await daysPass(8);
    await forgetOldImports(api.database.db);
    expect((await shop.call('POST', `/v1/imports/${waiting}/read`)).code).toBe('import_file_forgotten');
    expect((await shop.call('GET', `/v1/imports/${done}/refused.csv`)).text).toContain('12345');
    await daysPass(31);
    await forgetOldImports(api.database.db);
    expect((await shop.call('GET', `/v1/imports/${waiting}`)).code).toBe('import_unknown');
    expect((await shop.call('GET', `/v1/imports/${done}`)).at('result')).toMatchObject({ good: 1, refusedKept: 0 });
    expect((await shop.call('GET', `/v1/imports/${done}/refused.csv`)).text).not.toContain('12345');
  });
});

describe('broken off', () => {
  const many = [
    'phone,balance',
    ...Array.from({ length: 600 }, (_, index) => `+7999${String(index).padStart(7, '0')},10`),
  ];

  test('a process that dies in the middle is followed by another, and nothing is doubled', async () => {
    const id = await mapped(shop.call, { file: many.join('\n') });
    await worker.check(NEVER);
    await shop.call('POST', `/v1/imports/${id}/start`);
    await expect(workerOf(api, { ledger: dying(api.ledger, 800) }).run(NEVER)).rejects.toThrow('died');
    const middle = await shop.call('GET', `/v1/imports/${id}`);
    expect(middle.at('state')).toBe('running');
    expect(middle.at('progress.done')).toBeLessThan(600);
    const other = workerOf(api);
    expect(await other.run(NEVER)).toBe(false);
    await expect.poll(() => other.run(NEVER), { timeout: 10_000 }).toBe(true);
    const done = await shop.call('GET', `/v1/imports/${id}`);
    expect(done.at('state')).toBe('done');
    expect(done.at('result')).toMatchObject({ rows: 600, good: 600, members: { opened: 600, known: 0 }, units: 6_000 });
    expect(await sumOfUnits()).toEqual({ units: '6000', operations: '600' });
  });

  test('stopped in order it goes on where it stood; the file goes when all is done', async () => {
    const id = await mapped(shop.call, { file: many.join('\n') });
    await worker.check(NEVER);
    await shop.call('POST', `/v1/imports/${id}/start`);
    const running = worker.run(NEVER);
    await expect.poll(async () => (await shop.call('GET', `/v1/imports/${id}`)).at('progress.done')).toBeGreaterThan(0);
    expect((await shop.call('DELETE', `/v1/imports/${id}`)).code).toBe('import_busy');
    await shop.call('POST', `/v1/imports/${id}/stop`);
    await running;
    const stopped = await shop.call('GET', `/v1/imports/${id}`);
    expect(stopped.at('state')).toBe('stopped');
    expect(stopped.at('result.good')).toBeLessThan(600);
    await shop.call('POST', `/v1/imports/${id}/start`);
    await worker.run(NEVER);
    const done = await shop.call('GET', `/v1/imports/${id}`);
    expect(done.at('result')).toMatchObject({ good: 600, members: { opened: 600 } });
    expect([done.at('hasFile'), done.at('state')]).toEqual([false, 'done']);
    expect((await shop.call('POST', `/v1/imports/${id}/start`)).code).toBe('import_state');
    expect(await sumOfUnits()).toEqual({ units: '6000', operations: '600' });
  });

  test('two processes at once bring everybody in once', async () => {
    const [first, second] = [
      await mapped(shop.call, { file: many.join('\n') }),
      await mapped(shop.call, { file: many.join('\n') }),
    ];
    await worker.check(NEVER);
    await worker.check(NEVER);
    await shop.call('POST', `/v1/imports/${first}/start`);
    await shop.call('POST', `/v1/imports/${second}/start`);
    await Promise.all([worker.run(NEVER), workerOf(api).run(NEVER)]);
    expect(await sumOfUnits()).toEqual({ units: '6000', operations: '600' });
    const results = await Promise.all([first, second].map((id) => shop.call('GET', `/v1/imports/${id}`)));
    expect(results.map((one) => one.at('result.good'))).toEqual([600, 600]);
  });
});

/** Since anybody touched any import. */
async function daysPass(days: number): Promise<void> {
  await api.database.db.system.query(sql`update imports set touched_at = now() - make_interval(days => ${days}::int)`);
}

/** Of this organization's opening balances. */
async function sumOfUnits(): Promise<unknown> {
  const { rows } = await api.database.db.plain.query(
    `select sum(j.units)::text as units, count(distinct (j.account_id, j.seq))::text as operations
     from journal j join accounts a on a.shard = j.shard and a.account_id = j.account_id
     where a.organization_id = $1 and j.kind = 'correct'`,
    [shop.organizationId],
  );
  return rows[0];
}
