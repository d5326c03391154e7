/** Words of a document in the full forms that the rest of the system reads; an id stands in for what was not named. */
import type { LocalPlural, LocalText } from './compiled.ts';
import type { LocalTextDocument, WalletDocument } from './document.ts';

/** Text without a language is for every language. */
export function localText(written: LocalTextDocument | undefined, id: string): LocalText {
  const words = written ?? id;
  if (typeof words === 'string') return { ru: words, en: words };
  return { ...(words.ru === undefined ? {} : { ru: words.ru }), ...(words.en === undefined ? {} : { en: words.en }) };
}

/** A text without plural forms is used for all of them. */
export function localPlural(written: WalletDocument['name'], id: string): LocalPlural {
  const words = written ?? id;
  const { ru, en } = typeof words === 'string' ? { ru: words, en: words } : words;
  return {
    ...(ru === undefined ? {} : { ru: typeof ru === 'string' ? { one: ru, few: ru, many: ru } : ru }),
    ...(en === undefined ? {} : { en: typeof en === 'string' ? { one: en, other: en } : en }),
  };
}
