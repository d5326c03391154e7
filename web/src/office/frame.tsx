/** What stands around every screen of the office: its places by role, the shop's own look, and who has signed in. */
import { Button } from '@mantine/core';
import { Outlet, useRouter, useRouterState } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import { usePhrases } from '../i18n/language.tsx';
import { useLiveUpdates } from '../data/live.ts';
import { useOrganization } from '../data/use-organization.ts';
import { useAccent } from '../ui/look-provider.tsx';
import { CONTENT_ID, OfficeShell } from '../ui/office-shell.tsx';
import { Page } from '../ui/page.tsx';
import { useStaff } from './entrance/staff.ts';
import { navPhrases } from './nav-phrases.ts';
import { isAt, useOwnPlaces, usePlaces } from './places.ts';
import { useRoleName } from './roles.ts';
import { WhoMenu } from './who-menu.tsx';

export const BASE = '/office';
/** A busy shop sells all the time; its figures need not be asked more often. */
const LIVE = { address: '/v1/live', pauseMs: 1_500, isOn: true };

export function Frame(): ReactNode {
  const { organization } = useStaff();
  const groups = useOwnPlaces();
  const path = usePath();
  const { history } = useRouter();
  const look = useOrganization().data;
  useAccent(look?.accentColor);
  useFocusOn(path);
  useLiveUpdates(LIVE);
  return (
    <OfficeShell
      name={look?.name ?? organization.name}
      logo={look?.logo ?? null}
      groups={groups.map(({ label, places }) => ({
        label,
        places: places.map((place) => ({
          to: `${BASE}${place.to}`,
          label: place.label,
          isHere: isAt(path, place),
        })),
      }))}
      foot={(close) => (
        <WhoMenu
          onProfile={() => {
            close();
            history.push(`${BASE}/profile`);
          }}
        />
      )}
      onGo={(to) => history.push(to)}
    >
      <Allowed path={path}>
        <Outlet />
      </Allowed>
    </OfficeShell>
  );
}

/** The server would refuse too; here it is said before anything is asked. */
function Allowed({ path, children }: { readonly path: string; readonly children: ReactNode }): ReactNode {
  const t = usePhrases(navPhrases);
  const roleName = useRoleName();
  const { organization } = useStaff();
  const own = useOwnPlaces();
  const isPlace = (groups: typeof own): boolean =>
    groups.some(({ places }) => places.some((place) => isAt(path, place)));
  const all = usePlaces();
  // The first page sends everybody to what they may see.
  if (path === '/' || !isPlace(all) || isPlace(own)) return children;
  return (
    <Page title={t('not-yours.title')} about={t('not-yours.advice', { role: roleName(organization.role) })}>
      <ToBeginning />
    </Page>
  );
}

export function NotFound(): ReactNode {
  const t = usePhrases(navPhrases);
  return (
    <Page title={t('not-found.title')} about={t('not-found.advice')}>
      <ToBeginning />
    </Page>
  );
}

function ToBeginning(): ReactNode {
  const t = usePhrases(navPhrases);
  const { history } = useRouter();
  return (
    <Button w="fit-content" onClick={() => history.push(`${BASE}/`)}>
      {t('beginning')}
    </Button>
  );
}

/** /office itself: the first place that the role may see. */
export function FirstPlace(): ReactNode {
  const { history } = useRouter();
  const first = useOwnPlaces()[0]?.places[0]?.to ?? '/profile';
  useEffect(() => history.replace(`${BASE}${first}`), [history, first]);
  return null;
}

function usePath(): string {
  const path = useRouterState({ select: (state) => state.location.pathname });
  const below = path.startsWith(BASE) ? path.slice(BASE.length) : path;
  return below === '' ? '/' : below;
}

/** Another page begins at its beginning, for whoever hears it read out too. The first one has nobody's focus to move. */
function useFocusOn(path: string): void {
  const shown = useRef(path);
  useEffect(() => {
    if (shown.current === path) return;
    shown.current = path;
    document.getElementById(CONTENT_ID)?.focus({ preventScroll: true });
  }, [path]);
}
