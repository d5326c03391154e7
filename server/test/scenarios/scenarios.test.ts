// Every ready program on a running server: published, its stories replayed over HTTP with the sandbox's clock, and everything
// that the server answers equal to what the engine alone says. Afterwards the ledger's own audit finds nothing.
import { createEngineWorld, runScenario, type ScenarioReport } from '@kopilka/engine';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { audit } from '../../src/ledger/audit/audit.ts';
import { createTestApi, type TestApi } from '../api/test-api.ts';
import { createHttpWorld } from './http-world.ts';
import { STATED_DIFFERENCES } from './stated-differences.ts';
import { readFolders } from './told-programs.ts';
import { createTwinWorld } from './twin-world.ts';

const DEFAULT_START = '2026-06-01T12:00';

const folders = await readFolders();

describe.each(folders)('$name', ({ name, told }) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await createTestApi();
  });
  afterAll(() => api.close());

  test.each(told.file.scenarios)('$name', async (scenario) => {
    const stated = STATED_DIFFERENCES.filter((each) => each.program === name && each.scenario === scenario.name);
    const world = createTwinWorld(createEngineWorld(told.programAt), createHttpWorld(api, told), stated);
    const { file, programAt } = told;
    const story = { scenario, start: file.start ?? DEFAULT_START, codes: file.codes ?? {}, world, programAt };
    const { failures } = await runScenario(story);
    expect([...failures.flatMap(failureLines), ...world.differences]).toEqual([]);
  });

  test('the audit finds nothing', async () => {
    const report = await api.database.db.transaction((snapshot) => audit({ snapshot, programs: api.registry }));
    expect(report.operations).toBeGreaterThan(0);
    expect(report.offences).toEqual([]);
    expect(api.failures).toEqual([]);
  });
});

test.each(STATED_DIFFERENCES)(
  '$program, $scenario, step $step: a difference is stated of a step that there is',
  (stated) => {
    const scenarios = folders.find(({ name }) => name === stated.program)?.told.file.scenarios ?? [];
    const steps = scenarios.find(({ name }) => name === stated.scenario)?.steps ?? [];
    expect(steps.length).toBeGreaterThanOrEqual(stated.step);
  },
);

function failureLines({ title, mismatches }: ScenarioReport['failures'][number]): readonly string[] {
  return mismatches.map(({ what, expected, came }) => `${title}: ${what}: expected ${expected}, came ${came}`);
}
