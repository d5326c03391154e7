/** People as other features make and find them. */
import { ApiError } from '../../errors.ts';
import type { Database, Tx } from '../../kit/db.ts';
import { hashPassword } from './password.ts';
import { chooseOrganization, findPersonByEmail, insertPerson, putPassword } from './store.ts';

/** The id of whoever has this e-mail address. */
export function findPerson(tx: Tx, email: string): Promise<string | undefined> {
  return findPersonByEmail(tx, email);
}

/** Throws ApiError invitation_not_yours when somebody with this address was made meanwhile. */
export async function makePerson(
  tx: Tx,
  wanted: { readonly email: string; readonly name: string; readonly password: string; readonly now: number },
): Promise<string> {
  const personId = crypto.randomUUID();
  const { email, name, password, now } = wanted;
  if (!(await insertPerson(tx, { personId, email, name, now }))) throw new ApiError('invitation_not_yours');
  await putPassword(tx, { personId, hash: await hashPassword(password), now });
  return personId;
}

/** The session works for that organization from now on; that its person may is the caller's to know. */
export async function workFor(
  db: Database,
  place: { readonly sessionId: string; readonly organizationId: string },
): Promise<void> {
  await chooseOrganization(db.system, place);
}
