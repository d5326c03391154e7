/** Makes an organization with its first key. There is no public route: whoever runs the server decides who lives in it. */
import { instant } from '@kopilka/engine';
import { randomUUID } from 'node:crypto';
import type { Clock } from '../../kit/clock.ts';
import type { Database } from '../../kit/db.ts';
import { issueKey } from '../keys/issue.ts';
import { insertOrganization } from './store.ts';

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
    const issued = await issueKey(tx, { organizationId, name: 'First key', scopes: ['admin'], now });
    return { organizationId, adminKey: issued.key };
  });
}
