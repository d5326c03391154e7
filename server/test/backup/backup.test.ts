// A backup is taken while tills sell, and comes back whole, into any empty database and into nothing else.
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { createOrganization } from '../../src/features/organizations/create.ts';
import { systemClock } from '../../src/kit/clock.ts';
import { SYSTEM_DIRECTORY } from '../../src/kit/postgres/system-user.ts';
import { TABLE_PLACES } from '../../src/table-places.ts';
import { openShop, type Shop } from '../faults/shop.ts';
import { runKopilka } from '../harness/kopilka-process.ts';
import { startServer } from '../harness/server-process.ts';
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '../harness/test-database.ts';

const directory = mkdtempSync(join(tmpdir(), 'kopilka-backup-'));
const file = join(directory, 'shop.backup');

/** Where clusters of directories go that PostgreSQL's user cannot enter, such as this test's. */
function clustersElsewhere(): readonly string[] {
  return existsSync(SYSTEM_DIRECTORY)
    ? readdirSync(SYSTEM_DIRECTORY).filter((name) => name.startsWith('cluster-'))
    : [];
}

let source: TestDatabase;
let key: string;
/** Purchases that were acknowledged before the backup began. */
let before: ReadonlySet<string>;
const open: TestDatabase[] = [];

beforeAll(async () => {
  source = await createTestDatabase();
  open.push(source);
  ({ adminKey: key } = await createOrganization(
    { db: source.db, clock: systemClock },
    { name: 'Кофейня "У дома"', sandbox: false },
  ));
});
afterAll(async () => {
  rmSync(directory, { recursive: true });
  for (const database of open) await database.drop();
});

async function emptyDatabase(): Promise<TestDatabase> {
  const database = await createEmptyDatabase();
  open.push(database);
  return database;
}

const restore = (path: string, { environment }: TestDatabase) => runKopilka(['restore', path], environment);

/** All rows of all tables, as text, to be compared to the byte. */
async function contents({ db }: TestDatabase): Promise<unknown> {
  const { rows } = await db.system.query(
    `select c.relname as name,
        query_to_xml(format('select t::text as row from %I t order by 1', c.relname), true, false, '')::text as rows
      from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'schema_migrations'
      order by 1`,
  );
  return rows;
}

test('it is taken while the server sells, is audited before it is called good, and is its owner’s alone', async () => {
  const server = await startServer(source.environment, ['--workers', '1']);
  const shop: Shop = await openShop(server, key);
  let selling = true;
  let number = 0;
  const tills = Array.from({ length: 4 }, async (_, till) => {
    while (selling) expect((await shop.purchase(`${till}/${(number += 1)} "кофе" \\`)).status).toBe(201);
  });
  await sleep(1_500);
  before = new Set(shop.acknowledged);
  expect(before.size).toBeGreaterThan(20);
  const clusters = clustersElsewhere();
  const { code, said } = await runKopilka(['backup', file], source.environment);
  selling = false;
  await Promise.all(tills);
  server.kill('SIGTERM');
  await server.ended;
  expect(said).toContain('Clean: every unit is accounted for.');
  expect(said).toContain(`${file} is good: restored and audited.`);
  // The copy that was tried out is gone, wherever it was: it holds personal data.
  expect(clustersElsewhere().filter((name) => !clusters.includes(name))).toEqual([]);
  expect(readdirSync(directory)).toEqual(['shop.backup']);
  expect(code).toBe(0);
  expect(shop.acknowledged.size).toBeGreaterThan(before.size);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const again = await runKopilka(['backup', file], source.environment);
  expect([again.code, again.said]).toEqual([1, expect.stringContaining(`${file} is there already: name a new file.`)]);
});

test('every purchase acknowledged before it began is in it, once', async () => {
  const target = await emptyDatabase();
  const { code, said } = await restore(file, target);
  expect(said).toContain('audited, ready to serve');
  expect(code).toBe(0);
  const { rows } = await target.db.system.query(
    'select count(*)::int as count from operations where operation_id = any ($1)',
    [[...before]],
  );
  expect(rows).toEqual([{ count: before.size }]);
  if (inject('testServer').nodes.length === 0) return;
  // On a cluster they came to their places at once.
  const placed = await target.db.system.query('select logicalrelid::text as name from pg_dist_partition');
  expect(placed.rows.map(({ name }: { name: string }) => name).toSorted()).toEqual(
    Object.keys(TABLE_PLACES).toSorted(),
  );
});

