/**
 * The typed client of a Kopilka server. Every path, body and answer is checked by the compiler against the same description
 * that the server serves at /openapi.json; nothing is thrown for an answer of 4xx or 5xx, it comes as `error` with its code.
 *
 *   const kopilka = createKopilkaClient({ baseUrl: 'http://127.0.0.1:3000', key: 'kp_…' });
 *   const { data, error } = await kopilka.POST('/v1/quotes', { body: { … } });
 */
import createClient, { type Client } from 'openapi-fetch';
import type { components, paths } from './generated/api.ts';

export type { components, paths } from './generated/api.ts';
export type KopilkaClient = Client<paths>;

/** An answer's type by its name in the API's description: Schema<'Purchase'>. */
export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];

export interface KopilkaClientOptions {
  readonly baseUrl: string;
  /** The API key, kp_…, or a till's token, kt_…; what is public needs none. */
  readonly key?: string;
  /** Of whoever works at the till: kc_…. */
  readonly cashier?: string;
  /** In place of the global fetch. */
  readonly fetch?: (request: Request) => Promise<Response>;
}

export function createKopilkaClient({ baseUrl, key, cashier, fetch }: KopilkaClientOptions): KopilkaClient {
  return createClient<paths>({
    baseUrl,
    headers: {
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      ...(cashier === undefined ? {} : { 'kopilka-cashier': cashier }),
    },
    ...(fetch === undefined ? {} : { fetch }),
  });
}
