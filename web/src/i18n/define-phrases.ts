/**
 * Phrases of a part of the web, in English and Russian, under typed keys. A key that is not there, a parameter that a phrase
 * lacks or does not have, and a key that one language lacks are compile errors; phrases.test.ts finds the rest (keys that
 * nobody uses, languages that disagree about parameters, plural forms that a language needs). Each app brings its own
 * phrases, so that the customer's card does not carry the office's words.
 */

export const LANGUAGES = ['ru', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** One phrase for each plural form that the language tells apart; `{n}` is the number that chooses among them. */
export interface PluralPhrase {
  readonly one: string;
  readonly few?: string;
  readonly many?: string;
  readonly other: string;
}

export type Phrase = string | PluralPhrase;

export interface Phrases<En extends Readonly<Record<string, Phrase>>> {
  readonly en: En;
  readonly ru: { readonly [Key in keyof En]: Phrase };
}

/** Declares the phrases of a part: definePhrases({ en: { 'cart.total': 'Total {sum}' }, ru: { 'cart.total': 'Итого {sum}' } }). */
export function definePhrases<const En extends Readonly<Record<string, Phrase>>>(phrases: Phrases<En>): Phrases<En> {
  return phrases;
}

type Named<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Named<Rest> : never;

type ParamsOf<P extends Phrase> = P extends string
  ? { readonly [Name in Named<P>]: string | number }
  : P extends PluralPhrase
    ? { readonly n: number } & { readonly [Name in Exclude<Named<P['other']>, 'n'>]: string | number }
    : never;

type Given<P extends Phrase> = [keyof ParamsOf<P>] extends [never] ? [] : [params: ParamsOf<P>];

/** Says a phrase: t('cart.total', { sum: '10 ₽' }). */
export type Say<En extends Readonly<Record<string, Phrase>>> = <Key extends keyof En & string>(
  key: Key,
  ...given: Given<En[Key]>
) => string;

/** Numbers inside phrases are written as the language writes them. */
export function sayIn<En extends Readonly<Record<string, Phrase>>>(phrases: Phrases<En>, language: Language): Say<En> {
  return (key, ...given) => {
    const [params = {}] = given;
    return fill(phrases[language][key], params, language);
  };
}

const rules = { ru: new Intl.PluralRules('ru'), en: new Intl.PluralRules('en') };
const numbers = { ru: new Intl.NumberFormat('ru'), en: new Intl.NumberFormat('en') };

function fill(phrase: Phrase, params: Readonly<Record<string, string | number>>, language: Language): string {
  const text = typeof phrase === 'string' ? phrase : pluralForm(phrase, Number(params['n']), language);
  return text.replaceAll(/\{(\w+)\}/gu, (place, name: string) => {
    const value = params[name];
    return typeof value === 'number' ? numbers[language].format(value) : (value ?? place);
  });
}

/** The form of a number: chooses among forms such as 1 балл, 2 балла, 5 баллов. */
export function pluralForm(forms: PluralPhrase, n: number, language: Language): string {
  switch (rules[language].select(n)) {
    case 'one':
      return forms.one;
    case 'few':
      return forms.few ?? forms.other;
    case 'many':
      return forms.many ?? forms.other;
    default:
      return forms.other;
  }
}
