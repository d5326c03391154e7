/**
 * The way to the server of whoever is here: in the office a person with a cookie (office/entrance), at the till a device with its token
 * (till/entrance). A session that is over is asked for again above the screen, whose unsaved work stays where it is.
 */
import type { Schema } from '@kopilka/client';
import { createContext, useContext } from 'react';
import type { Api } from './api.ts';

/** What somebody may do: the scopes that the API asks for. */
export type Scope = NonNullable<Schema<'Me'>['organization']>['scopes'][number];

export interface Session {
  readonly api: Api;
  /** Whether the server has stopped knowing whoever is here. */
  readonly isOver: boolean;
  /** Whether a screen should offer what needs this scope; the server decides anyway. */
  may(scope: Scope): boolean;
  signOut(): void;
}

export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('a screen outside of a session');
  return session;
}

export function useApi(): Api {
  return useSession().api;
}
