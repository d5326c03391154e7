// Files that come from the office: what they are is recognised from their bytes, what is no table is refused in words, and they come in parts.
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ImportWorker } from '../../src/features/imports/work.ts';
import { publishCoffee } from './coffee.ts';
import { bringIn, mapped, partsOf, PEOPLE, putPart, textCell, upload, workbook, workerOf } from './imports-house.ts';
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

describe('files of all kinds', () => {
  test('a workbook: phones that are numbers, dates that are days of its calendar, texts that are numbered', async () => {
    const strings = '<sst><si><t>Phone</t></si><si><r><t>An</t></r><r><t>na</t></r><rPh><t>ann</t></rPh></si></sst>';
    const file = workbook(
      [
        `<c r="A1" t="s"><v>0</v></c>${textCell('Name')}${textCell('Birthday')}${textCell('Balance')}`,
        '<c r="A2"><v>7.9991234567E10</v></c><c r="B2" t="s"><v>1</v></c><c r="C2" s="1"><v>33010</v></c><c r="D2"><v>12</v></c>',
        '<c r="A3"><v>79991234568</v></c><c r="C3" s="2"><v>33011</v></c><c r="D3" t="str"><f>6*7</f><v>42</v></c>',
        '<c r="A4"><v>79991234569</v></c><c r="C4"><v>33012</v></c>',
      ],
      { 'xl/sharedStrings.xml': strings },
    );
    const id = await mapped(shop.call, { file });
    const done = await bringIn(shop.call, worker, id);
    expect(done.at('file')).toMatchObject({ format: 'xlsx', sheets: ['People'], sheet: 'People', encoding: null });
    expect(done.at('result')).toMatchObject({ good: 3, problems: [], units: 54 });
    expect((await member('+79991234567')).at('members.0.profile')).toEqual({ name: 'Anna', birthday: '1990-05-17' });
    expect((await member('+79991234568')).at('members.0.profile')).toEqual({ birthday: '1990-05-18' });
    expect((await member('+79991234569')).at('members.0.profile')).toEqual({ birthday: '1990-05-19' });
  });

  const bomb = workbook([], { 'xl/worksheets/sheet1.xml': `<worksheet>${' '.repeat(80 * 1024 * 1024)}</worksheet>` });
  const doctype = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>';
  test.each([
    ['nothing', ' \n\n', 'import_file_empty'],
    ['a header only', 'phone,name\n', 'import_file_empty'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'import_file_unrecognised'],
    ['a page', '<html><table></table></html>', 'import_file_unrecognised'],
    ['an old workbook', Buffer.from('d0cf11e0a1b11ae10000000000000000', 'hex'), 'import_file_old_excel'],
    ['an archive that is no workbook', workbook([], { 'xl/workbook.xml': '<x/>' }), 'import_file_unrecognised'],
    ['a workbook that was cut', workbook([textCell('phone')]).subarray(0, 400), 'import_file_damaged'],
    ['a packed file that was cut', gzipSync(PEOPLE.repeat(500)).subarray(0, 100), 'import_file_damaged'],
    ['a quote that nobody closed', `phone,name\n1,"${'x'.repeat(3 * 1024 * 1024)}`, 'import_file_damaged'],
    ['a bomb', bomb, 'import_file_bomb'],
    [
      'entities that expand',
      workbook([], { 'xl/worksheets/sheet1.xml': `${doctype}<worksheet>&b;</worksheet>` }),
      'import_file_bomb',
    ],
    ['very many columns', `${Array.from({ length: 600 }, (_, index) => `c${index}`).join(',')}\n1`, 'import_file_wide'],
  ])('%s is refused in words', async (_name, file, code) => {
    const id = await upload(shop.call, 'members', file);
    const read = await shop.call('POST', `/v1/imports/${id}/read`);
    expect([read.status, read.code]).toEqual([422, code]);
    const one = await shop.call('GET', `/v1/imports/${id}`);
    expect([one.at('state'), one.at('failure.code')]).toEqual(['failed', code]);
    expect(one.textAt('failure.detail.ru')).toMatch(/[а-я]/u);
  });

  test('columns of one name are told apart, packed and Cyrillic files are read, another sheet or encoding can be chosen', async () => {
    const koi = Buffer.from([0xf4, 0xc5, 0xcc, 0xc5, 0xc6, 0xcf, 0xce]);
    const old = await upload(
      shop.call,
      'members',
      gzipSync(Buffer.concat([koi, Buffer.from(';Name;Name;\n+79991112233;a;b;\n')])),
    );
    const read = await shop.call('POST', `/v1/imports/${old}/read`);
    expect(read.at('file.columns')).toEqual(['Телефон', 'Name', 'Name (2)']);
    const again = await shop.call('POST', `/v1/imports/${old}/read`, { json: { encoding: 'windows-1251' } });
    expect(again.at('file.encoding')).toBe('windows-1251');
    expect((await shop.call('POST', `/v1/imports/${old}/read`, { json: { encoding: 'x' } })).status).toBe(400);
  });
});

