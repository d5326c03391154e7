/** /v1/merges and /v1/accounts/{id}/merge: two accounts become one, with a preview, and with two people when it is much. */
import { z } from 'zod';
import { limitField, text, uuidField } from '../../fields.ts';
import { type AddRoute, noBody, noParams, noQuery } from '../../route.ts';
import { acknowledged } from '../operations/posted.ts';
import { reasonAnswers } from '../operations/reasons.ts';
import type { OrganizationClock } from '../organizations/clock.ts';
import { rulesAt } from '../programs/rules-at.ts';
import type { QuoteDeps } from '../quotes/ask.ts';
import { ApiError } from '../../errors.ts';
import { mergeAnswer, mergePreviewSchema, mergeSchema, previewAnswer } from './answer.ts';
import { approveMerge, commonProgram, type Merged, rejectMerge, requestMerge } from './merge.ts';
import { previewMerge } from './preview.ts';
import { findMerge, listMerges, MERGE_STATUSES } from './store.ts';

const params = z.strictObject({ id: uuidField });
const ANOTHER = '019ab4b0-0000-7000-8000-0000000000aa';
const previewBody = z
  .strictObject({ from: uuidField.meta({ description: 'The account that ends.' }) })
  .meta({ examples: [{ from: ANOTHER }] });
const mergeBody = z
  .strictObject({ from: uuidField.meta({ description: 'The account that ends.' }), reason: text(500) })
  .meta({ examples: [{ from: ANOTHER, reason: 'The same person registered twice' }] });
const listQuery = z.strictObject({
  status: z.enum(MERGE_STATUSES).optional(),
  cursor: uuidField.optional(),
  limit: limitField,
});

type Deps = QuoteDeps & { readonly time: OrganizationClock };

export function addMergeRoutes(add: AddRoute, deps: Deps): void {
  addMerging(add, deps);
  addDeciding(add, deps);
  addReading(add, deps);
}

function addMerging(add: AddRoute, deps: Deps): void {
  add({
    method: 'POST',
    url: '/v1/accounts/:id/merge/preview',
    id: 'previewMerge',
    isQuestion: true,
    isLong: true,
    tag: 'Merges',
    scopes: ['shop'],
    summary: 'What a merge would do',
    description: 'What would move with its dates, the level before and after, what would be lost. Nothing is written.',
    params,
    query: noQuery,
    body: previewBody,
    answers: { 200: mergePreviewSchema },
    codes: ['account_unknown', 'account_closed', 'merge_with_self', 'merge_programs_differ'],
    handle: async ({ caller, params: { id }, body: { from } }) => {
      const { organizationId } = caller;
      const now = await deps.time.now(caller);
      if (from === id) throw new ApiError('merge_with_self');
      const programId = await commonProgram(deps, { organizationId, from, into: id });
      const preview = await previewMerge(deps, { organizationId, programId, from, into: id, now });
      const { active } = await rulesAt(deps.programs, { organizationId, programId, at: now });
      const words = (reasons: Parameters<typeof reasonAnswers>[0]) => reasonAnswers(reasons, active.program);
      return { status: 200, body: previewAnswer({ from, into: id, programId, preview }, words) };
    },
  });
  add({
    method: 'POST',
    url: '/v1/accounts/:id/merge',
    id: 'mergeAccounts',
    isLong: true,
    tag: 'Merges',
    scopes: ['shop'],
    summary: 'Merge another account into this one',
    description:
      'Units keep their dates; members of the other account are members of this one from now on; later returns are forwarded. Much at once waits with the status pending until a second person approves it. A repeat answers the same merge.',
    params,
    query: noQuery,
    body: mergeBody,
    answers: { 201: mergeSchema, 200: mergeSchema },
    codes: [
      'account_unknown',
      'account_closed',
      'merge_with_self',
      'merge_programs_differ',
      'merge_of_families',
      'merge_underway',
    ],
    handle: async ({ caller, params: { id }, body: { from, reason } }) => {
      const { organizationId, keyId } = caller;
      const now = await deps.time.now(caller);
      return answered(
        deps,
        organizationId,
        await requestMerge(deps, { organizationId, from, into: id, reason, keyId, now }),
      );
    },
  });
}

function addDeciding(add: AddRoute, deps: Deps): void {
  for (const [name, decide] of [
    ['approve', approveMerge],
    ['reject', rejectMerge],
  ] as const) {
    add({
      method: 'POST',
      url: `/v1/merges/:id/${name}`,
      id: `${name}Merge`,
      tag: 'Merges',
      scopes: ['admin'],
      summary: name === 'approve' ? 'Approve a merge' : 'Reject a merge',
      description:
        name === 'approve'
          ? 'With another key than asked for it. Twice is the same as once.'
          : 'The accounts stay as they are. Twice is the same as once.',
      params,
      query: noQuery,
      body: noBody,
      answers: { 201: mergeSchema, 200: mergeSchema },
      codes: [
        'merge_unknown',
        'merge_same_person',
        'merge_decided',
        'merge_of_families',
        'merge_underway',
        'account_unknown',
        'account_closed',
      ],
      handle: async ({ caller, params: { id } }) => {
        const { organizationId, keyId } = caller;
        const now = await deps.time.now(caller);
        return answered(deps, organizationId, await decide(deps, { organizationId, mergeId: id, keyId, now }));
      },
    });
  }
}

async function answered(deps: Deps, organizationId: string, { merge, repeated }: Merged) {
  return acknowledged(await mergeAnswer(deps, organizationId, merge), repeated);
}

function addReading(add: AddRoute, deps: Deps): void {
  add({
    method: 'GET',
    url: '/v1/merges',
    id: 'listMerges',
    tag: 'Merges',
    scopes: ['shop', 'read'],
    summary: 'Merges',
    description: 'Newest first. With status=pending, what waits for a second person.',
    params: noParams,
    query: listQuery,
    body: noBody,
    answers: {
      200: z.strictObject({
        merges: z.array(mergeSchema),
        next: z.string().nullable().meta({ description: 'Cursor of the next page; null at the end.' }),
      }),
    },
    codes: [],
    handle: async ({ caller: { organizationId }, query: { status, cursor, limit } }) => {
      const page = { status: status ?? null, before: cursor ?? null, limit };
      const found = await deps.db.tenant(organizationId, (tx) => listMerges(tx, organizationId, page));
      return {
        status: 200,
        body: {
          merges: await Promise.all(found.map((merge) => mergeAnswer(deps, organizationId, merge))),
          next: found.length < limit ? null : (found.at(-1)?.mergeId ?? null),
        },
      };
    },
  });
  add({
    method: 'GET',
    url: '/v1/merges/:id',
    id: 'getMerge',
    tag: 'Merges',
    scopes: ['shop', 'read'],
    summary: 'A merge',
    description: 'Who asked, who decided, and what came of it.',
    params,
    query: noQuery,
    body: noBody,
    answers: { 200: mergeSchema },
    codes: ['merge_unknown'],
    handle: async ({ caller: { organizationId }, params: { id } }) => {
      const merge = await deps.db.tenant(organizationId, (tx) => findMerge(tx, id));
      if (merge === null) throw new ApiError('merge_unknown');
      return { status: 200, body: await mergeAnswer(deps, organizationId, merge) };
    },
  });
}
