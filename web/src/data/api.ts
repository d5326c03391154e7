/**
 * The only way to the server: the generated client with this device's key. Answers come as data or are thrown as TroubleError; a key
 * that is no longer good is reported to one place, which shows the sign-in and keeps the screen underneath.
 */
import { createKopilkaClient, type KopilkaClient } from '@kopilka/client';
import { TroubleError, troubleFrom } from './trouble.ts';

const SESSION_OVER = 401;

export interface ApiOptions {
  /** null for what needs none. */
  readonly key: string | null;
  /** Called when the server does not know the key any more. */
  onSessionEnded(): void;
  /** Where the server is; this page's own origin if absent. */
  readonly baseUrl?: string;
}

export interface Api {
  readonly client: KopilkaClient;
  /** The data of an answer. Throws TroubleError. */
  answer<T>(asked: Promise<Answered<T>>): Promise<T>;
}

interface Answered<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

export function createApi({ key, onSessionEnded, baseUrl = location.origin }: ApiOptions): Api {
  return {
    client: createKopilkaClient({ baseUrl, ...(key === null ? {} : { key }) }),
    answer: async (asked) => {
      const { data, error, response } = await asked.catch((cause: unknown) => {
        throw cause instanceof TypeError ? new TroubleError({ type: 'unreachable' }) : cause;
      });
      if (data !== undefined) return data;
      if (response.status === SESSION_OVER) onSessionEnded();
      throw new TroubleError(troubleFrom(response.status, error, response.headers.get('retry-after')));
    },
  };
}
