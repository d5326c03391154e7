/**
 * Passwords as argon2id hashes in the usual text form ($argon2id$v=19$m=…,t=…,p=…$salt$hash), so that the cost may be raised
 * later and old hashes still say how they were made. The cost is OWASP's: 19 MiB, two passes, one lane. A few are
 * made at once and some wait: whoever floods the sign-in is refused before memory or the thread pool is gone.
 */
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { ApiError } from '../../errors.ts';

export const PASSWORD_CHARACTERS_MIN = 10;
export const PASSWORD_CHARACTERS_MAX = 128;

const COST = { memory: 19_456, passes: 2, parallelism: 1 } as const;
const SALT_BYTES = 16;
const HASH_BYTES = 32;
const VERSION = 19;
const AT_ONCE_MAX = 2;
const WAITING_MAX = 64;
const STORED = /^\$argon2id\$v=19\$m=(\d{1,8}),t=(\d{1,3}),p=(\d{1,3})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/u;

const derive = promisify(argon2);
let underWay = 0;
const waiting: (() => void)[] = [];

interface Cost {
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
}

export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await hashed(password, salt, COST, HASH_BYTES);
  const { memory, passes, parallelism } = COST;
  return `$argon2id$v=${VERSION}$m=${memory},t=${passes},p=${parallelism}$${unpadded(salt)}$${unpadded(hash)}`;
}

/** False also for what is no hash. */
export async function verifyPassword({
  hash: stored,
  password,
}: {
  readonly hash: string;
  readonly password: string;
}): Promise<boolean> {
  const [, memory, passes, parallelism, salt = '', hash = ''] = STORED.exec(stored) ?? [];
  if (memory === undefined) return false;
  const wanted = Buffer.from(hash, 'base64');
  const cost = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) };
  return timingSafeEqual(await hashed(password, Buffer.from(salt, 'base64'), cost, wanted.length), wanted);
}

/** One spelling of what looks the same: keyboards compose letters differently. Throws ApiError busy when too many wait. */
async function hashed(password: string, nonce: Buffer, cost: Cost, tagLength: number): Promise<Buffer> {
  await turn();
  try {
    return await derive('argon2id', { message: Buffer.from(password.normalize('NFKC')), nonce, ...cost, tagLength });
  } finally {
    underWay -= 1;
    waiting.shift()?.();
  }
}

async function turn(): Promise<void> {
  if (underWay >= AT_ONCE_MAX) {
    if (waiting.length >= WAITING_MAX) throw new ApiError('busy');
    await new Promise<void>((resolve) => waiting.push(resolve));
  }
  underWay += 1;
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '');
}
