// npm run bench -- <name> [arguments]: runs bench/<name>/main.ts or bench/<name>.ts; without a name it lists them.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const BENCH = join(import.meta.dirname, '../bench');
const [name, ...parameters] = process.argv.slice(2);
const file = [`${name}/main.ts`, `${name}.ts`].map((path) => join(BENCH, path)).find((path) => existsSync(path));

if (name === undefined || file === undefined) {
  const names = existsSync(BENCH) ? readdirSync(BENCH).map((entry) => entry.replace(/\.ts$/u, '')) : [];
  process.stderr.write(
    `npm run bench -- <name>, where the name is one of: ${names.join(', ') || '(there are none yet)'}\n`,
  );
  process.exitCode = 2;
} else {
  process.argv = [process.execPath, file, ...parameters];
  await import(pathToFileURL(file).href);
}
