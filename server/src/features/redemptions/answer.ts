/** A redemption as it is told: what it cost, what it brought, and how far it is. */
import { formatQuantity, type Instant, mustBeCollected, type CompiledProgram } from '@kopilka/engine';
import { z } from 'zod';
import { momentAnswer, momentText, moneyAnswer, unitsAnswer } from '../../fields.ts';
import type { StoredOperation } from '../../ledger/ledger.ts';
import { type RecordedAnswer, recordedFields } from '../profiles/recorded.ts';
import type { ItemEnding } from './ending.ts';

export const REDEMPTION_STATUSES = ['reserved', 'collected', 'cancelled', 'done'] as const;

const whatFields = {
  rewardId: z.string(),
  quantity: z.int(),
  price: z
    .strictObject({ wallet: z.string(), units: unitsAnswer })
    .nullable()
    .meta({ description: 'Units it cost in all; null when it was free.' }),
  pay: moneyAnswer.meta({ description: 'Minor money that the customer pays besides, in all.' }),
  code: z.string().nullable().meta({ description: 'From the pool of the reward; null when it comes without.' }),
  until: momentAnswer
    .nullable()
    .meta({ description: 'Reserved until then; afterwards it cancels itself. null without end.' }),
  gifts: z.array(z.strictObject({ sku: z.string(), quantity: z.string() })).meta({ description: 'What to hand over.' }),
};

const statusField = z.enum(REDEMPTION_STATUSES).meta({
  description:
    'reserved: waits to be handed over; collected: was; cancelled: by somebody or by time, its units came back; done: there was nothing to hand over.',
});

export const redemptionSchema = z
  .strictObject({
    ...recordedFields,
    ...whatFields,
    status: statusField.meta({ description: 'As it was right after it was made: reserved, or done at once.' }),
  })
  .meta({ id: 'RecordedRedemption' });

export const redemptionStatusSchema = z
  .strictObject({
    id: z.string(),
    accountId: z.string(),
    at: momentAnswer,
    ...whatFields,
    status: statusField,
    closed: z
      .strictObject({ at: momentAnswer, operationId: z.string().nullable(), reason: z.string().nullable() })
      .nullable()
      .meta({ description: 'When it was collected or cancelled, by which operation (null: by time).' }),
  })
  .meta({ id: 'Redemption' });

type What = Pick<z.input<typeof redemptionStatusSchema>, keyof typeof whatFields>;

export function isRedemption(operation: StoredOperation): boolean {
  return operation.event.type === 'redeem';
}

export function redemptionAnswer(
  operation: StoredOperation,
  program: CompiledProgram,
  recorded: RecordedAnswer,
): z.input<typeof redemptionSchema> {
  const status = waits(operation, program) ? 'reserved' : 'done';
  return { ...recorded, ...whatOf(operation, program), status };
}

export function redemptionStatus(
  operation: StoredOperation,
  program: CompiledProgram,
  { ending, now }: { readonly ending: ItemEnding; readonly now: Instant },
): z.input<typeof redemptionStatusSchema> {
  return {
    id: operation.operationId,
    accountId: operation.accountId,
    at: momentText(operation.decision.at),
    ...whatOf(operation, program),
    ...endOf(operation, program, { ending, now }),
  };
}

/** Whether it stayed open when it was made. */
export function waits(operation: StoredOperation, program: CompiledProgram): boolean {
  const reward = program.rewards.get(redeemed(operation).of.reward);
  return reward !== undefined && mustBeCollected(reward);
}

function endOf(
  operation: StoredOperation,
  program: CompiledProgram,
  { ending, now }: { readonly ending: ItemEnding; readonly now: Instant },
): Pick<z.input<typeof redemptionStatusSchema>, 'status' | 'closed'> {
  const { until } = redeemed(operation).of;
  switch (ending.type) {
    case 'open':
      return { status: 'reserved', closed: null };
    case 'collected':
    case 'cancelled':
      return { status: ending.type, closed: closedBy(ending.by) };
    default:
      if (!waits(operation, program)) return { status: 'done', closed: null };
      if (until !== null && until <= now)
        return { status: 'cancelled', closed: { at: momentText(until), operationId: null, reason: null } };
      // On its way from an account that was merged to its heir.
      return { status: 'reserved', closed: null };
  }
}

function closedBy({ operationId, decision, event }: StoredOperation): z.input<typeof redemptionStatusSchema>['closed'] {
  const reason = event.type === 'cancel' ? (event.reason ?? null) : null;
  return { at: momentText(decision.at), operationId, reason };
}

function whatOf(operation: StoredOperation, program: CompiledProgram): What {
  const { of, gifts } = redeemed(operation);
  const reward = program.rewards.get(of.reward);
  return {
    rewardId: of.reward,
    quantity: of.quantity,
    price: of.units === 0 ? null : { wallet: of.wallet, units: of.units },
    pay: (reward?.pay ?? 0) * of.quantity,
    code: of.code ?? null,
    until: of.until === null ? null : momentText(of.until),
    gifts: gifts.map(({ sku, quantity }) => ({ sku, quantity: formatQuantity(quantity) })),
  };
}

function redeemed({ decision, operationId }: StoredOperation) {
  if (decision.type !== 'redeem' || decision.of.type !== 'redemption')
    throw new Error(`operation ${operationId} is no redemption but ${decision.type}`);
  return { of: decision.of, gifts: decision.gifts ?? [] };
}
