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
/** Whoever looks at the list sees a till come and go. */
const LOOK_EVERY_MS = 15_000;

export interface Places {
  readonly stores: readonly Store[];
  readonly tills: readonly Till[];
}

export function usePlaces(): UseQueryResult<Places> {
  const { client, answer } = useApi();
  return useQuery({
    queryKey: [...STORES, ...TILLS],
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
    queryFn: async () => (await answer(client.GET('/v1/cashiers'))).cashiers,
  });
}

export function useTillSettings(): UseQueryResult<Schema<'TillSettings'>> {
  const { client, answer } = useApi();
  return useQuery({ queryKey: SETTINGS, queryFn: () => answer(client.GET('/v1/till-settings')) });
}

/** Asks anew for everything of these screens. */
export function useRefresh(): () => void {
  const queries = useQueryClient();
  return () => {
    for (const queryKey of [STORES, CASHIERS, SETTINGS]) void queries.invalidateQueries({ queryKey });
  };
}
