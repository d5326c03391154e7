/** The card's addresses: /c/{organization} and what will come below it. */
import { createRootRoute, createRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Broken } from '../ui/error-boundary.tsx';
import { StartScreen } from './start-screen.tsx';

const root = createRootRoute({ errorComponent: Broken, notFoundComponent: () => <StartScreen organization="" /> });
const start = createRoute({ getParentRoute: () => root, path: '/$organization', component: Start });
const router = createRouter({ routeTree: root.addChildren([start]), basepath: '/c' });

export function MemberRoutes(): ReactNode {
  return <RouterProvider router={router} />;
}

function Start(): ReactNode {
  const { organization } = start.useParams();
  return <StartScreen organization={organization} />;
}
