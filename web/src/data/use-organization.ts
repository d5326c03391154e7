/** What the screens need to know of the shop: its name and look, its programs and their currency. */
import type { Schema } from '@kopilka/client';
import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import type { Api } from './api.ts';
import { useApi } from './session.tsx';

export type Organization = Schema<'Organization'>;

export interface Shop {
  readonly organizationId: string;
  readonly name: string;
  readonly programs: readonly ShopProgram[];
}

export interface ShopProgram {
  readonly programId: string;
  readonly name: { readonly ru?: string; readonly en?: string };
  readonly currency: string;
  readonly version: number;
}

const ORGANIZATION = ['organization'];

export function useOrganization(): UseQueryResult<Organization> {
  const { client, answer } = useApi();
  return useQuery({ queryKey: ORGANIZATION, queryFn: () => answer(client.GET('/v1/organization')) });
}

/** Takes an organization that has changed, so that every screen shows it at once. */
export function useOrganizationChange(): (changed: Organization) => void {
  const queries = useQueryClient();
  return (changed) => {
    queries.setQueryData(ORGANIZATION, changed);
    void queries.invalidateQueries({ queryKey: SHOP });
  };
}

const SHOP = ['shop'];

export function useShop(): UseQueryResult<Shop> {
  const api = useApi();
  return useQuery({ queryKey: SHOP, queryFn: () => readShop(api) });
}

async function readShop({ client, answer }: Api): Promise<Shop> {
  const [{ id, name }, { programs }] = await Promise.all([
    answer(client.GET('/v1/organization')),
    answer(client.GET('/v1/programs')),
  ]);
  return { organizationId: id, name, programs };
}
