/** Alarms when a new version of the program has something due that the old one had not. */
import { instant, loadProgram, type CompiledProgram, type Event, type Instant } from '@kopilka/engine';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { queryOne, sql } from '../../src/kit/sql.ts';
import { createLedger } from '../../src/ledger/create-ledger.ts';
import type { Ledger } from '../../src/ledger/ledger.ts';
import type { ComingProgram, ProgramTimeline } from '../../src/ledger/program-source.ts';
import { drainOutbox } from '../../src/ledger/outbox.ts';
import { done, now, purchase, setStage, type Stage } from './stage.ts';

const BEFORE = `
kopilka: 1
id: cashback
name: Alarms
currency: RUB
timezone: Europe/Moscow
wallets:
  bonus: { worth: 1.00 }
rules:
  - { id: base, on: purchase, earn: { wallet: bonus, rate: 10% } }
  - { id: missed, on: inactive, after: P1Y, message: We miss you }
`;
/** Silence of five days ends all units. */
const STRICTER = BEFORE.replace('worth: 1.00', 'worth: 1.00, expires: { inactive: P5D }');
const AFTER = `${BEFORE}  - { id: cake, on: birthday, earn: { wallet: bonus, units: 50 } }
`;

const DAY_MS = 86_400_000;
let stage: Stage;
const first = compiled(BEFORE);

beforeAll(async () => {
  stage = await setStage({ accounts: 10, program: BEFORE });
});

afterAll(() => stage.close());

function compiled(source: string): CompiledProgram {
  const loaded = loadProgram(source, 'yaml');
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return loaded.program;
}

/** A ledger that knows a second version, in force from a moment. */
function ledgerFrom(from: Instant, source = AFTER): Ledger {
  const old = { version: 1, program: first };
  const coming: ComingProgram = { version: 2, program: compiled(source), from };
  const timeline: ProgramTimeline = {
    at: (at) => (at < from ? old : coming),
    version: (version) => (version === 1 ? old : coming),
    after: (at) => (at < from ? [coming] : []),
  };
  return createLedger({ system: stage.database.db.system, programs: { timeline: () => timeline } });
}

async function alarmOf(accountId: string): Promise<number | null | undefined> {
  const row = await queryOne(
    stage.database.db.system,
    sql`select due_at from accounts where account_id = ${accountId}`,
    z.object({ due_at: z.number().nullable() }),
  );
  return row?.due_at;
}

/** A day of the year, so many days from now. */
function birthdayIn(days: number): string {
  return new Date(Date.now() + days * DAY_MS).toISOString().slice(5, 10);
}

function bornIn(days: number, at: Instant = now()): Event {
  return { type: 'profile', at, dates: [{ whose: 'self', on: birthdayIn(days) }] };
}

test('an alarm that rings for nothing is set anew, once, and accounts that have not lived yet are left alone', async () => {
  const [member = '', stranger = ''] = stage.accounts;
  done(await stage.post(member, bornIn(10)));
  // Silence would be noticed in a year.
  expect(await alarmOf(member)).toBeGreaterThan(Date.now() + 360 * DAY_MS);
  const from = now();
  const ledger = ledgerFrom(from);
  await ledger.rearm(stage.organizationId, 'cashback', from);
  expect([await alarmOf(member), await alarmOf(stranger)]).toEqual([from, null]);
  expect(await ledger.advance(stage.organizationId, now())).toBe(1);
  const [clock] = await ledger.operations(stage.organizationId, member, { limit: 1 });
  expect(clock).toMatchObject({ event: { type: 'clock', at: from }, decision: { entries: [] } });
  const due = await alarmOf(member);
  expect(due).toBeGreaterThan(from + 8 * DAY_MS);
  expect(await ledger.advance(stage.organizationId, now())).toBe(0);
  expect(await ledger.advance(stage.organizationId, instant((due ?? 0) + 1))).toBe(1);
  await drainOutbox(stage.database.db.system, ledger);
  expect(await ledger.journal(stage.organizationId, member, { limit: 1 })).toMatchObject([{ units: 50, rule: 'cake' }]);
  await ledger.close();
});

test('an operation meanwhile does not put off what a version to come has due', async () => {
  const [, , member = ''] = stage.accounts;
  const from = instant(Date.now() + 60 * DAY_MS);
  const ledger = ledgerFrom(from);
  done(await stage.post(member, bornIn(30), [], ledger));
  // That birthday is over by then; the next is later.
  expect(await alarmOf(member)).toBe(from);
  const other = ledgerFrom(instant(Date.now() + 5 * DAY_MS));
  done(await stage.post(member, purchase([10_000]), [], other));
  expect(await alarmOf(member)).toBeGreaterThan(Date.now() + 25 * DAY_MS);
  await Promise.all([ledger.close(), other.close()]);
});

test('an account that slept while a version came into force wakes up under it, and misses nothing that came after', async () => {
  const [, , , early = '', late = ''] = stage.accounts;
  const before = instant(Date.now() - 40 * DAY_MS);
  // One birthday before the version came into force, one after; neither has an alarm.
  done(await stage.post(early, bornIn(-20, before)));
  done(await stage.post(late, bornIn(-5, before)));
  const ledger = ledgerFrom(instant(Date.now() - 10 * DAY_MS));
  for (const member of [early, late]) done(await stage.post(member, purchase([10_000]), [], ledger));
  await drainOutbox(stage.database.db.system, ledger);
  const units = async (accountId: string): Promise<readonly number[]> =>
    (await ledger.journal(stage.organizationId, accountId, { limit: 9 })).map((entry) => entry.units);
  expect([await units(early), await units(late)]).toEqual([[10], [50, 10]]);
  await ledger.close();
});

test('what a new version ends at once, because it was over long ago by its rules, ends when it comes into force', async () => {
  const member = stage.accounts[5] ?? '';
  done(await stage.post(member, purchase([10_000], { at: instant(Date.now() - 40 * DAY_MS) })));
  const from = instant(Date.now() - 10 * DAY_MS);
  const ledger = ledgerFrom(from, STRICTER);
  const bought = done(await stage.post(member, purchase([20_000]), [], ledger));
  expect(bought).toMatchObject({ seq: 3, decision: { after: { wallets: { bonus: { available: 20 } } } } });
  const expired = await ledger.journal(stage.organizationId, member, { before: { seq: 3, entry: 0 }, limit: 1 });
  expect(expired).toMatchObject([{ kind: 'expire', units: -10, at: from }]);
  await ledger.close();
});

test('an operation decided by another version than the one in force is not stopped by what that would have had due', async () => {
  const member = stage.accounts[6] ?? '';
  done(await stage.post(member, bornIn(-5, instant(Date.now() - 19 * DAY_MS))));
  const ledger = ledgerFrom(instant(Date.now() + DAY_MS));
  const result = await ledger.post({
    organizationId: stage.organizationId,
    programId: 'cashback',
    accountId: member,
    event: purchase([10_000]),
    now: now(),
    history: false,
    keys: [],
    bodyHash: '',
    programVersion: 2,
  });
  expect(done(result).programVersion).toBe(2);
  await ledger.close();
});
