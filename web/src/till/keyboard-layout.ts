/**
 * What a scanner meant, whatever layout the keyboard has: it presses keys as on an American keyboard, and with the Russian layout on,
 * "KC1.a" arrives as "ЛС1юф". Which key it was is known by its place (`code`), so the text is read from the places again.
 */

export interface Key {
  /** What the layout makes of it: KeyboardEvent.key. */
  readonly key: string;
  /** Its place: KeyboardEvent.code. */
  readonly code: string;
  readonly shift: boolean;
  readonly capsLock: boolean;
}

/** By place: without shift, with it. */
const PLACES: ReadonlyMap<string, string> = new Map([
  ...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('').map((letter) => [`Key${letter}`, letter.toLowerCase() + letter] as const),
  ...')!@#$%^&*('.split('').map((sign, digit) => [`Digit${digit}`, `${digit}${sign}`] as const),
  ...Array.from({ length: 10 }, (_, digit) => [`Numpad${digit}`, `${digit}${digit}`] as const),
  ['Minus', '-_'],
  ['Equal', '=+'],
  ['BracketLeft', '[{'],
  ['BracketRight', ']}'],
  ['Backslash', '\\|'],
  ['Semicolon', ';:'],
  ['Quote', '\'"'],
  ['Backquote', '`~'],
  ['Comma', ',<'],
  ['Period', '.>'],
  ['Slash', '/?'],
  ['Space', '  '],
]);

const NOT_ASCII = /[^ -~]/u;

/** The text as the layout has it, or by the places of the keys where the layout cannot have been meant. */
export function meantText(keys: readonly Key[]): string {
  const typed = keys.map(({ key }) => key).join('');
  if (!NOT_ASCII.test(typed) && !keys.some(({ capsLock }) => capsLock)) return typed;
  return keys.map(({ key, code, shift }) => PLACES.get(code)?.charAt(shift ? 1 : 0) ?? key).join('');
}

const RUSSIAN = 'йцукенгшщзхъфывапролджэячсмитьбюё';
const AMERICAN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`";
const LATIN = new Map(
  RUSSIAN.split('').flatMap((letter, place) => {
    const plain = AMERICAN.charAt(place);
    return [
      [letter, plain] as const,
      [letter.toUpperCase(), /[a-z]/u.test(plain) ? plain.toUpperCase() : plain] as const,
    ];
  }),
);

/** The same for a text that is in a field already, without its keys. null when there is nothing Russian in it. */
export function asLatin(text: string): string | null {
  if (!/\p{Script=Cyrillic}/u.test(text)) return null;
  return text.replaceAll(/\p{Script=Cyrillic}/gu, (letter) => LATIN.get(letter) ?? letter);
}
