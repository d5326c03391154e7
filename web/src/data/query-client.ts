/** How server state is kept and asked for again. Only what passes by itself is retried: a lost connection, a busy server. */
import { QueryClient } from '@tanstack/react-query';
import { isPassing, troubleOf } from './trouble.ts';

const RETRIES_MAX = 3;
const FIRST_DELAY_MS = 500;
const DELAY_MS_MAX = 10_000;
const FRESH_MS = 10_000;

/** Questions and idempotent commands alike: a command keeps its key over its retries (use-command.ts). */
export function mayRetry(failures: number, error: unknown): boolean {
  return failures < RETRIES_MAX && isPassing(troubleOf(error));
}

/** Twice as long each time, or as long as the server asks for; up to half of it more, so that not all come back together. */
export function retryDelayMs(failures: number, error: unknown): number {
  const trouble = troubleOf(error);
  const asked = trouble.type === 'refused' ? (trouble.retryAfterSeconds ?? 0) * 1000 : 0;
  const own = Math.min(DELAY_MS_MAX, FIRST_DELAY_MS * 2 ** failures);
  return Math.max(asked, own) * (1 + Math.random() / 2);
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
