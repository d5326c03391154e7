/** /v1/me/sessions: where a person is signed in, and ending it. */
import { instant } from '@kopilka/engine';
import { z } from 'zod';
import { ApiError } from '../../errors.ts';
import { momentAnswer, momentText, uuidField } from '../../fields.ts';
import { type AddOpenRoute, noBody, noParams, noQuery } from '../../route.ts';
import type { OwnDeps } from './own-person.ts';
import { actorOf } from './sessions.ts';
import { endSession, endSessions, listSessions } from './store.ts';

const sessionSchema = z
  .strictObject({
    id: z.string(),
    isThis: z.boolean(),
    address: z.string().nullable(),
    browser: z.string().nullable(),
    createdAt: momentAnswer,
    expiresAt: momentAnswer,
  })
  .meta({ id: 'OwnSession' });

const ended = z.undefined().meta({ description: 'Ended: at once here, and within five seconds in other processes.' });

export function addOwnSessionRoutes(add: AddOpenRoute, { db, sessions }: OwnDeps): void {
  add({
    method: 'GET',
    url: '/v1/me/sessions',
    id: 'listOwnSessions',
    tag: 'Sign-in',
    access: 'person',
    summary: 'One’s sessions',
    description: 'Where one is signed in, newest first.',
    params: noParams,
    query: noQuery,
    body: noBody,
    answers: { 200: z.strictObject({ sessions: z.array(sessionSchema) }) },
    codes: [],
    handle: async ({ visitor }) => {
      const { personId, sessionId } = await sessions.person(visitor);
      const found = await listSessions(db.system, personId);
      return {
        status: 200,
        body: {
          sessions: found.map((session) => ({
            id: session.sessionId,
            isThis: session.sessionId === sessionId,
            address: session.address,
            browser: session.userAgent,
            createdAt: momentText(instant(session.createdAt)),
            expiresAt: momentText(instant(session.expiresAt)),
          })),
        },
      };
    },
  });
  add({
    method: 'DELETE',
    url: '/v1/me/sessions/:id',
    id: 'endOwnSession',
    tag: 'Sign-in',
    access: 'person',
    summary: 'End one of one’s sessions',
    description: 'Of a lost telephone, for example.',
    params: z.strictObject({ id: uuidField }),
    query: noQuery,
    body: noBody,
    answers: { 204: ended },
    codes: ['own_session_unknown'],
    handle: async ({ visitor, params: { id }, actsAs }) => {
      const person = await sessions.person(visitor);
      const actor = actorOf(person);
      if (actor !== null) actsAs(actor);
      if (!(await endSession(db.system, { personId: person.personId, sessionId: id })))
        throw new ApiError('own_session_unknown');
      sessions.forget();
      return { status: 204, body: undefined };
    },
  });
  add({
    method: 'DELETE',
    url: '/v1/me/sessions',
    id: 'endOtherSessions',
    tag: 'Sign-in',
    access: 'person',
    summary: 'End all of one’s other sessions',
    description: 'This one goes on.',
    params: noParams,
    query: noQuery,
    body: noBody,
    answers: { 204: ended },
    codes: [],
    handle: async ({ visitor, actsAs }) => {
      const person = await sessions.person(visitor);
      const actor = actorOf(person);
      if (actor !== null) actsAs(actor);
      await endSessions(db.system, { personId: person.personId, except: person.sessionId });
      sessions.forget();
      return { status: 204, body: undefined };
    },
  });
}
