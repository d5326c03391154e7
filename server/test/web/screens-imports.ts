/** Imports of the demo shop at each of their steps, for pictures. */
import { z } from 'zod';

const PAUSE_MS = 200;
const PATIENCE_MS = 60_000;

const importSchema = z.looseObject({ id: z.string(), state: z.string(), mapping: z.unknown() });
type Import = z.infer<typeof importSchema>;

export interface PreparedImports {
  readonly columns: string;
  readonly checked: string;
  readonly done: string;
  readonly receipts: string;
}

const MEMBERS = [
  'Телефон;Имя;Карта;Почта;День рождения;Баланс;Город;Комментарий',
  ...Array.from(
    { length: 40 },
    (_, n) =>
      `+7 900 100-${String(10 + n)}-07;Клиент ${n + 1};${7_000_000 + n};;14.03.19${60 + (n % 30)};${n * 35};Москва;`,
  ),
  '8 (900) 200-30-4;Пётр Короткий;;;;120;Москва;номер без цифры',
  '+7 900 100-12-07;Ещё раз он же;;;;50;Тверь;',
  '+7 900 300-40-50;Анна Минус;;;;-10;Москва;',
  ';Без телефона;;;;700;;',
].join('\r\n');

const RECEIPTS = [
  'Номер чека;Дата;Артикул;Название;Количество;Цена;Телефон клиента',
  ...Array.from(
    { length: 30 },
    (_, n) => `A-${n + 1};0${1 + (n % 9)}.09.2026 12:1${n % 10};LAT;Латте;1;290,00;+7 900 100-${String(10 + n)}-07`,
  ),
  'A-99;32.13.2026 25:00;LAT;Латте;1;290,00;',
].join('\r\n');

/** With the key of an admin; the server's own jobs do the work. */
export async function prepareImports(address: string, key: string): Promise<PreparedImports> {
  const call = async (method: string, path: string, body?: object | string): Promise<unknown> => {
    const response = await fetch(`${address}/v1/imports${path}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body === undefined
          ? {}
          : { 'content-type': typeof body === 'string' ? 'application/octet-stream' : 'application/json' }),
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  const until = async (id: string, state: string): Promise<void> => {
    for (const end = Date.now() + PATIENCE_MS; ;) {
      const one = importSchema.parse(await call('GET', `/${id}`));
      if (one.state === state) return;
      if (Date.now() > end) throw new Error(`the import is ${one.state}, not ${state}`);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  };
  const bring = async (kind: 'members' | 'receipts', name: string, text: string): Promise<Import> => {
    const made = importSchema.parse(await call('POST', '', { kind, name, bytes: Buffer.byteLength(text) }));
    await call('PUT', `/${made.id}/parts/0`, text);
    return importSchema.parse(await call('POST', `/${made.id}/read`, {}));
  };
  const check = async ({ id, mapping }: Import): Promise<string> => {
    await call('PUT', `/${id}/mapping`, z.looseObject({}).parse(mapping));
    await until(id, 'checked');
    return id;
  };
  const done = await check(await bring('members', 'постоянные.csv', MEMBERS));
  await call('POST', `/${done}/start`);
  await until(done, 'done');
  const more = MEMBERS.replaceAll('900 100-', '900 500-').replaceAll(';70000', ';71000');
  const checked = await check(await bring('members', 'клиенты из старой программы.csv', more));
  const receipts = await check(await bring('receipts', 'чеки за сентябрь.csv', RECEIPTS));
  const { id: columns } = await bring('members', 'клиенты.csv', MEMBERS);
  return { columns, checked, done, receipts };
}
