/** /v1/draws: prize draws whose result anybody can repeat. */
import { z } from 'zod';
import { ApiError } from '../../errors.ts';
import { label, programIdField } from '../../fields.ts';
import { type AddRoute, noBody, noParams } from '../../route.ts';
import { acknowledged } from '../operations/posted.ts';
import type { OrganizationClock } from '../organizations/clock.ts';
import type { QuoteDeps } from '../quotes/ask.ts';
import { drawAnswer, drawSchema, proofAnswer, proofSchema } from './answer.ts';
import { commitDraw, drawWinners, listDraws, readDraw } from './draw.ts';
import { listTickets } from './store.ts';

const HOLDERS_MAX = 10_000;
/** What numbers them is an integer of four bytes. */
const HOLDERS_TOTAL_MAX = 2_147_483_647;

const params = z.strictObject({ id: label(100) });
const query = z.strictObject({ programId: programIdField.optional() });
const proofQuery = z.strictObject({
  programId: programIdField.optional(),
  after: z.coerce
    .number()
    .int()
    .min(0)
    .max(HOLDERS_TOTAL_MAX)
    .default(0)
    .meta({ description: 'Holders after this one of the list.' }),
  limit: z.coerce.number().int().min(1).max(HOLDERS_MAX).default(HOLDERS_MAX),
});

type Deps = QuoteDeps & { readonly time: OrganizationClock };

export function addDrawRoutes(add: AddRoute, deps: Deps): void {
  addReading(add, deps);
  addDrawing(add, deps);
}

function addReading(add: AddRoute, deps: Deps): void {
  const reading = { method: 'GET', tag: 'Draws', scopes: ['till', 'read'], body: noBody } as const;
  add({
    ...reading,
    url: '/v1/draws',
    id: 'listDraws',
    isLong: true,
    summary: 'The prize draws of a program',
    description: 'Those of the program in force.',
    params: noParams,
    query,
    answers: { 200: z.strictObject({ draws: z.array(drawSchema) }) },
    codes: ['program_unknown', 'program_required'],
    handle: async ({ caller, query: { programId } }) => {
      const { organizationId } = caller;
      const now = await deps.time.now(caller);
      const draws = await listDraws(deps, { organizationId, programId, now });
      return { status: 200, body: { draws: draws.map(drawAnswer) } };
    },
  });
  add({
    ...reading,
    url: '/v1/draws/:id',
    id: 'getDraw',
    isLong: true,
    summary: 'A prize draw',
    description: 'Its terms, its commitment, and its winners once it has been drawn.',
    params,
    query,
    answers: { 200: drawSchema },
    codes: ['draw_unknown', 'program_unknown', 'program_required'],
    handle: async ({ caller, params: { id }, query: { programId } }) => {
      const { organizationId } = caller;
      const now = await deps.time.now(caller);
      return { status: 200, body: drawAnswer(await readDraw(deps, { organizationId, programId, drawId: id, now })) };
    },
  });
  add({
    ...reading,
    url: '/v1/draws/:id/proof',
    id: 'getDrawProof',
    isLong: true,
    summary: 'The proof of a draw',
    description:
      'Everything that is needed to repeat the draw without us: the seed, the list of holders (account numbers, no names), and the algorithm in words.',
    params,
    query: proofQuery,
    answers: { 200: proofSchema },
    codes: ['draw_unknown', 'draw_not_drawn', 'program_unknown', 'program_required'],
    handle: async ({ caller, params: { id }, query: { programId, after, limit } }) => {
      const { organizationId } = caller;
      const now = await deps.time.now(caller);
      const draw = await readDraw(deps, { organizationId, programId, drawId: id, now });
      const { stored, name } = draw;
      if (stored?.drawn === null || stored === null) throw new ApiError('draw_not_drawn');
      const { seed, drawn } = stored;
      const holders = await deps.db.tenant(organizationId, (tx) => listTickets(tx, name, { after, limit }));
      const next = holders.length < limit ? null : (holders.at(-1)?.n ?? null);
      return { status: 200, body: proofAnswer(draw, { seed, ticketsHash: drawn.ticketsHash, holders, next }) };
    },
  });
}

function addDrawing(add: AddRoute, deps: Deps): void {
  const drawing = {
    method: 'POST',
    tag: 'Draws',
    scopes: ['admin'],
    params,
    query,
    body: noBody,
    answers: { 201: drawSchema, 200: drawSchema },
  } as const;
  add({
    ...drawing,
    url: '/v1/draws/:id/commit',
    id: 'commitDraw',
    journalParams: ['id'],
    isLong: true,
    summary: 'Commit to a seed',
    description:
      'Makes a random seed, keeps it secret and publishes its hash, before the moment of the draw. The terms of the draw stay as they are now. Twice is the same as once.',
    codes: ['draw_unknown', 'draw_too_late', 'program_unknown', 'program_required'],
    handle: async ({ caller, params: { id }, query: { programId } }) => {
      const { organizationId } = caller;
      const now = await deps.time.now(caller);
      const { draw, repeated } = await commitDraw(deps, { organizationId, programId, drawId: id, now });
      return acknowledged(drawAnswer(draw), repeated);
    },
  });
  add({
    ...drawing,
    url: '/v1/draws/:id/draw',
    id: 'drawWinners',
    journalParams: ['id'],
    isLong: true,
    summary: 'Draw the winners',
    description:
      'From the moment of the draw on: writes down who held how many tickets at that moment, reveals the seed and picks. Each account wins at most once. Drawing again answers the same winners.',
    codes: [
      'draw_unknown',
      'draw_not_committed',
      'draw_too_early',
      'draw_without_tickets',
      'program_unknown',
      'program_required',
    ],
    handle: async ({ caller, params: { id }, query: { programId } }) => {
      const { organizationId } = caller;
      const now = await deps.time.now(caller);
      const { draw, repeated } = await drawWinners(deps, { organizationId, programId, drawId: id, now });
      return acknowledged(drawAnswer(draw), repeated);
    },
  });
}
