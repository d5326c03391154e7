/**
 * Numbers of receipts made here: the day and letters that nobody takes for one another, so that they can be read aloud and typed; and how
 * they stand in the QR of a slip. Random, because tills know nothing of each other: two of ten thousand a day are alike once in 150 years.
 */

const LETTERS = '34679CFGHJKMNPRTXY';
const GROUP = 5;
/** The largest multiple of the alphabet's size in a byte: above it a letter would be likelier than others. */
const FAIR = 256 - (256 % LETTERS.length);
const IN_QR = /^KR1\.([\w.-]{1,100})$/iu;
const WRITTEN = new RegExp(`^(\\d{6})[\\s-]*([${LETTERS}]{${GROUP}})[\\s-]*([${LETTERS}]{${GROUP}})$`, 'iu');

/** "261122-7KXR4-FNP3H" */
export function newReceiptNumber(at: Date = new Date()): string {
  const day = [at.getFullYear() % 100, at.getMonth() + 1, at.getDate()].map((part) => String(part).padStart(2, '0'));
  return `${day.join('')}-${randomLetters(GROUP)}-${randomLetters(GROUP)}`;
}

/** What the QR of a slip says. */
export function slipText(number: string): string {
  return `KR1.${number}`;
}

/** The receipt whose slip was scanned; null when it is no slip. */
export function readSlip(scanned: string): string | null {
  return IN_QR.exec(scanned.trim())?.[1] ?? null;
}

/** The number in its one spelling, however it was typed; what was not made here stays as it is. */
export function receiptNumberOf(typed: string): string {
  const text = readSlip(typed) ?? typed.trim();
  const [, day, first, second] = WRITTEN.exec(text) ?? [];
  return day === undefined || first === undefined || second === undefined
    ? text
    : `${day}-${first}-${second}`.toUpperCase();
}

function randomLetters(count: number): string {
  let letters = '';
  while (letters.length < count) {
    for (const byte of crypto.getRandomValues(new Uint8Array(count * 2)))
      if (byte < FAIR && letters.length < count) letters += LETTERS.charAt(byte % LETTERS.length);
  }
  return letters;
}
