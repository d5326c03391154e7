/** Changing what an organization is called and how its screens look. */
import { hash } from 'node:crypto';
import { ApiError } from '../../errors.ts';
import type { Database } from '../../kit/db.ts';
import { readPicture } from './picture.ts';
import { deleteLogo, findOrganization, putLogo, type StoredOrganization, updateOrganization } from './store.ts';

export const LOGO_BYTES_MAX = 256 * 1024;
const SIDE_PIXELS_MIN = 16;
const SIDE_PIXELS_MAX = 2048;
const TAG_LENGTH = 22;

export interface LookChange {
  readonly name?: string | undefined;
  /** null: ours again. */
  readonly accentColor?: string | null | undefined;
}

export async function changeOrganization(
  db: Database,
  organizationId: string,
  change: LookChange,
): Promise<StoredOrganization> {
  return db.tenant(organizationId, async (tx) => {
    await updateOrganization(tx, organizationId, change);
    return required(await findOrganization(tx, organizationId));
  });
}

/** Throws ApiError logo_not_a_picture, logo_too_heavy, logo_size_wrong. */
export async function setLogo(
  db: Database,
  { organizationId, bytes, now }: { readonly organizationId: string; readonly bytes: Buffer; readonly now: number },
): Promise<StoredOrganization> {
  if (bytes.length > LOGO_BYTES_MAX) throw new ApiError('logo_too_heavy', { kilobytesMax: LOGO_BYTES_MAX / 1024 });
  const picture = readPicture(bytes);
  if (picture === null) throw new ApiError('logo_not_a_picture');
  const { mediaType, width, height } = picture;
  if (Math.min(width, height) < SIDE_PIXELS_MIN || Math.max(width, height) > SIDE_PIXELS_MAX)
    throw new ApiError('logo_size_wrong', { width, height, min: SIDE_PIXELS_MIN, max: SIDE_PIXELS_MAX });
  const tag = hash('sha256', bytes, 'base64url').slice(0, TAG_LENGTH);
  return db.tenant(organizationId, async (tx) => {
    await putLogo(tx, { organizationId, mediaType, bytes, tag, now });
    return required(await findOrganization(tx, organizationId));
  });
}

export async function removeLogo(db: Database, organizationId: string): Promise<StoredOrganization> {
  return db.tenant(organizationId, async (tx) => {
    await deleteLogo(tx, organizationId);
    return required(await findOrganization(tx, organizationId));
  });
}

function required(found: StoredOrganization | null): StoredOrganization {
  if (found === null) throw new Error('an organization that is not there');
  return found;
}
