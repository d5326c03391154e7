/**
 * Recording the purchase, to its answer, and taking from the gift cards what they pay of it. When the connection breaks in the middle nobody knows whether it was recorded: the same purchase is
 * then sent again under its key until there is an answer, and meanwhile nothing of it may change.
 */
import { useEffect, useEffectEvent, useState } from 'react';
import { useApi } from '../data/session.tsx';
import { isPassing, type Trouble, troubleOf } from '../data/trouble.ts';
import { type Sent, useCommand } from '../data/use-command.ts';
import type { Api } from '../data/api.ts';
import { type PaidGift, type PayingGift } from './gift.ts';
import { type Purchase, type PurchaseBody, SOURCE } from './sale.ts';

/** Everything that finishes a sale. */
export interface Ending {
  readonly body: PurchaseBody;
  readonly gifts: readonly PayingGift[];
}

export interface Recorded {
  readonly purchase: Purchase;
  readonly gifts: readonly PaidGift[];
}

export interface Finish {
  run(ending: Ending): void;
  readonly isBusy: boolean;
  /** It has been sent before, and is being sent again. */
  readonly isTryingAgain: boolean;
  /** It was sent and there is no answer: nobody knows. */
  readonly isUnsure: boolean;
  /** The shop wants the customer's yes, by a code, before so much is paid from their card. */
  readonly isCodeWanted: boolean;
  /** Why it was not recorded, or is not answered. */
  readonly trouble: Trouble | null;
  /** Forgets why the last one was refused. */
  reset(): void;
}

const AGAIN_MS = 4_000;
const CODE_WANTED: ReadonlySet<string> = new Set(['confirmation_required', 'confirmation_wrong']);

export function useFinish(onRecorded: (recorded: Recorded) => void): Finish {
  const api = useApi();
  const [isCodeWanted, setCodeWanted] = useState(false);
  const recorded = useEffectEvent(onRecorded);
  const command = useCommand(({ input, idempotencyKey }: Sent<Ending>) => finishSale(api, input, idempotencyKey));
  const { isPending, error, variables, data, failureCount } = command.state;
  const trouble = error === null ? null : troubleOf(error);
  const isUnsure = trouble !== null && isPassing(trouble);
  const run = (ending: Ending): void => {
    if (isPending) return;
    // Once it was sent and nobody knows what became of it, it is that very purchase or none.
    const input = isUnsure && variables !== undefined ? variables.input : ending;
    // What else it comes to is told by the command's state.
    void command.run(input).then(
      () => setCodeWanted(false),
      (failure: unknown) => {
        const why = troubleOf(failure);
        // A lost connection says nothing of the code.
        if (!isPassing(why)) setCodeWanted(why.type === 'refused' && CODE_WANTED.has(why.code));
      },
    );
  };
  const again = useEffectEvent(() => {
    if (variables !== undefined) run(variables.input);
  });
  useEffect(() => {
    if (data !== undefined) recorded(data);
  }, [data]);
  useEffect(() => {
    if (!isUnsure) return undefined;
    const timer = setInterval(() => again(), AGAIN_MS);
    const leave = (event: BeforeUnloadEvent): void => event.preventDefault();
    const online = (): void => again();
    window.addEventListener('online', online);
    window.addEventListener('beforeunload', leave);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', online);
      window.removeEventListener('beforeunload', leave);
    };
  }, [isUnsure]);
  return {
    run,
    isBusy: isPending,
    isTryingAgain: isPending && failureCount > 0,
    isUnsure,
    isCodeWanted,
    trouble,
    reset: () => {
      setCodeWanted(false);
      command.state.reset();
    },
  };
}

/**
 * The purchase first: by then it is known how much there is to pay, and a card that is refused after all leaves a receipt to be paid
 * otherwise, not money taken for nothing. Each step answers a repeat as it did the first time, so all of it may be sent again.
 */
async function finishSale(api: Api, { body, gifts }: Ending, idempotencyKey: string): Promise<Recorded> {
  const { client, answer } = api;
  const purchase = await answer(
    client.POST('/v1/purchases', { body, params: { header: { 'idempotency-key': idempotencyKey } } }),
  );
  const paid: PaidGift[] = [];
  let left = purchase.toPay;
  for (const gift of gifts) {
    const amount = Math.min(gift.amount, left);
    if (amount === 0) continue;
    const done = await payWithGift(api, { code: gift.code, amount, receiptId: body.receipt.id });
    if (done.trouble === null) left -= amount;
    paid.push(done);
  }
  return { purchase, gifts: paid };
}

/** Throws only what may pass. */
async function payWithGift(
  { client, answer }: Api,
  payment: { readonly code: string; readonly amount: number; readonly receiptId: string },
): Promise<PaidGift> {
  const { code, amount } = payment;
  try {
    const { balance } = await answer(client.POST('/v1/gift-cards/payments', { body: { ...payment, source: SOURCE } }));
    return { code, amount, balance, trouble: null };
  } catch (error) {
    const trouble = troubleOf(error);
    if (isPassing(trouble)) throw error;
    return { code, amount, balance: null, trouble };
  }
}
