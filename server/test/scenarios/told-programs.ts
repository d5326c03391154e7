// The ready programs with their stories, read and judged by the engine alone: what the server has to equal.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { checkProgram, PROGRAM_FILE, type ProgramReport, type Story, type World } from '@kopilka/engine';
import { createEngineWorld } from '@kopilka/engine';

export type ToldProgram = Parameters<NonNullable<Parameters<typeof checkProgram>[1]>>[0];
export type Scenario = Story['scenario'];

export interface Folder {
  /** "extras/offers". */
  readonly name: string;
  readonly report: ProgramReport;
  readonly told: ToldProgram;
}

const PROGRAMS = join(import.meta.dirname, '../../../programs');

export async function readFolders(): Promise<readonly Folder[]> {
  return Promise.all(foldersBelow(PROGRAMS).map(readFolder));
}

async function readFolder(folder: string): Promise<Folder> {
  let found: ToldProgram | null = null;
  const worldOf = (told: ToldProgram): World => {
    found = told;
    return createEngineWorld(told.programAt);
  };
  const report = await checkProgram(
    (file) => (existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8') : null),
    worldOf,
  );
  const name = relative(PROGRAMS, folder).replaceAll('\\', '/');
  if (found === null) throw new Error(`${name} cannot be told: ${JSON.stringify(report.problems)}`);
  return { name, report, told: found };
}

function foldersBelow(folder: string): readonly string[] {
  if (existsSync(join(folder, PROGRAM_FILE))) return [folder];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((entry) => foldersBelow(join(folder, entry.name)));
}
