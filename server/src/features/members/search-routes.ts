/** /v1/members/search and /v1/members/list: members as somebody types, and by what is asked of them. */
import { z } from 'zod';
import { cursorField, label, limitField, momentField, programIdField } from '../../fields.ts';
import { type AddRoute, noBody, noParams } from '../../route.ts';
import type { OrganizationClock } from '../organizations/clock.ts';
import type { QuoteDeps } from '../quotes/ask.ts';
import { listMembers, MEMBER_FILTERS } from './list.ts';
import { memberRows, memberRowSchema } from './rows.ts';
import { searchMembers } from './search.ts';
import { DIGITS_MIN } from './search-terms.ts';

/** More are not looked at by anybody who types; the next letter leaves fewer. */
const FOUND_MAX = 50;
const DAYS_MAX = 366;

const searchQuery = z.strictObject({
  q: z
    .string()
    .max(200)
    .meta({ description: 'As it is typed.', examples: ['4567'] }),
  limit: z.coerce.number().int().min(1).max(FOUND_MAX).default(10),
});

const listQuery = z.strictObject({
  filter: z.enum(MEMBER_FILTERS).default('all').meta({
    description:
      'new: joined in the period; active: bought in it; level: on that level now; expiring: with units that end within so many days; blocked.',
  }),
  from: momentField.optional().meta({ description: 'Of new and active. Active without it: so many days back.' }),
  to: momentField.optional().meta({ description: 'Of new and active, not included.' }),
  programId: programIdField.optional(),
  level: label(40).optional().meta({ description: 'Of the filter level.' }),
  days: z.coerce.number().int().min(1).max(DAYS_MAX).default(30),
  cursor: cursorField,
  limit: limitField,
});

export function addMemberSearchRoutes(add: AddRoute, deps: QuoteDeps & { readonly time: OrganizationClock }): void {
  add({
    method: 'GET',
    url: '/v1/members/search',
    id: 'searchMembers',
    tag: 'Members',
    scopes: ['till', 'read'],
    summary: 'Search members as somebody types',
    description: `By a phone as it begins or by its last digits (from ${DIGITS_MIN}), in any spelling; by the beginning of any words of a name, whatever their order, capitals and accents; by how an e-mail address or a card number begins, or by the card’s last digits. Too little typed finds nobody. Those that fit best come first.`,
    params: noParams,
    query: searchQuery,
    body: noBody,
    answers: {
      200: z.strictObject({
        members: z.array(memberRowSchema),
        hasMore: z.boolean().meta({ description: 'Others fit as well: type more.' }),
      }),
    },
    codes: [],
    handle: async ({ caller, query: { q, limit } }) => {
      const { organizationId, scopes } = caller;
      const now = await deps.time.now(caller);
      const { memberIds, hasMore } = await searchMembers(deps.db, { organizationId, typed: q, limit });
      return {
        status: 200,
        body: { members: await memberRows(deps, { organizationId, scopes, now }, memberIds), hasMore },
      };
    },
  });
  add({
    method: 'GET',
    url: '/v1/members/list',
    id: 'listMembers',
    tag: 'Members',
    scopes: ['read'],
    summary: 'Members by what is asked of them',
    description:
      'Newest first; expiring: those first for whom something is due soonest. Each page looks at a bounded number of accounts, so a page may be short or empty and still have a next one.',
    params: noParams,
    query: listQuery,
    body: noBody,
    answers: {
      200: z.strictObject({
        members: z.array(memberRowSchema),
        next: z.string().nullable().meta({ description: 'Cursor of the next page; null at the end.' }),
      }),
    },
    codes: ['cursor_invalid', 'program_unknown', 'program_required', 'level_unknown'],
    handle: async ({ caller, query: { from, to, programId, level, ...rest } }) => {
      const { organizationId, scopes } = caller;
      const now = await deps.time.now(caller);
      const asked = { from: from ?? null, to: to ?? null, programId, level, cursor: rest.cursor };
      const { memberIds, next } = await listMembers(deps, { ...rest, ...asked, organizationId, now });
      return {
        status: 200,
        body: { members: await memberRows(deps, { organizationId, scopes, now }, memberIds), next },
      };
    },
  });
}
