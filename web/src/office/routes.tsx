/** The office's addresses. A screen is a folder and a line here. */
import { Button } from '@mantine/core';
import {
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  redirect,
  RouterProvider,
  useNavigate,
  useRouterState,
} from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useSession } from '../data/session.tsx';
import { useShop } from '../data/use-organization.ts';
import { usePhrases } from '../i18n/language.tsx';
import { Broken } from '../ui/error-boundary.tsx';
import { OfficeShell } from '../ui/office-shell.tsx';
import { officePhrases } from './phrases.ts';
import { ReceiptScreen } from './receipt/receipt-screen.tsx';

const BASE = '/office';

const root = createRootRoute({ component: Frame, errorComponent: Broken, notFoundComponent: () => <ReceiptScreen /> });
const index = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    // eslint-disable-next-line typescript/only-throw-error -- the router takes a redirect by throwing it
    throw redirect({ to: '/receipt' });
  },
});
const receipt = createRoute({ getParentRoute: () => root, path: '/receipt', component: ReceiptScreen });
const router = createRouter({ routeTree: root.addChildren([index, receipt]), basepath: BASE });

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

export function OfficeRoutes(): ReactNode {
  return <RouterProvider router={router} />;
}

function Frame(): ReactNode {
  const t = usePhrases(officePhrases);
  const navigate = useNavigate();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const shop = useShop();
  const { signOut } = useSession();
  const places = [{ to: '/receipt', label: t('nav.receipt') }] as const;
  return (
    <OfficeShell
      name={shop.data?.name ?? 'Kopilka'}
      places={places.map((place) => ({
        ...place,
        to: `${BASE}${place.to}`,
        isHere: path.replace(BASE, '').startsWith(place.to),
      }))}
      onGo={(to) => void navigate({ to: places.find((place) => to === `${BASE}${place.to}`)?.to ?? '/receipt' })}
      foot={
        <Button variant="subtle" size="xs" onClick={signOut}>
          {t('nav.sign-out')}
        </Button>
      }
    >
      <Outlet />
    </OfficeShell>
  );
}
