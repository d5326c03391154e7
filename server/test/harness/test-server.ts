// What the global setup tells the test files about the PostgreSQL server they share.
import type { ClusterNode } from './cluster.ts';

export interface TestServer {
  readonly adminUrl: string;
  readonly role: string;
  readonly password: string;
  readonly template: string;
  /** The nodes of a Citus cluster; none for a server alone. */
  readonly nodes: readonly ClusterNode[];
  /** On a cluster the role may pass row-level security, and this one may not; otherwise they are the same. */
  readonly tenantRole: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    testServer: TestServer;
  }
}

/** The address of a database on the server for the ordinary role, the one the application has. */
export function databaseUrl(
  server: Omit<TestServer, 'template'>,
  database: string,
  role: string = server.role,
): string {
  const url = new URL(server.adminUrl);
  url.username = role;
  url.password = server.password;
  url.pathname = `/${database}`;
  return url.href;
}
