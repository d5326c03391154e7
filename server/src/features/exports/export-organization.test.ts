import { instant } from '@kopilka/engine';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { createTestDatabase, type TestDatabase } from '../../../test/harness/test-database.ts';
import { systemClock } from '../../kit/clock.ts';
import { NO_PROGRESS } from '../../kit/progress.ts';
import { createLedger } from '../../ledger/create-ledger.ts';
import { loadDemo } from '../demo/load-demo.ts';
import { createMember } from '../members/create.ts';
import { createOrganization } from '../organizations/create.ts';
import { publishProgram } from '../programs/publish.ts';
import { createProgramRegistry } from '../programs/registry.ts';
import { csvRow } from './csv.ts';
import { exportOrganization } from './export-organization.ts';
import { ExportDirectoryError } from './files.ts';

const NOW = instant(Date.parse('2026-11-20T15:00:00Z'));
const PROGRAM = join(import.meta.dirname, '../../../../programs/corner-coffee/program.yaml');
const MEMBERS = 12;

let database: TestDatabase;
let directory: string;

beforeAll(async () => {
  database = await createTestDatabase();
  directory = mkdtempSync(join(tmpdir(), 'kopilka-export-'));
});

afterAll(async () => {
  rmSync(directory, { recursive: true, force: true });
  await database.drop();
});

test('an export holds every member, balance and receipt, and no formula', async () => {
  const { db } = database;
  const { organizationId } = await createOrganization({ db, clock: systemClock }, { name: 'Shop', sandbox: false });
  const programs = createProgramRegistry(db, systemClock);
  const source = readFileSync(PROGRAM, 'utf8');
  const publication = {
    organizationId,
    programId: 'corner-coffee',
    source,
    format: 'yaml' as const,
    effectiveFrom: null,
  };
  await publishProgram({ db, programs }, { ...publication, now: NOW });
  const ledger = createLedger({ system: db.system, programs });
  const deps = { db, ledger, programs };
  const { newest } = await programs.choose(organizationId, undefined);
  const plan = { seed: 'export', members: MEMBERS, until: NOW };
  const { signal } = new AbortController();
  const year = { organizationId, program: newest.program, plan, progress: NO_PROGRESS, signal };
  const receipts = (await loadDemo(deps, year)) ?? 0;
  const profile = { name: '=HYPERLINK("http://evil")', comment: 'two\nlines, "quoted"' };
  const identities = [{ kind: 'external' as const, value: '@cmd' }];
  await createMember(deps, { organizationId, identities, profile, programId: undefined, now: NOW });
  await ledger.close();

  const out = join(directory, 'out');
  const job = { organizationId, directory: out, now: NOW, progress: NO_PROGRESS, signal };
  const counts = await exportOrganization({ db, programs }, job);

  expect(counts.members).toBe(MEMBERS + 1);
  expect(counts.receipts).toBeGreaterThanOrEqual(receipts);
  expect(readdirSync(out).toSorted()).toEqual(
    ['balances.csv', 'identities.csv', 'members.csv', 'receipts.csv', 'receipts.ndjson'].toSorted(),
  );
  expect(statSync(join(out, 'members.csv')).mode & 0o777).toBe(0o600);
  const members = table(join(out, 'members.csv'));
  expect(members.map((row) => row[2])).toContain(`'${profile.name}`);
  expect(members.map((row) => row[5])).toContain(profile.comment);
  expect(table(join(out, 'identities.csv')).map((row) => row[2])).toContain("'@cmd");
  expect(table(join(out, 'receipts.csv'))).toHaveLength(counts.receipts + 1);
  const lines = readFileSync(join(out, 'receipts.ndjson'), 'utf8').trimEnd().split('\n');
  expect(lines.map((line): unknown => JSON.parse(line))).toHaveLength(counts.receipts);
  await expect(exportOrganization({ db, programs }, job)).rejects.toThrow(ExportDirectoryError);
});

test.each([
  ['=1+1', "'=1+1"],
  ['+7900', "'+7900"],
  ['-1', "'-1"],
  ['@x', "'@x"],
  ['a,b', '"a,b"'],
  ['say "yes"', '"say ""yes"""'],
  [-1, '-1'],
  [null, ''],
])('the cell %j is written as %s', (value, cell) => {
  expect(csvRow([value])).toBe(`${cell}\r\n`);
});

function table(path: string): string[][] {
  return z.array(z.array(z.string())).parse(parse(readFileSync(path, 'utf8')));
}
