/** The ready programs of `programs/` that say how they are to be offered: those with a template.yaml. Read once. */
import { loadProgram, readTemplate, type Template } from '@kopilka/engine';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const PROGRAMS_DIRECTORY = join(import.meta.dirname, '../../../../programs');
const TEMPLATE_FILE = 'template.yaml';
const PROGRAM_FILE = 'program.yaml';

export interface ReadyProgram extends Template {
  /** Of the program. */
  readonly id: string;
  readonly name: { readonly ru?: string; readonly en?: string };
  readonly currency: string;
  /** YAML. */
  readonly source: string;
}

let known: readonly ReadyProgram[] | null = null;

/** Throws when one of them has mistakes: they are ours. */
export function readTemplates(): readonly ReadyProgram[] {
  known ??= readdirSync(PROGRAMS_DIRECTORY)
    .toSorted()
    .filter((folder) => existsSync(join(PROGRAMS_DIRECTORY, folder, TEMPLATE_FILE)))
    .map(readOne);
  return known;
}

function readOne(folder: string): ReadyProgram {
  const read = (file: string): string => readFileSync(join(PROGRAMS_DIRECTORY, folder, file), 'utf8');
  const source = read(PROGRAM_FILE);
  const loaded = loadProgram(source, 'yaml');
  if (!loaded.ok) throw new Error(`${folder} has mistakes: ${loaded.problems[0]?.message ?? ''}`);
  const { id, name, currency } = loaded.program;
  return { ...readTemplate(read(TEMPLATE_FILE)), id, name, currency, source };
}
