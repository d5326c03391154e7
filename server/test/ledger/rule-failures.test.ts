/** A rule whose condition fails on what an event told is left out, said so, and counted; the event goes on. */
import { loadProgram } from '@kopilka/engine';
import { expect, test } from 'vitest';
import { createLedger } from '../../src/ledger/create-ledger.ts';
import { UNOBSERVED } from '../harness/unobserved.ts';
import { done, now, setStage } from './stage.ts';

const PROGRAM = `
kopilka: 1
id: cashback
name: Failures
currency: RUB
timezone: Europe/Moscow
wallets:
  bonus: { worth: 1.00 }
rules:
  - { id: stars, on: shop.review, if: event.data.stars >= 4, earn: { wallet: bonus, units: 50 } }
  - { id: thanks, on: shop.review, earn: { wallet: bonus, units: 5 } }
`;

test('a condition that asks for what an event did not tell is a reason and a count, never a failure', async () => {
  const stage = await setStage({ accounts: 1, program: PROGRAM });
  try {
    const loaded = loadProgram(PROGRAM, 'yaml');
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
    const version = { version: 1, program: loaded.program };
    const failures: number[] = [];
    const ledger = createLedger({
      system: stage.database.db.system,
      programs: { timeline: () => ({ at: () => version, version: () => version }) },
      observe: { ...UNOBSERVED, ruleFailures: (rules) => failures.push(rules) },
    });
    const [member = ''] = stage.accounts;
    const told = (data: Readonly<Record<string, unknown>>) =>
      stage.post(member, { type: 'custom', at: now(), name: 'shop.review', data }, [], ledger);
    const { decision } = done(await told({}));
    expect(decision).toMatchObject({ after: { wallets: { bonus: { available: 5 } } } });
    expect(decision.reasons).toContainEqual(expect.objectContaining({ rule: 'stars', code: 'condition_failed' }));
    expect(failures).toEqual([1]);
    done(await told({ stars: 5 }));
    expect(failures).toEqual([1]);
    await ledger.close();
  } finally {
    await stage.close();
  }
});
