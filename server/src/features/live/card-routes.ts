/**
 * /v1/card/{organization}/me/live: a member's card hears that something of theirs has changed, and of nobody else's. What is about
 * many at once, or was missed, is told to each card at another moment: all of them asking together would be a storm.
 */
import type { FastifyInstance } from 'fastify';
import type { Database } from '../../kit/db.ts';
import { readPart } from '../../route.ts';
import { cardParams } from '../card/card-deps.ts';
import type { CardMember, CardSessions } from '../card/sessions.ts';
import { accountsOfMember } from '../members/find-account.ts';
import type { Changes } from './changes.ts';
import { streamAnswers } from './document.ts';
import { createOwnChanges } from './own-changes.ts';
import { createPlaces, openStream, type Stream } from './stream.ts';

/** Of one process. They have places of their own, so that however many cards are open the office hears. */
const CARDS_MAX = 5_000;
const CARDS_OF_ONE_SHOP_MAX = 4_000;
const CARDS_OF_A_MEMBER_MAX = 8;
/** A browser has few connections to one server; a page that gets none asks now and then. */
const CARDS_OF_A_SESSION_MAX = 3;

export interface CardLiveDeps {
  readonly db: Database;
  readonly changes: Changes;
  readonly cardSessions: CardSessions;
  /** Instead of the usual, for tests. */
  readonly liveBeatMs?: number | undefined;
}

export function addCardLiveRoutes(app: FastifyInstance, deps: CardLiveDeps): void {
  const { changes, cardSessions, liveBeatMs: beatMs } = deps;
  const places = createPlaces();
  const own = createOwnChanges(changes);
  const streams = new Set<Stream>();
  app.addHook('preClose', (done) => {
    for (const stream of streams) stream.end();
    done();
  });
  app.get('/v1/card/:organization/me/live', { schema: documentation }, async (request, reply) => {
    const { organization } = readPart(cardParams, request.params, 'path');
    const member = await cardSessions.member(request, organization);
    const leave = places.take(placesOf(member));
    const card = own.open(member);
    const leaveAll = (): void => {
      card.close();
      leave();
    };
    try {
      // Before it is looked whose accounts they are: what changes meanwhile is heard.
      await changes.heard();
      card.listensTo(await accountsOfMember(deps, organization, member.memberId));
    } catch (error) {
      leaveAll();
      throw error;
    }
    const mayGoOn = async (): Promise<boolean> => {
      await cardSessions.member(request, organization);
      // A member joins programs, families, and becomes one with another.
      card.listensTo(await accountsOfMember(deps, organization, member.memberId));
      return true;
    };
    const stream = openStream(reply, { mayGoOn, beatMs });
    card.tellsBy(stream);
    streams.add(stream);
    stream.ended(() => {
      leaveAll();
      streams.delete(stream);
    });
    return reply;
  });
}

function placesOf({ organizationId, memberId, sessionId }: CardMember): [string, number][] {
  return [
    ['', CARDS_MAX],
    [organizationId, CARDS_OF_ONE_SHOP_MAX],
    [`${organizationId} ${memberId}`, CARDS_OF_A_MEMBER_MAX],
    [`${organizationId} ${memberId} ${sessionId}`, CARDS_OF_A_SESSION_MAX],
  ];
}

const documentation = {
  operationId: 'watchCard',
  tags: ['Card'],
  summary: 'Hear of changes of the card',
  description:
    'Server-sent events (text/event-stream) about the member’s own accounts: `hello` at the beginning, then `change` as it happens, which names what to ask again. Nothing is kept: after a break, or another `hello`, everything shown is to be asked again. Three at once for each session, eight for each member.\n\nFor a customer who has signed in to their card of this organization.',
  security: [{ card: [] }],
  response: streamAnswers({
    400: '`request_invalid`',
    401: '`card_session_missing`, `card_session_unknown`',
    500: '`internal`',
    503: '`busy`, `unavailable`',
  }),
};
