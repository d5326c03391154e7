/** A payout as it is told: how much, where to, how far it is, and whose hands it went through. */
import { z } from 'zod';
import { momentAnswer, momentText, moneyAnswer, unitsAnswer } from '../../fields.ts';
import { recordedFields } from '../profiles/recorded.ts';
import { PAYOUT_STATUSES, type Step, type StoredPayout } from './store.ts';

const stepSchema = z
  .strictObject({ by: z.string().meta({ description: 'Id of the API key.' }), at: momentAnswer })
  .nullable();

const payoutFields = {
  id: z.string(),
  programId: z.string(),
  accountId: z.string(),
  memberId: z.string(),
  wallet: z.string(),
  units: unitsAnswer,
  amount: moneyAnswer
    .nullable()
    .meta({ description: 'Minor money that the units are worth; null when they have no worth.' }),
  destination: z.string().nullable().meta({ description: 'As it was told; null when it was not, or has been erased.' }),
  status: z.enum(PAYOUT_STATUSES),
  operationId: z.string().meta({ description: 'The operation that took the units.' }),
  requested: stepSchema,
  approved: stepSchema,
  paid: stepSchema,
  refused: stepSchema,
  refusal: z.string().nullable().meta({ description: 'Why it was refused.' }),
};

export const payoutSchema = z.strictObject(payoutFields).meta({ id: 'Payout' });

/** As it was asked for; the first answer and every repeat are the same. */
export const requestedPayoutSchema = z
  .strictObject({
    ...recordedFields,
    id: z.string().meta({ description: 'Of the payout.' }),
    operationId: z.string(),
    wallet: z.string(),
    units: unitsAnswer,
    amount: payoutFields.amount,
    status: z.literal('requested'),
  })
  .meta({ id: 'RequestedPayout' });

/** `worth` null when units of the wallet have none. */
export function payoutAnswer(payout: StoredPayout, worth: number | null): z.input<typeof payoutSchema> {
  const { payoutId, programId, accountId, memberId, wallet, units, destination, status, operationId } = payout;
  if (status === 'begun' || operationId === null) throw new Error(`payout ${payoutId} has not happened`);
  return {
    id: payoutId,
    programId,
    accountId,
    memberId,
    wallet,
    units,
    amount: worth === null ? null : units * worth,
    destination,
    status,
    operationId,
    requested: stepAnswer(payout.requested),
    approved: stepAnswer(payout.approved),
    paid: stepAnswer(payout.paid),
    refused: stepAnswer(payout.refused),
    refusal: payout.refused?.reason ?? null,
  };
}

function stepAnswer(step: Step | null): z.input<typeof stepSchema> {
  return step === null ? null : { by: step.by, at: momentText(step.at) };
}
