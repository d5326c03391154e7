/**
 * The till's doors. A device that is no till is connected by a code of the office; a till where somebody has a PIN asks for it. Both doors
 * come above the screens when they close in the middle of work (the till was revoked, the PIN changed, the shift is over): what was
 * being sold stays underneath. The screens live as long as the device belongs to the same organization.
 */
import { QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { createQueryClient } from '../../data/query-client.ts';
import { SessionContext } from '../../data/session.tsx';
import { Asked } from '../../ui/states.tsx';
import { DoorAbove, DoorPage, type DoorProps } from './door.tsx';
import { type OwnTill, type TillSession, TillSessionContext } from './session.ts';
import { type Entrance, useEntrance } from './use-entrance.ts';
import classes from './entrance.module.css';

export function TillEntrance({ children }: { readonly children: ReactNode }): ReactNode {
  const [queries] = useState(createQueryClient);
  return (
    <QueryClientProvider client={queries}>
      <Doors>{children}</Doors>
    </QueryClientProvider>
  );
}

function Doors({ children }: { readonly children: ReactNode }): ReactNode {
  const entrance = useEntrance();
  const { own, till, door } = entrance;
  const organizationId = till?.organization.id ?? null;
  /** Whose screens have been open here: they stay under the doors then. */
  const [openedFor, setOpenedFor] = useState<string | null>(null);
  if (door === 'open' && openedFor !== organizationId) setOpenedFor(organizationId);
  if (door === 'waiting' || till === undefined) {
    return door === 'waiting' ? (
      <main className={classes['page']}>
        <Asked query={own}>{() => null}</Asked>
      </main>
    ) : (
      <DoorPage {...doorOf(entrance)} />
    );
  }
  const isUnderneath = openedFor === organizationId && door !== 'instead';
  if (!isUnderneath) return door === 'open' ? null : <DoorPage {...doorOf(entrance)} />;
  return (
    <>
      {door === 'open' ? null : <DoorAbove {...doorOf(entrance)} />}
      <AtWork key={organizationId} till={till} entrance={entrance}>
        {children}
      </AtWork>
    </>
  );
}

function doorOf({ door, ...entrance }: Entrance): DoorProps {
  return { ...entrance, door: door === 'pin' || door === 'instead' ? door : 'pair' };
}

interface AtWorkProps {
  readonly till: OwnTill;
  readonly entrance: Entrance;
  readonly children: ReactNode;
}

function AtWork({ till, entrance, children }: AtWorkProps): ReactNode {
  const { api, door, lock } = entrance;
  const isOver = door !== 'open';
  const [queries] = useState(createQueryClient);
  const session = useMemo<TillSession>(() => {
    const { id, name, store, organization, cashier, cashiers, confirmAbove } = till;
    return {
      api,
      isOver,
      may: (scope) => scope === 'till',
      signOut: lock,
      till: { id, name },
      store,
      organization,
      cashier,
      confirmAbove,
      canLock: cashiers.length > 0,
      lock,
    };
  }, [till, api, isOver, lock]);
  // After the screens have been drawn with the new tokens, so that they ask with them.
  useEffect(() => {
    if (!isOver) void queries.invalidateQueries();
  }, [api, isOver, queries]);
  return (
    <QueryClientProvider client={queries}>
      <SessionContext value={session}>
        <TillSessionContext value={session}>{children}</TillSessionContext>
      </SessionContext>
    </QueryClientProvider>
  );
}
