/**
 * Recording the purchase, to its answer. When the connection breaks in the middle nobody knows whether it was recorded: the same purchase is
 * then sent again under its key until there is an answer, and meanwhile nothing of it may change.
 */
import { useEffect, useEffectEvent, useState } from 'react';
import { useApi } from '../data/session.tsx';
import { isPassing, type Trouble, troubleOf } from '../data/trouble.ts';
import { useCommand } from '../data/use-command.ts';
import type { Purchase, PurchaseBody } from './sale.ts';

export interface Finish {
  run(body: PurchaseBody): void;
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

export function useFinish(onRecorded: (purchase: Purchase) => void): Finish {
  const { client, answer } = useApi();
  const [isCodeWanted, setCodeWanted] = useState(false);
  const recorded = useEffectEvent(onRecorded);
  const command = useCommand(
    ({ input, idempotencyKey }: { readonly input: PurchaseBody; readonly idempotencyKey: string }) =>
      answer(client.POST('/v1/purchases', { body: input, params: { header: { 'idempotency-key': idempotencyKey } } })),
  );
  const { isPending, error, variables, data, failureCount } = command.state;
  const trouble = error === null ? null : troubleOf(error);
  const isUnsure = trouble !== null && isPassing(trouble);
  const run = (body: PurchaseBody): void => {
    if (isPending) return;
    // Once it was sent and nobody knows what became of it, it is that very purchase or none.
    const input = isUnsure && variables !== undefined ? variables.input : body;
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
