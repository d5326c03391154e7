/**
 * Chance that can be repeated: mulberry32 (Tommy Ettinger, public domain), seeded by a hash of words, so that every part
 * of the demo has a stream of its own and adding to one part leaves the others as they were. For made-up shops only.
 */
import { hash } from 'node:crypto';

export interface Random {
  /** From 0 inclusive to 1 exclusive. */
  next(): number;
  /** Whole, from 0 to below `count`. */
  below(count: number): number;
  chance(probability: number): boolean;
  /** Of at least one. */
  pick<T>(from: readonly T[]): T;
  /** By weights, which need not add up to 1. */
  weighted<T>(from: readonly [readonly [T, number], ...(readonly [T, number])[]]): T;
  /** How many of what happens this often on average. */
  count(mean: number): number;
}

export function createRandom(seed: string): Random {
  let state = Number.parseInt(hash('sha256', seed, 'hex').slice(0, 8), 16);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (count: number): number => Math.floor(next() * count);
  return {
    next,
    below,
    chance: (probability) => next() < probability,
    pick: (from) => {
      const picked = from[below(from.length)];
      if (picked === undefined) throw new Error('there is nothing to pick from');
      return picked;
    },
    weighted: (from) => {
      let left = next() * from.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [value, weight] of from) {
        left -= weight;
        if (left < 0) return value;
      }
      return from[0][0];
    },
    // Knuth's way: fine for the small means of a shop's hours.
    count: (mean) => {
      const limit = Math.exp(-mean);
      let count = -1;
      for (let product = 1; product > limit; product *= next()) count += 1;
      return count;
    },
  };
}
