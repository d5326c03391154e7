/**
 * How an operation of the API is declared: one value holds its schemas, scope, error codes and handler, and from it come
 * the checks of a request, its types and its page in the reference. The key is looked at before the body is read.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ApiError } from './errors.ts';
import { idempotencyKeyField } from './fields.ts';
import type { Gate } from './kit/gate.ts';
import { withPatience } from './kit/patience.ts';
import { type Answers, type Described, documentation } from './route-document.ts';

export const SCOPES = ['admin', 'till', 'shop', 'read', 'import', 'privacy'] as const;
export type Scope = (typeof SCOPES)[number];

/** Who asks: a program with its key, a person of the staff who has signed in, or a till that was paired. */
export interface Caller {
  readonly organizationId: string;
  readonly by: 'key' | 'person' | 'till';
  /** The key's id, the person's or the till's: whoever it is that must be somebody else for a second approval. */
  readonly keyId: string;
  /** With everything that they imply: admin all, shop till. */
  readonly scopes: ReadonlySet<Scope>;
  readonly sandbox: boolean;
  /** Of a till only. */
  readonly till?: CallingTill;
}

/** A till that asks: where it stands, and who works at it. */
export interface CallingTill {
  readonly tillId: string;
  /** As receipts and rules name it. */
  readonly storeId: string;
  /** null while nobody has entered a PIN. */
  readonly cashierId: string | null;
  /** Somebody has a PIN, and nobody has entered it: then it may only be unlocked. */
  readonly isLocked: boolean;
  /** Minor money: what units may pay in one receipt without a code from the customer. null: any amount. */
  readonly confirmAbove: number | null;
}

/** What is known of a request before anything of it is read. */
export type Visitor = Pick<FastifyRequest, 'headers' | 'method' | 'host' | 'ip' | 'protocol'>;

/** Answers at once while the key or the session is remembered. Throws ApiError when there is none, or it is unknown. */
export type Authenticate = (visitor: Visitor) => Caller | Promise<Caller>;

export type Actor = Pick<Caller, 'organizationId' | 'by' | 'keyId'>;

/** Something that somebody changed, or tried to (features/deeds). */
export interface Deed {
  readonly actor: Actor;
  readonly operation: string;
  /** Ids from the path, and of what was made. */
  readonly subjects: Readonly<Record<string, string>>;
  readonly address: string;
  readonly status: number;
  /** The refusal's. */
  readonly code: string | null;
}

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller | null;
    /** Gives back the room that the request takes (kit/gate.ts). */
    leave: (() => void) | null;
    /** Whether its work goes on, and will give the room back when it ends. */
    isWorkedOn: boolean;
    /** Who acts, for the journal; of a route that needs no scope it says so itself. */
    actor: Actor | null;
    /** The id of what was made. */
    made: string | null;
    /** The code of the problem that it was answered with. */
    refusal: string | null;
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

type AnswerOf<A extends Answers> = {
  [Status in keyof A]: {
    readonly status: Status;
    readonly body: z.input<A[Status]>;
    readonly headers?: AnswerHeaders;
  };
}[keyof A];
type AnswerHeaders = Readonly<Record<string, string | string[]>>;

export interface Operation<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  A extends Answers,
> extends Described<P, Q, B, A> {
  /** Any of them will do. */
  readonly scopes: readonly [Scope, ...Scope[]];
  /** Also a till at which nobody has entered a PIN may ask. */
  readonly isForLockedTill?: boolean;
  handle(input: Input<z.output<P>, z.output<Q>, z.output<B>>): Promise<AnswerOf<NoInfer<A>>>;
}

export interface OpenInput<Params, Query, Body> {
  readonly visitor: Visitor;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  /** null when the request has none. */
  readonly idempotencyKey: string | null;
  /** Says who it was, once that is known, for the journal of deeds. */
  actsAs(actor: Actor): void;
}

/** An operation without a scope: it is anybody's, or it looks itself at who has signed in. */
export interface OpenOperation<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  A extends Answers,
> extends Described<P, Q, B, A> {
  readonly access: keyof typeof ACCESS;
  handle(input: OpenInput<z.output<P>, z.output<Q>, z.output<B>>): Promise<AnswerOf<NoInfer<A>>>;
}

export const noParams = z.strictObject({});
export const noQuery = z.strictObject({});
export const noBody = z.union([z.undefined(), z.null(), z.strictObject({})]);

