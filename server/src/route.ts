/**
 * How an operation of the API is declared: one value holds its schemas, scope, error codes and handler, and from it come
 * the checks of a request, its types and its page in the reference. The key is looked at before the body is read.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ApiError, type ErrorCode, errorEntry } from './errors.ts';
import { idempotencyKeyField } from './fields.ts';
import type { Gate } from './kit/gate.ts';
import { withPatience } from './kit/patience.ts';
import { PROBLEM_TYPE, problemSchema } from './problem.ts';

export const SCOPES = ['admin', 'till', 'shop', 'read', 'import', 'privacy'] as const;
export type Scope = (typeof SCOPES)[number];

/** Whose key came with the request. */
export interface Caller {
  readonly organizationId: string;
  readonly keyId: string;
  /** With everything that they imply: admin all, shop till. */
  readonly scopes: ReadonlySet<Scope>;
  readonly sandbox: boolean;
}

/** Answers at once while the key is remembered. Throws ApiError when the key is missing or unknown. */
export type Authenticate = (authorization: string | undefined) => Caller | Promise<Caller>;

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller | null;
    /** Gives back the room that the request takes (kit/gate.ts). */
    leave: (() => void) | null;
    /** Whether its work goes on, and will give the room back when it ends. */
    isWorkedOn: boolean;
  }
}

export interface Input<Params, Query, Body> {
  readonly caller: Caller;
  /** Where the request came from; behind a proxy that is trusted, where the proxy says. */
  readonly address: string;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  /** null when the request has none. */
  readonly idempotencyKey: string | null;
}

type Answers = Readonly<Record<number, z.ZodType>>;
type AnswerOf<A extends Answers> = {
  [Status in keyof A]: {
    readonly status: Status;
    readonly body: z.input<A[Status]>;
    readonly headers?: Readonly<Record<string, string>>;
  };
}[keyof A];

export interface Operation<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, A extends Answers> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly id: string;
  readonly tag: string;
  readonly summary: string;
  readonly description: string;
  /** Any of them will do. */
  readonly scopes: readonly [Scope, ...Scope[]];
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  /** What the reference shows as the body where its parts are parsed one by one. */
  readonly bodyDocument?: z.ZodType;
  readonly answers: A;
  readonly codes: readonly ErrorCode[];
  /** Takes an Idempotency-Key. */
  readonly idempotent?: boolean;
  readonly bodyBytesMax?: number;
  /** Does much at once, so that it may take a minute. */
  readonly isLong?: boolean;
  /** Further content types of the body besides JSON, for the reference. */
  readonly consumes?: readonly string[];
  /** The content type of good answers where it is not JSON: their body is then a stream, and their headers name it. */
  readonly produces?: string;
  handle(input: Input<z.output<P>, z.output<Q>, z.output<B>>): Promise<AnswerOf<NoInfer<A>>>;
}

export const noParams = z.strictObject({});
export const noQuery = z.strictObject({});
export const noBody = z.union([z.undefined(), z.null(), z.strictObject({})]);

/** Where openapi.ts finds the example of a body: JSON Schema made of a schema that changes what it parses loses it. */
export const BODY_EXAMPLE = 'x-body-example';

const NOTHING: ReadonlySet<z.ZodType> = new Set<z.ZodType>([noParams, noQuery, noBody]);
const COMMON_CODES = [
  'request_invalid',
  'key_missing',
  'key_unknown',
  'scope_insufficient',
  'internal',
  'unavailable',
  'writes_refused',
  'busy',
] as const;
const BODY_CODES = ['json_malformed', 'content_type_unsupported', 'body_too_large'] as const;
/** A request with thousands of mistakes is told of the first of them. */
const PROBLEMS_MAX = 100;

export type AddRoute = <P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, A extends Answers>(
  operation: Operation<P, Q, B, A>,
) => void;

/** After so long a request is answered with 503, whatever it waits for. */
const PATIENCE_MS = 10_000;
const PATIENCE_LONG_MS = 60_000;
/** A body whose length is not told may have as much as the server takes by default. */
const BODY_BYTES_UNTOLD = 1024 * 1024;

export interface Entrance {
  readonly authenticate: Authenticate;
  readonly gate: Gate;
  /** Instead of the usual, for tests. */
  readonly patienceMs?: number;
}

/** What features get to add their operations with. */
export function routesOf(app: FastifyInstance, entrance: Entrance): AddRoute {
  return (operation) => {
    const patienceMs = entrance.patienceMs ?? (operation.isLong === true ? PATIENCE_LONG_MS : PATIENCE_MS);
    app.route({
      method: operation.method,
      url: operation.url,
      ...(operation.bodyBytesMax === undefined ? {} : { bodyLimit: operation.bodyBytesMax }),
      schema: documentation(operation),
      onRequest: (request, reply, done) => {
        const leave = entrance.gate.enter(bodyBytesOf(request));
        if (leave === null) return done(new ApiError('busy'));
        request.leave = leave;
        // Comes after every answer, and when the caller hangs up in the middle of the body.
        reply.raw.once('close', () => {
          if (!request.isWorkedOn) leave();
        });
        return identify({ request, entrance, scopes: operation.scopes, done });
      },
      handler: async (request, reply) => {
        const work = operation.handle(readInput(operation, request));
        request.isWorkedOn = true;
        void work.catch(() => undefined).finally(() => request.leave?.());
        return send(reply, await withPatience(work, patienceMs - reply.elapsedTime));
      },
    });
  };
}

