/** What somebody has typed into the one field that takes everything, before the server is asked. */

/** partial: some of a phone or a name, to choose from a list; whole: a phone, a card, a code, asked for as a scan is. */
export type Typed = 'nothing' | 'partial' | 'whole';

/** The last digits of a phone that make sense to look for. */
const DIGITS_MIN = 4;
/** From so many on it is a whole phone or a card. */
const DIGITS_WHOLE = 10;
const LETTERS_MIN = 2;
const SEPARATORS = /[\s()+.-]/gu;
const NAME = /^[\p{L}\p{M}][\p{L}\p{M}\s.'’-]*$/u;

export function kindOfTyped(typed: string): Typed {
  const text = typed.trim();
  if (text === '') return 'nothing';
  const bare = text.replaceAll(SEPARATORS, '');
  if (/^\d+$/u.test(bare)) return bare.length >= DIGITS_MIN && bare.length < DIGITS_WHOLE ? 'partial' : 'whole';
  return NAME.test(text) && bare.length >= LETTERS_MIN ? 'partial' : 'whole';
}

/** A phone to begin a new member with, when that is what was typed; empty otherwise. */
export function phoneIn(typed: string): string {
  const text = typed.trim();
  return /^\+?[\d\s().-]+$/u.test(text) && text.replaceAll(/\D/gu, '').length >= DIGITS_WHOLE ? text : '';
}
