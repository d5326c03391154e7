/** The history, page by page, newest first. */
import { useInfiniteQuery } from '@tanstack/react-query';
import type { History } from '../card-types.ts';
import { useProgram } from '../program-choice.tsx';
import { useCard } from '../session.tsx';

const PAGE = 20;

export function useHistory() {
  const { api, organization } = useCard();
  const programId = useProgram().program?.programId;
  return useInfiniteQuery({
    queryKey: ['card', 'history', programId],
    enabled: programId !== undefined,
    initialPageParam: '',
    getNextPageParam: ({ next }: History) => next,
    queryFn: ({ pageParam }): Promise<History> =>
      api.answer(
        api.client.GET('/v1/card/{organization}/me/history', {
          params: {
            path: { organization },
            query: {
              limit: PAGE,
              ...(programId === undefined ? {} : { programId }),
              ...(pageParam === '' ? {} : { cursor: pageParam }),
            },
          },
        }),
      ),
  });
}
