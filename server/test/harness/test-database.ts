// A database of one's own for a test file, cloned from the migrated template in some tens of milliseconds, so that
// tests never see each other's rows and need no cleaning up.
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { createDatabase, type Database } from '../../src/kit/db.ts';
import { createOnCluster, onEveryNode } from './cluster.ts';
import { databaseUrl } from './test-server.ts';

export interface TestDatabase {
  readonly url: string;
  /** The address for transactions of one organization, where it is another. */
  readonly tenantUrl: string;
  /** The superuser's address of the same database, to look behind row-level security. */
  readonly adminUrl: string;
  /** The settings of a process that works with it. */
  readonly environment: { readonly DATABASE_URL: string; readonly DATABASE_TENANT_URL: string };
  readonly db: Database;
  drop(): Promise<void>;
}

const POOL_MAX = 8;

export async function createTestDatabase(): Promise<TestDatabase> {
  const server = inject('testServer');
  return cloneDatabase(server.template);
}

/** A database without any schema, for tests of migrations themselves. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  return cloneDatabase(null);
}

/** Of nothing when there is no template. */
async function cloneDatabase(template: string | null): Promise<TestDatabase> {
  const server = inject('testServer');
  const name = `kopilka_test_${randomUUID().replaceAll('-', '')}`;
  const create = `create database ${name} template ${template ?? 'template0'} owner ${server.role}`;
  const drop = `drop database if exists ${name} with (force)`;
  const isSpread = server.nodes.length > 0;
  if (!isSpread) await asAdmin(create);
  else if (template === null) await createOnCluster(server, name);
  else await onEveryNode(server.adminUrl, server.nodes, [create]);
  const url = databaseUrl(server, name);
  const tenantUrl = databaseUrl(server, name, server.tenantRole);
  const adminUrl = new URL(server.adminUrl);
  adminUrl.pathname = `/${name}`;
  const db = createDatabase(url, { poolMax: POOL_MAX, applicationName: 'kopilka test', tenantUrl });
  return {
    url,
    tenantUrl,
    adminUrl: adminUrl.href,
    environment: { DATABASE_URL: url, DATABASE_TENANT_URL: tenantUrl },
    db,
    drop: async () => {
      await db.close();
      if (isSpread) await onEveryNode(server.adminUrl, server.nodes, [drop]);
      else await asAdmin(drop);
    },
  };
}

async function asAdmin(text: string): Promise<void> {
  const client = new pg.Client(inject('testServer').adminUrl);
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}