const NOTHING: ReadonlySet<z.ZodType> = new Set<z.ZodType>([noParams, noQuery, noBody]);
const SCOPE_CODES = [
  'key_missing',
  'key_unknown',
  'session_unknown',
  'origin_foreign',
  'organization_not_chosen',
  'scope_insufficient',
  'till_unpaired',
  'cashier_required',
] as const;
/** Whom an operation without a scope is for. */
const ACCESS = {
  anybody: { sentence: 'No key is needed.', security: [], codes: ['origin_foreign'] },
  person: {
    sentence: 'For whoever has signed in, whatever their role.',
    security: [{ session: [] }],
    codes: ['session_missing', 'session_unknown', 'origin_foreign'],
  },
  member: {
    sentence: 'For a customer who has signed in to their card of this organization.',
    security: [{ card: [] }],
    codes: ['card_session_missing', 'card_session_unknown', 'origin_foreign'],
  },
} as const;
/** A request with thousands of mistakes is told of the first of them. */
const PROBLEMS_MAX = 100;

export type AddRoute = <P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, A extends Answers>(
  operation: Operation<P, Q, B, A>,
) => void;

export type AddOpenRoute = <P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, A extends Answers>(
  operation: OpenOperation<P, Q, B, A>,
) => void;

/** After so long a request is answered with 503, whatever it waits for. */
const PATIENCE_MS = 10_000;
const PATIENCE_LONG_MS = 60_000;
/** A body whose length is not told may have as much as the server takes by default. */
const BODY_BYTES_UNTOLD = 1024 * 1024;

export interface Entrance {
  readonly authenticate: Authenticate;
  readonly gate: Gate;
  /** Hears of every change; must not wait. */
  readonly note: (deed: Deed) => void;
  /** Something of this tag was changed, for screens that watch; must not wait. */
  readonly changed: (organizationId: string, tag: string) => void;
  /** Instead of the usual, for tests. */
  readonly patienceMs?: number;
}

