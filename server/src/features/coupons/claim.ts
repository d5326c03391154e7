/**
 * What a request that brings codes is claimed by in the ledger: its Idempotency-Key, its receipt or, for a checkout without either, a
 * key of its own. Its uses of codes carry the same key, so that whoever finds one can ask what became of the request.
 */
export const CLAIM_KINDS = ['idempotency', 'receipt', 'code'] as const;

export interface CodeClaim {
  readonly kind: (typeof CLAIM_KINDS)[number];
  readonly key: string;
}
