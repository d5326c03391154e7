/** What others see of a member. Who has told no name, or whose program shows none, is a number that tells nothing else. */
import { hash } from 'node:crypto';

export type NameStyle = 'initials' | 'first' | 'number';

const NUMBERS = 1_000_000;
const INITIALS_MAX = 3;

export function publicName(style: NameStyle, name: string | null, accountId: string): string {
  const words = (name ?? '').split(/\s+/u).filter((word) => word !== '');
  const [first] = words;
  if (style === 'number' || first === undefined) return numberOf(accountId);
  if (style === 'first') return first;
  return words
    .slice(0, INITIALS_MAX)
    .map((word) => `${/^./u.exec(word.toUpperCase())?.[0] ?? ''}.`)
    .join(' ');
}

/** The same in every board, and no way back to the account. */
function numberOf(accountId: string): string {
  const digest = hash('sha256', `board/${accountId}`, 'buffer');
  return `№ ${String(digest.readUIntBE(0, 6) % NUMBERS).padStart(6, '0')}`;
}
