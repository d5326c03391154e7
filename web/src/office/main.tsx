/** The office's entry: /office. */
import '../data/zod-without-eval.ts';
import { createRoot } from 'react-dom/client';
import { SessionProvider } from '../data/session.tsx';
import { LanguageProvider } from '../i18n/language.tsx';
import { ErrorBoundary } from '../ui/error-boundary.tsx';
import { KeyDoor } from '../ui/key-door.tsx';
import { LookProvider } from '../ui/look-provider.tsx';
import { OfficeRoutes } from './routes.tsx';

const place = document.getElementById('app');
if (place === null) throw new Error('the page has no place for the app');
createRoot(place).render(
  <LookProvider>
    <LanguageProvider>
      <ErrorBoundary>
        <SessionProvider app="office" door={(enter) => <KeyDoor onEnter={enter} />}>
          <OfficeRoutes />
        </SessionProvider>
      </ErrorBoundary>
    </LanguageProvider>
  </LookProvider>,
);
