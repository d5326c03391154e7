/**
 * Much work at once, in order where order matters: pieces with the same key follow one another, others run side by side,
 * and only so many are under way, so that memory stays bounded and whoever feeds the flow waits for it.
 */

export interface OrderedFlow {
  /** Resolves when there is room for more, not when the work is done. Throws what any earlier work threw. */
  push(key: string, work: () => Promise<void>): Promise<void>;
  /** Resolves when everything under way is done. Throws what any of it threw. */
  drained(): Promise<void>;
}

export function createOrderedFlow(inFlightMax: number): OrderedFlow {
  const tails = new Map<string, Promise<void>>();
  let inFlight = 0;
  let failure: { readonly error: unknown } | null = null;
  let wake: (() => void) | null = null;

  function raise(): void {
    if (failure !== null) throw failure.error;
  }

  async function until(enough: () => boolean): Promise<void> {
    while (!enough()) {
      const { promise, resolve } = Promise.withResolvers<void>();
      wake = resolve;
      await promise;
    }
  }

  async function run(before: Promise<void> | undefined, work: () => Promise<void>): Promise<void> {
    await before;
    // After a failure nothing of the same flow is begun: what follows may depend on what failed.
    if (failure === null) {
      try {
        await work();
      } catch (error) {
        failure ??= { error };
      }
    }
    inFlight -= 1;
    wake?.();
  }

  return {
    push: async (key, work) => {
      raise();
      inFlight += 1;
      const tail = run(tails.get(key), work);
      tails.set(key, tail);
      void tail.finally(() => {
        if (tails.get(key) === tail) tails.delete(key);
      });
      await until(() => inFlight < inFlightMax);
      raise();
    },
    drained: async () => {
      await until(() => inFlight === 0);
      raise();
    },
  };
}
