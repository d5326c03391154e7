// A shop in a sandbox that one story is told to: its clock stands where the story begins, its program is published version by
// version, its codes are made. Whatever an operation sets off elsewhere has arrived before the next one begins.
import { type CompiledProgram, type Instant, loadProgram } from '@kopilka/engine';
import { rearmPublished } from '../../src/features/programs/rearm.ts';
import { ringAlarms } from '../../src/ledger/alarms.ts';
import { drainOutbox } from '../../src/ledger/outbox.ts';
import type { Answer, Call, TestApi } from '../api/test-api.ts';
import type { ToldProgram } from './told-programs.ts';

export interface ScenarioShop {
  /** With an admin's key. */
  readonly call: Call;
  /** With the key of another person, for what one may not do alone. */
  readonly secondPerson: Call;
  /** Moves the clock forward; what is due on the way has happened afterwards, with everything that it set off. */
  moveClock(to: Instant): Promise<void>;
  settle(): Promise<void>;
  /** Does something while the program welcomes nobody: as for people who had joined before there was a welcome. */
  withoutWelcome<T>(work: () => Promise<T>): Promise<T>;
}

/** More rounds would be a circle. */
const ROUNDS_MAX = 100;
/** More than a story exchanges. */
const CODES_A_REWARD = 20;
const ENROLLED = 'enrolled';

export async function openScenarioShop(api: TestApi, told: ToldProgram, start: Instant): Promise<ScenarioShop> {
  const [first] = told.versions;
  const begin = first?.from !== undefined && first.from !== null && first.from < start ? first.from : start;
  const { call } = await api.organization({ sandbox: true, now: begin });
  const shop: ScenarioShop = {
    call,
    secondPerson: await secondPerson(api, call),
    moveClock: async (to) => {
      required(await call('POST', '/v1/sandbox/clock', { json: { now: momentOf(to) } }));
      await settle(api);
    },
    settle: () => settle(api),
    withoutWelcome: (work) => withoutWelcome(call, told, work),
  };
  for (const version of told.versions)
    await publish(call, version.program.id, { text: version.source, from: version.from, format: version.file });
  const { program } = told.versions.at(-1) ?? {};
  if (program !== undefined) await makeCodes(call, told.file.codes ?? {}, program);
  return shop;
}

/** Throws the whole answer when it is not a good one. */
export function required(answer: Answer): Answer {
  if (answer.status >= 400) throw new Error(`answered ${answer.status}: ${answer.text}`);
  return answer;
}

export function momentOf(at: Instant): string {
  return new Date(at).toISOString();
}

async function settle({ database, ledger }: TestApi): Promise<void> {
  const { system } = database.db;
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const happened =
      (await rearmPublished(database.db, ledger)) +
      (await drainOutbox(system, ledger)) +
      (await ringAlarms(system, ledger));
    if (happened === 0) return;
  }
  throw new Error('consequences of consequences without end');
}

async function secondPerson(api: TestApi, call: Call): Promise<Call> {
  const issued = required(await call('POST', '/v1/keys', { json: { name: 'Another', scopes: ['admin'] } }));
  return api.as(issued.textAt('key'));
}

async function publish(
  call: Call,
  programId: string,
  { text, from, format }: { readonly text: string; readonly from: Instant | null; readonly format: string },
): Promise<void> {
  const query = from === null ? '' : `?effectiveFrom=${encodeURIComponent(momentOf(from))}`;
  const type = format.endsWith('json') ? 'application/json' : 'application/yaml';
  required(await call('PUT', `/v1/programs/${programId}${query}`, { text, headers: { 'content-type': type } }));
}

async function makeCodes(call: Call, codes: Readonly<Record<string, string>>, program: CompiledProgram): Promise<void> {
  for (const [code, couponId] of Object.entries(codes))
    required(await call('POST', '/v1/coupon-batches', { json: { couponId, code } }));
  for (const reward of program.rewards.values()) {
    if (!reward.codes) continue;
    const pool = Array.from({ length: CODES_A_REWARD }, (_, index) => `${reward.id}-${index}`);
    required(await call('POST', `/v1/rewards/${reward.id}/codes`, { json: { codes: pool } }));
  }
}

async function withoutWelcome<T>(call: Call, { versions }: ToldProgram, work: () => Promise<T>): Promise<T> {
  const newest = versions.at(-1);
  if (newest === undefined || !newest.program.rulesOn.has(ENROLLED)) return work();
  if (versions.length > 1)
    throw new Error('of a program with dated versions nobody has joined before there was a welcome');
  const { source, file, program } = newest;
  await publish(call, program.id, { text: quiet(source), from: null, format: 'quiet.json' });
  const result = await work();
  await publish(call, program.id, { text: source, from: null, format: file });
  return result;
}

/** The program without its rules on joining. */
function quiet(source: string): string {
  const loaded = loadProgram(source, 'yaml');
  if (!loaded.ok) throw new Error('a program with mistakes');
  const { document } = loaded;
  return JSON.stringify({ ...document, rules: (document.rules ?? []).filter((rule) => rule.on !== ENROLLED) });
}
