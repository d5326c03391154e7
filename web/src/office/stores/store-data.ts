/** Stores, tills, cashiers and what holds at all tills, as the office asks for them. */
import type { Schema } from '@kopilka/client';
import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useApi } from '../../data/session.tsx';

export type Store = Schema<'Store'>;
export type Till = Schema<'Till'>;
export type Cashier = Schema<'Cashier'>;

const STORES = ['stores'];
const TILLS = ['tills'];
const CASHIERS = ['cashiers'];
const SETTINGS = ['till-settings'];
/** When a till was last heard of is no change that the server announces. */
const LOOK_EVERY_MS = 60_000;
const live = { live: ['Stores and tills'] };

export interface Places {
  readonly stores: readonly Store[];
  readonly tills: readonly Till[];
}

export function usePlaces(): UseQueryResult<Places> {
  const { client, answer } = useApi();
  return useQuery({
    queryKey: [...STORES, ...TILLS],
    meta: live,
    queryFn: async () => {
      const [{ stores }, { tills }] = await Promise.all([
        answer(client.GET('/v1/stores')),
        answer(client.GET('/v1/tills')),
      ]);
      return { stores, tills };
    },
    refetchInterval: LOOK_EVERY_MS,
  });
}

export function useCashiers(): UseQueryResult<readonly Cashier[]> {
  const { client, answer } = useApi();
  return useQuery({
    queryKey: CASHIERS,
    meta: { live: [...live.live, 'Staff'] },
    queryFn: async () => (await answer(client.GET('/v1/cashiers'))).cashiers,
  });
}

export function useTillSettings(): UseQueryResult<Schema<'TillSettings'>> {
  const { client, answer } = useApi();
  return useQuery({ queryKey: SETTINGS, meta: live, queryFn: () => answer(client.GET('/v1/till-settings')) });
}

/** Asks anew for everything of these screens. */
export function useRefresh(): () => void {
  const queries = useQueryClient();
  return () => {
    for (const queryKey of [STORES, CASHIERS, SETTINGS]) void queries.invalidateQueries({ queryKey });
  };
}
