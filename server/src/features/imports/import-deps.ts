/** What the steps of an import are made of. */
import type { Database } from '../../kit/db.ts';
import type { OrganizationClock } from '../organizations/clock.ts';
import type { ProgramRegistry } from '../programs/registry.ts';

export interface ImportDeps {
  readonly db: Database;
  readonly programs: ProgramRegistry;
  readonly time: OrganizationClock;
}
