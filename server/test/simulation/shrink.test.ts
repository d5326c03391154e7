// A failing plan becomes the few actions and faults that it needs to fail.
import { expect, test } from 'vitest';
import { planStorm, STANDARD } from './plan.ts';
import { shrink } from './shrink.ts';

test('the same seed plans the same storm', () => {
  expect(planStorm(11, STANDARD)).toEqual(planStorm(11, STANDARD));
  expect(planStorm(11, STANDARD)).not.toEqual(planStorm(12, STANDARD));
});

test('what a failure does not need is left out', async () => {
  const plan = planStorm(7, STANDARD);
  const [first, second] = [plan.actions[31]?.number, plan.actions[200]?.number];
  const fault = plan.faults[2]?.number;
  const smaller = await shrink(plan, {
    patienceMs: 60_000,
    fails: (part) => {
      const actions = new Set(part.actions.map(({ number }) => number));
      const isThere = part.faults.some(({ number }) => number === fault);
      return Promise.resolve(isThere && actions.has(first ?? -1) && actions.has(second ?? -1));
    },
  });
  expect(smaller.actions.map(({ number }) => number)).toEqual([first, second]);
  expect(smaller.faults.map(({ number }) => number)).toEqual([fault]);
});
