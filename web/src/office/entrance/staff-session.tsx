/**
 * The office's session: a person with a cookie that scripts never see. Nobody signed in is asked to; a session that ends in the middle of
 * work is asked for above the screen, which keeps what was typed if the same person comes back to the same organization. Whatever was learned
 * for one person in one organization is gone with them: the screens and their cache live and die together.
 */
import { Center } from '@mantine/core';
import { QueryClientProvider, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { type Api, createApi, createOpenApi } from '../../data/api.ts';
import { createQueryClient } from '../../data/query-client.ts';
import { type Session, SessionContext } from '../../data/session.tsx';
import { Asked } from '../../ui/states.tsx';
import { ChooseOrganization } from './choose-organization.tsx';
import { SignInAgain, SignInPage } from './door.tsx';
import { type Me, type Staff, StaffContext, type Workplace } from './staff.ts';

const ME = ['me'];
const START = '/office/';

export function StaffSession({ children }: { readonly children: ReactNode }): ReactNode {
  const entrance = useEntrance();
  const { person, isOver } = entrance;
  const me = person.data;
  if (me === undefined) {
    return (
      <Center component="main" mih="100dvh" p="md">
        <Asked query={person}>{() => null}</Asked>
      </Center>
    );
  }
  if (me === null) return <SignInPage onEntered={entrance.enter} />;
  const door = isOver ? <SignInAgain onEntered={entrance.enter} /> : null;
  if (me.organization === null || entrance.isChoosing) {
    return (
      <>
        {door}
        <ChooseOrganization me={me} onChoose={entrance.choose} onSignOut={leave} />
      </>
    );
  }
  return (
    <>
      {door}
      <AtWork key={`${me.id} ${me.organization.id}`} entrance={entrance} me={me} organization={me.organization}>
        {children}
      </AtWork>
    </>
  );
}

type Entrance = ReturnType<typeof useEntrance>;

function useEntrance() {
  const queries = useQueryClient();
  /** Counts sign-ins: a late answer to the session before says nothing of the new one. */
  const [visit, setVisit] = useState(0);
  const [overVisit, setOverVisit] = useState<number | null>(null);
  const [isChoosing, setChoosing] = useState(false);
  const api = useMemo(
    () =>
      createApi({
        key: null,
        onSessionEnded: (code) => {
          if (code === 'organization_not_chosen') void queries.invalidateQueries({ queryKey: ME });
          else setOverVisit(visit);
        },
      }),
    [visit, queries],
  );
  const person = useQuery({
    queryKey: ME,
    queryFn: async (): Promise<Me | null> => {
      const { me } = await api.answer(api.client.GET('/v1/session'));
      // Whoever was here is asked to sign in above the screen that they left.
      if (me === null) setOverVisit(visit);
      return me ?? queries.getQueryData<Me>(ME) ?? null;
    },
    staleTime: Infinity,
    // Another tab may have gone on as somebody else, or in another organization: the cookie is the same.
    refetchOnWindowFocus: 'always',
  });
  const changed = (now: Me): void => void queries.setQueryData(ME, now);
  const isKnown = person.data !== undefined && person.data !== null;
  const enter = async (): Promise<void> => {
    const now = await comeBack(person.data ?? null);
    changed(now);
    setChoosing(!isKnown && now.organizations.length > 1);
    setVisit((count) => count + 1);
  };
  const choose = async (organizationId: string): Promise<void> => {
    changed(await putOrganization(api, organizationId));
    setChoosing(false);
  };
  return { person, api, visit, isOver: overVisit === visit, isChoosing, changed, enter, choose };
}

interface AtWorkProps {
  readonly entrance: Entrance;
  readonly me: Me;
  readonly organization: Workplace;
  readonly children: ReactNode;
}

function AtWork({ entrance, me, organization, children }: AtWorkProps): ReactNode {
  const { api, visit, isOver, changed, choose } = entrance;
  const [queries] = useState(createQueryClient);
  const session: Session = {
    api,
    isOver,
    may: (scope) => organization.scopes.includes(scope),
    signOut: () => void leave().catch(() => undefined),
  };
  const staff: Staff = { me, organization, changed, choose, leave };
  // Whoever has come back sees what was refused meanwhile.
  useEffect(() => void queries.invalidateQueries(), [queries, visit]);
  return (
    <QueryClientProvider client={queries}>
      <SessionContext value={session}>
        <StaffContext value={staff}>{children}</StaffContext>
      </SessionContext>
    </QueryClientProvider>
  );
}

function putOrganization({ client, answer }: Api, organizationId: string): Promise<Me> {
  return answer(client.PUT('/v1/me/organization', { body: { organizationId } }));
}

/** Who has signed in, working where they did before if they still may: a new session begins with their first organization. */
async function comeBack(before: Me | null): Promise<Me> {
  const api = createOpenApi();
  const now = await api.answer(api.client.GET('/v1/me'));
  const place = before?.organization?.id;
  const isElsewhere = place !== undefined && now.organization?.id !== place;
  return isElsewhere && now.organizations.some(({ id }) => id === place) ? putOrganization(api, place) : now;
}

/** A new load of the page: nothing of the person stays in its memory. */
async function leave(): Promise<void> {
  const { client, done } = createOpenApi();
  await done(client.POST('/v1/sign-out'));
  location.assign(START);
}
