/** Changing what somebody may do, and ending their work. An organization always keeps an owner. */
import { ApiError } from '../../errors.ts';
import type { Database, Tx } from '../../kit/db.ts';
import { findOrMakePerson, type MadePerson } from '../people/make-person.ts';
import type { Role } from '../people/roles.ts';
import { deleteStaff, insertStaff, lockRoles, updateRole } from './store.ts';

interface Position {
  readonly organizationId: string;
  readonly personId: string;
}

/** Throws ApiError staff_unknown, last_owner. */
export async function changeRole(db: Database, position: Position, role: Role): Promise<void> {
  await db.transaction(async (tx) => {
    const roles = await lockRoles(tx, position.organizationId);
    keepAnOwner(roles, position.personId, role);
    await updateRole(tx, position, role);
  });
}

/** Throws the same. */
export async function removeStaff(db: Database, position: Position): Promise<void> {
  await db.transaction(async (tx) => {
    const roles = await lockRoles(tx, position.organizationId);
    keepAnOwner(roles, position.personId, null);
    await deleteStaff(tx, position);
  });
}

function keepAnOwner(roles: ReadonlyMap<string, Role>, personId: string, wanted: Role | null): void {
  const present = roles.get(personId);
  if (present === undefined) throw new ApiError('staff_unknown');
  const owners = [...roles.values()].filter((role) => role === 'owner').length;
  if (present === 'owner' && wanted !== 'owner' && owners === 1) throw new ApiError('last_owner');
}

/** An owner made at the server's terminal; see findOrMakePerson. */
export async function makeOwner(
  db: Database,
  wanted: { readonly organizationId: string; readonly email: string; readonly name: string; readonly now: number },
): Promise<MadePerson> {
  const { organizationId, email, name, now } = wanted;
  return db.transaction(async (tx) => {
    const made = await findOrMakePerson(tx, { email, name, now });
    await insertStaff(tx, { organizationId, personId: made.personId, role: 'owner', now });
    return made;
  });
}

/** The owner of an organization that has just been made. */
export async function addOwner(tx: Tx, { now, ...position }: Position & { readonly now: number }): Promise<void> {
  await insertStaff(tx, { ...position, role: 'owner', now });
}
