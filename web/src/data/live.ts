/**
 * Screens that watch something: what the server says has changed is asked again. A question says in its `meta.live` what it is about; the
 * words are the tags of the API, and `accounts` for whatever moves units.
 */
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

declare module '@tanstack/react-query' {
  interface Register {
    queryMeta: { readonly live?: readonly string[] };
  }
}

/** A stream that was refused is tried again; one that breaks comes back by itself. */
const REFUSED_PAUSE_MS = 30_000;

export interface Watching {
  readonly address: string;
  /** What changes meanwhile is asked again together. */
  readonly pauseMs: number;
  /** Whether to listen now. */
  readonly isOn: boolean;
}

/** Listens while it is wanted; whether the server is heard. It says only what the cookie's session may know. */
export function useLiveUpdates({ address, pauseMs, isOn }: Watching): boolean {
  const queries = useQueryClient();
  const [isHeard, setIsHeard] = useState(false);
  const [hello] = useState(createHello);
  useEffect(() => {
    if (!isOn) return undefined;
    const stop = watch({ queries, address, pauseMs, hello, setIsHeard });
    return () => {
      stop();
      setIsHeard(false);
    };
  }, [queries, address, pauseMs, isOn, hello]);
  return isHeard;
}

/** Whether it is the first: nobody knows what happened between two. */
function createHello(): () => boolean {
  let hellos = 0;
  return () => {
    hellos += 1;
    return hellos === 1;
  };
}

interface Ear {
  readonly queries: QueryClient;
  readonly address: string;
  readonly pauseMs: number;
  readonly hello: () => boolean;
  readonly setIsHeard: (isHeard: boolean) => void;
}

function watch({ queries, address, pauseMs, hello, setIsHeard }: Ear): () => void {
  let source: EventSource | null = null;
  let again: ReturnType<typeof setTimeout> | undefined;
  let flush: ReturnType<typeof setTimeout> | undefined;
  const changed = new Set<string>();

  const soon = (): void => {
    flush ??= setTimeout(() => {
      flush = undefined;
      const now = new Set(changed);
      changed.clear();
      void queries.invalidateQueries({ predicate: ({ meta }) => meta?.live?.some((topic) => now.has(topic)) ?? false });
    }, pauseMs);
  };
  const open = (): void => {
    // eslint-disable-next-line eslint/no-restricted-globals -- events are no answer, which is what the generated client has
    source = new EventSource(address);
    source.addEventListener('hello', () => {
      setIsHeard(true);
      if (!hello()) void queries.invalidateQueries({ predicate: ({ meta }) => meta?.live !== undefined });
    });
    source.addEventListener('change', ({ data }: MessageEvent<unknown>) => {
      for (const topic of topicsOf(data)) changed.add(topic);
      soon();
    });
    source.addEventListener('error', () => {
      setIsHeard(false);
      if (source?.readyState === source?.CLOSED) again = setTimeout(open, REFUSED_PAUSE_MS);
    });
  };
  open();
  return () => {
    source?.close();
    clearTimeout(again);
    clearTimeout(flush);
  };
}

/** Of an event that cannot be read: none. */
export function topicsOf(data: unknown): readonly string[] {
  if (typeof data !== 'string') return [];
  const change: unknown = parsed(data);
  if (typeof change !== 'object' || change === null) return [];
  const named = 'topics' in change && Array.isArray(change.topics) ? change.topics : [];
  const topics = named.filter((topic: unknown) => typeof topic === 'string');
  const hasAccounts = 'accounts' in change && (change.accounts === null || isFilled(change.accounts));
  return hasAccounts ? [...topics, 'accounts'] : topics;
}

function isFilled(list: unknown): boolean {
  return Array.isArray(list) && list.length > 0;
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return null;
  }
}
