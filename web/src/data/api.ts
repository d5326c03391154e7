/**
 * The only way to the server: the generated client with this device's key, or with the cookie of whoever has signed in, which the browser
 * sends along by itself. Answers come as data or are thrown as TroubleError; a key or session that is no longer good is reported to one place, which
 * shows the sign-in and keeps the screen underneath.
 */
import { createKopilkaClient, type KopilkaClient } from '@kopilka/client';
import { TroubleError, troubleFrom } from './trouble.ts';

const NOT_SIGNED_IN = 401;
/** A wrong code or password is answered with 401 too, and ends no session. */
const ENDS_NOTHING: ReadonlySet<string> = new Set(['sign_in_wrong', 'second_factor_wrong', 'sign_in_not_begun']);
/** Whoever was removed from the organization meanwhile has a session that works for nobody; a till's cashier may have to enter the PIN again. */
const ENDS_TOO: ReadonlySet<string> = new Set(['organization_not_chosen', 'cashier_required']);

export interface ApiOptions {
  /** null for what needs none, and for the session of a cookie. */
  readonly key: string | null;
  /** Of whoever works at the till, if somebody has entered a PIN. */
  readonly cashier?: string | null;
  /** Called with the refusal's code when the server does not know the key or the session any more. */
  onSessionEnded(code: string): void;
  /** Where the server is; this page's own origin if absent. */
  readonly baseUrl?: string;
}

export interface Api {
  readonly client: KopilkaClient;
  /** The data of an answer. Throws TroubleError. */
  answer<T>(asked: Promise<Answered<T>>): Promise<T>;
  /** The same of what answers nothing but that it is done. */
  done(asked: Promise<Answered<unknown>>): Promise<void>;
}

interface Answered<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

export function createApi({ key, cashier = null, onSessionEnded, baseUrl = location.origin }: ApiOptions): Api {
  const arrived = async <T>(asked: Promise<Answered<T>>): Promise<Answered<T>> => {
    const answered = await asked.catch((cause: unknown) => {
      throw cause instanceof TypeError ? new TroubleError({ type: 'unreachable' }) : cause;
    });
    const { error, response } = answered;
    if (response.ok) return answered;
    const trouble = troubleFrom(response.status, error, response.headers.get('retry-after'));
    const code = trouble.type === 'refused' ? trouble.code : '';
    if (ENDS_TOO.has(code) || (response.status === NOT_SIGNED_IN && !ENDS_NOTHING.has(code))) onSessionEnded(code);
    throw new TroubleError(trouble);
  };
  return {
    client: createKopilkaClient({
      baseUrl,
      ...(key === null ? {} : { key }),
      ...(cashier === null ? {} : { cashier }),
    }),
    answer: async (asked) => {
      const { data, response } = await arrived(asked);
      if (data === undefined) throw new TroubleError({ type: 'unreadable', status: response.status });
      return data;
    },
    done: async (asked) => {
      await arrived(asked);
    },
  };
}

/** For what anybody may ask: where nobody signs in, nobody's session ends. */
export function createOpenApi(): Api {
  return createApi({ key: null, onSessionEnded: () => undefined });
}
