/**
 * Short secrets (codes for pairing, PINs, codes from customers) keyed with the server's own: whoever reads the tables without it
 * cannot find them by trying all there are. The secret is that of the settings, or one that is kept in the database.
 */
import { createHmac } from 'node:crypto';
import type { Database } from '../../kit/db.ts';
import { secretNamed } from '../people/keep-secret.ts';

const SECRET_NAME = 'tills';

/** HMAC-SHA256; each purpose has a key of its own. */
export type Keyed = (purpose: 'pairing' | 'pin' | 'confirmation', text: string) => Promise<Buffer>;

export function openKeyed(db: Database, given: string | undefined): Keyed {
  let opened: Promise<string> | undefined;
  const secret = (): Promise<string> => {
    if (given !== undefined) return Promise.resolve(given);
    opened ??= secretNamed(db, SECRET_NAME).catch((error: unknown) => {
      opened = undefined;
      throw error;
    });
    return opened;
  };
  return async (purpose, text) => {
    const key = createHmac('sha256', await secret())
      .update(`kopilka tills ${purpose}`)
      .digest();
    return createHmac('sha256', key).update(text).digest();
  };
}
