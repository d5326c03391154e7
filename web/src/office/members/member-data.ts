/** What a member's page knows, and how it asks anew after something was done. */
import type { Schema } from '@kopilka/client';
import {
  type InfiniteData,
  useInfiniteQuery,
  type UseInfiniteQueryResult,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from '@tanstack/react-query';
import { useApi } from '../../data/session.tsx';

export type Member = Schema<'Member'>;
export type MemberAccount = Schema<'MemberAccount'>;
export type Lot = Schema<'Lot'>;
export type Deed = Schema<'OperationSummary'>;

const PAGE = 20;

export function useMember(id: string): UseQueryResult<Member> {
  const { client, answer } = useApi();
  return useQuery({
    queryKey: ['member', id],
    meta: { live: ['accounts', 'Members', 'Accounts'] },
    queryFn: () => answer(client.GET('/v1/members/{id}', { params: { path: { id } } })),
  });
}

export function useLots(accountId: string): UseQueryResult<readonly Lot[]> {
  const { client, answer } = useApi();
  return useQuery({
    queryKey: ['account', accountId, 'lots'],
    meta: { live: ['accounts'] },
    queryFn: async () => {
      const { lots } = await answer(client.GET('/v1/accounts/{id}/lots', { params: { path: { id: accountId } } }));
      return lots;
    },
  });
}

export interface TimelinePage {
  readonly operations: readonly Deed[];
  readonly next: string | null;
}

export function useTimeline(accountId: string): UseInfiniteQueryResult<InfiniteData<TimelinePage>> {
  const { client, answer } = useApi();
  return useInfiniteQuery({
    queryKey: ['account', accountId, 'timeline'],
    meta: { live: ['accounts'] },
    initialPageParam: '',
    getNextPageParam: ({ next }: TimelinePage) => next,
    queryFn: ({ pageParam }) =>
      answer(
        client.GET('/v1/accounts/{id}/operations', {
          params: {
            path: { id: accountId },
            query: { reasons: 'true', limit: PAGE, ...(pageParam === '' ? {} : { cursor: pageParam }) },
          },
        }),
      ),
  });
}

/** Everything about the member and lists that show them. */
export function useAskAnew(): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    await Promise.all(
      ['member', 'account', 'members', 'merges'].map((key) => queries.invalidateQueries({ queryKey: [key] })),
    );
  };
}
