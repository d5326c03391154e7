/**
 * /v1/live: what has changed, as server-sent events, for screens that watch something. Each event names accounts and topics; whoever
 * hears it asks again. There is no history: whoever was away looks at everything once more, which `hello` says at every beginning.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ApiError } from '../../errors.ts';
import { PROBLEM_TYPE, problemSchema } from '../../problem.ts';
import type { Caller, Entrance } from '../../route.ts';
import type { Change, Changes } from './changes.ts';

/** Also how long somebody hears on whose session has ended. */
const BEAT_MS = 15_000;
/** A browser that comes back by itself waits for so long, and a part more each, so that not all come at once. */
const RETRY_MS = 2_000;
const WATCHERS_MAX = 5_000;
/** Of one organization: its tills, and its office on some screens. */
const WATCHERS_OF_ONE_MAX = 500;
/** Whoever does not read what is sent is let go, and comes back when they do. */
const UNREAD_BYTES_MAX = 64 * 1024;

const changeEventSchema = z
  .strictObject({
    accounts: z
      .array(z.string())
      .nullable()
      .meta({ description: 'Accounts that operations were written to; null: too many to name.' }),
    topics: z.array(z.string()).meta({ description: 'Tags of the API whose requests changed something.' }),
  })
  .meta({ id: 'Change', description: 'The data of an event `change`.' });

export interface LiveDeps {
  readonly entrance: Pick<Entrance, 'authenticate'>;
  readonly changes: Changes;
}

export function addLiveRoutes(app: FastifyInstance, { entrance, changes }: LiveDeps): void {
  const streams = new Map<string, Set<Stream>>();
  let count = 0;
  app.addHook('preClose', (done) => {
    for (const own of streams.values()) for (const stream of own) stream.end();
    done();
  });
  app.get('/v1/live', { schema: documentation }, async (request, reply) => {
    const caller = await callerOf(entrance, request);
    const { organizationId } = caller;
    const own = streams.get(organizationId) ?? new Set();
    if (count >= WATCHERS_MAX || own.size >= WATCHERS_OF_ONE_MAX) throw new ApiError('busy');
    const stream = openStream(reply, async () => {
      const now = await callerOf(entrance, request);
      return now.organizationId === organizationId;
    });
    streams.set(organizationId, own.add(stream));
    count += 1;
    const stop = changes.watch(organizationId, (change) => stream.send(change));
    stream.ended(() => {
      stop();
      count -= 1;
      own.delete(stream);
      if (own.size === 0 && streams.get(organizationId) === own) streams.delete(organizationId);
    });
    return reply;
  });
}

async function callerOf(entrance: LiveDeps['entrance'], request: FastifyRequest): Promise<Caller> {
  const caller = await entrance.authenticate(request);
  if (!caller.scopes.has('read') && !caller.scopes.has('till'))
    throw new ApiError('scope_insufficient', { scope: 'read' });
  return caller;
}

interface Stream {
  send(change: Change): void;
  ended(callback: () => void): void;
  end(): void;
}

/** `mayGoOn` throws or answers false when whoever listens may not any more. */
function openStream(reply: FastifyReply, mayGoOn: () => Promise<boolean>): Stream {
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    // A proxy in front would otherwise gather events for minutes.
    'x-accel-buffering': 'no',
  });
  const write = (text: string): void => {
    // A change may still come between the end of a stream and its close.
    if (raw.writableEnded) return;
    if (raw.writableLength > UNREAD_BYTES_MAX) raw.destroy();
    else raw.write(text);
  };
  write(`retry: ${RETRY_MS + Math.floor(Math.random() * RETRY_MS)}\nevent: hello\ndata: {}\n\n`);
  const beat = setInterval(() => {
    mayGoOn().then(
      (may) => (may ? write(': \n\n') : raw.end()),
      () => raw.end(),
    );
  }, BEAT_MS);
  beat.unref();
  raw.once('close', () => clearInterval(beat));
  return {
    send: ({ accounts, topics }) => write(`event: change\ndata: ${JSON.stringify({ accounts, topics })}\n\n`),
    ended: (callback) => void raw.once('close', callback),
    end: () => void raw.end(),
  };
}

const problem = (codes: string) => ({
  description: codes,
  content: { [PROBLEM_TYPE]: { schema: problemSchema } },
});

const documentation = {
  operationId: 'watchChanges',
  tags: ['Live'],
  summary: 'Hear of changes',
  description:
    'Server-sent events (text/event-stream) about the organization: `hello` at the beginning, then `change` at most a few times a second. Changes name what to ask again and are not kept: after a break everything watched is to be asked again.\n\nScope: `read` or `till`.',
  security: [{ key: [] }, { session: [] }],
  response: {
    200: {
      description: 'Events, until somebody hangs up.',
      content: { 'text/event-stream': { schema: changeEventSchema } },
    },
    401: problem('`key_missing`, `key_unknown`, `session_unknown`'),
    403: problem('`scope_insufficient`, `origin_foreign`, `organization_not_chosen`'),
    500: problem('`internal`'),
    503: problem('`busy`, `unavailable`'),
  },
};
