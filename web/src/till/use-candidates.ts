/** Whom the server finds by some of a phone or a name, as it is typed. */
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import type { Api } from '../data/api.ts';
import { useApi } from '../data/session.tsx';
import { kindOfTyped } from './typed.ts';

const QUIET_MS = 150;
const SHOWN_MAX = 8;

export function useCandidates(typed: string) {
  const api = useApi();
  const [settled] = useDebouncedValue(typed.trim(), QUIET_MS);
  const isAsked = kindOfTyped(typed) === 'partial' && kindOfTyped(settled) === 'partial';
  const query = useQuery({ ...candidatesQuery(api, settled), enabled: isAsked, placeholderData: keepPreviousData });
  // Those of an earlier text are nobody to choose from when this one is asked for otherwise.
  return isAsked ? query : { data: undefined };
}

export function candidatesQuery({ client, answer }: Api, q: string) {
  return queryOptions({
    queryKey: ['candidates', q],
    queryFn: ({ signal }) =>
      answer(client.GET('/v1/members/search', { params: { query: { q, limit: SHOWN_MAX } }, signal })),
  });
}
