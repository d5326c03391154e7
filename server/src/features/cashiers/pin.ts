/**
 * PINs have four to eight digits, so the hash of one is worth nothing by itself: it is argon2id of the PIN keyed with the server's
 * secret, of which each guess costs as much as a password and is of no use without the secret.
 */
import { hashPassword, verifyPassword } from '../people/password.ts';
import type { Keyed } from '../tills/keyed.ts';

interface Owner {
  readonly organizationId: string;
  readonly cashierId: string;
}

export async function hashPin(keyed: Keyed, owner: Owner, pin: string): Promise<string> {
  return hashPassword(await keyedPin(keyed, owner, pin));
}

export async function verifyPin(
  keyed: Keyed,
  owner: Owner,
  { hash, pin }: { readonly hash: string; readonly pin: string },
): Promise<boolean> {
  return verifyPassword({ hash, password: await keyedPin(keyed, owner, pin) });
}

/** Of its owner: what is one cashier's opens nothing of another's, even if the rows were exchanged. */
async function keyedPin(keyed: Keyed, { organizationId, cashierId }: Owner, pin: string): Promise<string> {
  return (await keyed('pin', `${organizationId} ${cashierId} ${pin}`)).toString('base64url');
}
