/** The office's navigation: a screen is one line here, in its group, with the scopes of which any lets somebody in, and one in routes.tsx. */
import { type Scope, useSession } from '../data/session.tsx';
import { usePhrases } from '../i18n/language.tsx';
import { navPhrases } from './nav-phrases.ts';

export interface Place {
  /** Below /office. */
  readonly to: string;
  readonly label: string;
  readonly scopes: readonly Scope[];
}

export interface PlaceGroup {
  /** null: the first, which needs no name. */
  readonly label: string | null;
  readonly places: readonly Place[];
}

/** Who may see the figures. */
export const TODAY_SCOPES: readonly Scope[] = ['read', 'shop'];

/** All of them; which somebody may see is asked by `useOwnPlaces`. */
export function usePlaces(): readonly PlaceGroup[] {
  const t = usePhrases(navPhrases);
  return [
    {
      label: null,
      places: [
        { to: '/', label: t('today'), scopes: TODAY_SCOPES },
        { to: '/members', label: t('members'), scopes: ['read'] },
        { to: '/program', label: t('program'), scopes: ['read'] },
        { to: '/receipt', label: t('receipt'), scopes: ['till', 'read'] },
      ],
    },
    {
      label: t('group.shop'),
      places: [
        { to: '/stores', label: t('stores'), scopes: ['shop', 'read'] },
        { to: '/poster', label: t('poster'), scopes: ['read'] },
        { to: '/staff', label: t('staff'), scopes: ['admin'] },
        { to: '/settings', label: t('settings'), scopes: ['admin'] },
        { to: '/consents', label: t('consents'), scopes: ['admin'] },
        { to: '/start', label: t('start'), scopes: ['admin'] },
      ],
    },
    {
      label: t('group.service'),
      places: [
        { to: '/import', label: t('import'), scopes: ['import'] },
        { to: '/letters', label: t('letters'), scopes: ['admin'] },
        { to: '/journal', label: t('journal'), scopes: ['admin'] },
        { to: '/keys', label: t('keys'), scopes: ['admin'] },
      ],
    },
  ];
}

/** What the role of whoever has signed in may see. */
export function useOwnPlaces(): readonly PlaceGroup[] {
  const { may } = useSession();
  return usePlaces()
    .map(({ label, places }) => ({ label, places: places.filter(({ scopes }) => scopes.some(may)) }))
    .filter(({ places }) => places.length > 0);
}

/** Whether an address is at a place or below it. */
export function isAt(path: string, { to }: Pick<Place, 'to'>): boolean {
  return path === to || (to !== '/' && path.startsWith(`${to}/`));
}
