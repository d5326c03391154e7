/** What newcomers get, by the shop's programs. */
import { useQuery } from '@tanstack/react-query';
import { useCard } from '../session.tsx';

export function useOffers() {
  const { api, organization } = useCard();
  return useQuery({
    queryKey: ['offers'],
    queryFn: async () => {
      const told = await api.answer(
        api.client.GET('/v1/public/organizations/{id}/offers', { params: { path: { id: organization } } }),
      );
      return told.offers;
    },
  });
}
