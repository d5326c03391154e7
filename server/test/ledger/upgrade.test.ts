/** A ledger of any released schema, with what was written then, is brought to the newest and goes on as it was. */
import { randomUUID } from 'node:crypto';
import { decide, loadProgram, NEW_ACCOUNT, type Decision, type Event } from '@kopilka/engine';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { migrate, MIGRATIONS_DIRECTORY, readMigrations } from '../../src/kit/migrate.ts';
import { query, sql } from '../../src/kit/sql.ts';
import { audit } from '../../src/ledger/audit/audit.ts';
import { createLedger } from '../../src/ledger/create-ledger.ts';
import { newAccountId, newOperationId, shardOf } from '../../src/ledger/ids.ts';
import type { ProgramSource } from '../../src/ledger/program-source.ts';
import { createEmptyDatabase, type TestDatabase } from '../harness/test-database.ts';
import { CLUSTER_LAYOUT, TABLE_PLACES } from '../../src/table-places.ts';
import { CASHBACK, now, purchase } from './stage.ts';

/** The first schema that could keep a purchase. */
const FIRST = 2;
/** The first whose tables have places on a cluster; on a server alone they mean nothing. */
const FIRST_ON_CLUSTERS = 9;
const RELEASED = readMigrations(MIGRATIONS_DIRECTORY)
  .map(({ number }) => number)
  .filter((number) => number >= FIRST);

let database: TestDatabase;

beforeEach(async () => {
  database = await createEmptyDatabase();
});
afterEach(() => database.drop());

test.each(RELEASED)(
  'an account with a purchase under schema %i can be read, can buy and is audited',
  async (number) => {
    const layout = number >= FIRST_ON_CLUSTERS ? { layout: CLUSTER_LAYOUT } : {};
    expect(await migrate(database.url, { upTo: number, ...layout })).toBe(number);
    const loaded = loadProgram(CASHBACK, 'yaml');
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
    const active = { version: 1, program: loaded.program };
    const programs: ProgramSource = { timeline: () => ({ at: () => active, version: () => active }) };
    const [organizationId, accountId] = [randomUUID(), newAccountId(Date.now())];
    const event = purchase([10_000]);
    const verdict = decide(loaded.program, { ...NEW_ACCOUNT, id: accountId }, event, randomUUID());
    if (verdict.type !== 'decided') throw new Error('a purchase is not refused');
    await writeAsBefore({ organizationId, accountId, event, decision: verdict.decision });

    expect(await migrate(database.url, { layout: CLUSTER_LAYOUT })).toBe((RELEASED.at(-1) ?? 0) - number);
    const ledger = createLedger({ system: database.db.system, programs });
    expect(await ledger.standing(organizationId, accountId, now())).toMatchObject({
      wallets: { bonus: { available: 10 } },
    });
    const again = await ledger.post({
      organizationId,
      programId: 'cashback',
      accountId,
      event: purchase([20_000]),
      now: now(),
      history: false,
      keys: [],
      bodyHash: '',
    });
    expect(again).toMatchObject({ type: 'done', operation: { seq: 2 } });
    expect(await ledger.journal(organizationId, accountId, { limit: 9 })).toMatchObject([
      { units: 20, partner: null },
      { units: 10, partner: null },
    ]);
    const report = await database.db.transaction((snapshot) => audit({ snapshot, programs }));
    expect(report.offences).toEqual([]);
    expect(await misplaced(database)).toEqual([]);
    await ledger.close();
  },
);

/** Tables that a cluster has elsewhere than they belong; none on a server alone. */
async function misplaced({ db }: TestDatabase): Promise<readonly string[]> {
  const [cluster] = await query(
    db.system,
    sql`select to_regclass('citus_tables') is not null as found`,
    z.object({ found: z.boolean() }),
  );
  if (cluster?.found !== true) return [];
  const placed = await query(
    db.system,
    sql`select table_name::text as name, citus_table_type as type, distribution_column as column from citus_tables`,
    z.object({ name: z.string(), type: z.string(), column: z.string() }),
  );
  const places = new Map(placed.map(({ name, type, column }) => [name, type === 'distributed' ? column : type]));
  const wanted = { everywhere: 'reference', 'one-node': '<none>', shard: 'shard', bucket: 'bucket' };
  return Object.entries(TABLE_PLACES).flatMap(([table, place]) =>
    places.get(table) === wanted[place] ? [] : [`${table}: ${places.get(table)}`],
  );
}

interface Before {
  readonly organizationId: string;
  readonly accountId: string;
  readonly event: Event;
  readonly decision: Decision;
}

/** The rows of one purchase as the commit of 0002 left them, with what later schemas have a default for. */
async function writeAsBefore({ organizationId, accountId, event, decision }: Before): Promise<void> {
  const { system } = database.db;
  const shard = shardOf(accountId);
  const [at, operationId] = [new Date(decision.at).toISOString(), newOperationId(Date.now(), shard)];
  const [entry] = decision.entries;
  const [meter] = decision.meters;
  const from = new Date(entry?.lot?.from ?? 0).toISOString();
  const to = new Date(entry?.lot?.to ?? 0).toISOString();
  await system.query(
    sql`insert into organizations (organization_id, name, created_at) values (${organizationId}, 'Old', now())`,
  );
  await system.query(sql`insert into accounts (
      shard, account_id, organization_id, program_id, version, as_of, tier, grants, sums, window_from, debts, due_at, opened_at
    ) values (
      ${shard}, ${accountId}, ${organizationId}, 'cashback', 1, ${at}, 'regular', '[]', '{"spend": 10000}',
      ${`${(meter?.day ?? '').replace(/^\d{4}/u, (year) => String(Number(year) - 1))}`}::date + 1, '{}', ${to}, ${at}
    )`);
  await system.query(sql`insert into operations (
      shard, account_id, seq, operation_id, organization_id, type, occurred_at, accepted_at, program_version, event, decision
    ) values (
      ${shard}, ${accountId}, 1, ${operationId}, ${organizationId}, 'purchase', ${at}, ${at}, 1, ${JSON.stringify(event)},
      ${JSON.stringify(decision)}
    )`);
  await system.query(sql`insert into journal (
      shard, account_id, seq, entry, organization_id, wallet, kind, units, lot_from, lot_to, rule, occurred_at
    ) values (${shard}, ${accountId}, 1, 0, ${organizationId}, 'bonus', 'earn', 10, ${from}, ${to}, 'base', ${at})`);
  await system.query(sql`insert into lots (
      shard, account_id, wallet, lot_from, lot_to, organization_id, issued, remaining, open
    ) values (${shard}, ${accountId}, 'bonus', ${from}, ${to}, ${organizationId}, 10, 10, true)`);
  await system.query(sql`insert into meters (shard, account_id, day, meter, organization_id, value)
    values (${shard}, ${accountId}, ${meter?.day ?? ''}, 'spend', ${organizationId}, 10000)`);
}
