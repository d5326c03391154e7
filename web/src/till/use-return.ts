/** A return, from the receipt to its record: what is left of it, what would come of returning some of it, and doing it once. */
import type { Schema } from '@kopilka/client';
import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { Api } from '../data/api.ts';
import { useApi } from '../data/session.tsx';
import { isPassing, type Trouble, troubleOf } from '../data/trouble.ts';
import { type Command, useCommand } from '../data/use-command.ts';
import { GIFT_CARD, type RefundableGift, refundsOf } from './gift.ts';
import { SOURCE } from './sale.ts';

export type Return = Schema<'Return'>;

/** What was returned, and what of its money went back to gift cards. */
export interface Done {
  readonly result: Return;
  readonly gifts: readonly RefundedGift[];
}

/** One that was refused got nothing: that much is given in money. */
export interface RefundedGift {
  readonly ending: string;
  /** Minor money. */
  readonly amount: number;
  readonly trouble: Trouble | null;
}

/** Which purchase: by its operation, or by the number that is printed on it. */
export type ReturnTarget =
  | { readonly type: 'purchase'; readonly purchaseId: string; readonly number: string }
  | { readonly type: 'number'; readonly number: string };

export interface Returnable {
  readonly purchaseId: string;
  readonly number: string;
  readonly at: string;
  readonly lines: readonly ReturnableLine[];
  /** Gift cards that paid of it. */
  readonly gifts: readonly RefundableGift[];
}

export interface ReturnableLine {
  readonly line: number;
  readonly name: string;
  /** Decimal text: weighed goods have parts. */
  readonly bought: string;
  readonly left: string;
}

/** By line: how much of it, as decimal text. */
export interface ReturnedLine {
  readonly line: number;
  readonly quantity: string;
}

/** A cash register that is connected to the server numbers its receipts by itself. */
const SOURCES = [SOURCE, 'api'] as const;

export function useReturnable(target: ReturnTarget | null): UseQueryResult<Returnable | null> {
  const api = useApi();
  return useQuery({
    queryKey: ['returnable', target],
    enabled: target !== null,
    // What is left changes with every return, whoever makes it.
    staleTime: 0,
    gcTime: 0,
    queryFn: () => (target === null ? null : findReturnable(api, target)),
  });
}

/** What would come of it; nothing is asked while nothing is chosen. */
export function useReturnPreview(purchaseId: string, lines: readonly ReturnedLine[]): UseQueryResult<Return | null> {
  const { client, answer } = useApi();
  return useQuery({
    queryKey: ['return-preview', purchaseId, lines],
    enabled: lines.length > 0,
    staleTime: 0,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      answer(client.POST('/v1/returns', { body: { purchaseId, lines: [...lines], preview: true }, signal })),
  });
}

export interface ReturnWish {
  readonly purchaseId: string;
  readonly lines: readonly ReturnedLine[];
  /** As they were when the return was shown: a repeat divides the money as the first time. */
  readonly gifts: readonly RefundableGift[];
}

export function useReturnCommand(): Command<ReturnWish, Done> {
  const api = useApi();
  const { client, answer } = api;
  return useCommand(async ({ input: { purchaseId, lines, gifts }, idempotencyKey }) => {
    const result = await answer(
      client.POST('/v1/returns', {
        body: { purchaseId, lines: [...lines] },
        params: { header: { 'idempotency-key': idempotencyKey } },
      }),
    );
    const refunded: RefundedGift[] = [];
    for (const refund of refundsOf(gifts, result.money))
      refunded.push(await refundGift(api, refund, `${result.id ?? idempotencyKey}.${refunded.length}`));
    return { result, gifts: refunded };
  });
}

/** Under a number made of the return's, so that a repeat gives it back once. Throws only what may pass. */
async function refundGift(
  { client, answer }: Api,
  { id, ending, amount }: ReturnType<typeof refundsOf>[number],
  number: string,
): Promise<RefundedGift> {
  try {
    const body = { paymentId: id, amount, id: number, source: SOURCE };
    await answer(client.POST('/v1/gift-cards/refunds', { body }));
    return { ending, amount, trouble: null };
  } catch (error) {
    const trouble = troubleOf(error);
    if (isPassing(trouble)) throw error;
    return { ending, amount, trouble };
  }
}

/** Throws TroubleError when there is no such receipt. */
async function findReturnable(api: Api, target: ReturnTarget): Promise<Returnable> {
  const { client, answer } = api;
  const { purchaseId, left } = await previewAll(api, target);
  const operation = await answer(client.GET('/v1/operations/{id}', { params: { path: { id: purchaseId } } }));
  const lines = (operation.receipt?.lines ?? []).map(({ name, sku, quantity }, line) => ({
    line,
    name: name ?? sku,
    bought: quantity,
    left: left.get(line) ?? '0',
  }));
  const number = operation.receipt?.id ?? target.number;
  const hasGifts = operation.receipt?.payments?.some(({ means }) => means === GIFT_CARD) === true;
  return { purchaseId, number, at: operation.at, lines, gifts: hasGifts ? await findGifts(api, number) : [] };
}

async function findGifts({ client, answer }: Api, receiptId: string): Promise<readonly RefundableGift[]> {
  for (const source of SOURCES) {
    const query = { receiptId, source };
    const { payments } = await answer(client.GET('/v1/gift-cards/payments', { params: { query } }));
    if (payments.length > 0) return payments.map(({ id, ending, left }) => ({ id, ending, left }));
  }
  return [];
}

interface Left {
  readonly purchaseId: string;
  readonly left: ReadonlyMap<number, string>;
}

/** A preview of returning everything tells what is left; of a purchase with nothing left the server refuses, and that is an answer too. */
async function previewAll({ client, answer }: Api, target: ReturnTarget): Promise<Left> {
  if (target.type === 'purchase') return leftOf({ purchaseId: target.purchaseId }, target.purchaseId);
  for (const [index, source] of SOURCES.entries()) {
    try {
      return await leftOf({ receipt: { id: target.number, source } }, null);
    } catch (error) {
      const trouble = troubleOf(error);
      const isElsewhere = trouble.type === 'refused' && trouble.code === 'purchase_unknown';
      if (!isElsewhere || index === SOURCES.length - 1) throw error;
    }
  }
  throw new Error('nobody numbers receipts');

  async function leftOf(
    of: { readonly purchaseId: string } | { readonly receipt: { readonly id: string; readonly source: string } },
    knownAs: string | null,
  ): Promise<Left> {
    try {
      const { parts } = await answer(client.POST('/v1/returns', { body: { ...of, preview: true } }));
      const [part] = parts;
      if (part === undefined) throw new Error('a preview without a purchase');
      return { purchaseId: part.purchaseId, left: new Map(part.lines.map(({ line, quantity }) => [line, quantity])) };
    } catch (error) {
      const trouble = troubleOf(error);
      const isOver = trouble.type === 'refused' && trouble.code === 'return_exceeds_purchase';
      if (!isOver || knownAs === null) throw error;
      return { purchaseId: knownAs, left: new Map() };
    }
  }
}
