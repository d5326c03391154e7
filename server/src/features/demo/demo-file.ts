/** demo.json in the data directory: where the demo is and the keys to it, readable by its owner only. */
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const demoFileSchema = z.strictObject({
  baseUrl: z.string(),
  organizationId: z.string(),
  programId: z.string(),
  adminKey: z.string(),
  tillKey: z.string(),
  ownerEmail: z.string(),
  /** Stored in the database as a hash only. */
  ownerPassword: z.string(),
  seed: z.string(),
  members: z.int(),
  /** False until the whole year is in: a start that was cut off goes on. */
  complete: z.boolean(),
});

export type DemoFile = Readonly<z.infer<typeof demoFileSchema>>;

const OWNER_ONLY = 0o600;

/** Null when there is none, or none that can be read: it is then made anew. */
export function readDemoFile(dataDirectory: string | null): DemoFile | null {
  const path = pathOf(dataDirectory);
  if (path === null || !existsSync(path)) return null;
  const parsed = z.string().transform(jsonOrNull).pipe(demoFileSchema).safeParse(readFileSync(path, 'utf8'));
  return parsed.success ? parsed.data : null;
}

/** Without a data directory (the database is elsewhere) there is nowhere to keep keys: they are only printed. */
export function writeDemoFile(dataDirectory: string | null, file: DemoFile): void {
  const path = pathOf(dataDirectory);
  if (path === null) return;
  writeFileSync(path, `${JSON.stringify(file, null, 2)}\n`, { mode: OWNER_ONLY });
  chmodSync(path, OWNER_ONLY);
}

function pathOf(dataDirectory: string | null): string | null {
  return dataDirectory === null ? null : join(dataDirectory, 'demo.json');
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
