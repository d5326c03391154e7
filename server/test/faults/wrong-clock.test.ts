// A machine whose clock is days off: what the server does is of the database's time all the same.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createOrganization } from '../../src/features/organizations/create.ts';
import { systemClock } from '../../src/kit/clock.ts';
import { type ServerProcess, startServer } from '../harness/server-process.ts';
import { createTestDatabase, type TestDatabase } from '../harness/test-database.ts';
import { openShop, type Shop } from './shop.ts';

const DAY_MS = 86_400_000;
const DAYS_OFF = 40;
const SECONDS_OFF = (DAYS_OFF * DAY_MS) / 1000;
/** Between an answer here and the moment it speaks of. */
const NEAR_MS = 30_000;

/** Every clock of the process is so many days ahead: units that live for 30 days would be long gone. */
const SHIFT = `
  const real = Date.now;
  globalThis.Date = class extends Date {
    constructor(...parts) { if (parts.length === 0) super(real() + ${DAYS_OFF * DAY_MS}); else super(...parts); }
    static now() { return real() + ${DAYS_OFF * DAY_MS}; }
  };`;

let database: TestDatabase;
let server: ServerProcess;
let shop: Shop;

beforeAll(async () => {
  database = await createTestDatabase();
  const { adminKey } = await createOrganization(
    { db: database.db, clock: systemClock },
    { name: 'Shop', sandbox: false },
  );
  const environment = {
    ...database.environment,
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(SHIFT)}`,
  };
  server = await startServer(environment, ['--workers', '2']);
  shop = await openShop(server, adminKey);
});

afterAll(async () => {
  server.kill('SIGTERM');
  expect(await server.ended).toBe(0);
  await database.drop();
});

test('a purchase is of now, its units expire when they should, and nothing is expired early', async () => {
  expect((await shop.purchase('r1')).status).toBe(201);
  // Long enough for the alarm clock to have rung.
  await new Promise((resolve) => setTimeout(resolve, 7_000));
  const { rows } = await database.db.system.query(
    `select o.type, o.accepted_at, o.occurred_at, l.lot_to, l.remaining
      from operations o join lots l on l.account_id = o.account_id`,
  );
  const isNow: unknown = expect.toSatisfy((ms) => Math.abs(Number(ms) - Date.now()) < NEAR_MS);
  expect(rows).toEqual([
    { type: 'purchase', accepted_at: isNow, occurred_at: isNow, lot_to: expect.any(Number), remaining: 1 },
  ]);
  const [lot] = rows.map(({ lot_to }: { lot_to: number }) => lot_to);
  expect(Math.abs(Number(lot) - Date.now() - 30 * DAY_MS)).toBeLessThan(2 * DAY_MS);
});

test('the time of a till is judged by the right clock', async () => {
  const receipt = (id: string, at: number) => ({
    receipt: { id, at: new Date(at).toISOString(), store: 'main', total: 1000, lines: [LINE] },
  });
  expect((await shop.call('POST', '/v1/purchases', receipt('now', Date.now()))).status).toBe(201);
  const ahead = await shop.call('POST', '/v1/purchases', receipt('ahead', Date.now() + DAYS_OFF * DAY_MS));
  expect([ahead.status, ahead.code]).toEqual([422, 'receipt_in_future']);
});

test('whoever runs the server hears of it', async () => {
  expect(server.said()).toMatch(new RegExp(`"correctionSeconds":-${SECONDS_OFF}`, 'u'));
  const metrics = await (await fetch(`${server.address}/metrics`)).text();
  const told = /^kopilka_clock_correction_seconds (\S+)/mu.exec(metrics)?.[1];
  expect(Math.abs(Number(told) + SECONDS_OFF)).toBeLessThan(5);
});

const LINE = { sku: 'tea', quantity: '1', price: 1000, amount: 1000 };
