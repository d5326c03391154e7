/** A database of its own for a simulation, on a server or a cluster that is there already. */
import pg from 'pg';
import { createOnCluster, createRoles, findNodes, onEveryNode } from '../harness/cluster.ts';

const ROLE = 'kopilka_sim';

/** Addresses of one database; the second for transactions of one organization, where it is another. */
export interface Addresses {
  readonly url: string;
  readonly tenantUrl: string | undefined;
}

/** An own database on a server that is there already, or on a cluster, for ordinary roles. */
export async function makeDatabase(adminUrl: string): Promise<Addresses & { drop(): Promise<void> }> {
  const name = `${ROLE}_${process.pid}_${Date.now()}`;
  const nodes = await findNodes(adminUrl);
  const role = nodes.length === 0 ? ROLE : `${ROLE}_cluster`;
  const tenantRole = nodes.length === 0 ? role : `${ROLE}_tenant`;
  const address = (user: string): string => {
    const url = new URL(adminUrl);
    url.username = user;
    url.password = ROLE;
    url.pathname = `/${name}`;
    return url.href;
  };
  const addresses = { url: address(role), tenantUrl: nodes.length === 0 ? undefined : address(tenantRole) };
  const drop = `drop database if exists ${name} with (force)`;
  if (nodes.length === 0) {
    await asAdmin(adminUrl, roleText(role, 'nobypassrls'), `create database ${name} owner ${role}`);
    return { ...addresses, drop: () => asAdmin(adminUrl, drop) };
  }
  await createRoles(adminUrl, nodes, [roleText(role, 'bypassrls'), roleText(tenantRole, 'nobypassrls')]);
  await createOnCluster({ adminUrl, role, tenantRole, nodes }, name);
  return { ...addresses, drop: () => onEveryNode(adminUrl, nodes, [drop]) };
}

function roleText(role: string, right: string): string {
  return `do $$ begin
    if not exists (select from pg_roles where rolname = '${role}') then
      create role ${role} login nosuperuser ${right} password '${ROLE}';
    end if;
  end $$`;
}

async function asAdmin(adminUrl: string, ...statements: readonly string[]): Promise<void> {
  const client = new pg.Client(adminUrl);
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

/** The settings of a process that works with it. */
export function environmentOf({ url, tenantUrl }: Addresses): Record<string, string> {
  return { DATABASE_URL: url, ...(tenantUrl === undefined ? {} : { DATABASE_TENANT_URL: tenantUrl }) };
}
