/** Every ready program does what its scenarios say; a quote promises exactly what the purchase then gives. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkProgram, type ProgramReport } from '../../src/scenario/check-program.ts';
import { createEngineWorld } from '../../src/scenario/engine-world.ts';
import { parseScenarios } from '../../src/scenario/parse-scenarios.ts';
import type { Scenario, Step } from '../../src/scenario/scenario-document.ts';
import type { Done, Outcome, World } from '../../src/scenario/world.ts';

const PROGRAMS = join(import.meta.dirname, '../../../programs');
const SCENARIOS_MIN = 15;
const TEMPLATES = [
  'stars-with-levels',
  'yearly-status',
  'monthly-categories',
  'coalition-with-tasks',
  'prize-club',
  'club-discount',
  'half-of-each-item',
  'small-shop',
  'accumulated-discount',
  'simple-points',
  'simple-cashback',
  'privileges-for-regulars',
  'partner-program',
  'all-in-one',
];
const folders = foldersBelow(PROGRAMS);
const reports = new Map<string, ProgramReport>();
for (const folder of folders)
  reports.set(
    nameOf(folder),
    await checkProgram(readerOf(folder), ({ programAt }) => promising(createEngineWorld(programAt))),
  );

describe.each([...reports])('%s', (_, report) => {
  test('has no mistakes', () => {
    expect(report.problems).toEqual([]);
    expect(report.scenarios.length).toBeGreaterThan(0);
  });

  test.each(report.scenarios.map((scenario) => [scenario.name, scenario] as const))('%s', (_name, { failures }) => {
    expect(failures).toEqual([]);
  });
});

describe.each(TEMPLATES)('%s', (name) => {
  const parsed = parseScenarios(readFileSync(join(PROGRAMS, name, 'scenarios.yaml'), 'utf8'));
  const scenarios: readonly Scenario[] = parsed.ok ? parsed.file.scenarios : [];
  const steps: readonly Step[] = scenarios.flatMap((scenario) => scenario.steps);

  test('tells enough: a return, what expires or never does, levels that change', () => {
    expect(scenarios.length).toBeGreaterThanOrEqual(SCENARIOS_MIN);
    expect(steps.some((step) => step.return !== undefined)).toBe(true);
    expect(steps.some(({ expect: told }) => told?.expired !== undefined || told?.coupons !== undefined)).toBe(true);
    expect(new Set(steps.flatMap(({ expect: told }) => told?.level ?? [])).size).toBeGreaterThanOrEqual(2);
  });
});

/** Asks for a quote before every purchase. */
function promising(world: World): World {
  return {
    ...world,
    perform: async (deed) => {
      if (deed.quote || deed.event.type !== 'purchase') return world.perform(deed);
      const quote = await world.perform({ ...deed, quote: true });
      const outcome = await world.perform(deed);
      expect(essence(quote)).toEqual(essence(outcome));
      return outcome;
    },
  };
}

function essence(outcome: Outcome): Omit<Done, 'reasons' | 'quoted' | 'type'> | { readonly code: string } {
  if (outcome.type === 'refused') return { code: outcome.code };
  const { gifts, purchase, returned } = outcome;
  return { gifts, purchase, returned };
}

function readerOf(folder: string): (name: string) => string | null {
  return (name) => (existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : null);
}

function foldersBelow(folder: string): readonly string[] {
  if (existsSync(join(folder, 'program.yaml'))) return [folder];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((entry) => foldersBelow(join(folder, entry.name)));
}

function nameOf(folder: string): string {
  return relative(PROGRAMS, folder).replaceAll('\\', '/');
}
