/** A member's families: told to whoever asks for their data, and left when they want to be forgotten. */
import type { QuoteDeps } from '../quotes/ask.ts';
import { type FamilyAnswer, readFamily } from './answer.ts';
import { leaveFamily, type MemberNamed } from './leave.ts';
import { eraseInFamilies, listFamilyIdsOf } from './store.ts';

type Person = Omit<MemberNamed, 'familyId'>;

/** Living ones. */
export async function familiesOf(
  { db }: Pick<QuoteDeps, 'db'>,
  { organizationId, memberId }: Omit<Person, 'now'>,
): Promise<readonly FamilyAnswer[]> {
  const ids = await db.tenant(organizationId, (tx) => listFamilyIdsOf(tx, memberId));
  return Promise.all(ids.map((id) => readFamily(db, organizationId, id)));
}

/** Throws ApiError family_owner_stays. */
export async function leaveFamilies(deps: QuoteDeps, person: Person): Promise<void> {
  const ids = await deps.db.tenant(person.organizationId, (tx) => listFamilyIdsOf(tx, person.memberId));
  for (const familyId of ids) await leaveFamily(deps, { ...person, familyId });
}

/** Once all families are left: consents, invitations, and the name of a family that ended with the member. */
export async function forgetInFamilies({ db }: Pick<QuoteDeps, 'db'>, person: Omit<Person, 'now'>): Promise<void> {
  await db.tenant(person.organizationId, (tx) => eraseInFamilies(tx, person.memberId));
}
