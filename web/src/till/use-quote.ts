/**
 * What the receipt would come to, asked as it is typed. The last answer stays until the next one is there, but never that of another
 * customer.
 */
import type { Schema } from '@kopilka/client';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import type { Api } from '../data/api.ts';
import { useApi } from '../data/session.tsx';
import { type Trouble, TroubleError, troubleFrom, troubleOf } from '../data/trouble.ts';
import type { PurchaseBody } from './sale.ts';

export type Quote = Schema<'Quote'>;

export interface AskedQuote {
  /** The newest of this customer; null while there is none, and when nothing is asked. */
  readonly quote: Quote | null;
  /** Whether it is of the very receipt that is on the screen. */
  readonly isCurrent: boolean;
  readonly trouble: Trouble | null;
  readonly isAsking: boolean;
  again(): void;
}

const QUIET_MS = 150;
/** More was wished than this receipt allows: the sum is still being typed, or has become smaller. As much as it allows is asked for then. */
const TOO_MUCH: ReadonlySet<string> = new Set(['pay_over_limit', 'units_insufficient']);

/**
 * `body` must be the same object while nothing changes: the question waits for it to be still. null asks nothing. `isSettled`: what was
 * asked is being recorded, and its answer stays as it is.
 */
export function useQuote(body: PurchaseBody | null, isSettled: boolean): AskedQuote {
  const api = useApi();
  const [asked] = useDebouncedValue(body, QUIET_MS);
  const memberId = asked !== null && 'member' in asked ? asked.member?.id : undefined;
  const query = useQuery({
    queryKey: ['quote', memberId, asked],
    enabled: asked !== null && memberId !== undefined && !isSettled,
    placeholderData: (previous: Quote | null | undefined, query) =>
      query?.queryKey[1] === memberId && asked !== null ? previous : undefined,
    queryFn: ({ signal }) => (asked === null ? null : askQuote(api, asked, signal)),
  });
  return {
    quote: body === null ? null : (query.data ?? null),
    isCurrent: asked === body && !query.isPlaceholderData,
    trouble: body === null || query.error === null ? null : troubleOf(query.error),
    isAsking: query.isFetching,
    again: () => void query.refetch(),
  };
}

async function askQuote(api: Api, body: PurchaseBody, signal: AbortSignal): Promise<Quote> {
  const { client, answer } = api;
  const answered = await answer(client.POST('/v1/quotes', { body, signal }));
  if (answered.outcome === 'quoted') return answered;
  const { problem } = answered;
  if ('pay' in body && TOO_MUCH.has(problem.code)) {
    const { pay: _pay, ...unpaid } = body;
    const without = await askQuote(api, unpaid, signal);
    const most = without.payable?.units ?? 0;
    return most === 0 ? without : askQuote(api, { ...unpaid, pay: { units: most } }, signal);
  }
  throw new TroubleError(troubleFrom(problem.status, problem, null));
}

/**
 * The purchase with no more units than its quote allows, and no more from gift cards than is left to pay; without a quote of its own as
 * it is wished, and the server judges.
 */
export function withinQuote(wished: PurchaseBody, { quote, isCurrent }: AskedQuote): PurchaseBody {
  if (quote === null || !isCurrent) return wished;
  const body = { ...wished, receipt: paidWithin(wished.receipt, quote.toPay) };
  if (!('pay' in body) || body.pay === undefined) return body;
  const { pay, ...unpaid } = body;
  const units = Math.min(pay.units, quote.payable?.units ?? 0);
  return units === 0 ? unpaid : { ...unpaid, pay: { units } };
}

function paidWithin(receipt: PurchaseBody['receipt'], toPay: number): PurchaseBody['receipt'] {
  const { payments, ...unpaid } = receipt;
  const lowered = (payments ?? []).flatMap(({ means, amount }) =>
    toPay === 0 ? [] : [{ means, amount: Math.min(amount, toPay) }],
  );
  return lowered.length === 0 ? unpaid : { ...unpaid, payments: lowered };
}
