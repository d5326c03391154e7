/**
 * What a text from a scanner, a camera or a keyboard could be, before anybody is asked. Whatever came is read: control characters
 * that scanners put around a code, what they say of its kind, lengths and letters that nothing of ours has. Nothing here refuses.
 */
import { normalCode } from '../coupons/code-text.ts';
import { identityFields } from '../members/identity.ts';
import type { MemberName } from '../members/resolve.ts';

export interface ScanReading {
  /** Whose it may be, the likelier first; none when it cannot be a phone or a card. */
  readonly names: readonly MemberName[];
  /** Its one spelling as a coupon code or a gift card; null when it cannot be one. */
  readonly code: string | null;
  /** Codes that are worth guessing have letters: numbers of strange cards are not counted as guesses. */
  readonly isGuess: boolean;
}

/** Nothing of ours is longer. */
const CHARACTERS_MAX = 200;
/** What a reader may say first: which kind of barcode it saw (ISO/IEC 15424): ]E0, ]C1, ]Q3 … */
const SYMBOLOGY = /^\][A-Za-z][0-9A-Za-z]/u;
const INVISIBLE = /[\p{Cc}\p{Cf}]/gu;
const NOTHING: ScanReading = { names: [], code: null, isGuess: false };

/** Without what readers put around it; "" for what nothing of ours could be. */
export function scannedText(scanned: string): string {
  if (!scanned.isWellFormed()) return '';
  const text = scanned.replaceAll(INVISIBLE, '').trim().replace(SYMBOLOGY, '').trim();
  return text.length > CHARACTERS_MAX ? '' : text;
}

export function readScan(scanned: string): ScanReading {
  const text = scannedText(scanned);
  if (text === '') return NOTHING;
  const phone = identityFields.phone.safeParse(text);
  const card = identityFields.card.safeParse(text);
  return {
    names: [
      ...(phone.success ? [{ kind: 'phone', value: phone.data } as const] : []),
      ...(card.success ? [{ kind: 'card', value: card.data } as const] : []),
    ],
    code: normalCode(text),
    isGuess: /\p{L}/u.test(text),
  };
}
