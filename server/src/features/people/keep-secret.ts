/** Secrets of this server for other features: made at random when first needed, and kept for all processes alike. */
import { randomBytes } from 'node:crypto';
import type { Database } from '../../kit/db.ts';
import { keepSecret } from './store.ts';

const SECRET_BYTES = 48;

export function secretNamed(db: Database, name: string): Promise<string> {
  return keepSecret(db.system, name, randomBytes(SECRET_BYTES).toString('base64url'));
}
