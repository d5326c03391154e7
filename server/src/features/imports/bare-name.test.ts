import { expect, test } from 'vitest';
import { bareName, isSimplePattern } from './bare-name.ts';

test.each([
  [String.raw`\.0$`, '17850.0', '17850'],
  ['^0+', '000420', '420'],
  ['^CUST-', 'CUST-17', '17'],
  ['[^0-9]+$', '17 (Anna)', '17'],
  [String.raw`^\p{L}{2,3}`, 'КЛ17', '17'],
  ['^A|^B', 'B17', '17'],
  [String.raw`[\]()]`, '17)', '17'],
  ['', '17', '17'],
])('%s makes of %s: %s', (pattern, cell, bare) => {
  expect(isSimplePattern(pattern)).toBe(true);
  expect(bareName(cell, pattern)).toBe(bare);
});

test.each([
  '(a+)+$',
  '(a|a)*$',
  'a*a*a*a*$',
  String.raw`(.)\1+`,
  '(?=a)a',
  'a{1,9}b+',
  'a{1000}',
  '[a',
  'a**',
  String.raw`\p{Nothing}`,
  'a'.repeat(101),
])('%s is no simple pattern, and nobody is named by it', (pattern) => {
  expect(isSimplePattern(pattern)).toBe(false);
  expect(bareName('aaaa', pattern)).toBeNull();
});

test('no cell keeps a pattern busy', () => {
  const cells = ['a'.repeat(500), `${'a'.repeat(499)}!`, ' '.repeat(500)];
  const startedAt = performance.now();
  for (const pattern of ['a*$', String.raw`\s+\.$`, '[^0-9]*?[0-9]$', 'a{1,99}b', '.*[^a]$'])
    for (const cell of cells) expect(bareName(cell, pattern)).not.toBeNull();
  expect(performance.now() - startedAt).toBeLessThan(1_000);
  expect(bareName('a'.repeat(1_000_000), 'a*$')).toBeNull();
});
