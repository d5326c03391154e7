/** Which language the screens speak: what was chosen on this device, otherwise the first of the browser's that we know. */
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { type Language, LANGUAGES, type Phrase, type Phrases, type Say, sayIn } from './define-phrases.ts';
import { createFormat, type Format, type Place } from './format.ts';

const STORED_AS = 'kopilka.language';
/** Languages whose readers are likelier to read Russian than English. */
const NEAR_RUSSIAN = ['ru', 'be', 'uk', 'kk', 'ky', 'tg', 'uz', 'hy', 'az'];
/** Until an organization has told its own. */
const NO_PLACE: Place = { currency: 'RUB', timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone };

interface Speech {
  readonly language: Language;
  readonly choose: (language: Language) => void;
  readonly format: Format;
}

const SpeechContext = createContext<Speech | null>(null);

export interface LanguageProviderProps {
  readonly children: ReactNode;
  /** Instead of the device's choice, for the gallery. */
  readonly language?: Language;
  readonly place?: Place;
}

export function LanguageProvider({ children, language, place = NO_PLACE }: LanguageProviderProps): ReactNode {
  const [chosen, setChosen] = useState<Language>(() => language ?? storedLanguage() ?? languageOf(navigator.languages));
  const spoken = language ?? chosen;
  const { currency, timeZone } = place;
  useEffect(() => {
    document.documentElement.lang = spoken;
  }, [spoken]);
  const speech = useMemo<Speech>(
    () => ({
      language: spoken,
      choose: (next) => {
        storeLanguage(next);
        setChosen(next);
      },
      format: createFormat(spoken, { currency, timeZone }),
    }),
    [spoken, currency, timeZone],
  );
  return <SpeechContext value={speech}>{children}</SpeechContext>;
}

/** The currency and zone of what is shown inside, as soon as they are known; the language stays the one around. */
export function PlaceProvider({ children, place }: { readonly children: ReactNode; readonly place: Place }): ReactNode {
  const around = useSpeech();
  const { currency, timeZone } = place;
  const speech = useMemo(
    () => ({ ...around, format: createFormat(around.language, { currency, timeZone }) }),
    [around, currency, timeZone],
  );
  return <SpeechContext value={speech}>{children}</SpeechContext>;
}

export function useSpeech(): Speech {
  const speech = useContext(SpeechContext);
  if (speech === null) throw new Error('a screen outside of LanguageProvider');
  return speech;
}

export function usePhrases<En extends Readonly<Record<string, Phrase>>>(phrases: Phrases<En>): Say<En> {
  const { language } = useSpeech();
  return useMemo(() => sayIn(phrases, language), [phrases, language]);
}

export function useFormat(): Format {
  return useSpeech().format;
}

/** The first of the browser's languages that we speak; English for whoever prefers neither. */
export function languageOf(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const [base = ''] = tag.toLowerCase().split('-');
    if (NEAR_RUSSIAN.includes(base)) return 'ru';
    if (base === 'en') return 'en';
  }
  return 'en';
}

function storedLanguage(): Language | undefined {
  try {
    const stored = localStorage.getItem(STORED_AS);
    return LANGUAGES.find((language) => language === stored);
  } catch {
    return undefined;
  }
}

function storeLanguage(language: Language): void {
  try {
    localStorage.setItem(STORED_AS, language);
  } catch {
    // A browser that keeps nothing asks anew next time.
  }
}
