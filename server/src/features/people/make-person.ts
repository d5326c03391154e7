/** People made without a letter: by whoever runs the server, at its terminal. */
import { randomBytes } from 'node:crypto';
import type { Database, Tx } from '../../kit/db.ts';
import { forgive } from './guard.ts';
import { hashPassword } from './password.ts';
import { endSessions, findPersonByEmail, insertPerson, putPassword, removeSecondFactor } from './store.ts';

const PASSWORD_BYTES = 12;

export interface MadePerson {
  readonly personId: string;
  /** Shown this once; null: there was such a person, whose password stays. */
  readonly password: string | null;
}

/** The person with that e-mail address, made if there is none. */
export async function findOrMakePerson(
  tx: Tx,
  wanted: { readonly email: string; readonly name: string; readonly now: number },
): Promise<MadePerson> {
  const personId = crypto.randomUUID();
  if (!(await insertPerson(tx, { ...wanted, personId }))) {
    const known = await findPersonByEmail(tx, wanted.email);
    if (known === undefined) throw new Error('an e-mail address that is taken by nobody');
    return { personId: known, password: null };
  }
  const password = newPassword();
  await putPassword(tx, { personId, hash: await hashPassword(password), now: wanted.now });
  return { personId, password };
}

/** A new password for whoever locked themselves out; their sessions end. null: there is nobody with that address. */
export async function resetPassword(
  db: Database,
  wanted: { readonly email: string; readonly endsSecondFactor: boolean; readonly now: number },
): Promise<string | null> {
  const password = newPassword();
  const hash = await hashPassword(password);
  await forgive(db, wanted.email);
  return db.transaction(async (tx) => {
    const personId = await findPersonByEmail(tx, wanted.email);
    if (personId === undefined) return null;
    await putPassword(tx, { personId, hash, now: wanted.now });
    if (wanted.endsSecondFactor) await removeSecondFactor(tx, personId);
    await endSessions(tx, { personId, except: null });
    return password;
  });
}

function newPassword(): string {
  return randomBytes(PASSWORD_BYTES).toString('base64url');
}