function bodyBytesOf({ headers }: FastifyRequest): number {
  const told = Number(headers['content-length'] ?? 0);
  return headers['transfer-encoding'] === undefined && Number.isFinite(told) ? told : BODY_BYTES_UNTOLD;
}

function identify(one: {
  readonly request: FastifyRequest;
  readonly entrance: Entrance;
  readonly scopes: readonly [Scope, ...Scope[]];
  readonly done: (error?: Error) => void;
}): void {
  const admit = (caller: Caller): void => {
    if (!one.scopes.some((scope) => caller.scopes.has(scope)))
      throw new ApiError('scope_insufficient', { scope: one.scopes[0] });
    one.request.caller = caller;
  };
  const refuse = (error: unknown): void => one.done(error instanceof Error ? error : new Error(String(error)));
  try {
    const { authenticate, patienceMs = PATIENCE_MS } = one.entrance;
    const caller = authenticate(one.request.headers.authorization);
    if (caller instanceof Promise) {
      withPatience(caller, patienceMs)
        .then(admit)
        .then(() => one.done(), refuse);
      return;
    }
    admit(caller);
  } catch (error) {
    refuse(error);
    return;
  }
  one.done();
}

function readInput<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
  operation: { readonly params: P; readonly query: Q; readonly body: B; readonly idempotent?: boolean },
  request: FastifyRequest,
): Input<z.output<P>, z.output<Q>, z.output<B>> {
  if (request.caller === null) throw new Error('a route without a caller');
  const key = operation.idempotent === true ? request.headers['idempotency-key'] : undefined;
  return {
    caller: request.caller,
    address: request.ip,
    params: readPart(operation.params, request.params, 'path'),
    query: readPart(operation.query, request.query, 'query'),
    body: readPart(operation.body, request.body, 'body'),
    idempotencyKey: key === undefined ? null : readPart(idempotencyKeyField, key, 'header Idempotency-Key'),
  };
}

/** Parses a part of a request. Throws ApiError request_invalid that names every mistake. */
export function readPart<T extends z.ZodType>(schema: T, value: unknown, place: string): z.output<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issues = result.error.issues.slice(0, PROBLEMS_MAX);
  throw new ApiError('request_invalid', {
    problems: issues.map((issue) => ({
      in: place,
      path: issue.path.join('.'),
      code: issue.code,
      message: issue.message,
    })),
  });
}

function send(
  reply: FastifyReply,
  answer: { readonly status: PropertyKey; readonly body: unknown; readonly headers?: Readonly<Record<string, string>> },
): FastifyReply {
  reply.code(Number(answer.status));
  if (answer.headers !== undefined) reply.headers(answer.headers);
  return reply.send(answer.body);
}

/** The part of a route that only the reference reads (openapi.ts). */
function documentation<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, A extends Answers>(
  operation: Operation<P, Q, B, A>,
): Record<string, unknown> {
  const hasBody = !NOTHING.has(operation.body);
  const codes = [...operation.codes, ...COMMON_CODES, ...(hasBody ? BODY_CODES : [])];
  return {
    operationId: operation.id,
    tags: [operation.tag],
    summary: operation.summary,
    description: `${operation.description}\n\nScope: ${operation.scopes.map((scope) => `\`${scope}\``).join(' or ')}.`,
    security: [{ key: [] }],
    ...(NOTHING.has(operation.params) ? {} : { params: operation.params }),
    ...(NOTHING.has(operation.query) ? {} : { querystring: operation.query }),
    ...(hasBody ? { body: operation.bodyDocument ?? operation.body } : {}),
    ...(hasBody ? exampleOf(operation.bodyDocument ?? operation.body) : {}),
    ...(operation.consumes === undefined ? {} : { consumes: ['application/json', ...operation.consumes] }),
    ...(operation.idempotent === true
      ? { headers: z.object({ 'idempotency-key': idempotencyKeyField.optional() }) }
      : {}),
    response: { ...goodAnswers(operation.answers, operation.produces), ...problemAnswers(codes) },
  };
}

function exampleOf(body: z.ZodType): Record<string, unknown> {
  const examples = z.array(z.unknown()).safeParse(body.meta()?.['examples']);
  const [example] = examples.data ?? [];
  return example === undefined ? {} : { [BODY_EXAMPLE]: example };
}

const GOOD: Readonly<Record<string, string>> = {
  200: 'The answer; of a command: it had been done before, and this is the first answer.',
  201: 'Done now.',
};

function goodAnswers(answers: Answers, type = 'application/json'): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(answers).map(([status, schema]) => {
      const description = GOOD[status];
      return [status, description === undefined ? schema : { description, content: { [type]: { schema } } }];
    }),
  );
}

function problemAnswers(codes: readonly ErrorCode[]): Record<number, unknown> {
  const byStatus = Map.groupBy(new Set(codes), (code) => errorEntry(code).status);
  return Object.fromEntries(
    [...byStatus].map(([status, list]) => [
      status,
      {
        description: list.map((code) => `\`${code}\`: ${errorEntry(code).title}`).join(' · '),
        content: { [PROBLEM_TYPE]: { schema: problemSchema } },
      },
    ]),
  );
}
