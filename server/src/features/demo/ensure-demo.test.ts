import { instant } from '@kopilka/engine';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createTestDatabase, type TestDatabase } from '../../../test/harness/test-database.ts';
import { NO_PROGRESS } from '../../kit/progress.ts';
import { createLedger } from '../../ledger/create-ledger.ts';
import { accountPages, balancesOf, guestReceiptPages, journalTotals } from '../../ledger/export.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { query, sql } from '../../kit/sql.ts';
import { verifyPassword } from '../people/password.ts';
import { createMemberResolver } from '../members/resolve.ts';
import { createOrganization } from '../organizations/create.ts';
import { createProgramRegistry } from '../programs/registry.ts';
import { readDemoFile } from './demo-file.ts';
import { type DemoDeps, ensureDemo } from './ensure-demo.ts';
import { makePerson } from './people.ts';

const NOW = Date.parse('2026-11-20T15:00:00Z');
const MEMBERS = 15;
const SEED = 'test';

describe('the demo', () => {
  let first: TestDatabase;
  let second: TestDatabase;
  let directory: string;

  beforeAll(async () => {
    [first, second] = await Promise.all([createTestDatabase(), createTestDatabase()]);
    directory = mkdtempSync(join(tmpdir(), 'kopilka-demo-'));
  });

  afterAll(async () => {
    rmSync(directory, { recursive: true, force: true });
    await Promise.all([first.drop(), second.drop()]);
  });

  test('one seed and one moment make one shop, also when its making is cut off', async () => {
    const made = await withDemo(first, (deps) =>
      ensureDemo({ ...deps, dataDirectory: null }, { seed: SEED, members: MEMBERS }),
    );
    await expect(
      withDemo(second, (deps) =>
        ensureDemo({ ...deps, ledger: mortal(deps.ledger, 100) }, { seed: SEED, members: MEMBERS }),
      ),
    ).rejects.toThrow('the power went');
    expect(readDemoFile(directory)).toMatchObject({ complete: false, seed: SEED });
    const finished = await withDemo(second, (deps) => ensureDemo({ ...deps, clock: { now: () => NOW + 86_400_000 } }));
    expect(finished).toMatchObject({ complete: true, members: MEMBERS });
    expect(await stateOf(second, finished?.organizationId ?? '')).toEqual(
      await stateOf(first, made?.organizationId ?? ''),
    );
  });

  test('its keys are in demo.json for the owner only, and a second start changes nothing but the address', async () => {
    const before = readDemoFile(directory);
    const again = await withDemo(second, (deps) => ensureDemo({ ...deps, baseUrl: 'http://127.0.0.1:4000' }));
    expect(again).toEqual({ ...before, baseUrl: 'http://127.0.0.1:4000' });
    expect(statSync(join(directory, 'demo.json')).mode & 0o777).toBe(0o600);
  });

  test('its owner signs in with the password of demo.json, of which the database has a hash only', async () => {
    const { ownerEmail, ownerPassword = '' } = readDemoFile(directory) ?? {};
    const rows = await query(
      second.db.system,
      sql`
        select a.password_hash, s.role
        from people p
        join people_accounts a on a.person_id = p.id
        join staff s on s.person_id = p.id
        where p.email = ${ownerEmail}`,
      z.object({ password_hash: z.string(), role: z.string() }),
    );
    expect(rows.map(({ role }) => role)).toEqual(['owner']);
    expect(rows[0]?.password_hash).not.toContain(ownerPassword);
    expect(await verifyPassword({ hash: rows[0]?.password_hash ?? '', password: ownerPassword })).toBe(true);
  });

  test('a database of somebody else is left alone', async () => {
    const database = await createTestDatabase();
    try {
      await createOrganization({ db: database.db, clock: { now: () => NOW } }, { name: 'A shop', sandbox: false });
      expect(await withDemo(database, ensureDemo)).toBeNull();
    } finally {
      await database.drop();
    }
  });

  async function withDemo<T>({ db }: TestDatabase, work: (deps: DemoDeps) => Promise<T>): Promise<T> {
    const clock = { now: () => NOW };
    const programs = createProgramRegistry(db, clock);
    const ledger = createLedger({ system: db.system, programs });
    try {
      const baseUrl = 'http://127.0.0.1:3000';
      const quiet = { log: () => undefined, startProgress: () => NO_PROGRESS, signal: new AbortController().signal };
      return await work({ db, ledger, programs, clock, dataDirectory: directory, baseUrl, ...quiet });
    } finally {
      await ledger.close();
    }
  }
});

/** Dies after so many operations. */
function mortal(ledger: Ledger, posts: number): Ledger {
  let count = 0;
  return {
    ...ledger,
    post: async (request) => {
      count += 1;
      if (count > posts) throw new Error('the power went');
      return ledger.post(request);
    },
  };
}

async function stateOf({ db }: TestDatabase, organizationId: string): Promise<object> {
  const resolve = createMemberResolver(db);
  const cards = new Map<string, string>();
  for (let index = 0; index < MEMBERS; index += 1) {
    const { card } = makePerson(SEED, index);
    const found = await resolve({ organizationId, programId: 'corner-coffee', member: card });
    if (found !== null && found.accountId !== null) cards.set(found.accountId, card.value);
  }
  const balances: object[] = [];
  for await (const page of accountPages(db.system, organizationId)) {
    const found = await balancesOf(db.system, page, instant(NOW));
    balances.push(...found.map(({ accountId, ...rest }) => ({ card: cards.get(accountId), ...rest })));
  }
  let guests = 0;
  for await (const page of guestReceiptPages(db.system, organizationId)) guests += page.length;
  const sorted = balances.map((balance) => JSON.stringify(balance)).toSorted();
  return { guests, balances: sorted, totals: await journalTotals(db.system, organizationId, 'corner-coffee') };
}
