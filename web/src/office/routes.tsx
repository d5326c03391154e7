/** The office's addresses. A screen is a folder, a line here and, to be found, one in places.ts. */
import { createRootRoute, createRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Broken } from '../ui/error-boundary.tsx';
import { BASE, Frame, NotFound } from './frame.tsx';
import { ConsentsScreen } from './consents/consents-screen.tsx';
import { ImportScreen } from './import/import-screen.tsx';
import { ImportsScreen } from './import/imports-screen.tsx';
import { JournalScreen } from './journal/journal-screen.tsx';
import { KeysScreen } from './keys/keys-screen.tsx';
import { LettersScreen } from './letters/letters-screen.tsx';
import { MemberScreen } from './members/member-screen.tsx';
import { MembersScreen } from './members/members-screen.tsx';
import { ProfileScreen } from './profile/profile-screen.tsx';
import { PosterScreen, ProgramScreen, ReceiptScreen, StartScreen } from './lazy-screens.tsx';
import { SettingsScreen } from './settings/settings-screen.tsx';
import { StaffScreen } from './staff/staff-screen.tsx';
import { StoresScreen } from './stores/stores-screen.tsx';
import { HomeScreen } from './today/home-screen.tsx';

const root = createRootRoute({ component: Frame, errorComponent: Broken, notFoundComponent: NotFound });
const at = <Path extends string>(path: Path, component: () => ReactNode) =>
  createRoute({ getParentRoute: () => root, path, component });

const router = createRouter({
  basepath: BASE,
  scrollRestoration: true,
  routeTree: root.addChildren([
    at('/', HomeScreen),
    at('/members', MembersScreen),
    at('/members/$id', MemberScreen),
    at('/start', StartScreen),
    at('/poster', PosterScreen),
    at('/program', ProgramScreen),
    at('/receipt', ReceiptScreen),
    at('/stores', StoresScreen),
    at('/staff', StaffScreen),
    at('/settings', SettingsScreen),
    at('/import', ImportsScreen),
    at('/import/$id', ImportScreen),
    at('/consents', ConsentsScreen),
    at('/letters', LettersScreen),
    at('/journal', JournalScreen),
    at('/keys', KeysScreen),
    at('/profile', ProfileScreen),
  ]),
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

export function OfficeRoutes(): ReactNode {
  return <RouterProvider router={router} />;
}
