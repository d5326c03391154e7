/**
 * What codes are hashed with and what the devices' own secrets are made of. Both come of the server's secret: the one of the settings,
 * or one that is kept in the database. With that of the settings a copy of the database opens no card.
 */
import { createHmac } from 'node:crypto';
import type { Database } from '../../kit/db.ts';
import { secretNamed } from '../people/keep-secret.ts';

const SECRET_NAME = 'card';

export interface CardSecrets {
  /** HMAC-SHA256 under a key of that purpose alone. The parts cannot run into one another. */
  sign(purpose: 'code' | 'destination' | 'device' | 'rate', parts: readonly string[]): Promise<Buffer>;
}

export function createCardSecrets({
  db,
  secret: given,
}: {
  readonly db: Database;
  readonly secret: string | undefined;
}): CardSecrets {
  let opened: Promise<string> | undefined;
  function open(): Promise<string> {
    opened ??= secretNamed(db, SECRET_NAME).catch((error: unknown) => {
      opened = undefined;
      throw error;
    });
    return opened;
  }
  return {
    sign: async (purpose, parts) => {
      const key = createHmac('sha256', given ?? (await open()))
        .update(`kopilka card ${purpose}`)
        .digest();
      return createHmac('sha256', key).update(JSON.stringify(parts)).digest();
    },
  };
}
