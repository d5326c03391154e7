// Whoever listens to a stream of changes over HTTP.
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { z } from 'zod';

const changeSchema = z.strictObject({ accounts: z.array(z.string()).nullable(), topics: z.array(z.string()) });
export type Heard = z.infer<typeof changeSchema>;

export interface TestEar {
  readonly status: number;
  /** What was heard so far. */
  readonly heard: Heard[];
  readonly state: { hellos: number; ended: boolean };
  stop(): Promise<void>;
}

export async function openEar(url: string, headers: Readonly<Record<string, string>>): Promise<TestEar> {
  const stop = new AbortController();
  const response = await fetch(url, { headers, signal: stop.signal });
  const heard: Heard[] = [];
  const state = { hellos: 0, ended: false };
  const reading = (async () => {
    let text = '';
    const chunks = response.body?.pipeThrough(new TextDecoderStream()) ?? [];
    for await (const chunk of chunks) {
      text += z.string().parse(chunk);
      const events = text.split('\n\n');
      text = events.pop() ?? '';
      for (const event of events) {
        if (event.includes('event: hello')) state.hellos += 1;
        const data = /^data: (.*)$/mu.exec(event)?.[1];
        if (event.includes('event: change') && data !== undefined) heard.push(changeSchema.parse(JSON.parse(data)));
      }
    }
    state.ended = true;
  })().catch(() => undefined);
  return {
    status: response.status,
    heard,
    state,
    stop: async () => {
      stop.abort();
      await reading;
    },
  };
}

export async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; tries < 100 && !isSo(); tries += 1) await sleep(100);
  expect(isSo()).toBe(true);
}
