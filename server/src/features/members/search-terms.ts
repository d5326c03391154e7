/**
 * What a member is found by, and what somebody who types means by it: both are folded in the same way, so that neither capitals,
 * accents nor ё count. A beginning is a range of texts in the order of their bytes, so every search is a walk along an index.
 *
 * A name is kept once for each of its words, beginning with it and going round ("anna maria k", "maria k anna", "k anna maria"):
 * whichever word one begins with, the others stand behind it.
 */
import { type Identity, normalPhone } from './identity.ts';

export interface SearchTerm {
  readonly kind: 'name' | 'digits';
  readonly term: string;
}

/** What is asked for; every part is a beginning. A question too short to mean anything asks for nothing. */
export interface Question {
  readonly identities: readonly { readonly kind: 'phone' | 'email' | 'card'; readonly beginning: string }[];
  /** The last digits of a phone or a card, the last first; null when it is no number. */
  readonly digits: string | null;
  /** Words of a name, the one to look for first. */
  readonly words: readonly string[];
  /** Several words as they may stand one behind another: how a name of two words is found, however many have one of them. */
  readonly phrases: readonly string[];
}

/** Fewer digits than this mean nothing: half of all numbers would end on them. */
export const DIGITS_MIN = 4;
const WORDS_MAX = 6;
const TERM_CHARACTERS_MAX = 120;
const DIGITS_MAX = 24;
/** Digits of a Russian number without its country. */
const NATIONAL_DIGITS = 10;
/** Above every character that a text can have. */
const LAST = '\u{10FFFF}';

/** Letters that no decomposition takes apart, in capitals. */
const PLAIN: Readonly<Record<string, string>> = { Ł: 'L', Ø: 'O', Đ: 'D', Ð: 'D', Ħ: 'H', Æ: 'AE', Œ: 'OE', Þ: 'TH' };

/** Letters and digits, apart by whatever else there is. Capitals, because they alone are the same wherever in a word a letter stands. */
export function foldedWords(text: string): readonly string[] {
  return text
    .replaceAll(/['’ʼ`]/gu, '')
    .toUpperCase()
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[ŁØĐÐĦÆŒÞ]/gu, (letter) => PLAIN[letter] ?? letter)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

export function searchTerms(name: string | undefined, identities: readonly Identity[]): readonly SearchTerm[] {
  const words = foldedWords(name ?? '').slice(0, WORDS_MAX);
  const names = words.map((_, at) => cut([...words.slice(at), ...words.slice(0, at)].join(' ')));
  const numbers = identities.flatMap(({ kind, value }) => {
    const digits = kind === 'phone' || kind === 'card' ? digitsIn(value) : '';
    return digits.length < DIGITS_MIN ? [] : [reversed(digits)];
  });
  return [
    ...[...new Set(names)].map((term) => ({ kind: 'name', term }) as const),
    ...[...new Set(numbers)].map((term) => ({ kind: 'digits', term }) as const),
  ];
}

/** `typed` as somebody types it, finished or not. */
export function readQuestion(typed: string): Question {
  const text = typed.trim();
  // A plus that a query string has eaten is a space in front.
  const compact = typed.replace(/^ (?=\d)/u, '+').replaceAll(/[\s().-]/gu, '');
  if (/^\+?\d+$/u.test(compact)) return numberQuestion(compact);
  if (text.includes('@'))
    return { identities: [{ kind: 'email', beginning: text.toLowerCase() }], digits: null, words: [], phrases: [] };
  const words = foldedWords(text).slice(0, WORDS_MAX).map(cut);
  const isOne = text !== '' && !/\s/u.test(text);
  return {
    identities: isOne
      ? [
          { kind: 'email', beginning: text.toLowerCase() },
          { kind: 'card', beginning: text },
        ]
      : [],
    digits: null,
    // The longest is the rarest, as a rule.
    words: words.toSorted((a, b) => b.length - a.length),
    phrases: words.length < 2 ? [] : [...new Set([words.join(' '), words.toReversed().join(' ')])],
  };
}

/** The end of the range of texts with this beginning, not in it. */
export function endOf(beginning: string): string {
  return beginning + LAST;
}

function numberQuestion(compact: string): Question {
  const digits = digitsIn(compact);
  if (digits.length < DIGITS_MIN) return { identities: [], digits: null, words: [], phrases: [] };
  const phones = new Set(phoneBeginnings(compact, digits));
  return {
    identities: [
      ...[...phones].map((beginning) => ({ kind: 'phone', beginning }) as const),
      ...(compact.startsWith('+') ? [] : [{ kind: 'card', beginning: digits } as const]),
    ],
    digits: compact.startsWith('+') ? null : reversed(digits),
    words: [],
    phrases: [],
  };
}

/** E.164 begins with the country; Russians say 8 instead of it, or nothing at all. */
function phoneBeginnings(compact: string, digits: string): readonly string[] {
  const whole = normalPhone(compact);
  if (whole !== null) return [whole];
  if (compact.startsWith('+')) return [compact];
  const national = digits.startsWith('8') ? digits.slice(1) : digits;
  return [`+${digits}`, ...(national.length <= NATIONAL_DIGITS ? [`+7${national}`] : [])];
}

function digitsIn(text: string): string {
  return text.replaceAll(/\D/gu, '');
}

function reversed(digits: string): string {
  return Array.from(digits).toReversed().join('').slice(0, DIGITS_MAX);
}

/** By characters, so that none is cut in half. */
function cut(text: string): string {
  return text.length <= TERM_CHARACTERS_MAX ? text : Array.from(text).slice(0, TERM_CHARACTERS_MAX).join('').trimEnd();
}
