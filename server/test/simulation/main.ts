/**
 * npm run sim -- --seed 7 --minutes 10: storms from consecutive seeds until the time is over (or --seeds of them). The seed is printed
 * first; what fails is made smaller and written to a file that --script plays again. --database: on that database instead of an embedded
 * one, or on a new one of the server in TEST_DATABASE_URL; its processes are then not killed.
 */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type House, openHouse, prepareGround } from './house.ts';
import { makeDatabase } from './made-database.ts';
import { type Plan, planSchema, planStorm, STANDARD, STORMS_IN_A_HOUSE } from './plan.ts';
import { addTo, createTotals, linesOf } from './report.ts';
import { shrink } from './shrink.ts';
import { runStorm, type StormResult } from './storm.ts';

const MINUTE_MS = 60_000;

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    seeds: { type: 'string' },
    minutes: { type: 'string' },
    rounds: { type: 'string', default: String(STANDARD.rounds) },
    database: { type: 'string' },
    script: { type: 'string' },
    shrink: { type: 'string', default: '10' },
  },
});
let stopping = false;
const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const server = values.database === undefined ? process.env['TEST_DATABASE_URL'] : undefined;
  const made = server === undefined ? null : await makeDatabase(server);
  const given =
    values.database === undefined ? made : { url: values.database, tenantUrl: process.env['DATABASE_TENANT_URL'] };
  const ground = given === null ? await prepareGround() : null;
  const open = (plan: Plan): Promise<House> => openHouse({ ground, given, smallDisk: plan.smallDisk });
  const totals = createTotals();
  let house: House | null = null;
  try {
    for (const plan of values.script === undefined ? plansFromSeeds() : [readPlan(values.script)]) {
      if (stopping) break;
      if (house === null || plan.seed % STORMS_IN_A_HOUSE === 0) {
        await house?.close();
        house = await open(plan);
      }
      say(
        `seed ${plan.seed}: ${plan.shops.map(({ shape }) => shape).join(', ')}${plan.smallDisk ? '; small disk' : ''}`,
      );
      const startedAt = performance.now();
      const result = await runStorm(plan, house);
      addTo(totals, result);
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
      say(`  ${result.acknowledged} acknowledged, ${result.offences.length} offences, ${seconds} s`);
      if (result.offences.length === 0) continue;
      process.exitCode = 1;
      await house.close();
      house = null;
      await tellFailure(plan, { result, open });
    }
  } finally {
    await house?.close();
    ground?.remove();
    await made?.drop();
    for (const line of linesOf(totals)) say(line);
  }
}

/** A storm that has begun is seen to its end; a second signal does not wait for that. */
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    if (stopping) process.exit(1);
    stopping = true;
  });

function* plansFromSeeds(): Generator<Plan> {
  const first = Number(values.seed);
  const deadline = values.minutes === undefined ? Infinity : performance.now() + Number(values.minutes) * MINUTE_MS;
  const count = values.seeds === undefined ? (values.minutes === undefined ? 1 : Infinity) : Number(values.seeds);
  const size = { ...STANDARD, rounds: Number(values.rounds) };
  for (let index = 0; index < count && performance.now() < deadline; index += 1) yield planStorm(first + index, size);
}

function readPlan(file: string): Plan {
  return planSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}

async function tellFailure(
  plan: Plan,
  { result, open }: { readonly result: StormResult; readonly open: (plan: Plan) => Promise<House> },
): Promise<void> {
  say(`FAILED: seed ${plan.seed}, round ${result.round}`);
  for (const offence of result.offences) say(`  ${offence}`);
  const directory = mkdtempSync(join(tmpdir(), 'kopilka-sim-failure-'));
  writeFileSync(join(directory, 'servers.log'), result.said);
  writeFileSync(join(directory, 'whole.json'), JSON.stringify(plan, null, 1));
  say(`  the plan and what the servers said: ${directory}`);
  const patienceMs = Number(values.shrink) * MINUTE_MS;
  if (patienceMs === 0) return;
  const smaller = await shrink(plan, {
    patienceMs,
    fails: async (part) => {
      const house = await open(part);
      try {
        return (await runStorm(part, house)).offences.length > 0;
      } finally {
        await house.close();
      }
    },
  });
  const file = join(directory, 'short.json');
  writeFileSync(file, JSON.stringify(smaller, null, 1));
  say(
    `  ${smaller.actions.length} actions and ${smaller.faults.length} faults still fail: npm run sim -- --script ${file}`,
  );
  for (const { number, till, trouble, what } of smaller.actions)
    say(`    till ${till}: ${JSON.stringify(what)} (${number}${trouble === 'none' ? '' : `, ${trouble}`})`);
  for (const { atMs, kind } of smaller.faults) say(`    ${kind} after ${atMs} ms`);
}

await main();
