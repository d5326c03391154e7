/**
 * Whose card this device shows. The session is a cookie that no script sees; what the page knows of it is what it keeps (kept/keeper.ts).
 * A card that is kept is shown at once and asked for again behind; when the server says that the session is over, everything
 * personal leaves the device, the sign-in comes in its place, and what somebody was typing is still there afterwards.
 */
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { type Api, createApi } from '../data/api.ts';
import { TroubleError } from '../data/trouble.ts';
import type { SignedIn } from './card-types.ts';
import type { Holder, Keeper, Kept } from './kept/keeper.ts';
import { deviceKeyFrom } from './token.ts';

export interface CardSession {
  readonly organization: string;
  readonly api: Api;
  /** null while nobody is signed in. */
  readonly holder: Holder | null;
  /** Whether the server has stopped knowing the session of the holder. */
  readonly isOver: boolean;
  /** What became of the code of a friend that somebody has just joined with; null when there is nothing to tell. */
  readonly friend: SignedIn['friend'];
  /** It has been read. */
  closeFriend(): void;
  enter(signedIn: SignedIn): Promise<void>;
  /** Erases everything on the device at once, and tells the server as soon as it can be reached. */
  leave(): Promise<void>;
  /** The account is gone, and the cookie with it. */
  forget(): Promise<void>;
  /** The server's time, ms, as far as this device knows it. */
  now(): number;
  /** Hears the server's clock from any of its answers. */
  hear(response: Response): void;
}

const SessionContext = createContext<CardSession | null>(null);

export interface CardSessionProviderProps {
  readonly organization: string;
  readonly keeper: Keeper;
  /** What the device knew when the page started. */
  readonly kept: Kept;
  readonly children: ReactNode;
}

export function CardSessionProvider({ organization, keeper, kept, children }: CardSessionProviderProps): ReactNode {
  const queries = useQueryClient();
  const [holder, setHolder] = useState(kept.holder);
  const [isOver, setIsOver] = useState(false);
  const [friend, setFriend] = useState<SignedIn['friend']>(null);
  const session = useMemo(
    () =>
      createSession({
        organization,
        keeper,
        queries,
        clockAheadMs: kept.clockAheadMs,
        setHolder,
        setIsOver,
        setFriend,
      }),
    [organization, keeper, queries, kept],
  );
  useEffect(() => {
    if (kept.isLeaving) void session.leave();
    else if (kept.holder === null) void session.recognize();
    else if (kept.holder.key === null) void session.renewKey(kept.holder.memberId);
  }, [session, kept]);
  const value = useMemo<CardSession>(() => ({ ...session, holder, isOver, friend }), [session, holder, isOver, friend]);
  return <SessionContext value={value}>{children}</SessionContext>;
}

export function useCard(): CardSession {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('a screen outside of CardSessionProvider');
  return session;
}

interface Parts {
  readonly organization: string;
  readonly keeper: Keeper;
  readonly queries: QueryClient;
  readonly clockAheadMs: number;
  setHolder(holder: Holder | null): void;
  setIsOver(isOver: boolean): void;
  setFriend(friend: SignedIn['friend']): void;
}

type Steps = Omit<CardSession, 'holder' | 'isOver' | 'friend'> & {
  /** A device whose storage was emptied may still have its cookie. */
  recognize(): Promise<void>;
  /** A card without its key asks for a new one. */
  renewKey(memberId: string): Promise<void>;
};

function createSession({ organization, keeper, queries, ...parts }: Parts): Steps {
  let aheadMs = parts.clockAheadMs;
  const path = { organization };
  const hold = async (holder: Holder): Promise<void> => {
    await keeper.hold(holder);
    parts.setHolder(holder);
    parts.setIsOver(false);
  };
  const erase = async (options?: { readonly isLeaving: boolean }): Promise<void> => {
    await keeper.forget(options);
    parts.setHolder(null);
    parts.setIsOver(false);
    queries.removeQueries({ queryKey: ['card'] });
  };
  const api = createApi({
    key: null,
    onSessionEnded: () => {
      // What was typed stays on the hidden screen; what was told about the person does not stay on the device.
      void keeper.forget().then(() => parts.setIsOver(true));
    },
  });
  const renewKey = async (memberId: string): Promise<void> => {
    const told = await api.answer(api.client.POST('/v1/card/{organization}/me/key', { params: { path } }));
    await hold({ memberId, key: await deviceKeyFrom(told) });
  };
  return {
    organization,
    api,
    renewKey: (memberId) => renewKey(memberId).catch(ignoreTrouble),
    recognize: async () => {
      const asked = api.client.GET('/v1/card/{organization}/session', { params: { path } });
      const { memberId } = await api.answer(asked).catch(() => ({ memberId: null }));
      if (memberId === null) return;
      await hold({ memberId, key: null });
      await renewKey(memberId).catch(ignoreTrouble);
    },
    closeFriend: () => parts.setFriend(null),
    enter: async ({ memberId, key, friend }) => {
      parts.setFriend(friend);
      await hold({ memberId, key: await deviceKeyFrom(key) });
      void queries.resetQueries({ queryKey: ['card'] });
      // What was asked before anybody was signed in has not been kept.
      void queries.invalidateQueries({ queryKey: ['shop'] });
    },
    leave: async () => {
      await erase({ isLeaving: true });
      const asked = api.client.POST('/v1/card/{organization}/sign-out', { params: { path } });
      const isTold = await api.done(asked).then(
        () => true,
        () => false,
      );
      if (isTold) await keeper.forget();
    },
    forget: () => erase(),
    now: () => Date.now() + aheadMs,
    hear: (response) => {
      const told = Date.parse(response.headers.get('date') ?? '');
      if (Number.isNaN(told)) return;
      aheadMs = told - Date.now();
      void keeper.keepClock(aheadMs);
    },
  };
}

/** Without a key the card shows its number, which works as well; a mistake of our own is not swallowed. */
function ignoreTrouble(error: unknown): void {
  if (!(error instanceof TroubleError)) throw error;
}
