/** The account that a member has in a program. */
import type { Instant } from '@kopilka/engine';
import { ApiError } from '../../errors.ts';
import { findMemberAccount } from '../members/find-account.ts';
import { readPerson } from '../members/person.ts';
import { type ChosenProgram, rulesAt } from '../programs/rules-at.ts';
import type { QuoteDeps } from '../quotes/ask.ts';
import type { CardMember } from './sessions.ts';

export interface OwnAccount extends Pick<ChosenProgram, 'programId' | 'active'> {
  readonly accountId: string;
}

/** Throws ApiError program_unknown or program_required. */
export async function ownAccount(
  deps: QuoteDeps,
  { organizationId, memberId }: CardMember,
  { programId: named, now }: { readonly programId: string | undefined; readonly now: Instant },
): Promise<OwnAccount> {
  const { programId, active } = await rulesAt(deps.programs, { organizationId, programId: named, at: now });
  const member = { kind: 'id', value: memberId } as const;
  const { accountId } = await findMemberAccount(deps, { organizationId, programId, member, now, blockedToo: true });
  return { programId, active, accountId };
}

/** The same for one who wants to take something. Throws ApiError card_blocked besides. */
export async function ownOpenAccount(...asked: Parameters<typeof ownAccount>): Promise<OwnAccount> {
  const [deps, { organizationId, memberId }] = asked;
  const person = await readPerson(deps.db, organizationId, memberId);
  if (person?.status === 'blocked') throw new ApiError('card_blocked');
  return ownAccount(...asked);
}
