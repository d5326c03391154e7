/** What anybody may know of the shop whose card this is: its name, its look, what its customers get. */
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { Api } from '../data/api.ts';
import type { PublicShop } from './card-types.ts';

const FRESH_MS = 60_000;

export function useShop({ client, answer }: Api, organization: string): UseQueryResult<PublicShop> {
  return useQuery({
    queryKey: ['shop'],
    staleTime: FRESH_MS,
    // Each part of the page that shows it would ask again for what has just been refused.
    retryOnMount: false,
    queryFn: () => answer(client.GET('/v1/public/organizations/{id}', { params: { path: { id: organization } } })),
  });
}
