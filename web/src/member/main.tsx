/** The card's entry: /c/{organization}. It is a customer's first load on a street, so it brings neither the engine nor zod. */
import { QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { createQueryClient } from '../data/query-client.ts';
import { LanguageProvider } from '../i18n/language.tsx';
import { ErrorBoundary } from '../ui/error-boundary.tsx';
import { LookProvider } from '../ui/look-provider.tsx';
import { MemberRoutes } from './routes.tsx';

const place = document.getElementById('app');
if (place === null) throw new Error('the page has no place for the app');
createRoot(place).render(
  <LookProvider>
    <LanguageProvider>
      <ErrorBoundary>
        <QueryClientProvider client={createQueryClient()}>
          <MemberRoutes />
        </QueryClientProvider>
      </ErrorBoundary>
    </LanguageProvider>
  </LookProvider>,
);
