// The same for a Citus cluster: TEST_DATABASE_URL is the coordinator's, as a superuser who may enter every node. A database is then one
// on each node, and cloning it clones each: everything Citus knows of a database is inside it.
import pg from 'pg';
import { z } from 'zod';

const nodeSchema = z.object({ host: z.string(), port: z.int(), coordinator: z.boolean() });

export type ClusterNode = z.infer<typeof nodeSchema>;

/** The nodes, the coordinator first; none when the server is alone. */
export async function findNodes(adminUrl: string): Promise<readonly ClusterNode[]> {
  const client = new pg.Client(adminUrl);
  await client.connect();
  try {
    const known = await client.query("select from pg_extension where extname = 'citus'");
    if (known.rowCount === 0) return [];
    const { rows } = await client.query(
      `select nodename as host, nodeport as port, groupid = 0 as coordinator from pg_dist_node order by groupid`,
    );
    return z.array(nodeSchema).parse(rows);
  } finally {
    await client.end();
  }
}

/** The address of a database on a node. */
export function onNode(url: string, node: ClusterNode, database?: string): string {
  const address = new URL(url);
  address.hostname = node.host;
  address.port = String(node.port);
  if (database !== undefined) address.pathname = `/${database}`;
  return address.href;
}

/** Runs a statement on each node, as the superuser, in its maintenance database. */
export async function onEveryNode(
  adminUrl: string,
  nodes: readonly ClusterNode[],
  texts: readonly string[],
  database?: string,
): Promise<void> {
  await Promise.all(
    nodes.map(async (node) => {
      const client = new pg.Client(onNode(adminUrl, node, database));
      await client.connect();
      try {
        for (const text of texts) await client.query(text);
      } finally {
        await client.end();
      }
    }),
  );
}

export interface ClusterRoles {
  readonly adminUrl: string;
  /** The one that may pass row-level security, and the one that may not. */
  readonly role: string;
  readonly tenantRole: string;
  readonly nodes: readonly ClusterNode[];
}

/** An empty database on each node, as docs/guide/scale.md says. */
export async function createOnCluster(
  { adminUrl, role, tenantRole, nodes }: ClusterRoles,
  database: string,
): Promise<void> {
  await onEveryNode(adminUrl, nodes, [`create database ${database} template template0 owner ${role}`]);
  await joinNodes(adminUrl, nodes, database);
  const rights = `alter default privileges for role ${role} grant select, insert, update, delete on tables to ${tenantRole}`;
  await onEveryNode(adminUrl, nodes, ['set citus.enable_ddl_propagation = off', rights], database);
}

/** Makes sure of a role on each node: one that is made on the coordinator is made on the nodes by Citus, if it may. */
export async function createRoles(
  adminUrl: string,
  nodes: readonly ClusterNode[],
  texts: readonly string[],
): Promise<void> {
  await onEveryNode(adminUrl, nodes, ['set citus.enable_create_role_propagation = off', ...texts]);
}

/** Tells the new database on the coordinator of the others. */
async function joinNodes(adminUrl: string, nodes: readonly ClusterNode[], database: string): Promise<void> {
  const [coordinator, ...workers] = nodes;
  if (coordinator === undefined) throw new Error('a cluster without a coordinator');
  await onEveryNode(adminUrl, nodes, ['create extension citus'], database);
  const { host, port } = coordinator;
  const added = workers.map((worker) => `select citus_add_node('${worker.host}', ${worker.port})`);
  await onEveryNode(
    adminUrl,
    [coordinator],
    [`select citus_set_coordinator_host('${host}', ${port})`, ...added],
    database,
  );
}

/** Nobody may be connected to what is cloned, Citus' own processes neither. */
export async function freeze(adminUrl: string, nodes: readonly ClusterNode[], database: string): Promise<void> {
  await onEveryNode(adminUrl, nodes, [
    `alter database ${database} allow_connections false`,
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${database}'`,
  ]);
}
