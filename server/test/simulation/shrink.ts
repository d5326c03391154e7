/**
 * Makes a failing plan smaller while it still fails: first whole tills, then faults, then ever smaller runs of actions (delta debugging,
 * Zeller and Hildebrandt 2002). Storms are not clockwork, so a part that does not fail is tried twice before it is kept.
 */
import type { Plan } from './plan.ts';

const TRIES = 2;

export async function shrink(
  plan: Plan,
  { fails, patienceMs }: { readonly fails: (plan: Plan) => Promise<boolean>; readonly patienceMs: number },
): Promise<Plan> {
  const deadline = performance.now() + patienceMs;
  const stillFails = async (part: Plan): Promise<boolean> => {
    for (let tries = 0; tries < TRIES; tries += 1) {
      if (performance.now() > deadline) return false;
      if (await fails(part)) return true;
    }
    return false;
  };
  let smaller = plan;
  const tills = [...new Set(plan.actions.map(({ till }) => till))];
  const without = (gone: readonly number[]): Plan => {
    return { ...smaller, actions: smaller.actions.filter(({ till }) => !gone.includes(till)) };
  };
  for (let size = Math.ceil(tills.length / 2); size >= 1; size = Math.floor(size / 2))
    for (let from = 0; from < tills.length; from += size) {
      const part = without(tills.slice(from, from + size));
      if (part.actions.length < smaller.actions.length && (await stillFails(part))) smaller = part;
    }
  for (const fault of plan.faults) {
    const part = { ...smaller, faults: smaller.faults.filter(({ number }) => number !== fault.number) };
    if (await stillFails(part)) smaller = part;
  }
  for (let size = Math.ceil(smaller.actions.length / 2); size >= 1; size = Math.floor(size / 2))
    for (let from = 0; from < smaller.actions.length;) {
      const actions = smaller.actions.toSpliced(from, size);
      if (await stillFails({ ...smaller, actions })) smaller = { ...smaller, actions };
      else from += size;
    }
  return smaller;
}
