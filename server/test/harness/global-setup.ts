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
import { CLUSTER_LAYOUT } from '../../src/table-places.ts';
import { createOnCluster, createRoles, findNodes, freeze, onEveryNode } from './cluster.ts';
import { databaseUrl, type TestServer } from './test-server.ts';

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const external = process.env['TEST_DATABASE_URL'];
  const started = external === undefined ? await startEmbedded() : await useExternal(external);
  const template = `kopilka_template_${process.pid}`;
  const server = { ...started.server, template };
  const { adminUrl, role, nodes } = server;
  if (nodes.length === 0) await asAdmin(adminUrl, `create database ${template} owner ${role}`);
  else await createOnCluster(server, template);
  await migrate(databaseUrl(server, template), { layout: CLUSTER_LAYOUT });
  if (nodes.length > 0) await freeze(adminUrl, nodes, template);
  project.provide('testServer', server);
  return async () => {
    const drop = `drop database if exists ${template} with (force)`;
    if (nodes.length > 0) await onEveryNode(adminUrl, nodes, [drop]);
    else if (external !== undefined) await asAdmin(adminUrl, drop);
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
  return {
    server: { adminUrl: postgres.adminUrl, role: username, tenantRole: username, password, nodes: [] },
    stop: () => postgres.stop(),
  };
}

// The given role may be a superuser, whom row-level security does not bind; tests work through ordinary ones.
async function useExternal(adminUrl: string): Promise<Started> {
  const nodes = await findNodes(adminUrl);
  const password = 'kopilka_test';
  const role = nodes.length === 0 ? 'kopilka_test' : 'kopilka_test_cluster';
  const tenantRole = nodes.length === 0 ? role : 'kopilka_test_tenant';
  const texts = [
    roleText(role, password, nodes.length === 0 ? 'nobypassrls' : 'bypassrls'),
    roleText(tenantRole, password, 'nobypassrls'),
  ];
  if (nodes.length === 0) for (const text of texts) await asAdmin(adminUrl, text);
  else await createRoles(adminUrl, nodes, texts);
  return { server: { adminUrl, role, tenantRole, password, nodes }, stop: () => Promise.resolve() };
}

function roleText(role: string, password: string, right: string): string {
  return `do $$ begin
    if not exists (select from pg_roles where rolname = '${role}') then
      create role ${role} login nosuperuser ${right} password '${password}';
    end if;
  end $$`;
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
