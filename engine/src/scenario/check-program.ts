/**
 * A program's folder judged: its documents and its stories. Where files come from is the caller's business: a directory, an
 * upload, a text in a browser.
 */
import type { CompiledProgram } from '../program/compiled.ts';
import { loadProgram } from '../program/load.ts';
import type { Problem } from '../program/problem.ts';
import { readMoment } from '../program/schedule-text.ts';
import type { Instant } from '../values/time.ts';
import { createEngineWorld } from './engine-world.ts';
import { parseScenarios } from './parse-scenarios.ts';
import { runScenario, type ScenarioReport } from './run-scenario.ts';
import type { ScenarioFile } from './scenario-document.ts';
import type { World } from './world.ts';

/** Text of a file of the folder by name; null when it is not there. */
export type ReadFile = (name: string) => string | null;

export interface FileProblem extends Problem {
  readonly file: string;
}

export interface ProgramReport {
  /** Of the newest version; null when it cannot be read. */
  readonly program: CompiledProgram | null;
  readonly problems: readonly FileProblem[];
  readonly scenarios: readonly LocatedReport[];
}

export interface LocatedReport extends ScenarioReport {
  /** Where it begins in scenarios.yaml. */
  readonly line: number;
  /** Lines of its steps. */
  readonly stepLines: readonly number[];
}

/** What stories are told of and to. */
export interface ToldProgram {
  readonly file: ScenarioFile;
  /** By when each begins to rule, the earliest first; the first has ruled ever since. */
  readonly versions: readonly Version[];
  programAt(at: Instant): CompiledProgram;
}

export interface Version {
  readonly file: string;
  readonly source: string;
  readonly from: Instant | null;
  readonly program: CompiledProgram;
}

export const PROGRAM_FILE = 'program.yaml';
export const SCENARIOS_FILE = 'scenarios.yaml';
/** A Monday noon. */
const DEFAULT_START = '2026-06-01T12:00';

/** Runs every story in a world of its own: the engine's, unless another is given. */
export async function checkProgram(
  read: ReadFile,
  worldOf: (told: ToldProgram, scenario: string) => World = ({ programAt }) => createEngineWorld(programAt),
): Promise<ProgramReport> {
  const source = read(SCENARIOS_FILE);
  const parsed = source === null ? null : parseScenarios(source);
  const stories = parsed?.ok === true ? parsed : null;
  const storyProblems =
    parsed?.ok === false ? parsed.problems.map((problem) => ({ ...problem, file: SCENARIOS_FILE })) : [];
  const { versions, problems } = loadVersions(read, stories?.file.versions ?? null);
  const newest = versions.at(-1)?.program ?? null;
  const all = [...problems, ...storyProblems];
  if (stories === null || newest === null || all.length > 0) return { program: newest, problems: all, scenarios: [] };
  const told: ToldProgram = {
    file: stories.file,
    versions,
    programAt: (at) => ruling(versions, at)?.program ?? newest,
  };
  const scenarios: LocatedReport[] = [];
  for (const [index, scenario] of stories.file.scenarios.entries()) {
    const report = await runScenario({
      scenario,
      start: stories.file.start ?? DEFAULT_START,
      codes: stories.file.codes ?? {},
      world: worldOf(told, scenario.name),
      programAt: told.programAt,
    });
    const stepLines = scenario.steps.map((_, step) => stories.lineOf(index, step));
    scenarios.push({ ...report, line: stories.lineOf(index), stepLines });
  }
  return { program: newest, problems: [], scenarios };
}

function ruling(versions: readonly Version[], at: Instant): Version | undefined {
  return versions.findLast(({ from }) => from === null || from <= at) ?? versions[0];
}

function loadVersions(
  read: ReadFile,
  written: ScenarioFile['versions'] | null,
): { readonly versions: readonly Version[]; readonly problems: readonly FileProblem[] } {
  const versions: Version[] = [];
  const problems: FileProblem[] = [];
  for (const { file, from } of written ?? [{ file: PROGRAM_FILE, from: null }]) {
    const source = read(file);
    if (source === null) {
      const hint = 'a folder of a program holds program.yaml, and scenarios.yaml beside it';
      problems.push({ file, path: '', line: 1, column: 1, code: 'missing', message: `there is no ${file}`, hint });
      continue;
    }
    const loaded = loadProgram(source, file.endsWith('.json') ? 'json' : 'yaml');
    if (!loaded.ok) problems.push(...loaded.problems.map((problem) => ({ ...problem, file })));
    else {
      const moment = from === null ? null : readMoment(from, loaded.program.calendar);
      versions.push({ file, source, from: moment, program: loaded.program });
    }
  }
  return { versions: versions.toSorted((a, b) => (a.from ?? 0) - (b.from ?? 0)), problems };
}
