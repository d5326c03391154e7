/** The till's entry: /till. One screen, so it needs no router; unsaved work lives in it until the next customer. */
import { createRoot } from 'react-dom/client';
import { SessionProvider } from '../data/session.tsx';
import { LanguageProvider } from '../i18n/language.tsx';
import { ErrorBoundary } from '../ui/error-boundary.tsx';
import { KeyDoor } from '../ui/key-door.tsx';
import { LookProvider } from '../ui/look-provider.tsx';
import { TillScreen } from './till-screen.tsx';

const place = document.getElementById('app');
if (place === null) throw new Error('the page has no place for the app');
createRoot(place).render(
  <LookProvider>
    <LanguageProvider>
      <ErrorBoundary>
        <SessionProvider app="till" door={(enter) => <KeyDoor onEnter={enter} />}>
          <TillScreen />
        </SessionProvider>
      </ErrorBoundary>
    </LanguageProvider>
  </LookProvider>,
);
