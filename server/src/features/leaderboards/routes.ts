/** /v1/leaderboards: who has most, with names that tell no more than the program allows. */
import { z } from 'zod';
import type { Clock } from '../../kit/clock.ts';
import { label, programIdField, uuidField } from '../../fields.ts';
import { type AddRoute, noBody, noParams } from '../../route.ts';
import type { OrganizationClock } from '../organizations/clock.ts';
import { wordsAnswer, wordsSchema } from '../profiles/words.ts';
import { rulesAt } from '../programs/rules-at.ts';
import type { QuoteDeps } from '../quotes/ask.ts';
import { createRankings, type Leaderboard, readBoard } from './board.ts';

const TOP_DEFAULT = 10;
const TOP_MAX = 100;

const boardFields = {
  id: z.string(),
  name: wordsSchema,
  meter: z.string().meta({ description: 'What is compared.' }),
  every: z.string().meta({ description: 'Within what: week, month, quarter, year or ever.' }),
  levels: z.array(z.string()).nullable().meta({ description: 'Only accounts of these levels; null: of all.' }),
  names: z.enum(['initials', 'first', 'number']),
};
const placeSchema = z
  .strictObject({
    rank: z.int().meta({ description: 'Equal values share a rank: 1, 1, 3.' }),
    name: z.string().meta({ description: 'Initials, first name or a number, as the program says.' }),
    value: z.int().meta({ description: 'Of the meter, in its smallest parts.' }),
    isMember: z.boolean().meta({ description: 'The member who asks.' }),
  })
  .meta({ id: 'LeaderboardPlace' });

export const leaderboardSchema = z
  .strictObject({
    ...boardFields,
    programId: z.string(),
    period: z.string(),
    from: z.string().nullable().meta({ description: 'First day; null for ever.' }),
    until: z.string().nullable().meta({ description: 'The day after the last; null for ever.' }),
    top: z.array(placeSchema),
    own: z
      .strictObject({
        rank: z.int(),
        value: z.int(),
        neighbours: z.array(placeSchema).meta({ description: 'The places around, within the first 1 000.' }),
      })
      .nullable()
      .meta({ description: 'Of the member who asks; null without one, or with nothing.' }),
  })
  .meta({ id: 'Leaderboard' });

type Deps = QuoteDeps & { readonly time: OrganizationClock; readonly clock: Clock };

export function addLeaderboardRoutes(add: AddRoute, deps: Deps): void {
  const readRanking = createRankings(deps.ledger, deps.clock);
  add({
    method: 'GET',
    url: '/v1/leaderboards',
    id: 'listLeaderboards',
    tag: 'Leaderboards',
    scopes: ['till', 'read'],
    summary: 'The leaderboards of a program',
    description: 'As the program in force has them.',
    params: noParams,
    query: z.strictObject({ programId: programIdField.optional() }),
    body: noBody,
    answers: { 200: z.strictObject({ leaderboards: z.array(z.strictObject(boardFields)) }) },
    codes: ['program_unknown', 'program_required'],
    handle: async ({ caller, query: { programId } }) => {
      const { organizationId } = caller;
      const at = await deps.time.now(caller);
      const { active } = await rulesAt(deps.programs, { organizationId, programId, at });
      return { status: 200, body: { leaderboards: [...active.program.leaderboards.values()].map(boardAnswer) } };
    },
  });
  add({
    method: 'GET',
    url: '/v1/leaderboards/:id',
    id: 'getLeaderboard',
    isLong: true,
    tag: 'Leaderboards',
    scopes: ['till', 'read'],
    summary: 'A leaderboard',
    description:
      'The first places of a period, and the place of the member who asks. The answer may be some seconds old.',
    params: z.strictObject({ id: label(100) }),
    query: z.strictObject({
      programId: programIdField.optional(),
      period: z
        .string()
        .max(20)
        .default('current')
        .meta({ description: 'current, or a period by its name: 2026-W48, 2026-11, 2026-Q4, 2026.' }),
      member: uuidField.optional(),
      limit: z.coerce.number().int().min(1).max(TOP_MAX).default(TOP_DEFAULT),
    }),
    body: noBody,
    answers: { 200: leaderboardSchema },
    codes: ['leaderboard_unknown', 'period_invalid', 'member_unknown', 'program_unknown', 'program_required'],
    handle: async ({ caller, params: { id }, query: { programId, period, member, limit } }) => {
      const { organizationId } = caller;
      const now = await deps.time.now(caller);
      const asked = { organizationId, programId, board: id, period, memberId: member ?? null, limit, now };
      const read = await readBoard(deps, readRanking, asked);
      const { own } = read;
      return {
        status: 200,
        body: {
          ...boardAnswer(read.board),
          programId: read.programId,
          period: read.period.name,
          from: read.period.from,
          until: read.period.until,
          top: [...read.top],
          own: own === null ? null : { ...own, neighbours: [...own.neighbours] },
        },
      };
    },
  });
}

function boardAnswer({ id, name, meter, every, levels, names }: Leaderboard) {
  return { id, name: wordsAnswer(name), meter, every, levels: levels === null ? null : [...levels], names };
}
