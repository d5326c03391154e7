/**
 * How organizations begin on the web. The first one, with its owner, by the link that the server prints when it starts empty; it works
 * once, and only while there is no organization. Further ones by whoever owns one already.
 */
import { hash, randomBytes } from 'node:crypto';
import { instant } from '@kopilka/engine';
import { ApiError } from '../../errors.ts';
import type { Database, Tx } from '../../kit/db.ts';
import { makeOrganization } from '../organizations/create.ts';
import { makePerson } from '../people/people.ts';
import { addOwner } from '../staff/change.ts';
import { hasOrganizations, listOwned, lockPerson, putSetupHash, takeSetupHash } from './store.ts';

const TOKEN_BYTES = 24;
/** A person may own so many organizations before they cannot found another. */
export const OWNED_MAX = 20;

export interface Founded {
  readonly organizationId: string;
  readonly name: string;
}

/** What stands behind the # of the link that begins this server; null when it has begun. A link made before works no longer. */
export async function openSetup(db: Database): Promise<string | null> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  return db.transaction(async (tx) => {
    if (await hasOrganizations(tx)) return null;
    await putSetupHash(tx, hashOf(token));
    return token;
  });
}

export interface FirstOwner {
  readonly token: string;
  readonly email: string;
  readonly name: string;
  readonly password: string;
  readonly shop: string;
  readonly now: number;
}

/** The first organization and its owner; null when the link is not the one, was used, or the server has begun otherwise. */
export async function setUp(
  db: Database,
  { token, email, name, password, shop, now }: FirstOwner,
): Promise<(Founded & { readonly personId: string }) | null> {
  return db.transaction(async (tx) => {
    if (!(await takeSetupHash(tx, hashOf(token))) || (await hasOrganizations(tx))) return null;
    const personId = await makePerson(tx, { email, name, password, now });
    return { personId, ...(await insertOwned(tx, { personId, name: shop, now })) };
  });
}

/**
 * Another organization of somebody who owns one. The same name again is the organization that is there, so that a repeat after a lost
 * answer makes no second one. Throws ApiError founding_not_allowed, organizations_too_many.
 */
export async function found(
  db: Database,
  { personId, name, now }: { readonly personId: string; readonly name: string; readonly now: number },
): Promise<Founded & { readonly isNew: boolean }> {
  return db.transaction(async (tx) => {
    await lockPerson(tx, personId);
    const owned = await listOwned(tx, personId);
    if (owned.length === 0) throw new ApiError('founding_not_allowed');
    const same = owned.find((own) => own.name === name);
    if (same !== undefined) return { ...same, isNew: false };
    if (owned.length >= OWNED_MAX) throw new ApiError('organizations_too_many', { max: OWNED_MAX });
    return { ...(await insertOwned(tx, { personId, name, now })), isNew: true };
  });
}

async function insertOwned(
  tx: Tx,
  { personId, name, now }: { readonly personId: string; readonly name: string; readonly now: number },
): Promise<Founded> {
  const organizationId = await makeOrganization(tx, { name, now: instant(now) });
  await addOwner(tx, { organizationId, personId, now });
  return { organizationId, name };
}

function hashOf(token: string): string {
  return hash('sha256', token);
}
