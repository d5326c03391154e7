/**
 * The built screens, read once: a request can only get what was on this list when the server started, so no address leads
 * anywhere else on the disk. Each file comes with the copies that were compressed when it was built.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

export interface AppFile {
  readonly type: string;
  /** Its name contains a hash of its contents, so it never changes. */
  readonly immutable: boolean;
  readonly plain: Encoded;
  readonly gzip: Encoded | null;
  readonly brotli: Encoded | null;
}

/** Each encoding is a representation of its own and has a tag of its own. */
export interface Encoded {
  readonly bytes: Buffer;
  readonly etag: string;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
};
const HASHED_NAME = /-[\w-]{8}\.\w+$/u;
const TAG_LENGTH = 22;

/** By path below the directory, with forward slashes; null when the screens have not been built. */
export function readAppFiles(directory: string): ReadonlyMap<string, AppFile> | null {
  if (!existsSync(join(directory, 'office.html'))) return null;
  const names = readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => extname(name) in TYPES);
  return new Map(names.map((name) => [name, readAppFile(join(directory, name))]));
}

function readAppFile(path: string): AppFile {
  return {
    type: TYPES[extname(path)] ?? 'application/octet-stream',
    immutable: HASHED_NAME.test(path),
    plain: encoded(path),
    gzip: existsSync(`${path}.gz`) ? encoded(`${path}.gz`) : null,
    brotli: existsSync(`${path}.br`) ? encoded(`${path}.br`) : null,
  };
}

function encoded(path: string): Encoded {
  const bytes = readFileSync(path);
  return { bytes, etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, TAG_LENGTH)}"` };
}
