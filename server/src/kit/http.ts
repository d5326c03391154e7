/**
 * The HTTP server without any of our nouns: limits, parsing, failures and measuring. Validation is done by the routes
 * themselves (route.ts) and answers are plain JSON.stringify, because a schema that serializes costs more than the
 * decision it carries; tests hold the answers to their schemas instead.
 */
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { randomBytes } from 'node:crypto';

export interface Failure {
  readonly status: number;
  readonly contentType: string;
  readonly body: object;
  readonly headers: Readonly<Record<string, string>>;
}

export interface HttpOptions {
  readonly bodyBytesMax: number;
  /** Addresses and networks whose X-Forwarded-For is believed; nobody's when there are none. */
  readonly trustedProxies: readonly string[];
  /** Makes the answer of whatever was thrown. */
  failure(error: unknown, request: FastifyRequest): Failure;
  /** Nothing is served there; `allow` names the methods that are. */
  notServed(allow: readonly string[]): unknown;
  /** Hears of every answered request: `route` is the pattern. */
  measured(method: string, route: string, status: number, seconds: number): void;
}

/** An address must be answerable: longer ones are refused before they are looked at. */
const PARAM_CHARACTERS_MAX = 200;
const KEEP_ALIVE_MS = 72_000;
const HANG_UP_EVERY_MS = 100;
const REQUEST_TIMEOUT_MS = 120_000;

export function createHttp(options: HttpOptions): FastifyInstance {
  const requestPrefix = randomBytes(4).toString('hex');
  let requestCount = 0;
  const app = Fastify({
    logger: false,
    bodyLimit: options.bodyBytesMax,
    trustProxy: options.trustedProxies.length === 0 ? false : [...options.trustedProxies],
    keepAliveTimeout: KEEP_ALIVE_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    requestIdHeader: false,
    genReqId: () => `${requestPrefix}-${(requestCount += 1)}`,
    routerOptions: { maxParamLength: PARAM_CHARACTERS_MAX },
    frameworkErrors: (error, request, reply) => fail(reply, options.failure(error, request)),
  });
  app.setValidatorCompiler(() => () => true);
  app.setSerializerCompiler(() => (data) => JSON.stringify(data));
  takeJson(app);
  hangUpWhenAnswered(app);
  answerFailures(app, options);
  app.addHook('onResponse', (request, reply, done) => {
    options.measured(request.method, request.routeOptions.url ?? 'none', reply.statusCode, reply.elapsedTime / 1000);
    done();
  });
  return app;
}

/**
 * A closing server hangs up on connections without a request, once. Those whose last request it still answers would then be waited for until
 * they are not wanted any more, which takes a balancer a minute.
 */
function hangUpWhenAnswered(app: FastifyInstance): void {
  app.addHook('preClose', (done) => {
    const timer = setInterval(() => app.server.closeIdleConnections(), HANG_UP_EVERY_MS);
    app.server.once('close', () => clearInterval(timer));
    timer.unref();
    done();
  });
}

/** Only JSON, and an empty body is no body at all: many callers send the header with every POST. */
function takeJson(app: FastifyInstance): void {
  app.removeContentTypeParser(['application/json', 'text/plain']);
  const parse = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body: string, done) => {
    if (body === '') done(null, undefined);
    else void parse(request, body, done);
  });
}

function answerFailures(app: FastifyInstance, options: HttpOptions): void {
  const served: { readonly method: string; readonly pattern: RegExp }[] = [];
  app.addHook('onRoute', (route) => {
    const pattern = patternOf(route.url);
    for (const method of [route.method].flat()) served.push({ method, pattern });
  });
  app.setErrorHandler((error, request, reply) => fail(reply, options.failure(error, request)));
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '';
    const allow = new Set(served.filter((route) => route.pattern.test(path)).map((route) => route.method));
    fail(reply, options.failure(options.notServed([...allow]), request));
  });
}

function patternOf(url: string): RegExp {
  const parts = url
    .split('/')
    .map((part) => (part.startsWith(':') ? '[^/]+' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')));
  return new RegExp(`^${parts.join('/')}$`, 'u');
}

function fail(reply: FastifyReply, failure: Failure): void {
  void reply.code(failure.status).headers(failure.headers).type(failure.contentType).send(JSON.stringify(failure.body));
}
