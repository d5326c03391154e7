/** The keys that protect a request from being applied twice, and the hash that tells a repeat from another request. */
import { canonicalJson, sha256Hex } from '../../kit/canonical-json.ts';
import type { OperationKey } from '../../ledger/ledger.ts';

/** An Idempotency-Key belongs to the operation it came to: the same text elsewhere is another key. */
export function idempotencyKeys(operation: string, key: string | null): readonly OperationKey[] {
  return key === null ? [] : [{ kind: 'idempotency', key: `${operation} ${key}` }];
}

/** Of what a request means after parsing: neither spelling nor the order of keys counts. */
export function meaningHash(meaning: unknown): string {
  return sha256Hex(canonicalJson(meaning));
}

/** The same for meanings whose keys are in order already, as parsed bodies are; much cheaper on the hot path. */
export function orderedMeaningHash(meaning: readonly unknown[]): string {
  return sha256Hex(JSON.stringify(meaning));
}
