/**
 * Which names a file has told already, for millions of them: 63 bits of each one's hash and nothing else, some thirty bytes a name. That two
 * names of ten million are taken for one is less likely than one in a hundred thousand.
 */
import { hash } from 'node:crypto';

const FIRST_PLACES = 1 << 16;

export interface SeenNames {
  /** Answers whether it was there before. */
  add(name: string): boolean;
}

export function createSeenNames(): SeenNames {
  let places = FIRST_PLACES;
  let table = new Uint32Array(2 * places);
  let count = 0;

  /** Where it is, or would be. `low` is odd, so that nothing is never a name; the place is told by the other half. */
  function placeOf(into: Uint32Array, size: number, high: number, low: number): number {
    let place = high & (size - 1);
    for (;;) {
      const [a = 0, b = 0] = [into[2 * place], into[2 * place + 1]];
      if ((a === 0 && b === 0) || (a === high && b === low)) return place;
      place = (place + 1) & (size - 1);
    }
  }

  function grow(): void {
    const larger = new Uint32Array(4 * places);
    for (let place = 0; place < places; place += 1) {
      const [high = 0, low = 0] = [table[2 * place], table[2 * place + 1]];
      if (high === 0 && low === 0) continue;
      const to = placeOf(larger, 2 * places, high, low);
      larger[2 * to] = high;
      larger[2 * to + 1] = low;
    }
    table = larger;
    places *= 2;
  }

  return {
    add: (name) => {
      const digest = hash('sha256', name, 'buffer');
      const [high, low] = [digest.readUInt32LE(0), digest.readUInt32LE(4) | 1];
      const bits = low >>> 0;
      const place = placeOf(table, places, high, bits);
      if (table[2 * place + 1] !== 0) return true;
      table[2 * place] = high;
      table[2 * place + 1] = bits;
      count += 1;
      if (count * 2 > places) grow();
      return false;
    },
  };
}
