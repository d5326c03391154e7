/** The words about codes that rewards come with. */

/** The codes of one reward. */
export interface Pool {
  readonly organizationId: string;
  readonly programId: string;
  readonly rewardId: string;
}

/** Whose redemption a code is claimed for. */
export interface CodeClaim {
  readonly claimKey: string;
  readonly accountId: string;
}

/** A claimed code, and the only operation that may bring it. */
export interface HeldCode {
  readonly code: string;
  readonly operationId: string;
}
