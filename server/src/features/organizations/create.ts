/** Makes organizations: by whoever runs the server, with a first key; or by a person who becomes its owner (founding/), without one. */
import { instant, type Instant } from '@kopilka/engine';
import { randomUUID } from 'node:crypto';
import type { Clock } from '../../kit/clock.ts';
import type { Database, Tx } from '../../kit/db.ts';
import { issueKey } from '../keys/issue.ts';
import { insertOrganization } from './store.ts';

/** Nobody has said in which language: a number reads in all of them. */
const FIRST_KEY = '#1';

export interface CreatedOrganization {
  readonly organizationId: string;
  /** Shown this once. */
  readonly adminKey: string;
}

/** A sandbox lives by its own clock, which starts at the machine's time and is moved by POST /v1/sandbox/clock. */
export async function createOrganization(
  { db, clock }: { readonly db: Database; readonly clock: Clock },
  wanted: { readonly name: string; readonly sandbox: boolean },
): Promise<CreatedOrganization> {
  const organizationId = randomUUID();
  const now = instant(clock.now());
  return db.tenant(organizationId, async (tx) => {
    await insertOrganization(tx, {
      organizationId,
      name: wanted.name,
      sandboxNow: wanted.sandbox ? now : null,
      createdAt: now,
    });
    const issued = await issueKey(tx, { organizationId, name: FIRST_KEY, scopes: ['admin'], now });
    return { organizationId, adminKey: issued.key };
  });
}

/** An ordinary one, without a key: whoever makes it has an owner for it. Answers its id. */
export async function makeOrganization(
  tx: Tx,
  { name, now }: { readonly name: string; readonly now: Instant },
): Promise<string> {
  const organizationId = randomUUID();
  await insertOrganization(tx, { organizationId, name, sandboxNow: null, createdAt: now });
  return organizationId;
}
