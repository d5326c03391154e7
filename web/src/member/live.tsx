/** The open card hears of what is its own: a sale at the till shows without being asked for, and what is asked now and then is asked rarely. */
import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react';
import { useLiveUpdates } from '../data/live.ts';
import { useCard } from './session.tsx';

/** What comes together (a sale writes to several things) is asked for once. */
const PAUSE_MS = 100;
/** What is heard may still be lost on its way. */
const RARELY_MS = 30_000;

const HeardContext = createContext(false);

/** A card that nobody looks at needs no connection. */
export function CardLive({ children }: { readonly children: ReactNode }): ReactNode {
  const { organization, isOver } = useCard();
  const isSeen = useSyncExternalStore(onSeen, () => document.visibilityState === 'visible');
  const address = `/v1/card/${organization}/me/live`;
  const isHeard = useLiveUpdates({ address, pauseMs: PAUSE_MS, isOn: isSeen && !isOver });
  return <HeardContext value={isHeard}>{children}</HeardContext>;
}

/** How often to ask: `everyMs`, and rarely while changes are told anyway. */
export function useAskedEvery(everyMs: number): number {
  return useContext(HeardContext) ? RARELY_MS : everyMs;
}

function onSeen(changed: () => void): () => void {
  document.addEventListener('visibilitychange', changed);
  return () => document.removeEventListener('visibilitychange', changed);
}
