// A server that is asked to stop says so first, so that whoever shares out requests turns elsewhere before it hangs up.
import { expect, test } from 'vitest';
import { startServer } from '../harness/server-process.ts';
import { createTestDatabase } from '../harness/test-database.ts';

test.each(['1', '2'])('readiness ends before the door closes (%s workers)', async (workers) => {
  const database = await createTestDatabase();
  const environment = { ...database.environment, STOP_NOTICE_SECONDS: '3' };
  const server = await startServer(environment, ['--workers', workers]);
  const ask = (path: string) => fetch(`${server.address}${path}`, { headers: { connection: 'close' } });
  expect((await ask('/readyz')).status).toBe(200);
  server.kill('SIGTERM');
  await expect.poll(async () => (await ask('/readyz')).status, { timeout: 2_000 }).toBe(503);
  expect(await (await ask('/readyz')).json()).toEqual({ ready: false, reason: 'the server is stopping' });
  // Everything else is still answered.
  expect((await ask('/healthz')).status).toBe(200);
  expect((await ask('/v1/members')).status).toBe(401);
  expect(await server.ended).toBe(0);
  await expect(ask('/readyz')).rejects.toThrow('fetch failed');
  await database.drop();
});
