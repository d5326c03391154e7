/** What an account takes along when it is merged is the same whether it lived in memory or was loaded: the audit decides it again. */
import { instant, units } from '@kopilka/engine';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { done, now, purchase, returnOf, setStage, type Stage } from './stage.ts';

const DAY_MS = 86_400_000;

let stage: Stage;

beforeAll(async () => {
  stage = await setStage({ accounts: 4 });
});
afterAll(() => stage.close());

test('days counted in another order than their own, as late receipts are', async () => {
  const [from = '', into = ''] = stage.accounts;
  const at = now();
  for (const daysAgo of [0, 2, 1])
    done(await stage.post(from, purchase([1_000], { at: instant(at - daysAgo * DAY_MS) })));
  done(await stage.post(from, { type: 'merge', at, into }));
  expect((await stage.audit()).offences).toEqual([]);
});

test('a day that came to nothing by a return', async () => {
  const [, , from = '', into = ''] = stage.accounts;
  const bought = done(await stage.post(from, purchase([1_000])));
  done(await stage.post(from, returnOf(bought, 0)));
  const merged = done(await stage.post(from, { type: 'merge', at: now(), into }));
  expect(merged.decision.after.wallets['bonus']?.available).toBe(units(0));
  expect((await stage.audit()).offences).toEqual([]);
});
