/**
 * How codes are spelled: the letters they are made of, and the one spelling that they are kept and looked up by. Shared by coupon
 * codes and gift cards.
 */
import { hash, randomInt } from 'node:crypto';
import { z } from 'zod';

/**
 * Without what is taken for one another in print, by hand or by ear (0 O Q D, 1 I L, 2 Z, 5 S, 8 B, U V W) and without vowels, so
 * that chance spells no words.
 */
export const CODE_ALPHABET = '34679CFGHJKMNPRTXY';
const BITS_A_LETTER = Math.log2(CODE_ALPHABET.length);

/** Letters typed on a Russian keyboard that look like Latin ones. */
const LOOK_ALIKES = new Map(
  'АВЕКМНОРСТУХ'.split('').map((cyrillic, index) => [cyrillic, 'ABEKMHOPCTYX'.charAt(index)] as const),
);
const SEPARATORS = /[\s\p{Pd}_.·]+/gu;
const NORMAL = /^[\p{L}\p{N}]{1,64}$/u;
const TYPED_CHARACTERS_MAX = 200;
const NORMAL_CHARACTERS_MIN = 3;

/** A new code that nobody can guess: uniform random letters after the prefix. */
export function randomCode(bits: number, prefix = ''): string {
  const letters = Array.from({ length: Math.ceil(bits / BITS_A_LETTER) }, () =>
    CODE_ALPHABET.charAt(randomInt(CODE_ALPHABET.length)),
  );
  return prefix + letters.join('');
}

/** The one spelling: capital letters and digits only, however it was typed; null when nothing like a code was. */
export function normalCode(typed: string): string | null {
  const letters = typed.normalize('NFKC').toUpperCase().replaceAll(SEPARATORS, '');
  const code = letters.replaceAll(/\p{Script=Cyrillic}/gu, (letter) => LOOK_ALIKES.get(letter) ?? letter);
  return NORMAL.test(code) ? code : null;
}

/** Which part of the tables a code lives in: a byte of its hash, so that it is known without a look-up. */
export function codeBucket(code: string): number {
  return hash('sha256', code, 'buffer')[0] ?? 0;
}

/** A code as somebody typed or scanned it. What cannot be one is a code that is not there, not a mistake of the request. */
export const typedCodeField = z
  .string()
  .min(1)
  .max(TYPED_CHARACTERS_MAX)
  .transform((typed) => normalCode(typed) ?? '')
  .meta({
    description: 'As it was typed or scanned: spaces, dashes and small letters do not count.',
    examples: ['SUMMER-26'],
  });

/** The text that a shop gives a code of its own. */
export const namedCodeField = z
  .string()
  .max(TYPED_CHARACTERS_MAX)
  .transform((typed, context) => {
    const code = normalCode(typed);
    if (code !== null && code.length >= NORMAL_CHARACTERS_MIN) return code;
    context.addIssue({
      code: 'custom',
      message: `must be ${NORMAL_CHARACTERS_MIN} to 64 letters and digits; spaces and dashes do not count`,
      input: typed,
    });
    return z.NEVER;
  })
  .meta({ description: 'Letters and digits; spaces, dashes and small letters do not count.', examples: ['SUMMER-26'] });
