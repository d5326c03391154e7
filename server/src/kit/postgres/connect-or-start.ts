// For commands run beside a server (`kopilka audit`, `import`): uses the database the server already runs, or starts it.
import { setTimeout as sleep } from 'node:timers/promises';
import { DataDirectoryError } from './data-directory-error.ts';
import { readLiveLock, type LockContent } from './data-lock.ts';
import { readSecrets } from './secrets.ts';
import {
  connectionUrls,
  startEmbeddedPostgres,
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
} from './start-embedded.ts';

const PORT_PATIENCE_MS = 60_000;
const PORT_POLL_MS = 50;

/** When the directory is served by a living process, stop() leaves that process's database running. */
export async function connectOrStartEmbedded(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const port = await portOfLiveServer(options.dataDirectory);
  if (port === undefined) return startEmbeddedPostgres(options);
  const secrets = readSecrets(options.dataDirectory);
  if (secrets === undefined) {
    throw new DataDirectoryError('secrets-missing', `${options.dataDirectory} is served but has no secrets.json.`);
  }
  return {
    ...connectionUrls({ secrets }, port),
    version: 'of the running server',
    stop: () => Promise.resolve(),
    onExit: () => undefined,
  };
}

// A server that is just starting holds the lock before it has a port; it is waited for.
async function portOfLiveServer(dataDirectory: string): Promise<number | undefined> {
  const deadline = performance.now() + PORT_PATIENCE_MS;
  for (;;) {
    const holder: LockContent | undefined = readLiveLock(dataDirectory);
    if (holder === undefined) return undefined;
    if (holder.port !== undefined) return holder.port;
    if (performance.now() > deadline) {
      throw new DataDirectoryError(
        'taken',
        `Process ${holder.pid} has held ${dataDirectory} for a minute without starting its database.`,
      );
    }
    await sleep(PORT_POLL_MS);
  }
}
