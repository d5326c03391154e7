/** The demo's program, as it is published. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const CORNER_COFFEE = readFileSync(
  join(import.meta.dirname, '../../../programs/corner-coffee/program.yaml'),
  'utf8',
);
