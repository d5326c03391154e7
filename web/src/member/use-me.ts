/** The card itself: balances, level, coupons. Asked again while somebody looks at it and when something is heard, so that a purchase shows without a touch. */
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { troubleOf } from '../data/trouble.ts';
import type { Me } from './card-types.ts';
import { useAskedEvery } from './live.tsx';
import { useCard } from './session.tsx';

const ASKED_AGAIN_MS = 15_000;

/** `everyMs`: asked again so often while the caller is on the screen. */
export function useMe(everyMs = ASKED_AGAIN_MS): UseQueryResult<Me> {
  const { api, organization, hear, isOver } = useCard();
  const refetchInterval = useAskedEvery(everyMs);
  return useQuery({
    queryKey: ['card', 'me'],
    enabled: !isOver,
    meta: { live: ['accounts', 'Card'] },
    refetchInterval,
    queryFn: async () => {
      const asked = api.client.GET('/v1/card/{organization}/me', { params: { path: { organization } } });
      return api.answer(
        asked.then((told) => {
          hear(told.response);
          return told;
        }),
      );
    },
  });
}

/** Whether what is shown is what was known last, because the server cannot be reached: the moment it was true at, ms. */
export function ageOf({
  data,
  error,
  failureReason,
  dataUpdatedAt,
}: Pick<UseQueryResult, 'data' | 'error' | 'failureReason' | 'dataUpdatedAt'>): number | null {
  // The error stays while it is asked again, the reason comes before the last attempt has failed: neither blinks.
  const reason = error ?? failureReason;
  if (data === undefined || reason === null) return null;
  return troubleOf(reason).type === 'unreachable' ? dataUpdatedAt : null;
}