describe('the way up', () => {
  const file = Buffer.from(PEOPLE);

  test('parts come in any order, again, and after a break; the file is read when all are there', async () => {
    const begun = await shop.call('POST', '/v1/imports', {
      json: { kind: 'members', name: 'people.csv', bytes: file.length },
      headers: { 'idempotency-key': 'once' },
    });
    const id = begun.textAt('id');
    const [first = file, second = file, third = file] = partsOf(file, Math.ceil(file.length / 3));
    await putPart(shop.call, id, 2, third);
    await putPart(shop.call, id, 0, Buffer.from('x'.repeat(first.length)));
    const early = await shop.call('POST', `/v1/imports/${id}/read`);
    expect([early.status, early.code]).toEqual([409, 'import_incomplete']);
    await putPart(shop.call, id, 0, first);
    const again = await shop.call('POST', '/v1/imports', {
      json: { kind: 'members', name: 'people.csv', bytes: file.length },
      headers: { 'idempotency-key': 'once' },
    });
    expect([again.status, again.at('id'), again.at('received')]).toEqual([200, id, first.length + third.length]);
    expect((await putPart(shop.call, id, 1, second)).at('received')).toBe(file.length);
    expect((await putPart(shop.call, id, 3, second)).code).toBe('import_part_too_much');
    expect((await shop.call('POST', `/v1/imports/${id}/read`)).at('state')).toBe('read');
    expect((await putPart(shop.call, id, 1, second)).code).toBe('import_state');
  });

  test('what is no part, and what comes too early, is refused', async () => {
    const id = await upload(shop.call, 'members', file);
    expect((await putPart(shop.call, id, 0, Buffer.alloc(0))).status).toBe(400);
    expect((await putPart(shop.call, id, 0, Buffer.alloc(1024 * 1024 + 1))).status).toBe(413);
    expect((await putPart(shop.call, id, 9_000, file)).status).toBe(400);
    expect((await shop.call('POST', `/v1/imports/${id}/start`)).code).toBe('import_state');
    expect((await shop.call('POST', `/v1/imports/${id}/stop`)).code).toBe('import_state');
    const mapping = { kind: 'members', columns: { phone: 'Телефон' } };
    expect((await shop.call('PUT', `/v1/imports/${id}/mapping`, { json: mapping })).code).toBe('import_state');
    await shop.call('POST', `/v1/imports/${id}/read`);
    const wrong = { kind: 'members', columns: { name: 'Имя', balance: 'Нет такого' }, wallet: 'gold' };
    const told = await shop.call('PUT', `/v1/imports/${id}/mapping`, { json: wrong });
    expect([told.status, told.code]).toEqual([422, 'import_mapping_invalid']);
    expect(told.at('problems')).toMatchObject([{ path: 'columns.balance' }, { path: 'columns' }, { path: 'wallet' }]);
    expect((await shop.call('DELETE', `/v1/imports/${id}`)).status).toBe(200);
    expect((await shop.call('GET', `/v1/imports/${id}`)).code).toBe('import_unknown');
  });
});
