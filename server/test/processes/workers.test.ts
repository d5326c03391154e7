// Several worker processes behind one socket: they share everything through the database, and any of them may die.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createOrganization } from '../../src/features/organizations/create.ts';
import { systemClock } from '../../src/kit/clock.ts';
import { query, sql } from '../../src/kit/sql.ts';
import { createTestDatabase, type TestDatabase } from '../harness/test-database.ts';
import { type ServerProcess, startServer } from '../harness/server-process.ts';

const PROGRAM = `
kopilka: 1
id: shop
name: Shop
currency: RUB
timezone: Europe/Moscow
wallets: { bonus: { worth: 1.00 } }
rules: [{ id: base, on: purchase, earn: { wallet: bonus, rate: 10% } }]
`;

let database: TestDatabase;
let server: ServerProcess;
let key: string;
let member: string;
const acknowledged: string[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  ({ adminKey: key } = await createOrganization(
    { db: database.db, clock: systemClock },
    { name: 'Shop', sandbox: false },
  ));
  server = await startServer(database.environment, ['--workers', '2']);
});
afterAll(async () => {
  server.kill('SIGKILL');
  await server.ended;
  await database.drop();
});

/** A connection of its own for every request, so that both workers get some. */
async function call(method: string, path: string, body?: string, type = 'application/json'): Promise<Response> {
  return fetch(`${server.address}${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, 'content-type': type, connection: 'close' },
    ...(body === undefined ? {} : { body }),
  });
}

function purchase(id: string): Promise<Response> {
  const receipt = { id, store: 'main', total: 1000, lines: [{ sku: 'tea', quantity: '1', price: 1000, amount: 1000 }] };
  return call('POST', '/v1/purchases', JSON.stringify({ member: { id: member }, receipt }));
}

async function field(answer: Response, name: string): Promise<unknown> {
  const body: unknown = await answer.json();
  return typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined;
}

test('what one worker publishes, every worker knows when the answer comes', async () => {
  const published = await call('PUT', '/v1/programs/shop', PROGRAM, 'application/yaml');
  expect(published.status).toBe(200);
  const made = await call('POST', '/v1/members', '{"identities":{"card":"1"}}');
  expect(made.status).toBe(201);
  member = String(await field(made, 'id'));
  const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => purchase(`known-${index}`)));
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 201));
});

test('the same receipt at both workers at once is one operation', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => purchase('same')));
  const ids = new Set(await Promise.all(answers.map((answer) => field(answer, 'id'))));
  expect(ids.size).toBe(1);
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
});

test('the metrics of any worker are those of all', async () => {
  const text = await (await call('GET', '/metrics')).text();
  const done = /kopilka_operations_total\{type="purchase",outcome="done"\} (\d+)/u.exec(text)?.[1];
  expect(Number(done)).toBe(21);
  const connections = /kopilka_http_request_seconds_count\{method="POST",route="\/v1\/purchases",status="201"\} (\d+)/u;
  expect(Number(connections.exec(text)?.[1])).toBe(21);
});

describe('a worker that is killed', () => {
  test('takes no acknowledged purchase with it and is replaced', async () => {
    const [victim, other] = server.children();
    expect(other).toBeDefined();
    let tries = 0;
    const load = Array.from({ length: 8 }, async (_, till) => {
      for (let number = 0; number < 40; number += 1) {
        const id = `${till}-${number}`;
        for (;;) {
          tries += 1;
          const answer = await purchase(id).catch(() => null);
          if (answer === null) continue;
          expect([200, 201]).toContain(answer.status);
          acknowledged.push(String(await field(answer, 'id')));
          break;
        }
        if (till === 0 && number === 10) process.kill(victim ?? 0, 'SIGKILL');
      }
    });
    await Promise.all(load);
    expect(new Set(acknowledged).size).toBe(320);
    expect(tries).toBeGreaterThanOrEqual(320);
    await expect.poll(() => server.children().length, { timeout: 10_000 }).toBe(2);
    expect(server.children()).not.toContain(victim);
    const { rows } = await database.db.system.query(
      `select count(*)::int as count from operations where operation_id = any ($1)`,
      [acknowledged],
    );
    expect(rows).toEqual([{ count: 320 }]);
  });
});

test('asked to stop, it answers what it has accepted and ends in order', async () => {
  const load = Array.from({ length: 60 }, (_, index) => purchase(`last-${index}`).then(({ status }) => status));
  await Promise.race(load);
  server.kill('SIGTERM');
  const answers = await Promise.allSettled(load);
  const statuses = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
  expect(new Set(statuses)).toEqual(new Set([201]));
  expect(await server.ended).toBe(0);
  const claimed = await query(
    database.db.system,
    sql`select operation_id from claims where kind = 'receipt' and key like '%last-%'`,
    z.object({ operation_id: z.string() }).transform((row) => row.operation_id),
  );
  expect(claimed.length).toBeGreaterThanOrEqual(statuses.length);
  const { rows } = await database.db.system.query(
    `select count(*)::int as count from operations where operation_id = any ($1)`,
    [claimed],
  );
  expect(rows).toEqual([{ count: claimed.length }]);
});

test('a port that is taken is told in one sentence, and nobody shares it', async () => {
  const first = await startServer(database.environment, ['--workers', '1', '--role', 'jobs']);
  try {
    expect((await fetch(`${first.address}/readyz`)).status).toBe(200);
    expect((await fetch(`${first.address}/v1/members`)).status).toBe(404);
    const { port } = new URL(first.address);
    for (const workers of ['1', '2']) {
      const second = startServer({ ...database.environment, PORT: port }, ['--workers', workers]);
      await expect(second).rejects.toThrow(`it ended with 1:\nPort ${port} is taken by another program.`);
    }
  } finally {
    first.kill('SIGTERM');
    expect(await first.ended).toBe(0);
  }
});
