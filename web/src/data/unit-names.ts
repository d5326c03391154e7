/** What a program calls its units, read from its document without the engine: the till and the card do not carry it. */
import type { UnitName } from '../i18n/format.ts';

/** By wallet id; a wallet whose name cannot be read has none. */
export function unitNamesIn(document: unknown): (wallet: string) => UnitName {
  return (wallet) => {
    const name = within(within(within(document, 'wallets'), wallet), 'name');
    const [ruOne, ruFew, ruMany] = formsIn(name, 'ru', ['one', 'few', 'many']);
    const [enOne, enOther] = formsIn(name, 'en', ['one', 'other']);
    return {
      ...(ruOne === undefined || ruFew === undefined || ruMany === undefined
        ? {}
        : { ru: { one: ruOne, few: ruFew, many: ruMany } }),
      ...(enOne === undefined || enOther === undefined ? {} : { en: { one: enOne, other: enOther } }),
    };
  };
}

/** A name may be one text for all languages, one for a language, or forms. */
function formsIn(name: unknown, language: 'ru' | 'en', forms: readonly string[]): readonly (string | undefined)[] {
  const written = typeof name === 'string' ? name : within(name, language);
  if (typeof written === 'string') return forms.map(() => written);
  return forms.map((form) => {
    const text = within(written, form);
    return typeof text === 'string' ? text : undefined;
  });
}

function within(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
