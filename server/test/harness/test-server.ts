// What the global setup tells the test files about the PostgreSQL server they share.

export interface TestServer {
  readonly adminUrl: string;
  readonly role: string;
  readonly password: string;
  readonly template: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    testServer: TestServer;
  }
}

/** The address of a database on the server for the ordinary role, the one the application has. */
export function databaseUrl(server: Omit<TestServer, 'template'>, database: string): string {
  const url = new URL(server.adminUrl);
  url.username = server.role;
  url.password = server.password;
  url.pathname = `/${database}`;
  return url.href;
}
