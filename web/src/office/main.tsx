/** The office's entry: /office. Behind two of its addresses are pages for people who have not signed in yet: letters link to them. */
import '../data/zod-without-eval.ts';
import { QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { createQueryClient } from '../data/query-client.ts';
import { LanguageProvider } from '../i18n/language.tsx';
import { ErrorBoundary } from '../ui/error-boundary.tsx';
import { LookProvider } from '../ui/look-provider.tsx';
import { InvitationPage } from './entrance/invitation-page.tsx';
import { RecoveryPage } from './entrance/recovery-page.tsx';
import { StaffSession } from './entrance/staff-session.tsx';
import { OfficeRoutes } from './routes.tsx';
import { SetupPage } from './setup/setup-page.tsx';

const place = document.getElementById('app');
if (place === null) throw new Error('the page has no place for the app');
createRoot(place).render(
  <LookProvider>
    <LanguageProvider>
      <ErrorBoundary>
        <QueryClientProvider client={createQueryClient()}>{entry()}</QueryClientProvider>
      </ErrorBoundary>
    </LanguageProvider>
  </LookProvider>,
);

function entry(): ReactNode {
  const token = location.hash.slice(1);
  switch (location.pathname.replace(/\/$/u, '')) {
    case '/office/invitation':
      return <InvitationPage token={token} />;
    case '/office/recovery':
      return <RecoveryPage token={token} />;
    case '/office/setup':
      return <SetupPage token={token} />;
    default:
      return (
        <StaffSession>
          <OfficeRoutes />
        </StaffSession>
      );
  }
}
