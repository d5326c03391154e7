/** What files say of people is forgotten: by itself after a while, and at once of one who is forgotten. */
import type { Database } from '../../kit/db.ts';
import { readPerson } from '../members/person.ts';
import { deleteRefusalsOf } from './import-store.ts';
import { deleteOld } from './job-store.ts';

/** A file whose import is not finished, since anybody touched it. */
const FILE_DAYS = 7;
/** Refused rows, and imports of which nothing came. */
const REFUSED_DAYS = 30;

export async function forgetOldImports(db: Database): Promise<void> {
  await deleteOld(db, { fileDays: FILE_DAYS, refusedDays: REFUSED_DAYS });
}

/** Refused rows that name the person, while it is still known by which names. May be repeated. */
export async function forgetRefusedRowsOf(
  db: Database,
  { organizationId, memberId }: { readonly organizationId: string; readonly memberId: string },
): Promise<void> {
  const person = await readPerson(db, organizationId, memberId);
  const names = (person?.identities ?? []).map(({ kind, value }) => `${kind}/${value}`);
  if (names.length > 0) await db.tenant(organizationId, (tx) => deleteRefusalsOf(tx, organizationId, names));
}
