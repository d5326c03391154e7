// Once per test run: one PostgreSQL (embedded, or the server in TEST_DATABASE_URL) and one migrated template database,
// from which every test file clones its own. The database dies with the run, also after Ctrl-C or kill -9: see the
// watchdog in kit/postgres/postmaster.ts.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { migrate } from '../../src/kit/migrate.ts';
import { startEmbeddedPostgres } from '../../src/kit/postgres/start-embedded.ts';
import { databaseUrl, type TestServer } from './test-server.ts';

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const external = process.env['TEST_DATABASE_URL'];
  const started = external === undefined ? await startEmbedded() : await useExternal(external);
  const template = `kopilka_template_${process.pid}`;
  await asAdmin(started.server.adminUrl, `create database ${template} owner ${started.server.role}`);
  const server = { ...started.server, template };
  await migrate(databaseUrl(server, template));
  project.provide('testServer', server);
  return async () => {
    if (external !== undefined) await asAdmin(server.adminUrl, `drop database if exists ${template} with (force)`);
    await started.stop();
  };
}

interface Started {
  readonly server: Omit<TestServer, 'template'>;
  stop(): Promise<void>;
}

async function startEmbedded(): Promise<Started> {
  const postgres = await startEmbeddedPostgres({
    dataDirectory: mkdtempSync(join(tmpdir(), 'kopilka-test-')),
    purpose: 'test',
    log: (line) => process.stderr.write(`${line}\n`),
  });
  const { username, password } = new URL(postgres.url);
  return { server: { adminUrl: postgres.adminUrl, role: username, password }, stop: () => postgres.stop() };
}

// The given role may be a superuser, whom row-level security does not bind; tests work through an ordinary one.
async function useExternal(adminUrl: string): Promise<Started> {
  const role = 'kopilka_test';
  const password = 'kopilka_test';
  await asAdmin(
    adminUrl,
    `do $$ begin
       if not exists (select from pg_roles where rolname = '${role}') then
         create role ${role} login nosuperuser nobypassrls password '${password}';
       end if;
     end $$`,
  );
  return { server: { adminUrl, role, password }, stop: () => Promise.resolve() };
}

async function asAdmin(url: string, text: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}
