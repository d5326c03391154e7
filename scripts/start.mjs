// npm start: the screens are built when they are missing or older than their sources, then the server runs in this process.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildWebIfNeeded } from './build-web.mjs';

if (!buildWebIfNeeded()) process.stderr.write('The screens could not be built; the server runs without them.\n');
const main = join(import.meta.dirname, '../server/src/main.ts');
process.argv = [process.execPath, main, ...process.argv.slice(2)];
await import(pathToFileURL(main).href);
