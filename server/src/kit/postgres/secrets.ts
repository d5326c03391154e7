// The embedded database's passwords, made at random at the first start and kept in a file only its owner can read.
// The file also says where the cluster lies when it could not lie inside the data directory.
import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { DataDirectoryError } from './data-directory-error.ts';
import { systemErrorCode } from './system-error.ts';

const secretsSchema = z.object({
  adminPassword: z.string().min(1),
  password: z.string().min(1),
  /** Absolute, only when the cluster is not in `<data>/postgres`. */
  clusterDirectory: z.string().optional(),
});

export type Secrets = z.infer<typeof secretsSchema>;

const PASSWORD_BYTES = 24;

export function makeSecrets(clusterDirectory: string | undefined): Secrets {
  const passwords = { adminPassword: randomPassword(), password: randomPassword() };
  return clusterDirectory === undefined ? passwords : { ...passwords, clusterDirectory };
}

export function readSecrets(dataDirectory: string): Secrets | undefined {
  const path = secretsPath(dataDirectory);
  try {
    return secretsSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return undefined;
    if (systemErrorCode(error) === 'EACCES') {
      throw new DataDirectoryError(
        'not-writable',
        `The data directory ${dataDirectory} belongs to another user: ${path} cannot be read. ` +
          'Run this as the user who started the server.',
      );
    }
    throw new DataDirectoryError(
      'secrets-missing',
      `${path} is damaged: without the database's password Kopilka cannot open it. Put the file back from a backup.`,
    );
  }
}

export function writeSecrets(dataDirectory: string, secrets: Secrets): void {
  const path = secretsPath(dataDirectory);
  writeFileSync(`${path}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flush: true });
  renameSync(`${path}.new`, path);
}

export function secretsPath(dataDirectory: string): string {
  return join(dataDirectory, 'secrets.json');
}

function randomPassword(): string {
  return randomBytes(PASSWORD_BYTES).toString('base64url');
}
