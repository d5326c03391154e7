/** The gallery's entry, on the development server only: /gallery, /gallery/till, /gallery/card. */
import { createRoot } from 'react-dom/client';
import { LanguageProvider } from '../i18n/language.tsx';
import { DEFAULT_COLOR } from '../ui/accent.ts';
import { LookProvider } from '../ui/look-provider.tsx';
import { MemberGallery, OfficeGallery, TillGallery } from './gallery.tsx';

const asked = new URLSearchParams(location.search);
const language = asked.get('language');
const scheme = asked.get('scheme');
const view = { '/gallery/till': <TillGallery />, '/gallery/card': <MemberGallery /> }[location.pathname] ?? (
  <OfficeGallery />
);
const place = document.getElementById('app');
if (place === null) throw new Error('the page has no place for the gallery');
createRoot(place).render(
  <LookProvider
    color={asked.get('color') ?? DEFAULT_COLOR}
    {...(scheme === 'dark' || scheme === 'light' ? { scheme } : {})}
  >
    <LanguageProvider
      place={{ currency: 'RUB', timeZone: 'Europe/Moscow' }}
      {...(language === 'ru' || language === 'en' ? { language } : {})}
    >
      {view}
    </LanguageProvider>
  </LookProvider>,
);
