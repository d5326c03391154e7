/** A member as a person: which accounts are theirs, and the erasing of all that names them here. */
import type { Instant } from '@kopilka/engine';
import { ApiError } from '../../errors.ts';
import type { Database } from '../../kit/db.ts';
import { type AccountOfPerson, erasePerson, isAbandoned, listAccountsOf, lockPerson } from './forget-store.ts';
import { deleteTerms } from './search-store.ts';

export type { AccountOfPerson };

interface Person {
  readonly organizationId: string;
  readonly memberId: string;
}

/** Throws ApiError member_unknown; not for one who is forgotten already. */
export async function accountsOfPerson(
  db: Database,
  { organizationId, memberId }: Person,
): Promise<readonly AccountOfPerson[]> {
  return db.tenant(organizationId, async (tx) => {
    if ((await lockPerson(tx, memberId)) === null) throw new ApiError('member_unknown');
    return listAccountsOf(tx, memberId);
  });
}

/** The same for looking only: nobody is held. Nobody's accounts are none. */
export function readAccountsOf(
  db: Database,
  { organizationId, memberId }: Person,
): Promise<readonly AccountOfPerson[]> {
  return db.tenant(organizationId, (tx) => listAccountsOf(tx, memberId));
}

/** Profile and identities are gone when this answers, and when they went. Throws ApiError member_unknown. */
export async function forgetPerson(
  db: Database,
  { organizationId, memberId, now }: Person & { readonly now: Instant },
): Promise<{ readonly at: Instant; readonly isRepeat: boolean }> {
  return db.tenant(organizationId, async (tx) => {
    const person = await lockPerson(tx, memberId);
    if (person === null) throw new ApiError('member_unknown');
    // Also when the member was forgotten by a process that knew nothing of it.
    await deleteTerms(tx, memberId);
    if (person.isForgotten) return { at: person.updatedAt, isRepeat: true };
    await erasePerson(tx, memberId, now);
    return { at: now, isRepeat: false };
  });
}

/** Throws ApiError member_unknown when all members of the account have been forgotten: nothing may be told of them again. */
export async function requireLiving(db: Database, organizationId: string, accountId: string): Promise<void> {
  if (await db.tenant(organizationId, (tx) => isAbandoned(tx, accountId))) throw new ApiError('member_unknown');
}
