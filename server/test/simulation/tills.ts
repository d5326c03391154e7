/** Tills at work: each does its actions one after the other, repeats what was lost, and goes on when it has lost patience. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Book, type Entry, heard, repeatsExactly } from './book.ts';
import type { House } from './house.ts';
import type { Action } from './plan.ts';
import { type Random, randomFrom } from './random.ts';
import { requestOf, type World } from './requests.ts';
import { type Loss, PATIENCE_MS, send } from './wire.ts';

/** In the storm; when it has calmed everything is asked until it is answered. */
const TRIES_MAX = 6;
const NO_LOSS: Loss = { type: 'none' };

export interface Field {
  readonly house: House;
  readonly book: Book;
  readonly world: World;
  readonly seed: number;
}

/** All tills of a round. */
export async function workTills(field: Field, actions: readonly Action[]): Promise<void> {
  const tills = Map.groupBy(actions, (action) => action.till);
  await Promise.all(
    [...tills.values()].map(async (mine) => {
      for (const action of mine) {
        await sleep(action.pauseMs);
        await act(field, action);
      }
    }),
  );
}

async function act(field: Field, action: Action): Promise<void> {
  const { book, world, seed } = field;
  const sent = requestOf(world, action);
  if (sent === null) return;
  const random = randomFrom(seed, `action ${action.number}`);
  const entry: Entry = {
    action,
    sent,
    firstSentAt: performance.now(),
    answer: null,
    refused: null,
    isUncertain: false,
  };
  book.entries.set(action.number, entry);
  if (action.trouble === 'twins') {
    book.counts.twins += 1;
    const both = await Promise.all([attempt(field, entry, { server: 0 }), attempt(field, entry, { server: 1 })]);
    if (both.some(Boolean)) return;
  }
  for (let tries = 1; tries <= TRIES_MAX; tries += 1) {
    if (tries > 1) book.counts.retries += 1;
    const server = (action.server + tries - 1) % 2 === 0 ? 0 : 1;
    if (await attempt(field, entry, { server, ...(tries === 1 ? lossOf(action, random) : {}) })) break;
    await sleep(random.int(50, 400));
  }
  if (action.trouble === 'again' && entry.answer !== null && repeatsExactly(action))
    await attempt(field, entry, { server: action.server === 0 ? 1 : 0 });
}

function lossOf({ trouble }: Action, random: Random): { loss?: Loss; patienceMs?: number } {
  if (trouble === 'lost-request') return { loss: { type: 'request' } };
  if (trouble === 'lost-answer') return { loss: { type: 'answer', afterMs: random.int(0, 30) } };
  return trouble === 'impatient' ? { patienceMs: random.int(2, 60) } : {};
}

interface Try {
  readonly server: 0 | 1;
  readonly loss?: Loss;
  readonly patienceMs?: number;
}

/** Answers whether it was answered for good. */
async function attempt(
  { house, book }: Field,
  entry: Entry,
  { server, loss = NO_LOSS, patienceMs = 4_000 }: Try,
): Promise<boolean> {
  return heard(book, entry, await send(house.addresses[server], entry.sent, { loss, patienceMs }));
}

const CALM_TRIES_MAX = 40;

/** Asks until there is an answer; whoever asks does so in calm, so that there must be one. */
export async function askPatiently(field: Field, entry: Entry): Promise<void> {
  for (let tries = 0; tries < CALM_TRIES_MAX; tries += 1) {
    const server = tries % 2 === 0 ? 0 : 1;
    if (await attempt(field, entry, { server, patienceMs: PATIENCE_MS })) {
      entry.isUncertain = false;
      return;
    }
    await sleep(250);
  }
  field.book.offend(`${entry.action.what.type} ${entry.action.number}: not answered although everything runs`);
}
