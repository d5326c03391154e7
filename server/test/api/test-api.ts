// The whole API on a database of its own, spoken to over HTTP without a socket. Every answer is held to the schema that
// openapi.json shows for it, because the server itself does not look at what it sends.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type AppParts, createApp } from '../../src/app.ts';
import { createOrganization } from '../../src/features/organizations/create.ts';
import { createChanges } from '../../src/features/live/changes.ts';
import { createProgramRegistry, type ProgramRegistry } from '../../src/features/programs/registry.ts';
import { systemClock } from '../../src/kit/clock.ts';
import { createDatabase, type Database } from '../../src/kit/db.ts';
import { createMetrics } from '../../src/kit/metrics.ts';
import { createLedger } from '../../src/ledger/create-ledger.ts';
import type { Ledger } from '../../src/ledger/ledger.ts';
import { UNOBSERVED } from '../harness/unobserved.ts';
import { createTestDatabase, type TestDatabase } from '../harness/test-database.ts';
import { type AnswerCheck, createAnswerCheck } from './answer-check.ts';

export interface TestApi {
  readonly app: FastifyInstance;
  readonly database: TestDatabase;
  readonly ledger: Ledger;
  readonly registry: ProgramRegistry;
  /** What was logged as unexpected; a test that expects none looks here. */
  readonly failures: readonly unknown[];
  /** `now` is where a sandbox's clock stands at first; the machine's time if absent. */
  organization(options?: { readonly sandbox?: boolean; readonly now?: number }): Promise<TestOrganization>;
  as(key: string | null): Call;
  /** Another process's server on the same database, with connections and leases of its own. */
  another(): Promise<Pick<TestApi, 'as' | 'ledger'>>;
  close(): Promise<void>;
}

export interface TestOrganization {
  readonly organizationId: string;
  readonly key: string;
  readonly call: Call;
}

export interface Sent {
  readonly json?: unknown;
  readonly text?: string;
  /** With a content type among the headers. */
  readonly bytes?: Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  /** The body as it came. */
  readonly text: string;
  readonly headers: Readonly<Record<string, unknown>>;
  /** The body as JSON, looked into by path: at('receipt.lines.0.sku'). */
  at(path: string): unknown;
  /** What stands at the path must be text. */
  textAt(path: string): string;
  readonly code: unknown;
}

export type Call = (method: string, url: string, sent?: Sent) => Promise<Answer>;

/** What a test may want otherwise than usual; `by` makes the address that the API reaches its database by. */
export interface TestApiParts extends Pick<
  AppParts,
  'trustedProxies' | 'gate' | 'patienceMs' | 'liveBeatMs' | 'hasMail' | 'hasSms'
> {
  readonly by?: (databaseUrl: string) => Promise<string>;
}

export async function createTestApi({ by, ...parts }: TestApiParts = {}): Promise<TestApi> {
  const database = await createTestDatabase();
  const db =
    by === undefined
      ? database.db
      : createDatabase(await by(database.url), { poolMax: OTHER_POOL_MAX, applicationName: 'kopilka test' });
  const failures: unknown[] = [];
  const server = await startServer({ db, url: database.url }, failures, parts);
  const others: (() => Promise<void>)[] = [];
  return {
    ...server,
    database,
    failures,
    another: async () => {
      const own = createDatabase(database.url, {
        tenantUrl: database.tenantUrl,
        poolMax: OTHER_POOL_MAX,
        applicationName: 'kopilka test, another',
      });
      const other = await startServer({ db: own, url: database.url }, failures, parts);
      others.push(async () => {
        await other.close();
        await own.close();
      });
      return other;
    },
    organization: async ({ sandbox = false, now } = {}) => {
      const { organizationId, adminKey } = await createOrganization(
        { db, clock: now === undefined ? systemClock : { now: () => now } },
        { name: 'Shop', sandbox },
      );
      return { organizationId, key: adminKey, call: server.as(adminKey) };
    },
    close: async () => {
      for (const close of others) await close();
      await server.close();
      if (db !== database.db) await db.close();
      await database.drop();
    },
  };
}

const OTHER_POOL_MAX = 8;

async function startServer(
  { db, url }: { readonly db: Database; readonly url: string },
  failures: unknown[],
  parts: Omit<TestApiParts, 'by'>,
) {
  const changes = createChanges({ on: db.system, url });
  const registry = createProgramRegistry(db, systemClock);
  const ledger = createLedger({
    system: db.system,
    programs: registry,
    observe: { ...UNOBSERVED, written: changes.account },
  });
  const log = { info: () => {}, warn: note(failures), error: note(failures) };
  const app = createApp({
    db,
    ledger,
    registry,
    clock: systemClock,
    log,
    metrics: createMetrics(),
    changes,
    version: 'test',
    ...parts,
  });
  await app.ready();
  const check = createAnswerCheck((await app.inject('/openapi.json')).payload);
  const as = (key: string | null): Call => caller({ app, key, check });
  const close = async (): Promise<void> => {
    await app.close();
    await ledger.close();
    await changes.close();
  };
  return { app, registry, ledger, as, close };
}

function note(failures: unknown[]): (fields: object) => void {
  return (fields) => void failures.push(fields);
}

const METHODS = z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']);

function caller({ app, key, check }: { app: FastifyInstance; key: string | null; check: AnswerCheck }): Call {
  return async (method, url, sent = {}) => {
    const body = sent.json === undefined ? (sent.text ?? sent.bytes) : JSON.stringify(sent.json);
    const response = await app.inject({
      method: METHODS.parse(method),
      url,
      headers: {
        ...(key === null ? {} : { authorization: `Bearer ${key}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...sent.headers,
      },
      ...(body === undefined ? {} : { payload: body }),
    });
    const answer = answerOf(response.statusCode, response.payload, response.headers);
    check(method, url, answer);
    return answer;
  };
}

function answerOf(status: number, text: string, headers: Answer['headers']): Answer {
  const json: unknown = text.startsWith('{') ? JSON.parse(text) : undefined;
  const at = (path: string): unknown => path.split('.').reduce(step, json);
  return {
    status,
    text,
    headers,
    at,
    textAt: (path) => z.string().parse(at(path)),
    code: step(json, 'code'),
  };
}

function step(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
