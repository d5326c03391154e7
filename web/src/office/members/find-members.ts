/** The questions about members that the screens ask. */
import type { Schema } from '@kopilka/client';
import {
  type InfiniteData,
  keepPreviousData,
  useInfiniteQuery,
  type UseInfiniteQueryResult,
  useQuery,
  type UseQueryResult,
} from '@tanstack/react-query';
import { useApi } from '../../data/session.tsx';
import type { Asked } from './filter.ts';

export type MemberRow = Schema<'MemberRow'>;

export interface FoundMembers {
  readonly members: readonly MemberRow[];
  readonly hasMore: boolean;
}

const FOUND_MAX = 20;
const PAGE = 50;

/** The answer before stays until the next one is there. Nothing is asked for nothing. */
export function useMemberSearch(typed: string): UseQueryResult<FoundMembers> {
  const { client, answer } = useApi();
  return useQuery({
    queryKey: ['members', 'search', typed],
    enabled: typed.trim() !== '',
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      answer(client.GET('/v1/members/search', { params: { query: { q: typed, limit: FOUND_MAX } }, signal })),
  });
}

export interface ListedMembers {
  readonly members: readonly MemberRow[];
  readonly next: string | null;
}

export type MemberList = UseInfiniteQueryResult<InfiniteData<ListedMembers>>;

export function useMemberList(asked: Asked): MemberList {
  const { client, answer } = useApi();
  const { filter, from, to, level, days, program } = asked;
  return useInfiniteQuery({
    queryKey: ['members', 'list', asked],
    meta: { live: ['Members'] },
    initialPageParam: '',
    getNextPageParam: ({ next }: ListedMembers) => next,
    queryFn: ({ pageParam, signal }) =>
      answer(
        client.GET('/v1/members/list', {
          params: {
            query: {
              filter,
              limit: PAGE,
              ...(from === undefined ? {} : { from }),
              ...(to === undefined ? {} : { to }),
              ...(level === undefined ? {} : { level }),
              ...(days === undefined ? {} : { days }),
              ...(program === undefined ? {} : { programId: program }),
              ...(pageParam === '' ? {} : { cursor: pageParam }),
            },
          },
          signal,
        }),
      ),
  });
}
