/** A merge, and what it would do, as answers tell them. */
import type { Reason } from '@kopilka/engine';
import { z } from 'zod';
import { momentAnswer, momentText, unitsAnswer } from '../../fields.ts';
import { balancesAnswer, balancesSchema, tierAnswer, tierSchema } from '../accounts/standing.ts';
import { reasonAnswers, reasonAnswerSchema } from '../operations/reasons.ts';
import { rulesOf } from '../programs/rules-at.ts';
import type { QuoteDeps } from '../quotes/ask.ts';
import { MERGE_UNITS_ALONE_MAX } from './merge.ts';
import type { MergePreview } from './preview.ts';
import { MERGE_STATUSES, type StoredMerge } from './store.ts';

const standingSchema = z.strictObject({ balances: balancesSchema, tier: tierSchema });

export const mergePreviewSchema = z
  .strictObject({
    from: z.string(),
    into: z.string(),
    programId: z.string(),
    moves: z.strictObject({
      lots: z.array(
        z.strictObject({
          wallet: z.string(),
          units: unitsAnswer,
          from: momentAnswer,
          to: momentAnswer.nullable().meta({ description: 'null: never expires.' }),
        }),
      ),
      debts: z.record(z.string(), unitsAnswer),
    }),
    before: standingSchema.meta({ description: 'Of the account that stays.' }),
    after: standingSchema.meta({ description: 'Of the account that stays, once all has arrived.' }),
    ends: standingSchema.meta({ description: 'Of the account that ends, afterwards.' }),
    lost: z.record(z.string(), unitsAnswer).meta({ description: 'By wallet: units that expire on arrival.' }),
    replaced: z
      .array(
        z.strictObject({
          kind: z.enum(['attribute', 'choice', 'offer', 'referral', 'statement_day']),
          name: z.string(),
        }),
      )
      .meta({ description: 'What both have and only one can have: the account that stays keeps its own.' }),
    units: z.int().meta({ description: 'Whole units of the fullest wallet that would move.' }),
    needsApproval: z
      .boolean()
      .meta({ description: `More than ${MERGE_UNITS_ALONE_MAX} units: a second person must approve.` }),
    reasons: z.array(reasonAnswerSchema),
  })
  .meta({ id: 'MergePreview' });

export const mergeSchema = z
  .strictObject({
    id: z.string(),
    programId: z.string(),
    from: z.string(),
    into: z.string(),
    reason: z.string(),
    units: z.int(),
    status: z.enum(MERGE_STATUSES).meta({
      description:
        'pending: a second person must approve; approved: it is happening, repeat the request; done; rejected.',
    }),
    requestedBy: z.string().meta({ description: 'Id of the key.' }),
    requestedAt: momentAnswer,
    decidedBy: z.string().nullable().meta({ description: 'Id of the key that approved or rejected it.' }),
    decidedAt: momentAnswer.nullable(),
    operationId: z.string().nullable().meta({ description: 'On the account that ended.' }),
    reasons: z.array(reasonAnswerSchema),
  })
  .meta({ id: 'Merge' });

export function previewAnswer(
  one: { readonly from: string; readonly into: string; readonly programId: string; readonly preview: MergePreview },
  words: (reasons: readonly Reason[]) => z.input<typeof reasonAnswerSchema>[],
): z.input<typeof mergePreviewSchema> {
  const { from, into, programId, preview } = one;
  const { parcel, left, joined, before, lost, replaced, units } = preview;
  return {
    from,
    into,
    programId,
    moves: {
      lots: parcel.lots.map(({ wallet, key, units: moved }) => ({
        wallet,
        units: moved,
        from: momentText(key.from),
        to: key.to === null ? null : momentText(key.to),
      })),
      debts: parcel.debts,
    },
    before: { balances: balancesAnswer(before.after), tier: tierAnswer(before.after) },
    after: { balances: balancesAnswer(joined.after), tier: tierAnswer(joined.after) },
    ends: { balances: balancesAnswer(left.after), tier: tierAnswer(left.after) },
    lost,
    replaced: replaced.map(({ kind, name }) => ({ kind, name })),
    units,
    needsApproval: units > MERGE_UNITS_ALONE_MAX,
    reasons: words([...left.reasons, ...joined.reasons]),
  };
}

export async function mergeAnswer(
  deps: Pick<QuoteDeps, 'ledger' | 'programs'>,
  organizationId: string,
  merge: StoredMerge,
): Promise<z.input<typeof mergeSchema>> {
  const { programId } = merge;
  const operation = merge.operationId === null ? null : await deps.ledger.operation(organizationId, merge.operationId);
  const by =
    operation === null
      ? null
      : await rulesOf(deps.programs, { organizationId, programId, version: operation.programVersion });
  return {
    id: merge.mergeId,
    programId,
    from: merge.from,
    into: merge.into,
    reason: merge.reason,
    units: merge.units,
    status: merge.status,
    requestedBy: merge.requestedBy,
    requestedAt: momentText(merge.requestedAt),
    decidedBy: merge.decidedBy,
    decidedAt: merge.decidedAt === null ? null : momentText(merge.decidedAt),
    operationId: merge.operationId,
    reasons: operation === null || by === null ? [] : reasonAnswers(operation.decision.reasons, by.program),
  };
}
