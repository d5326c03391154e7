/** Which door of the till is closed, and what opens it. */
import { keepPreviousData, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { type Api, createApi } from '../../data/api.ts';
import { keep, type Kept, readKept } from './device.ts';
import { takeCodeFromAddress } from './pairing-text.ts';
import type { Cashier, OwnTill } from './session.ts';

/** So often a till asks how it is, so that it hears of a revocation while nobody sells. */
const LOOK_EVERY_MS = 30_000;

/**
 * - `pair`: the device is no till, or not any more.
 * - `instead`: a link was opened on a device that is a till already.
 * - `pin`: somebody has a PIN, and nobody has entered it.
 */
export type Door = 'waiting' | 'pair' | 'instead' | 'pin' | 'open';

export interface Entrance {
  readonly door: Door;
  readonly api: Api;
  readonly own: UseQueryResult<OwnTill>;
  /** As it was last known, also while a door is closed. */
  readonly till: OwnTill | undefined;
  /** Of the link that was opened. */
  readonly code: string | null;
  /** The device was a till, and the server does not know it any more. */
  readonly isDisconnected: boolean;
  /** Who was here last. */
  readonly lastId: string | null;
  paired(token: string): void;
  unlocked(token: string, cashier: Cashier): void;
  lock(): void;
  /** The link is not used after all. */
  stay(): void;
}

export function useEntrance(): Entrance {
  const queries = useQueryClient();
  const [kept, setKept] = useState(readKept);
  const [code, setCode] = useState(takeCodeFromAddress);
  /** Which token the server does not know: a late answer to an old one says nothing of the new. */
  const [unknown, setUnknown] = useState<string | null>(null);
  const [lastId, setLastId] = useState<string | null>(null);
  const api = useMemo(
    () =>
      createApi({
        key: kept.till,
        cashier: kept.cashier,
        onSessionEnded: (why) => {
          if (why === 'cashier_required') void queries.invalidateQueries();
          else setUnknown(kept.till);
        },
      }),
    [kept, queries],
  );
  const own = useQuery({
    queryKey: keyOf(kept),
    enabled: kept.till !== null && kept.till !== unknown,
    queryFn: () => api.answer(api.client.GET('/v1/till')),
    // While the new tokens are asked about, the till is what it was.
    placeholderData: keepPreviousData,
    refetchInterval: LOOK_EVERY_MS,
    refetchOnWindowFocus: 'always',
  });
  const till = own.data;
  const change = useCallback((next: Kept): void => {
    keep(next);
    setKept(next);
    setCode(null);
  }, []);
  const lock = useCallback((): void => {
    // The token is forgotten here whether or not the server hears of it; it ends there by itself, too.
    void api.done(api.client.DELETE('/v1/till/cashier')).catch(() => undefined);
    const next = { ...kept, cashier: null };
    if (till !== undefined)
      queries.setQueryData(keyOf(next), { ...till, cashier: null, isLocked: till.cashiers.length > 0 });
    change(next);
  }, [api, kept, till, queries, change]);
  const isUnknown = kept.till === null || kept.till === unknown;
  return {
    door: doorOf({ isUnknown, hasCode: code !== null, till }),
    api,
    own,
    till,
    code,
    isDisconnected: kept.till !== null && kept.till === unknown,
    lastId,
    paired: (token) => change({ till: token, cashier: null }),
    unlocked: (token, cashier) => {
      const next = { ...kept, cashier: token };
      if (till !== undefined) queries.setQueryData(keyOf(next), { ...till, cashier, isLocked: false });
      setLastId(cashier.id);
      change(next);
    },
    lock,
    stay: () => setCode(null),
  };
}

function keyOf({ till, cashier }: Kept): readonly unknown[] {
  return ['own-till', till, cashier];
}

function doorOf({
  isUnknown,
  hasCode,
  till,
}: {
  readonly isUnknown: boolean;
  readonly hasCode: boolean;
  readonly till: OwnTill | undefined;
}): Door {
  if (isUnknown) return 'pair';
  if (hasCode) return 'instead';
  if (till === undefined) return 'waiting';
  return till.isLocked ? 'pin' : 'open';
}