describe('what was restored', () => {
  test('is the same to the byte, goes to the embedded database and back, and goes on selling', async () => {
    const second = join(directory, 'second.backup');
    const third = join(directory, 'third.backup');
    // Open to PostgreSQL's user, so that its cluster goes with the directory.
    chmodSync(directory, 0o755);
    const data = join(directory, 'data');
    expect((await runKopilka(['backup', '--no-check', second], source.environment)).code).toBe(0);
    const toEmbedded = await runKopilka(['restore', second], { KOPILKA_DATA: data });
    expect(toEmbedded.code, toEmbedded.said).toBe(0);
    expect((await runKopilka(['backup', '--no-check', third], { KOPILKA_DATA: data })).code).toBe(0);
    const back = await emptyDatabase();
    expect((await restore(third, back)).code).toBe(0);
    expect(await contents(back)).toEqual(await contents(source));
    const server = await startServer(back.environment, ['--workers', '1']);
    const shop = await openShop(server, key);
    expect((await shop.readMember()).status).toBe(200);
    expect((await shop.purchase('after')).status).toBe(201);
    server.kill('SIGTERM');
    expect(await server.ended).toBe(0);
    const refused = await restore(third, back);
    expect([refused.code, refused.said]).toEqual([1, expect.stringContaining('This database is not empty')]);
  });
});

test('a restore that is cut off is gone on with, and nobody works with half of it', async () => {
  const target = await emptyDatabase();
  // A row that refuses to come in stands for any death in the middle.
  const lines = gunzipSync(readFileSync(file)).toString('utf8').split('\n');
  const rowsBefore = lines.findIndex((line) => line === '#{"table":"operations"}');
  expect(rowsBefore).toBeGreaterThan(0);
  expect((await runKopilka(['migrate'], target.environment)).code).toBe(0);
  await target.db.system.query('alter table operations add constraint broken check (seq > 1000000)');
  const cut = await restore(file, target);
  expect(cut.code).toBe(1);
  const half = await target.db.system.query('select rows_done::int as done, loaded from restore_progress');
  expect(half.rows).toEqual([{ done: expect.toSatisfy((done) => Number(done) > 0), loaded: false }]);
  const serve = await runKopilka(['migrate'], target.environment);
  expect([serve.code, serve.said]).toEqual([1, expect.stringContaining('half restored from a backup')]);
  const other = join(directory, 'other.backup');
  expect((await runKopilka(['backup', '--no-check', other], source.environment)).code).toBe(0);
  expect((await restore(other, target)).said).toContain('half restored from another backup');
  await target.db.system.query('alter table operations drop constraint broken');
  const { code, said } = await restore(file, target);
  expect(said).toContain('audited, ready to serve');
  expect(code).toBe(0);
  expect((await runKopilka(['audit'], target.environment)).code).toBe(0);
});

describe('a file that is not a whole backup is refused before anything is written', () => {
  const whole = (): Buffer => gunzipSync(readFileSync(file));
  test.each([
    ['of nothing', () => Buffer.alloc(0), /damaged or not a backup|is empty/u],
    ['of something else', () => gzipSync('hello\n'), /is not a backup of Kopilka/u],
    ['cut off', () => readFileSync(file).subarray(0, 2_000), /damaged or not a backup/u],
    [
      'cut off between tables',
      () => gzipSync(`${whole().toString('utf8').split('\n').slice(0, 4).join('\n')}\n`),
      /ends too early|damaged/u,
    ],
    [
      'with a changed amount',
      () => gzipSync(whole().toString('utf8').replace('"units":1,', '"units":9,')),
      /do not match the checksum/u,
    ],
    [
      'of a later format',
      () => gzipSync(whole().toString('utf8').replace('"format":1', '"format":2')),
      /has format 2/u,
    ],
    [
      'of a later Kopilka',
      () =>
        gzipSync(
          whole()
            .toString('utf8')
            .replace(/"checksum":"\w/u, '"checksum":"x'),
        ),
      /which this one does not have/u,
    ],
  ])('%s', async (_, make, sentence) => {
    const damaged = join(directory, 'damaged.backup');
    writeFileSync(damaged, make());
    const target = await emptyDatabase();
    const { code, said } = await restore(damaged, target);
    expect(said).toMatch(sentence);
    expect(code).toBe(1);
    const tables = await target.db.system.query(`select from pg_class where relname = 'operations'`);
    expect(tables.rowCount).toBe(0);
  });
});
