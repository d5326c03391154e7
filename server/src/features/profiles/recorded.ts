/** One operation on an account, posted and answered: what is the same for redemptions, transfers, choices, profiles and the like. */
import type { CompiledProgram, Instant } from '@kopilka/engine';
import { z } from 'zod';
import { ApiError } from '../../errors.ts';
import { momentAnswer, momentText } from '../../fields.ts';
import type { OperationKey, OperationRequest, StoredOperation } from '../../ledger/ledger.ts';
import { balancesAnswer, balancesSchema, tierAnswer, tierSchema } from '../accounts/standing.ts';
import { meaningHash } from '../operations/keys.ts';
import { postOperation } from '../operations/post.ts';
import { reasonAnswers, reasonAnswerSchema } from '../operations/reasons.ts';
import { rulesAt, rulesOf } from '../programs/rules-at.ts';
import type { QuoteDeps } from '../quotes/ask.ts';

/** What every answer about an operation tells. */
export const recordedFields = {
  id: z.string().meta({ description: 'Of the operation.' }),
  accountId: z.string(),
  at: momentAnswer,
  programVersion: z.int(),
  balances: balancesSchema,
  tier: tierSchema,
  reasons: z.array(reasonAnswerSchema),
};

const recordedSchema = z.strictObject(recordedFields);
export type RecordedAnswer = z.input<typeof recordedSchema>;

export interface ToRecord {
  readonly organizationId: string;
  readonly programId: string;
  readonly accountId: string;
  readonly event: OperationRequest['event'];
  readonly now: Instant;
  readonly keys: readonly OperationKey[];
  /** What the request asks for; the same key with another meaning is refused. */
  readonly meaning: unknown;
  /** See OperationRequest. */
  readonly operationId?: string;
}

export interface Recorded {
  readonly operation: StoredOperation;
  /** Of the version that it was decided by. */
  readonly program: CompiledProgram;
  readonly answer: RecordedAnswer;
  readonly repeated: boolean;
}

/** Throws ApiError with the code of a refusal, or key_reused. */
export async function record(deps: QuoteDeps, wanted: ToRecord): Promise<Recorded> {
  const { meaning, ...posted } = wanted;
  const { organizationId, programId, now } = posted;
  const { active } = await rulesAt(deps.programs, { organizationId, programId, at: now });
  const { operation, repeated } = await postOperation(
    deps,
    { ...posted, history: false, bodyHash: meaningHash(meaning) },
    active.program,
  ).catch(asReused);
  return { ...(await recordedOf(deps, { organizationId, programId, operation })), repeated };
}

/** An operation of the past told in the same way. */
export async function recordedOf(
  deps: Pick<QuoteDeps, 'programs'>,
  one: { readonly organizationId: string; readonly programId: string; readonly operation: StoredOperation },
): Promise<Omit<Recorded, 'repeated'>> {
  const { organizationId, programId, operation } = one;
  const by = await rulesOf(deps.programs, { organizationId, programId, version: operation.programVersion });
  const { decision } = operation;
  const answer = {
    id: operation.operationId,
    accountId: operation.accountId,
    at: momentText(decision.at),
    programVersion: by.version,
    balances: balancesAnswer(decision.after),
    tier: tierAnswer(decision.after),
    reasons: reasonAnswers(decision.reasons, by.program),
  };
  return { operation, program: by.program, answer };
}

/** There is no receipt here: a number with other contents is a key used again. */
function asReused(error: unknown): never {
  throw error instanceof ApiError && error.code === 'receipt_taken' ? new ApiError('key_reused') : error;
}
