/** What a code is, without using it. */
import type { Instant } from '@kopilka/engine';
import type { z } from 'zod';
import { ApiError, type ErrorCode } from '../../errors.ts';
import type { ProgramRegistry } from '../programs/registry.ts';
import { type CodeDeps, findCode, requireUsable } from './codes.ts';
import type { Guesser } from './guess-guard.ts';
import { type checkedCodeSchema, kindOf, momentOrNull } from './schema.ts';
import { findStoredCode } from './store.ts';

type CheckedCode = z.input<typeof checkedCodeSchema>;

const STATUSES: Readonly<Partial<Record<ErrorCode, CheckedCode['status']>>> = {
  coupon_code_used: 'used',
  coupon_code_in_use: 'in_use',
  coupon_code_blocked: 'blocked',
  coupon_code_expired: 'expired',
  coupon_code_not_yet: 'not_yet',
};

/** Throws ApiError coupon_code_unknown or too_many_guesses. */
export async function checkCode(
  deps: CodeDeps & { readonly programs: ProgramRegistry },
  guesser: Guesser,
  { programId, code, now }: { readonly programId: string; readonly code: string; readonly now: Instant },
): Promise<CheckedCode> {
  const { organizationId } = guesser;
  const found = await findCode(deps, guesser, { programId, code });
  const known = await deps.programs.choose(organizationId, programId);
  const { couponId, usesMax, from, until } = found.terms;
  const status = await requireUsable(deps, organizationId, { found, at: now, now }).then(
    () => 'usable' as const,
    statusOf,
  );
  const left = usesMax === null ? null : Math.max(0, usesMax - found.uses);
  return {
    status,
    programId,
    couponId,
    name: { ...known.at(now).program.coupons.get(couponId)?.name },
    kind: kindOf(found.terms),
    from: momentOrNull(from),
    until: momentOrNull(until),
    usesLeft: left === 0 && status === 'usable' ? 1 : left,
  };
}

/** Whether the program has such a code, whoever may use it. Whoever asks must be counted as a guesser by what it does with the answer. */
export async function isCode(
  { db }: Pick<CodeDeps, 'db'>,
  organizationId: string,
  { programId, code }: { readonly programId: string; readonly code: string },
): Promise<boolean> {
  const stored = await db.tenant(organizationId, (tx) => findStoredCode(tx, organizationId, code));
  return stored?.terms.programId === programId;
}

function statusOf(error: unknown): CheckedCode['status'] {
  const status = error instanceof ApiError ? STATUSES[error.code] : undefined;
  if (status === undefined) throw error;
  return status;
}
