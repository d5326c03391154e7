/**
 * /v1/live: what has changed, as server-sent events, for screens that watch something. Each event names accounts and topics; whoever
 * hears it asks again. There is no history: whoever was away looks at everything once more, which `hello` says at every beginning.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ApiError } from '../../errors.ts';
import type { Caller, Entrance } from '../../route.ts';
import type { Changes } from './changes.ts';
import { streamAnswers } from './document.ts';
import { createPlaces, openStream, type Stream } from './stream.ts';

const WATCHERS_MAX = 5_000;
/** Of one organization: its tills, and its office on some screens. */
const WATCHERS_OF_ONE_MAX = 500;

export interface LiveDeps {
  readonly entrance: Pick<Entrance, 'authenticate'>;
  readonly changes: Changes;
}

export function addLiveRoutes(app: FastifyInstance, { entrance, changes }: LiveDeps): void {
  const streams = new Set<Stream>();
  const places = createPlaces();
  app.addHook('preClose', (done) => {
    for (const stream of streams) stream.end();
    done();
  });
  app.get('/v1/live', { schema: documentation }, async (request, reply) => {
    const { organizationId } = await callerOf(entrance, request);
    const leave = places.take([
      ['', WATCHERS_MAX],
      [organizationId, WATCHERS_OF_ONE_MAX],
    ]);
    const mayGoOn = async (): Promise<boolean> => {
      const now = await callerOf(entrance, request);
      return now.organizationId === organizationId;
    };
    const stream = openStream(reply, { mayGoOn });
    streams.add(stream);
    const stop = changes.watch(organizationId, {
      hear: ({ accounts, topics }) => stream.change({ accounts, topics }),
      missed: stream.hello,
    });
    stream.ended(() => {
      stop();
      leave();
      streams.delete(stream);
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

const documentation = {
  operationId: 'watchChanges',
  tags: ['Live'],
  summary: 'Hear of changes',
  description:
    'Server-sent events (text/event-stream) about the organization: `hello` at the beginning, then `change` at most a few times a second. Changes name what to ask again and are not kept: after a break, or another `hello`, everything watched is to be asked again.\n\nScope: `read` or `till`.',
  security: [{ key: [] }, { session: [] }],
  response: streamAnswers({
    401: '`key_missing`, `key_unknown`, `session_unknown`',
    403: '`scope_insufficient`, `origin_foreign`, `organization_not_chosen`',
    500: '`internal`',
    503: '`busy`, `unavailable`',
  }),
};
