/** Which till this is and who works at it, for the till's screens. The way to the server is data/session.tsx, as everywhere. */
import type { Schema } from '@kopilka/client';
import { createContext, useContext } from 'react';
import type { Session } from '../../data/session.tsx';

export type OwnTill = Schema<'OwnTill'>;
export type Cashier = OwnTill['cashiers'][number];

export interface TillSession extends Session {
  readonly till: Pick<OwnTill, 'id' | 'name'>;
  readonly store: OwnTill['store'];
  readonly organization: OwnTill['organization'];
  /** null where nobody has a PIN. */
  readonly cashier: Cashier | null;
  /** Minor money that bonuses may pay without a code from the customer; null: any amount. */
  readonly confirmAbove: number | null;
  /** Whether somebody has a PIN: otherwise there is nothing to lock. */
  readonly canLock: boolean;
  /** Asks for a PIN; what is on the screen stays. */
  lock(): void;
}

export const TillSessionContext = createContext<TillSession | null>(null);

export function useTillSession(): TillSession {
  const session = useContext(TillSessionContext);
  if (session === null) throw new Error('a till screen outside of TillEntrance');
  return session;
}
