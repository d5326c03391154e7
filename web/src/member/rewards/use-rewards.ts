/** What can be taken, and what has been. */
import { useQuery } from '@tanstack/react-query';
import { useProgram } from '../program-choice.tsx';
import { useCard } from '../session.tsx';

export function useRewards() {
  const { api, organization } = useCard();
  const programId = useProgram().program?.programId;
  return useQuery({
    queryKey: ['card', 'rewards', programId],
    enabled: programId !== undefined,
    queryFn: async () => {
      const { rewards } = await api.answer(
        api.client.GET('/v1/card/{organization}/me/rewards', {
          params: { path: { organization }, query: programId === undefined ? {} : { programId } },
        }),
      );
      return rewards;
    },
  });
}

const TAKEN_MAX = 50;

export function useTaken() {
  const { api, organization } = useCard();
  const programId = useProgram().program?.programId;
  return useQuery({
    queryKey: ['card', 'redemptions', programId],
    meta: { live: ['accounts'] },
    enabled: programId !== undefined,
    queryFn: async () => {
      const { redemptions } = await api.answer(
        api.client.GET('/v1/card/{organization}/me/redemptions', {
          params: {
            path: { organization },
            query: { limit: TAKEN_MAX, ...(programId === undefined ? {} : { programId }) },
          },
        }),
      );
      return redemptions;
    },
  });
}
