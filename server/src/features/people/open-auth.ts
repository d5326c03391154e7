/** better-auth with this server's secret and its letters, made when somebody first needs it: most requests are by key. */
import { randomBytes } from 'node:crypto';
import type { Clock } from '../../kit/clock.ts';
import type { Database } from '../../kit/db.ts';
import { writeRecovery } from '../letters/write.ts';
import { type Auth, createAuth, RECOVERY_SECONDS } from './auth.ts';
import { keepSecret, listWorkplaces } from './store.ts';

const SECRET_BYTES = 48;
const SECRET_NAME = 'sign-in';

export interface OpenAuthDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly publicUrl: string;
  /** Of the settings; without one it is kept in the database, so that every process and every restored backup has the same. */
  readonly secret: string | undefined;
}

export function openAuth({ db, clock, publicUrl, secret: given }: OpenAuthDeps): () => Promise<Auth> {
  let opened: Promise<Auth> | undefined;
  async function open(): Promise<Auth> {
    const offered = randomBytes(SECRET_BYTES).toString('base64url');
    const secret = given ?? (await keepSecret(db.system, SECRET_NAME, offered));
    return createAuth({
      db,
      secret,
      sendRecovery: async ({ personId, email }, token) => {
        const [work, more] = await listWorkplaces(db.system, personId);
        const now = clock.now();
        await writeRecovery(
          db.system,
          { now, publicUrl },
          {
            // Whoever works for several must not be taken over by one of them.
            organizationId: more === undefined ? (work?.organizationId ?? null) : null,
            recipient: email,
            token,
            expiresAt: now + RECOVERY_SECONDS * 1000,
          },
        );
      },
    });
  }
  return () => {
    opened ??= open().catch((error: unknown) => {
      opened = undefined;
      throw error;
    });
    return opened;
  };
}
