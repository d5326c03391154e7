/** The card's entry: /c/{organization}. It is a customer's first load on a street, so it brings neither the engine nor zod. */
import { QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { createQueryClient } from '../data/query-client.ts';
import { LanguageProvider } from '../i18n/language.tsx';
import { ErrorBoundary } from '../ui/error-boundary.tsx';
import { LookProvider } from '../ui/look-provider.tsx';
import { listenForInstall } from './install/install-prompt.ts';
import { linkApp } from './install/link-app.ts';
import { startWorker } from './install/start-worker.ts';
import { keepAnswers, showKept } from './kept/keep-answers.ts';
import { createKeeper } from './kept/keeper.ts';
import { openShelf } from './kept/shelf.ts';
import { PathProvider } from './places.tsx';
import { MemberRoutes } from './routes.tsx';
import { CardSessionProvider } from './session.tsx';
import { ShopLook } from './shop-look.tsx';
import { WrongAddress } from './wrong-address.tsx';

const ADDRESS = /^\/c\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\/|$)/iu;
/** The name of this very script: it has the build's hash in it. */
const BUILD = import.meta.url;

listenForInstall();
const place = document.getElementById('app');
if (place === null) throw new Error('the page has no place for the app');
const root = createRoot(place);
const organization = ADDRESS.exec(location.pathname)?.[1]?.toLowerCase();

if (organization === undefined) {
  root.render(
    <LanguageProvider>
      <LookProvider>
        <WrongAddress />
      </LookProvider>
    </LanguageProvider>,
  );
} else {
  root.render(await cardOf(organization));
  linkApp(organization);
  startWorker();
}

async function cardOf(of: string): Promise<ReactNode> {
  const keeper = createKeeper(await openShelf(of), BUILD);
  const kept = await keeper.read();
  const queries = createQueryClient();
  showKept(queries, kept);
  keepAnswers(queries, keeper);
  return (
    <LanguageProvider>
      <QueryClientProvider client={queries}>
        <CardSessionProvider organization={of} keeper={keeper} kept={kept}>
          <ShopLook>
            <ErrorBoundary>
              <PathProvider>
                <MemberRoutes />
              </PathProvider>
            </ErrorBoundary>
          </ShopLook>
        </CardSessionProvider>
      </QueryClientProvider>
    </LanguageProvider>
  );
}
