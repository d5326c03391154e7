/** A return, from the receipt to its record: what is left of it, what would come of returning some of it, and doing it once. */
import type { Schema } from '@kopilka/client';
import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { Api } from '../data/api.ts';
import { useApi } from '../data/session.tsx';
import { troubleOf } from '../data/trouble.ts';
import { type Command, useCommand } from '../data/use-command.ts';
import { SOURCE } from './sale.ts';

export type Return = Schema<'Return'>;

/** Which purchase: by its operation, or by the number that is printed on it. */
export type ReturnTarget =
  | { readonly type: 'purchase'; readonly purchaseId: string; readonly number: string }
  | { readonly type: 'number'; readonly number: string };

export interface Returnable {
  readonly purchaseId: string;
  readonly number: string;
  readonly at: string;
  readonly lines: readonly ReturnableLine[];
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
}

export function useReturnCommand(): Command<ReturnWish, Return> {
  const { client, answer } = useApi();
  return useCommand(({ input: { purchaseId, lines }, idempotencyKey }) =>
    answer(
      client.POST('/v1/returns', {
        body: { purchaseId, lines: [...lines] },
        params: { header: { 'idempotency-key': idempotencyKey } },
      }),
    ),
  );
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
  return { purchaseId, number: operation.receipt?.id ?? target.number, at: operation.at, lines };
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
