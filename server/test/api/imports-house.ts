/** For the tests of imports: files of all kinds, their way up in parts, and the job that works on them. */
import { strToU8, zipSync } from 'fflate';
import { createImportWorker, type ImportWorker } from '../../src/features/imports/work.ts';
import { createMemberResolver } from '../../src/features/members/resolve.ts';
import { systemClock } from '../../src/kit/clock.ts';
import type { Database } from '../../src/kit/db.ts';
import type { Ledger } from '../../src/ledger/ledger.ts';
import type { Answer, Call, Sent, TestApi } from './test-api.ts';

/** Three people as a shop's spreadsheet has them. */
export const PEOPLE = [
  'Телефон;Имя;День рождения;Баллы;Уровень;Почта',
  '8 (999) 123-45-67;Анна Петрова;17.05.1990;1 200;Золото;anna@example.com',
  '9991234568;Борис;;0;;',
  '+79991234569;Вера;01.02.1985;350;regular;',
].join('\r\n');

const PART_BYTES = 64 * 1024;
const OCTETS = { 'content-type': 'application/octet-stream' };

export function partsOf(file: Buffer, partBytes = PART_BYTES): readonly Buffer[] {
  const count = Math.ceil(file.length / partBytes);
  return Array.from({ length: count }, (_, index) => file.subarray(index * partBytes, (index + 1) * partBytes));
}

export function putPart(call: Call, id: string, number: number, bytes: Buffer): Promise<Answer> {
  return call('PUT', `/v1/imports/${id}/parts/${number}`, { bytes, headers: OCTETS });
}

/** Answers the import's id. */
export async function upload(call: Call, kind: 'members' | 'receipts', file: Buffer | string): Promise<string> {
  const bytes = Buffer.from(file);
  const begun = await call('POST', '/v1/imports', { json: { kind, name: `${kind}.csv`, bytes: bytes.length } });
  if (begun.status !== 201) throw new Error(begun.text);
  const id = begun.textAt('id');
  for (const [number, part] of partsOf(bytes).entries()) {
    const answer = await putPart(call, id, number, part);
    if (answer.status !== 200) throw new Error(answer.text);
  }
  return id;
}

/** Up, read and mapped as guessed with what is told otherwise; answers the import's id. */
export async function mapped(
  call: Call,
  { kind = 'members', file, mapping = {} }: { kind?: 'members' | 'receipts'; file: Buffer | string; mapping?: object },
): Promise<string> {
  const id = await upload(call, kind, file);
  const read = await call('POST', `/v1/imports/${id}/read`);
  if (read.status !== 200) throw new Error(read.text);
  const guess = read.at('mapping');
  const told = await call('PUT', `/v1/imports/${id}/mapping`, { json: { ...asObject(guess), ...mapping } });
  if (told.status !== 200) throw new Error(told.text);
  return id;
}

function asObject(value: unknown): object {
  if (typeof value !== 'object' || value === null) throw new Error('there is no guess');
  return value;
}

export function workerOf(
  { database, ledger, registry }: Pick<TestApi, 'database' | 'ledger' | 'registry'>,
  changed: { readonly ledger?: Ledger; readonly db?: Database; readonly leaseSeconds?: number } = {},
): ImportWorker {
  const { db = database.db, leaseSeconds = 1 } = changed;
  const resolveMember = createMemberResolver(db);
  return createImportWorker(
    { db, ledger: changed.ledger ?? ledger, programs: registry, resolveMember, clock: systemClock },
    { leaseSeconds, renewEveryMs: 100 },
  );
}

export const NEVER = new AbortController().signal;

/** Checked and brought in to the end. */
export async function bringIn(call: Call, worker: ImportWorker, id: string): Promise<Answer> {
  await worker.check(NEVER);
  const started = await call('POST', `/v1/imports/${id}/start`);
  if (started.status !== 200) throw new Error(started.text);
  await worker.run(NEVER);
  return call('GET', `/v1/imports/${id}`);
}

/** A workbook by hand, cells as XML; what programs that write workbooks leave open is chosen here. */
export function workbook(rows: readonly string[], more: Readonly<Record<string, string>> = {}): Buffer {
  const parts: Readonly<Record<string, string>> = {
    '[Content_Types].xml': '<Types/>',
    'xl/workbook.xml':
      '<workbook xmlns:r="r"><sheets><sheet name="People" sheetId="1" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="rId1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    'xl/styles.xml':
      '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>',
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${rows.map((cells) => `<row>${cells}</row>`).join('')}</sheetData></worksheet>`,
    ...more,
  };
  return Buffer.from(
    zipSync(Object.fromEntries(Object.entries(parts).map(([path, text]) => [path, strToU8(text)])), { level: 9 }),
  );
}

/** A text in its own cell. */
export function textCell(text: string): string {
  return `<c t="inlineStr"><is><t>${text}</t></is></c>`;
}

type Attempt = readonly [method: string, url: string, sent: Sent, status: number, code: string | null];

/** What another organization may try with an import's id. */
export function importAttempts(id: string): readonly Attempt[] {
  const mapping = { kind: 'members', columns: { phone: 'Телефон' } };
  return [
    ['GET', '/v1/imports', {}, 200, null],
    ['POST', '/v1/imports', { json: { kind: 'members', name: 'mine.csv', bytes: 10 } }, 201, null],
    ['GET', `/v1/imports/${id}`, {}, 404, 'import_unknown'],
    ['PUT', `/v1/imports/${id}/parts/0`, { bytes: Buffer.from('x'), headers: OCTETS }, 404, 'import_unknown'],
    ['POST', `/v1/imports/${id}/read`, {}, 404, 'import_unknown'],
    ['PUT', `/v1/imports/${id}/mapping`, { json: mapping }, 404, 'import_unknown'],
    ['POST', `/v1/imports/${id}/start`, {}, 404, 'import_unknown'],
    ['POST', `/v1/imports/${id}/stop`, {}, 404, 'import_unknown'],
    ['GET', `/v1/imports/${id}/refused.csv`, {}, 404, 'import_unknown'],
    ['DELETE', `/v1/imports/${id}`, {}, 404, 'import_unknown'],
  ];
}

/** Fails at one post; whatever comes later fails too, as it does when a process dies. */
export function dying(ledger: Ledger, posts: number): Ledger {
  let count = 0;
  return {
    ...ledger,
    post: async (request) => {
      count += 1;
      if (count > posts) throw new Error('the process died');
      return ledger.post(request);
    },
  };
}
