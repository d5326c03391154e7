/** A new version keeps what accounts may already hold. */
import { loadProgram, type CompiledProgram } from '@kopilka/engine';
import { describe, expect, test } from 'vitest';
import { discontinuities } from './continuity.ts';

const PROGRAM = `
kopilka: 1
id: shop
name: Shop
currency: RUB
timezone: Europe/Moscow
wallets:
  bonus: { name: bonus, worth: 1.00 }
  star: { name: star }
rules:
  - { id: base, on: purchase, earn: { wallet: bonus, rate: 5% } }
`;

function compiled(source: string): CompiledProgram {
  const loaded = loadProgram(source, 'yaml');
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return loaded.program;
}

describe('a next version', () => {
  test.each([
    ['may change rates and worth', PROGRAM.replace('5%', '7%').replace('worth: 1.00', 'worth: 2.00'), []],
    ['may add a wallet', PROGRAM.replace('  star:', '  gem: { name: gem }\n  star:'), []],
    ['cannot drop a wallet', PROGRAM.replace('  star: { name: star }\n', ''), ['wallets']],
    [
      'cannot change decimals',
      PROGRAM.replace('{ name: star }', '{ name: star, decimals: 2 }'),
      ['wallets.star.decimals'],
    ],
    ['cannot change the currency', PROGRAM.replace('RUB', 'EUR'), ['currency']],
  ])('%s', (_, next, paths) => {
    expect(discontinuities(compiled(PROGRAM), compiled(next)).map((problem) => problem.path)).toEqual(paths);
  });
});
