// A short storm with every test run, so that the simulation itself stays alive; long ones are run by hand: npm run sim.
import { expect, test } from 'vitest';
import { openHouse, prepareGround } from './house.ts';
import { planStorm, type StormSize } from './plan.ts';
import { runStorm } from './storm.ts';

const SEED = Number(process.env['KOPILKA_SEED'] ?? 4);
const SMALL: StormSize = {
  rounds: 1,
  tills: 6,
  actions: 6,
  shops: 3,
  faults: ['kill-worker', 'kill-second', 'kill-database', 'cut-commits'],
};
const STORM_PATIENCE_MS = 180_000;
/** Processes are looked up and frozen by way of /proc. */
const canStorm = process.platform === 'linux' && process.env['TEST_DATABASE_URL'] === undefined;

test.runIf(canStorm)(
  'nothing acknowledged is lost, doubled or contradicted while a worker, a server and the database are killed',
  async () => {
    const plan = planStorm(SEED, SMALL);
    const ground = await prepareGround();
    const house = await openHouse({ ground, given: null, smallDisk: false });
    const result = await runStorm(plan, house);
    await house.close();
    ground.remove();
    expect({ seed: SEED, offences: result.offences }).toEqual({ seed: SEED, offences: [] });
    expect(result.auditsClean).toBe(1);
    expect(result.acknowledged).toBeGreaterThan(20);
    expect(result.counts.faults).toMatchObject({ 'kill-worker': 1, 'kill-second': 1, 'kill-database': 1 });
  },
  STORM_PATIENCE_MS,
);