/** What features get to add their operations with. */
export function routesOf(app: FastifyInstance, entrance: Entrance): AddRoute {
  return (operation) => {
    // What a till waits for is parsed by code made for it. Of everything that would cost the start more than it saves.
    const body =
      operation.isSelling === true || operation.isQuestion === true ? z.compile(operation.body) : operation.body;
    addTo(app, entrance, {
      operation,
      schema: documentation(operation, {
        sentence: `Scope: ${operation.scopes.map((scope) => `\`${scope}\``).join(' or ')}.`,
        security: [{ key: [] }, { session: [] }, ...(operation.scopes.includes('till') ? [{ till: [] }] : [])],
        codes: SCOPE_CODES,
        nothing: NOTHING,
      }),
      identify: (request, done) => identify({ request, entrance, operation, done }),
      handle: (request) => operation.handle(readInput({ ...operation, body }, request)),
    });
  };
}

/** The same for operations without a scope. */
export function openRoutesOf(app: FastifyInstance, entrance: Entrance): AddOpenRoute {
  return (operation) =>
    addTo(app, entrance, {
      operation,
      schema: documentation(operation, { ...ACCESS[operation.access], nothing: NOTHING }),
      identify: (_request, done) => done(),
      handle: (request) =>
        operation.handle({
          visitor: request,
          params: readPart(operation.params, request.params, 'path'),
          query: readPart(operation.query, request.query, 'query'),
          body: readPart(operation.body, request.body, 'body'),
          idempotencyKey: readIdempotencyKey(operation, request),
          actsAs: (actor) => {
            request.actor = actor;
          },
        }),
    });
}

interface Addition {
  readonly operation: Pick<
    Described<z.ZodType, z.ZodType, z.ZodType, Answers>,
    'id' | 'method' | 'url' | 'tag' | 'bodyBytesMax' | 'isLong' | 'isQuestion' | 'isSelling' | 'journalParams'
  >;
  readonly schema: Record<string, unknown>;
  identify(request: FastifyRequest, done: (error?: Error) => void): void;
  handle(request: FastifyRequest): Promise<Answered>;
}

interface Answered {
  readonly status: PropertyKey;
  readonly body: unknown;
  readonly headers?: AnswerHeaders;
}

function addTo(app: FastifyInstance, entrance: Entrance, { operation, schema, ...steps }: Addition): void {
  const patienceMs = entrance.patienceMs ?? (operation.isLong === true ? PATIENCE_LONG_MS : PATIENCE_MS);
  const isDeed = operation.method !== 'GET' && operation.isQuestion !== true;
  app.route({
    method: operation.method,
    url: operation.url,
    ...(operation.bodyBytesMax === undefined ? {} : { bodyLimit: operation.bodyBytesMax }),
    schema,
    onRequest: (request, reply, done) => {
      const leave = entrance.gate.enter(bodyBytesOf(request));
      if (leave === null) return done(new ApiError('busy'));
      request.leave = leave;
      // Comes after every answer, and when the caller hangs up in the middle of the body.
      reply.raw.once('close', () => {
        if (!request.isWorkedOn) leave();
      });
      return steps.identify(request, done);
    },
    handler: async (request, reply) => {
      const work = steps.handle(request);
      request.isWorkedOn = true;
      void work.catch(() => undefined).finally(() => request.leave?.());
      const answer = await withPatience(work, patienceMs - reply.elapsedTime);
      if (isDeed) request.made = madeId(answer.body);
      return send(reply, answer);
    },
    ...(isDeed
      ? {
          onResponse: (request, reply, done) => {
            noteDeed(entrance, operation, { request, status: reply.statusCode });
            if (request.actor !== null && reply.statusCode < 400)
              entrance.changed(request.actor.organizationId, operation.tag);
            done();
          },
        }
      : {}),
  });
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/iu;

/** Of a program, a reward, a period; a telephone or a card is none. */
const NAME = /^(?:[A-Za-z][\w.-]{0,62}|\d{4}-\d\d(?:-\d\d)?)$/u;

function noteDeed(
  entrance: Entrance,
  { id, isSelling, journalParams = [] }: Addition['operation'],
  { request, status }: { readonly request: FastifyRequest; readonly status: number },
): void {
  const { actor } = request;
  if (actor === null || (isSelling === true && actor.by !== 'person')) return;
  // Of what stands in a path only our own ids are kept: a code there is as good as money.
  const subjects = z.record(z.string(), z.unknown()).catch({}).parse(request.params);
  const kept = Object.entries(subjects).flatMap(([name, value]) =>
    typeof value === 'string' && (UUID.test(value) || (journalParams.includes(name) && NAME.test(value)))
      ? [[name, value] as const]
      : [],
  );
  entrance.note({
    actor,
    operation: id,
    subjects: { ...Object.fromEntries(kept), ...(request.made === null ? {} : { made: request.made }) },
    address: request.ip,
    status,
    code: request.refusal,
  });
}

function madeId(body: unknown): string | null {
  if (typeof body !== 'object' || body === null || !('id' in body)) return null;
  return typeof body.id === 'string' && UUID.test(body.id) ? body.id : null;
}

function bodyBytesOf({ headers }: FastifyRequest): number {
  const told = Number(headers['content-length'] ?? 0);
  return headers['transfer-encoding'] === undefined && Number.isFinite(told) ? told : BODY_BYTES_UNTOLD;
}

function identify(one: {
  readonly request: FastifyRequest;
  readonly entrance: Entrance;
  readonly operation: { readonly scopes: readonly [Scope, ...Scope[]]; readonly isForLockedTill?: boolean };
  readonly done: (error?: Error) => void;
}): void {
  const { scopes, isForLockedTill = false } = one.operation;
  const admit = (caller: Caller): void => {
    one.request.actor = caller;
    if (!scopes.some((scope) => caller.scopes.has(scope)))
      throw new ApiError('scope_insufficient', { scope: scopes[0] });
    if (caller.till?.isLocked === true && !isForLockedTill) throw new ApiError('cashier_required');
    one.request.caller = caller;
  };
  const refuse = (error: unknown): void => one.done(error instanceof Error ? error : new Error(String(error)));
  try {
    const { authenticate, patienceMs = PATIENCE_MS } = one.entrance;
    const caller = authenticate(one.request);
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
  return {
    caller: request.caller,
    address: request.ip,
    params: readPart(operation.params, request.params, 'path'),
    query: readPart(operation.query, request.query, 'query'),
    body: readPart(operation.body, request.body, 'body'),
    idempotencyKey: readIdempotencyKey(operation, request),
  };
}

function readIdempotencyKey(
  { idempotent }: { readonly idempotent?: boolean },
  { headers }: FastifyRequest,
): string | null {
  const key = idempotent === true ? headers['idempotency-key'] : undefined;
  return key === undefined ? null : readPart(idempotencyKeyField, key, 'header Idempotency-Key');
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

function send(reply: FastifyReply, answer: Answered): FastifyReply {
  reply.code(Number(answer.status)).header('cache-control', 'no-store');
  if (answer.headers !== undefined) reply.headers(answer.headers);
  return reply.send(answer.body);
}
