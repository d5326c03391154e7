/** What the screens need to know of the shop: its name, programs, currency and time zone. */
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { Api } from './api.ts';
import { useApi } from './session.tsx';

export interface Shop {
  readonly name: string;
  readonly programs: readonly ShopProgram[];
}

export interface ShopProgram {
  readonly programId: string;
  readonly name: { readonly ru?: string; readonly en?: string };
  readonly currency: string;
  readonly version: number;
}

export function useShop(): UseQueryResult<Shop> {
  const api = useApi();
  return useQuery({ queryKey: ['organization'], queryFn: () => readShop(api) });
}

async function readShop({ client, answer }: Api): Promise<Shop> {
  const [{ name }, { programs }] = await Promise.all([
    answer(client.GET('/v1/organization')),
    answer(client.GET('/v1/programs')),
  ]);
  return { name, programs };
}
