/** What the shop knows of the person; every change answers the whole of it. */
import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import type { Profile } from '../card-types.ts';
import { useCard } from '../session.tsx';

const KEY = ['card', 'profile'];

export function useProfile(): UseQueryResult<Profile> {
  const { api, organization } = useCard();
  return useQuery({
    queryKey: KEY,
    queryFn: () =>
      api.answer(api.client.GET('/v1/card/{organization}/me/profile', { params: { path: { organization } } })),
  });
}

/** Shows a changed profile at once; the card, which says the name too, is asked for again. */
export function useShowProfile(): (profile: Profile) => void {
  const queries = useQueryClient();
  return (profile) => {
    queries.setQueryData(KEY, profile);
    void queries.invalidateQueries({ queryKey: ['card', 'me'] });
  };
}
