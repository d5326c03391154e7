/** How server state is kept and asked for again. Only what passes by itself is retried: a lost connection, a busy server. */
import { QueryClient } from '@tanstack/react-query';
import { isPassing, type Trouble, troubleOf } from './trouble.ts';

const RETRIES_MAX = 3;
const FIRST_DELAY_MS = 500;
const DELAY_MS_MAX = 10_000;
/** Whoever is told to come back later than this hears of it instead of waiting before a button that turns. */
const ASKED_MS_MAX = 5_000;
const FRESH_MS = 10_000;

/** Questions and idempotent commands alike: a command keeps its key over its retries (use-command.ts). */
export function mayRetry(failures: number, error: unknown): boolean {
  const trouble = troubleOf(error);
  return failures < RETRIES_MAX && isPassing(trouble) && askedMs(trouble) <= ASKED_MS_MAX;
}

/** Twice as long each time, or as long as the server asks for; up to half of it more, so that not all come back together. */
export function retryDelayMs(failures: number, error: unknown): number {
  const own = Math.min(DELAY_MS_MAX, FIRST_DELAY_MS * 2 ** failures);
  return Math.max(askedMs(troubleOf(error)), own) * (1 + Math.random() / 2);
}

function askedMs(trouble: Trouble): number {
  return trouble.type === 'refused' ? (trouble.retryAfterSeconds ?? 0) * 1000 : 0;
}

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { retry: mayRetry, retryDelay: retryDelayMs, staleTime: FRESH_MS, networkMode: 'always' },
      // Commands are not retried unless they say that they may be.
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}
