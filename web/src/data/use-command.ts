/**
 * A change on the server that happens once, however often it is sent. The same input keeps its idempotency key until it has
 * been answered, over automatic retries and over somebody who presses the button again after a lost connection.
 */
import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import { useRef } from 'react';
import { newId } from './new-id.ts';
import { mayRetry, retryDelayMs } from './query-client.ts';
import { isPassing, troubleOf } from './trouble.ts';

export interface Sent<Input> {
  readonly input: Input;
  readonly idempotencyKey: string;
}

export interface Command<Input, Output> {
  run(input: Input): Promise<Output>;
  readonly state: UseMutationResult<Output, Error, Sent<Input>>;
}

export function useCommand<Input, Output>(send: (sent: Sent<Input>) => Promise<Output>): Command<Input, Output> {
  const keys = useRef(createKeys());
  const state = useMutation<Output, Error, Sent<Input>>({
    mutationFn: send,
    retry: mayRetry,
    retryDelay: retryDelayMs,
  });
  return {
    state,
    run: async (input) => {
      const meaning = JSON.stringify(input);
      const idempotencyKey = keys.current.keyFor(meaning);
      try {
        const output = await state.mutateAsync({ input, idempotencyKey });
        keys.current.answered(meaning);
        return output;
      } catch (error) {
        if (!isPassing(troubleOf(error))) keys.current.answered(meaning);
        throw error;
      }
    },
  };
}

export interface Keys {
  keyFor(meaning: string): string;
  /** It was done or refused: the same input again is a new wish. */
  answered(meaning: string): void;
}

export function createKeys(newKey: () => string = newId): Keys {
  const open = new Map<string, string>();
  return {
    keyFor: (meaning) => {
      const key = open.get(meaning) ?? newKey();
      open.set(meaning, key);
      return key;
    },
    answered: (meaning) => void open.delete(meaning),
  };
}
