/** Ties the query cache to what the device keeps: answers that the card can be shown from are written as they come, and read back at start. */
import type { QueryClient } from '@tanstack/react-query';
import type { Keeper, Kept } from './keeper.ts';

/** The card and its look; profile, consents and sessions are asked for when they are opened. */
const KEPT = ['me', 'shop', 'history', 'rewards', 'redemptions'];

/** Queries of a card: ['card', what, …]; what is not about a person: ['shop']. */
export function keepAnswers(queries: QueryClient, keeper: Keeper): void {
  queries.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated' || event.action.type !== 'success' || event.action.manual === true) return;
    const { state } = event.query;
    const queryKey: unknown = event.query.queryKey;
    if (!Array.isArray(queryKey) || !KEPT.some((name) => queryKey.includes(name))) return;
    // A browser that is out of room shows the card all the same, only not without a network.
    void keeper
      .keep({ name: JSON.stringify(queryKey), data: state.data, at: state.dataUpdatedAt })
      .catch(() => undefined);
  });
}

export function showKept(queries: QueryClient, { answers }: Kept): void {
  for (const { name, data, at } of answers) {
    const queryKey: unknown = JSON.parse(name);
    if (Array.isArray(queryKey)) queries.setQueryData(queryKey, data, { updatedAt: at });
  }
  // However young it is: only what the server has just said is known to be so.
  void queries.invalidateQueries({ refetchType: 'none' });
}
