/** What a key may do, in words. */
import type { Scope } from '../../data/session.tsx';
import { usePhrases } from '../../i18n/language.tsx';
import { keyPhrases } from './phrases.ts';

export interface ScopeWords {
  readonly scope: Scope;
  readonly name: string;
  readonly about: string;
}

/** The least first: most keys need no more. */
export function useScopes(): readonly ScopeWords[] {
  const t = usePhrases(keyPhrases);
  return [
    { scope: 'till', name: t('scope.till'), about: t('scope.till-about') },
    { scope: 'read', name: t('scope.read'), about: t('scope.read-about') },
    { scope: 'shop', name: t('scope.shop'), about: t('scope.shop-about') },
    { scope: 'import', name: t('scope.import'), about: t('scope.import-about') },
    { scope: 'privacy', name: t('scope.privacy'), about: t('scope.privacy-about') },
    { scope: 'admin', name: t('scope.admin'), about: t('scope.admin-about') },
  ];
}
