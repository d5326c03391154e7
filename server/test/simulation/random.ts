/** Chance from a seed: the same seed, the same choices. Every use takes a stream of its own, so that one draw more does not move others. */

export interface Random {
  /** A whole number from `from` to `to`, both included. */
  int(from: number, to: number): number;
  chance(probability: number): boolean;
  pick<T>(from: readonly T[]): T;
  /** One of the names, each as likely as its weight says. */
  weighted<Name extends string>(weights: Readonly<Record<Name, number>>): Name;
}

/** The generator is mulberry32 by Tommy Ettinger (public domain); the stream's name is mixed in by FNV-1a. */
export function randomFrom(seed: number, stream: string): Random {
  let state = seed >>> 0;
  for (const character of stream) state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01_00_01_93) >>> 0;
  const next = (): number => {
    state = (state + 0x6d_2b_79_f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_00_00_00_00;
  };
  const int = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  return {
    int,
    chance: (probability) => next() < probability,
    pick: (from) => {
      const picked = from[int(0, from.length - 1)];
      if (picked === undefined) throw new Error('nothing to pick from');
      return picked;
    },
    weighted: (weights) => {
      const names = namesOf(weights);
      const sum = names.reduce((total, name) => total + weights[name], 0);
      let left = next() * sum;
      for (const name of names) if ((left -= weights[name]) < 0) return name;
      throw new Error('no weights');
    },
  };
}

function namesOf<Name extends string>(weights: Readonly<Record<Name, number>>): readonly Name[] {
  const names: Name[] = [];
  for (const name in weights) names.push(name);
  return names;
}
