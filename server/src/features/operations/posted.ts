/** What the ledger says of a posted operation, as an answer or as the error of its code. */
import { type CompiledProgram, explainRefusal, type Refusal, unreachable } from '@kopilka/engine';
import { ApiError } from '../../errors.ts';
import type { PostResult, StoredOperation } from '../../ledger/ledger.ts';

export interface Posted {
  readonly operation: StoredOperation;
  /** This is the answer of an earlier request. */
  readonly repeated: boolean;
}

/** Throws ApiError with the code of the refusal. */
export function posted(result: PostResult, program: CompiledProgram): Posted {
  switch (result.type) {
    case 'done':
      return { operation: result.operation, repeated: false };
    case 'repeated':
      return { operation: result.operation, repeated: true };
    case 'refused':
      throw refusalError(result, program);
    case 'key_reused':
    case 'receipt_taken':
    case 'account_unknown':
      throw new ApiError(result.type);
    default:
      return unreachable(result);
  }
}

export function refusalError(refusal: Refusal, program: CompiledProgram): ApiError {
  return new ApiError(refusal.code, { ...refusal.params, reason: explainRefusal(refusal, program) });
}

/** Of an answer that was given before. */
const REPLAYED_HEADER = { 'idempotency-replayed': 'true' } as const;

/** The answer of a command: 201 when it was done now, 200 and the header when it had been done before. */
export function acknowledged<Body>(body: Body, repeated: boolean): Acknowledged<Body> {
  return repeated ? { status: 200, body, headers: REPLAYED_HEADER } : { status: 201, body };
}

type Acknowledged<Body> =
  | { readonly status: 201; readonly body: Body }
  | { readonly status: 200; readonly body: Body; readonly headers: typeof REPLAYED_HEADER };
