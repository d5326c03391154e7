/** The till's entry: /till. One screen, so it needs no router; unsaved work lives in it until the next customer. */
import { createRoot } from 'react-dom/client';
import { LanguageProvider } from '../i18n/language.tsx';
import { ErrorBoundary } from '../ui/error-boundary.tsx';
import { LookProvider } from '../ui/look-provider.tsx';
import { TillTheme } from '../ui/till-theme.tsx';
import { TillEntrance } from './entrance/till-entrance.tsx';
import { TillScreen } from './till-screen.tsx';

const place = document.getElementById('app');
if (place === null) throw new Error('the page has no place for the app');
createRoot(place).render(
  <LookProvider>
    <LanguageProvider>
      <ErrorBoundary>
        <TillTheme>
          <TillEntrance>
            <TillScreen />
          </TillEntrance>
        </TillTheme>
      </ErrorBoundary>
    </LanguageProvider>
  </LookProvider>,
);
