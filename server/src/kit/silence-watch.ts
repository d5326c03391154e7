/**
 * While a process stops, a database that does not answer must not keep it: after so much silence whoever asked here gives it up, and
 * what waits for it ends. As long as it answers, what is under way has the time it needs.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { withPatience } from './patience.ts';
import { hangUp } from './silence.ts';

const LOOK_MS = 500;
const ANSWER_MS_MAX = 2_000;
/** Of the requests under way most have been answered by then: they wait for ten seconds at most. */
const SILENCE_MS_MAX = 6_000;

/** Asks the database again and again, on a connection of its own; the answer ends that. */
export function watchSilence(url: string, giveUp: () => void): () => void {
  const over = new AbortController();
  void (async () => {
    let heardAt = performance.now();
    while (!over.signal.aborted) {
      if (await answers(url)) heardAt = performance.now();
      else if (performance.now() - heardAt > SILENCE_MS_MAX && !over.signal.aborted) return giveUp();
      await sleep(LOOK_MS, undefined, { signal: over.signal }).catch(() => undefined);
    }
  })();
  return () => over.abort();
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, application_name: 'kopilka stops' });
  client.on('error', () => undefined);
  try {
    await withPatience(
      client.connect().then(() => client.query('select 1')),
      ANSWER_MS_MAX,
    );
    client.end().catch(() => undefined);
    return true;
  } catch {
    hangUp(client);
    return false;
  }
}
