/**
 * Screens that watch something: what the server says has changed is asked again. A question says in its `meta.live` what it is about; the
 * words are the tags of the API, and `accounts` for whatever moves units.
 */
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

declare module '@tanstack/react-query' {
  interface Register {
    queryMeta: { readonly live?: readonly string[] };
  }
}

/** A busy shop sells all the time; its figures need not be asked more often. */
const PAUSE_MS = 1_500;
/** A stream that was refused is tried again; one that breaks comes back by itself. */
const REFUSED_PAUSE_MS = 30_000;

/** Listens for as long as the screen is there. The server says only what the cookie's session may know. */
export function useLiveUpdates(): void {
  const queries = useQueryClient();
  useEffect(() => watch(queries), [queries]);
}

function watch(queries: QueryClient): () => void {
  let source: EventSource | null = null;
  let again: ReturnType<typeof setTimeout> | undefined;
  let flush: ReturnType<typeof setTimeout> | undefined;
  let hellos = 0;
  const changed = new Set<string>();

  const soon = (): void => {
    flush ??= setTimeout(() => {
      flush = undefined;
      const now = new Set(changed);
      changed.clear();
      void queries.invalidateQueries({ predicate: ({ meta }) => meta?.live?.some((topic) => now.has(topic)) ?? false });
    }, PAUSE_MS);
  };
  const open = (): void => {
    // eslint-disable-next-line eslint/no-restricted-globals -- events are no answer, which is what the generated client has
    source = new EventSource('/v1/live');
    source.addEventListener('hello', () => {
      hellos += 1;
      // Nobody knows what happened while the connection was away.
      if (hellos > 1) void queries.invalidateQueries({ predicate: ({ meta }) => meta?.live !== undefined });
    });
    source.addEventListener('change', ({ data }: MessageEvent<unknown>) => {
      for (const topic of topicsOf(data)) changed.add(topic);
      soon();
    });
    source.addEventListener('error', () => {
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
