/**
 * Who this device is for the server. In the office that is a person with a cookie (office/entrance/staff-session.tsx); at the till
 * an API key, typed in or handed over in the address's fragment (which no server and no log sees), kept for the tab only. A key that stops
 * working is asked for again above the screen, whose unsaved work stays where it is.
 */
import type { Schema } from '@kopilka/client';
import { QueryClientProvider } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { type Api, createApi } from './api.ts';
import { createQueryClient } from './query-client.ts';

const FRAGMENT = /^#key=(kp_[\w-]+)$/u;

/** What somebody may do: the scopes that the API asks for. */
export type Scope = NonNullable<Schema<'Me'>['organization']>['scopes'][number];

export interface Session {
  readonly api: Api;
  /** Whether the server has stopped knowing the key or the session. */
  readonly isOver: boolean;
  /** Whether a screen should offer what needs this scope; the server decides anyway. */
  may(scope: Scope): boolean;
  signOut(): void;
}

export const SessionContext = createContext<Session | null>(null);

export interface SessionProviderProps {
  readonly app: 'till';
  readonly children: ReactNode;
  /** Shown while nobody is signed in, and above the children when the session is over. */
  readonly door: (enter: (key: string) => void) => ReactNode;
}

export function SessionProvider({ app, children, door }: SessionProviderProps): ReactNode {
  const storedAs = `kopilka.${app}.key`;
  const [key, setKey] = useState(() => keyFromFragment(storedAs) ?? readKey(storedAs));
  /** Which key the server has stopped knowing: a late answer to an old one says nothing of the new. */
  const [overKey, setOverKey] = useState<string | null>(null);
  const isOver = key !== null && key === overKey;
  const [queries] = useState(createQueryClient);
  const session = useMemo<Session | null>(() => {
    if (key === null) return null;
    return {
      isOver,
      // What a key may do is not told.
      may: () => true,
      api: createApi({ key, onSessionEnded: () => setOverKey(key) }),
      signOut: () => {
        writeKey(storedAs, null);
        queries.clear();
        setKey(null);
      },
    };
  }, [key, isOver, storedAs, queries]);
  const enter = (next: string): void => {
    writeKey(storedAs, next);
    setOverKey(null);
    setKey(next);
  };
  // After the screens have been drawn with the new key, so that they ask with it.
  useEffect(() => void queries.invalidateQueries(), [key, queries]);
  return (
    <QueryClientProvider client={queries}>
      {session === null || isOver ? door(enter) : null}
      {session === null ? null : <SessionContext value={session}>{children}</SessionContext>}
    </QueryClientProvider>
  );
}

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('a screen outside of SessionProvider');
  return session;
}

export function useApi(): Api {
  return useSession().api;
}

function keyFromFragment(storedAs: string): string | null {
  const key = FRAGMENT.exec(location.hash)?.[1] ?? null;
  if (key === null) return null;
  writeKey(storedAs, key);
  history.replaceState(null, '', location.pathname + location.search);
  return key;
}

function readKey(storedAs: string): string | null {
  try {
    return sessionStorage.getItem(storedAs);
  } catch {
    return null;
  }
}

function writeKey(storedAs: string, key: string | null): void {
  try {
    if (key === null) sessionStorage.removeItem(storedAs);
    else sessionStorage.setItem(storedAs, key);
  } catch {
    // A browser that keeps nothing asks again after the next load.
  }
}
