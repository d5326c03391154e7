/** How an organization looks, as answers tell it. */
import { z } from 'zod';
import type { StoredOrganization } from './store.ts';

export const lookFields = {
  accentColor: z
    .string()
    .nullable()
    .meta({ description: '#rrggbb, as it was chosen; screens correct its contrast. null: Kopilka’s own.' }),
  logo: z
    .string()
    .nullable()
    .meta({ description: 'The picture’s address on this server; another picture has another. null: there is none.' }),
};

export function lookAnswer({ organizationId, accentColor, logoTag }: StoredOrganization): {
  accentColor: string | null;
  logo: string | null;
} {
  return {
    accentColor,
    logo: logoTag === null ? null : `/v1/public/organizations/${organizationId}/logo?v=${logoTag}`,
  };
}
