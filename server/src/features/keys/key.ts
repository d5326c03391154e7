/**
 * API keys: 32 random bytes that are shown once. Only their sha-256 is stored: the key is random, so there is nothing to
 * guess and no need for a slow hash, and looking a hash up tells nothing about how near a wrong key was.
 */
import { hash, randomBytes } from 'node:crypto';

const PREFIX = 'kp_';
const KEY = /^kp_[A-Za-z0-9_-]{43}$/;

export function newKey(): string {
  return PREFIX + randomBytes(32).toString('base64url');
}

export function keyHash(key: string): Buffer {
  return hash('sha256', key, 'buffer');
}

/** The key in "Bearer kp_…"; null when there is no such thing. */
export function readBearer(authorization: string): string | null {
  const [scheme = '', key = '', ...rest] = authorization.split(' ');
  return scheme.toLowerCase() === 'bearer' && rest.length === 0 && KEY.test(key) ? key : null;
}
