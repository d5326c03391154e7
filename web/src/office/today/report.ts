/** The report as the server answers it, and what it is asked by. */
import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { Api } from '../../data/api.ts';
import { useApi } from '../../data/session.tsx';

/** While people look on, new purchases come in. */
const FRESH_EVERY_MS = 30_000;
const COUNTING_EVERY_MS = 3_000;

export interface Wish {
  readonly programId: string;
  /** So many days up to today, or from one day to another. */
  readonly period: number | { readonly from: string; readonly to: string };
  readonly store: string | null;
}

export function useReport(wish: Wish): UseQueryResult<Report> {
  const api = useApi();
  return useQuery({
    queryKey: ['reports', 'today', wish],
    queryFn: () => askReport(api, wish),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data } }) => (data?.isWhole === false ? COUNTING_EVERY_MS : FRESH_EVERY_MS),
  });
}

function askReport({ client, answer }: Api, { programId, period, store }: Wish) {
  const days = typeof period === 'number' ? { days: period } : period;
  return answer(
    client.GET('/v1/reports/today', {
      params: { query: { programId, ...days, ...(store === null ? {} : { store }) } },
    }),
  );
}

export type Report = Awaited<ReturnType<typeof askReport>>;
export type ReportFigures = Report['figures'];
export type ReportWallet = Report['wallets'][number];
export type ReportAdvice = Report['advice'][number];
