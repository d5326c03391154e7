/** Which organization a command is about (the one it names, or the only one there is), and what a request without a key needs of one. */
import { ApiError } from '../../errors.ts';
import type { Database } from '../../kit/db.ts';
import { lookAnswer } from './look.ts';
import { findOrganization, listOrganizationIds } from './store.ts';

export interface FoundOrganization {
  readonly organizationId: string;
  readonly sandbox: boolean;
}

/** Throws ApiError organization_required when it is not named and there are none or several, or there is none by that id. */
export async function findTheOrganization(db: Database, organizationId: string | null): Promise<FoundOrganization> {
  const ids = organizationId === null ? await listOrganizationIds(db.system) : [organizationId];
  const [only, another] = ids;
  const found = only === undefined || another !== undefined ? null : await findOrganization(db.system, only);
  if (found === null) throw new ApiError('organization_required');
  return { organizationId: found.organizationId, sandbox: found.sandboxNow !== null };
}

export interface NamedOrganization extends FoundOrganization {
  readonly name: string;
}

/** Throws ApiError organization_unknown. */
export async function requireOrganization(db: Database, organizationId: string): Promise<NamedOrganization> {
  const found = await db.tenant(organizationId, (tx) => findOrganization(tx, organizationId));
  if (found === null) throw new ApiError('organization_unknown');
  return { organizationId: found.organizationId, name: found.name, sandbox: found.sandboxNow !== null };
}

/** What anybody may see of a shop. */
export interface ShownOrganization {
  readonly organizationId: string;
  readonly name: string;
  /** '#rrggbb'; null for Kopilka's own. */
  readonly accentColor: string | null;
  /** The picture's address on this server. */
  readonly logo: string | null;
}

/** Throws ApiError organization_unknown. */
export async function showOrganization(db: Database, organizationId: string): Promise<ShownOrganization> {
  const found = await db.tenant(organizationId, (tx) => findOrganization(tx, organizationId));
  if (found === null) throw new ApiError('organization_unknown');
  return { organizationId: found.organizationId, name: found.name, ...lookAnswer(found) };
}
