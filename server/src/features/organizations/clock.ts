/**
 * What time it is for an organization: the machine's time, or a sandbox's own. A sandbox's clock is read from the database
 * every time, so that every process sees a move at once; ordinary organizations cost nothing.
 */
import { instant, type Instant } from '@kopilka/engine';
import type { Clock } from '../../kit/clock.ts';
import type { Database } from '../../kit/db.ts';
import { readSandboxNow } from './store.ts';

export interface OrganizationClock {
  now(organization: { readonly organizationId: string; readonly sandbox: boolean }): Instant | Promise<Instant>;
}

export function createOrganizationClock(db: Database, clock: Clock): OrganizationClock {
  return {
    now({ organizationId, sandbox }) {
      const machine = instant(clock.now());
      return sandbox ? readSandboxNow(db.system, organizationId).then((now) => now ?? machine) : machine;
    },
  };
}
