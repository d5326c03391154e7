/**
 * Sends a file in parts. What is sent goes on while somebody looks at other screens; a part that is lost is sent again by itself, and after a
 * longer cut the sending goes on from the first part that the server does not have.
 */
import { useMutation, useMutationState, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Api } from '../../data/api.ts';
import { mayRetry, retryDelayMs } from '../../data/query-client.ts';
import { useApi } from '../../data/session.tsx';
import { importKey, type Import } from './imports.ts';

const PART_BYTES = 1024 * 1024;
const SENDING = ['import-sending'];

export interface Parcel {
  readonly importId: string;
  readonly file: File;
}

export interface Sending {
  readonly file: File;
  readonly bytes: number;
  readonly isUnderWay: boolean;
  readonly error: Error | null;
}

const sentKey = (importId: string): readonly string[] => ['import-sent', importId];

export function useSend(): (parcel: Parcel) => void {
  const api = useApi();
  const queries = useQueryClient();
  const { mutate } = useMutation({
    mutationKey: SENDING,
    // The file stays at hand to go on with, however long the network is away.
    gcTime: Number.POSITIVE_INFINITY,
    mutationFn: (parcel: Parcel) =>
      sendParts(api, parcel, (bytes) => queries.setQueryData(sentKey(parcel.importId), bytes)),
    onSuccess: (read) => queries.setQueryData(importKey(read.id), read),
  });
  return mutate;
}

/** What this page is sending, or was when it was cut; null when it has not got the file. */
export function useSending(importId: string): Sending | null {
  const { data: bytes } = useQuery({
    queryKey: sentKey(importId),
    queryFn: () => 0,
    initialData: 0,
    enabled: false,
    gcTime: Number.POSITIVE_INFINITY,
  });
  const states = useMutationState({ filters: { mutationKey: SENDING }, select: ({ state }) => state });
  const state = states.findLast(({ variables }) => isParcel(variables) && variables.importId === importId);
  if (state === undefined || !isParcel(state.variables)) return null;
  return {
    file: state.variables.file,
    bytes,
    isUnderWay: state.status === 'pending',
    error: state.error,
  };
}

function isParcel(value: unknown): value is Parcel {
  return typeof value === 'object' && value !== null && 'importId' in value && 'file' in value;
}

/** From the first part that the server does not have. Throws TroubleError. */
async function sendParts(api: Api, { importId: id, file }: Parcel, sent: (bytes: number) => void): Promise<Import> {
  const { client, answer } = api;
  const { received } = await persistently(() => answer(client.GET('/v1/imports/{id}', { params: { path: { id } } })));
  const parts = Math.ceil(file.size / PART_BYTES);
  for (let number = Math.floor(received / PART_BYTES); number < parts; number += 1) {
    sent(number * PART_BYTES);
    const part = await file.slice(number * PART_BYTES, (number + 1) * PART_BYTES).arrayBuffer();
    await persistently(() =>
      answer(
        client.PUT('/v1/imports/{id}/parts/{number}', {
          params: { path: { id, number } },
          headers: { 'content-type': 'application/octet-stream' },
          body: '',
          bodySerializer: () => part,
        }),
      ),
    );
  }
  sent(file.size);
  return persistently(() => answer(client.POST('/v1/imports/{id}/read', { params: { path: { id } }, body: {} })));
}

/** Throws TroubleError when it does not pass by itself. */
async function persistently<T>(send: () => Promise<T>): Promise<T> {
  for (let failures = 0; ; failures += 1) {
    try {
      return await send();
    } catch (error) {
      if (!mayRetry(failures, error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, retryDelayMs(failures, error)));
    }
  }
}
