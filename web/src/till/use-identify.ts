/** Asks what was scanned, or who was chosen. A later question makes the answer to an earlier one worthless. */
import type { Schema } from '@kopilka/client';
import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import { useApi } from '../data/session.tsx';
import { mayRetry, retryDelayMs } from '../data/query-client.ts';

export type Identified = Schema<'Identified'>;

export interface Question {
  readonly scan?: string;
  /** Chosen from a list; with a scan, who is at the till already. */
  readonly memberId?: string;
}

export function useIdentify(programId: string): UseMutationResult<Identified, Error, Question> {
  const { client, answer } = useApi();
  return useMutation<Identified, Error, Question>({
    // Nothing is changed by it, so it may be asked again.
    retry: mayRetry,
    retryDelay: retryDelayMs,
    mutationFn: ({ scan, memberId }: Question) =>
      answer(
        client.POST('/v1/identify', {
          body: {
            programId,
            ...(scan === undefined ? {} : { scan }),
            ...(memberId === undefined ? {} : { member: { id: memberId } }),
          },
        }),
      ),
  });
}
