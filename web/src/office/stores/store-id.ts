/** The text by which receipts and rules will know a new store, made of its name: «На Покровке» → na-pokrovke. */

const RUSSIAN = 'абвгдеёжзийклмнопрстуфхцчшщъыьэюя';
const LATIN = 'a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh sch  y  e yu ya'.split(' ');
const CHARACTERS_MAX = 40;

/** Not one of those that are taken. What has no letters that we know is numbered. */
export function storeIdOf(name: string, taken: ReadonlySet<string>): string {
  const plain = Array.from(name.toLowerCase().normalize('NFC'), latinOf)
    .join('')
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .slice(0, CHARACTERS_MAX)
    .replaceAll(/^-+|-+$/gu, '');
  const base = plain === '' ? 'store' : plain;
  if (plain !== '' && !taken.has(base)) return base;
  for (let number = plain === '' ? 1 : 2; ; number += 1) {
    const id = `${base}-${number}`;
    if (!taken.has(id)) return id;
  }
}

function latinOf(letter: string): string {
  return LATIN[RUSSIAN.indexOf(letter)] ?? letter;
}
